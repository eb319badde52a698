"""Hele registeret: every public table as a sheet, with codes and ids as they are stored, for whoever wants to reckon on them."""

from operator import itemgetter

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.columns.normalised.table import Table
from agreements.columns.normalised.tables import tables
from agreements.reports.report import Asked, Column, Place, Report, Sheet

CODE = "hele-registeret"
NARROWEST = 10


def _sheets(asked: Asked) -> tuple[Sheet, ...]:
    return tuple(_sheet(table) for table in tables(asked.day))


def _sheet(table: Table) -> Sheet:
    columns = tuple(
        Column(name, name, table.about, itemgetter(place), "any", width=max(NARROWEST, len(name) + 2))
        for place, name in enumerate(table.columns)
    )
    return Sheet(table.name, table.name, columns, table.rows, note=table.about, missing=_now("Ingen rader."))


REPORT = Report(
    CODE,
    _("Hele registeret"),
    _("Alt som er offentlig, som tabeller som viser til hverandre, med kodelister. Datoen gjelder bare statusen."),
    frozenset({Place.REGISTER}),
    _sheets,
    large=True,
)
