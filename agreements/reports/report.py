"""★ A report and the sheets it answers with: declared once, shown as a page, a workbook and JSON. No HTTP and no Excel here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from agreements.columns.column import FRACTIONS, Column
from agreements.reports.asked import Asked, Place
from registry.excel.charts import Chart
from registry.excel.safety import LONGEST_TITLE

__all__ = [
    "FACT",
    "TEXT",
    "Asked",
    "Column",
    "Heading",
    "Item",
    "Layout",
    "Opens",
    "Place",
    "Report",
    "Sheet",
    "facts",
    "text",
    "value_of",
]


class Layout(StrEnum):
    """How a sheet is laid out: rows under headings, what one must know first, or paragraphs to paste into a document."""

    TABLE = "table"
    FACTS = "facts"
    TEXT = "text"


@dataclass(frozen=True)
class Sheet:
    """One sheet. `records` makes its rows anew each time it is asked, so that a large one is never held in memory.

    `note` is what a reader must know to read it right, `missing` what stands where there are no rows, `group` the code of the
    column by which the rows lie together, and `chart` the bars that a workbook draws of them.
    """

    code: str
    title: str
    columns: tuple[Column, ...]
    records: Callable[[], Iterable[Any]]
    note: str = ""
    missing: str = ""
    group: str = ""
    layout: Layout = Layout.TABLE
    chart: Chart | None = None

    def __post_init__(self):
        if len(self.title) > LONGEST_TITLE:
            raise ValueError(f"«{self.title}» is longer than the {LONGEST_TITLE} characters of a sheet's name")


@dataclass(frozen=True)
class Report:
    """One report: its name in the address, what it is called and about, which places it can be made for, and its sheets.

    `since`: what the earlier day is called that it compares with, "" where it has none.
    `staff`: others do not know that it exists. `large`: its page tells which sheets there are, and not their rows.
    """

    code: str
    title: str
    about: str
    places: frozenset[Place]
    sheets: Callable[[Asked], Sequence[Sheet]]
    since: str = ""
    staff: bool = False
    large: bool = False


def value_of(column: Column, record: Any) -> Any:
    """A value as the API tells it: codes, days, and a share as a number from 0 to 1. A day that is not known is told in words."""
    value = column.read(record)
    if value is None or value == "":
        return None
    return float(value) if column.kind in FRACTIONS else value


class Opens(NamedTuple):
    """A fact that is another sheet of the report, by its title, and the code it is found by on the page."""

    title: str
    about: str
    code: str


class Heading(str):
    """A paragraph that is a heading."""


class Item(str):
    """A paragraph that is an item of a list."""


FACT = (
    Column("label", _("hva"), _("Hva det gjelder."), lambda row: row[0], width=34),
    Column("value", _("opplysning"), _("Det registeret vet."), lambda row: row[1], width=90),
)
TEXT = (Column("text", _("tekst"), _("Ett avsnitt."), str, width=100),)


def facts(code: str, title: str, rows: Iterable[tuple[str, str]]) -> Sheet:
    """A sheet of what one must know: a label and its value in a row."""
    rows = tuple(rows)
    return Sheet(code, title, FACT, lambda: rows, layout=Layout.FACTS)


def text(code: str, title: str, paragraphs: Iterable[str]) -> Sheet:
    """A sheet of paragraphs, some of them a Heading or an Item of a list."""
    paragraphs = tuple(paragraphs)
    return Sheet(code, title, TEXT, lambda: paragraphs, layout=Layout.TEXT)
