"""The last sheet of every workbook: where the data come from, what they speak of, how sure they are, what the columns mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.columns.column import Column
from agreements.columns.records.address import LICENCE
from municipalities.coverage import Coverage
from registry.excel.writing import ExcelFile, Head
from registry.periods import show_day, show_moment

PUBLISHER = "Statsforvalteren i Troms og Finnmark"


@dataclass(frozen=True)
class Origin:
    """Where a file comes from: the address of its selection, the day its figures are of, how much is mapped, and for whom it is."""

    address: str
    day: date
    on: date | None
    coverage: Coverage
    internal: bool = False


def write_read_me(
    book: ExcelFile,
    origin: Origin,
    sheets: Iterable[tuple[str, Sequence[Column]]],
    number: int,
    notes: Iterable[tuple[str, str]] = (),
) -> None:
    """Write the sheet; `sheets` are the others with their columns, `number` is how many rows the first of them has.

    `notes` are what one must know of each.
    """
    sheet = book.sheet(_("Les meg"), [Head(_("Om filen"), width=28), Head("", width=34), Head("", width=110, wrap=True)])
    for label, text in _about(origin, number):
        sheet.append([label, None, text])
    for title, note in notes:
        sheet.append([title, None, note])
    sheet.append([None, None, None])
    sheet.append([_("Ark"), _("Kolonne"), _("Hva den betyr")])
    for title, columns in sheets:
        for column in columns:
            sheet.append([title, capfirst(str(column.heading)), f"{column.help} ({column.code})"])


def _about(origin: Origin, number: int) -> list[tuple[str, str]]:
    day, coverage = show_day(origin.day), origin.coverage
    speaks_of = (
        _("%(day)s: bare det som gjaldt den dagen.") if origin.on else _("%(day)s, også det som er avsluttet eller kommende.")
    )
    licence = _("Norsk lisens for offentlige data (NLOD) 2.0, %(address)s. Oppgi kilden.") % {"address": LICENCE}
    published = _("Filen har bare det som er publisert, uansett hvem som henter den.")
    if origin.internal:
        speaks_of = "%(day)s."
        licence = published = _("Ikke offentlig: filen har det som den som hentet den, har tilgang til.")
    return [
        (_("Register"), "Samarbeidsregisteret"),
        (_("Utgiver"), PUBLISHER),
        (_("Lisens"), licence),
        (_("Utvalg"), origin.address),
        (_("Rader"), str(number)),
        (_("Filen er laget"), show_moment(timezone.now())),
        (_("Dataene gjelder"), speaks_of % {"day": day}),
        (
            _("Dekning"),
            _("%(mapped)s av %(all)s kommuner er ferdig kartlagt, %(confirmed)s har bekreftet listen sin.")
            % {"mapped": coverage.mapped, "all": coverage.municipalities, "confirmed": coverage.confirmed},
        ),
        (_("Forbehold"), _("Registeret er under oppbygging. At noe ikke er kartlagt, betyr ikke at samarbeid mangler.")),
        (_("Antall"), _("Antall sier ikke hvor omfattende samarbeidet er. Er en kommune ikke ferdig kartlagt, er tallet «minst».")),
        (
            _("Datoer"),
            _("«Til og med» er siste dag. Er dagen ikke kjent, står kildens egne ord i stedet for en dato."),
        ),
        (_("Publisert"), published),
    ]
