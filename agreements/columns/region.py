"""The columns of regions, with their members in one readable cell."""

from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from agreements.columns.column import Column
from agreements.columns.period import period_columns
from municipalities.models import Region
from municipalities.models.region import Certainty


def members_cell(record: dict) -> str:
    """«Alta (5601); Kvænangen (5546)»."""
    return "; ".join(f"{member['name']} ({member['number']})" for member in record["members"])


REGION = (
    Column("slug", _("navn i adressen"), _("Regionens faste kjennetegn."), itemgetter("slug"), always=True, width=24),
    Column("name", _("region"), _("Navnet i dag."), itemgetter("name"), always=True, width=34),
    Column("url", _("adresse"), _("Regionens side i registeret."), itemgetter("url"), width=36),
    Column("kind", _("slag"), _("Hva slags region."), itemgetter("kind"), labels=dict(Region.Kind.choices)),
    Column("division", _("inndeling"), _("For kommuneregioner: hvem sin inndeling."), itemgetter("division")),
    Column("seat", _("kontorsted"), _("Der regionen har kontor."), itemgetter("seat")),
    Column("members", _("medlemmer"), _("Med kommunenummer."), members_cell, width=60),
    Column(
        "members_number", _("antall medlemmer"), _("Hvor mange som er ført opp."), lambda record: len(record["members"]), "number"
    ),
    Column(
        "members_on",
        _("medlemmer per"),
        _("Dagen medlemmene gjelder; for en avsluttet region siste dag."),
        itemgetter("members_on"),
        "date",
        always=True,
    ),
    Column(
        "members_basis",
        _("hvor sikre medlemmene er"),
        _("Oppgitt i kilden, antatt (beregnet) eller ubekreftet."),
        itemgetter("members_basis"),
        labels=dict(Certainty.choices),
        always=True,
    ),
    Column("population", _("innbyggere"), _("Medlemmene samlet. Tomt når et tall mangler."), itemgetter("population"), "number"),
    Column("stated_members", _("antall medlemmer i kilden"), _("Tallet kilden oppgir."), itemgetter("stated_members"), "number"),
    *period_columns(),
    Column(
        "mapping",
        _("kartlegging av medlemmene"),
        _("Hvor mange av medlemmene som er ferdig kartlagt i registeret."),
        lambda record: record.get("mapping"),
        always=True,
        width=24,
    ),
    Column("source", _("kilde"), _("Hvor registeret vet det fra."), itemgetter("source"), width=40),
    Column("source_url", _("lenke til kilden"), _("Der kilden er på nett."), itemgetter("source_url"), width=30),
)
