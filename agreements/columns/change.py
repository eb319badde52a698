"""The columns of changes, as everyone may read them."""

from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from agreements.columns.column import Column
from registry.models import Change


def differences_cell(record: dict) -> str:
    """What differs, one line a field: «Navn: før → etter»."""
    lines = []
    for one in record["differences"]:
        name = f"{one['field']} ({one['row']})" if one["row"] else one["field"]
        lines.append(f"{name}: {one['before'] or '–'} → {one['after'] or '–'}")
    return "\n".join(lines)


CHANGE = (
    Column("id", _("endring"), _("Endringens nummer. Det endres aldri."), itemgetter("id"), "number", always=True),
    Column("at", _("tidspunkt"), _("Når endringen ble gjort, norsk tid i Excel."), itemgetter("at"), "moment", always=True),
    Column("kind", _("hva"), _("Hva slags endring."), itemgetter("kind"), labels=dict(Change.Kind.choices)),
    Column("by", _("på vegne av"), _("Aldri navn på personer."), itemgetter("by"), labels=dict(Change.ActorKind.choices)),
    Column("text", _("med ord"), _("Endringen i en setning."), itemgetter("text"), width=34),
    Column(
        "agreement_id",
        _("samarbeid, nummer"),
        _("Samarbeidet som er endret."),
        lambda r: r["agreement"]["id"],
        "number",
        always=True,
    ),
    Column("agreement", _("samarbeid"), _("Navnet i dag."), lambda record: record["agreement"]["name"], width=42),
    Column("url", _("adresse"), _("Samarbeidets side i registeret."), lambda record: record["agreement"]["url"], width=36),
    Column("revision", _("utgave"), _("Samarbeidets utgave etter endringen."), itemgetter("revision"), "number"),
    Column("differences", _("før og etter"), _("Feltene som er endret."), differences_cell, width=70),
)
