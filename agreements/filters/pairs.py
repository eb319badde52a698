"""Which pairs of municipalities are asked for: those of one municipality, those with at least so many schemes in common."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.translation import gettext as _

from agreements.filters.statistics import SUBJECT
from agreements.statistics.tables.pairs import common, numbers
from agreements.statistics.tables.table import Page, Row
from municipalities.directory import Directory, Entry
from registry.parameters import BadParameters, Problem

NAMES = ("municipality", "least", *SUBJECT)
MOST = 9999


@dataclass(frozen=True)
class Pairs:
    """What was asked for; None where it was not."""

    entry: Entry | None
    number: str
    least: int | None

    @classmethod
    def of(cls, request: HttpRequest, directory: Directory) -> "Pairs":
        """Read an address. Raises BadParameters."""
        number = request.GET.get("municipality", "").strip()
        entries = directory.by_number(number) if number else []
        if number and not entries:
            right = _("Ingen kommune har eller har hatt dette nummeret.")
            raise BadParameters([Problem("municipality", number[:60], right)])
        return cls(entries[0] if entries else None, number and entries[0].number(directory.day), _least(request))

    def narrow(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """Those of the pairs that are asked for."""
        own = (row for row in rows if not self.entry or self.number in numbers(row))
        return tuple(row for row in own if common(row) >= (self.least or 1))

    def page(self, page: Page) -> Page:
        """The page of figures with only these."""
        return replace(page, tables=tuple(replace(table, rows=self.narrow(table.rows)) for table in page.tables))


def _least(request: HttpRequest) -> int | None:
    text = request.GET.get("least", "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST and len(text) < 9):
        right = _("Skriv et helt tall fra 1 til %(most)s.") % {"most": MOST}
        raise BadParameters([Problem("least", text[:60], right)])
    return int(text)
