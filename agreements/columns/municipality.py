"""The columns of municipalities, as of a day."""

from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from agreements.columns.column import YES_NO, Column
from municipalities.models import MappingStatus

_MINIMUM = _("Bare samarbeid som telles med. Er kommunen ikke ferdig kartlagt, er tallet «minst».")


def _population(key: str):
    return lambda record: record["population"] and record["population"][key]


MUNICIPALITY = (
    Column("number", _("kommunenummer"), _("Nummeret den dagen filen gjelder."), itemgetter("number"), always=True, width=10),
    Column("name", _("kommune"), _("Navnet på norsk."), itemgetter("name"), always=True),
    Column("name_se", _("navn på nordsamisk"), _("Der kommunen har et."), itemgetter("name_se")),
    Column("name_fkv", _("navn på kvensk"), _("Der kommunen har et."), itemgetter("name_fkv")),
    Column("official_name", _("offisielt navn"), _("Alle språk i ett."), itemgetter("official_name"), width=30),
    Column("url", _("adresse"), _("Kommunens side i registeret."), itemgetter("url"), width=36),
    Column("org_number", _("organisasjonsnummer"), _("Ni sifre."), itemgetter("org_number"), width=14),
    Column("county_number", _("fylkesnummer"), _("Den dagen filen gjelder."), lambda record: record["county"]["number"], width=10),
    Column("county", _("fylke"), _("Den dagen filen gjelder."), lambda record: record["county"]["name"]),
    Column("valid_from", _("opprettet"), _("Tomt når den er eldre enn registeret."), itemgetter("valid_from"), "date"),
    Column("last_day", _("siste dag som kommune"), _("Tomt når den består."), itemgetter("last_day"), "date"),
    Column("population", _("innbyggere"), _("Det nyeste folketallet før dagen filen gjelder."), _population("number"), "number"),
    Column("population_date", _("folketall per"), _("Dagen folketallet gjelder."), _population("date"), "date"),
    Column("agreements", _("samarbeid"), _MINIMUM, itemgetter("agreements"), "number"),
    Column("hosted", _("vert for"), _MINIMUM, itemgetter("hosted"), "number"),
    Column("unclear", _("av dem uavklarte"), _("Ingen kilde sier om de fortsatt gjelder."), itemgetter("unclear"), "number"),
    Column(
        "figures_are_minimum",
        _("tallene er «minst»"),
        _("Ja: kommunen er ikke ferdig kartlagt, og kan ha flere samarbeid."),
        itemgetter("figures_are_minimum"),
        YES_NO,
        always=True,
    ),
    Column(
        "mapping",
        _("kartlegging"),
        _("Hvor fullstendig kommunens samarbeid er kartlagt. Ikke kartlagt betyr ikke at samarbeid mangler."),
        lambda record: record["mapping"]["level"],
        labels=dict(MappingStatus.Level.choices),
        always=True,
    ),
    Column(
        "mapping_date",
        _("kartlegging per"),
        _("Dagen statusen er fra."),
        lambda record: record["mapping"]["date"],
        "date",
        always=True,
    ),
)
