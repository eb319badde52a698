"""What a page of figures is made of: tables of rows, whose numbers know the schemes they count."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from agreements.statistics.inventory import Scheme

NUMBER, MEAN, AMOUNT, SHARE, DATE, TEXT = "number", "mean", "amount", "share", "date", "text"


@dataclass(frozen=True)
class Column:
    """One column of numbers or words. `bar`: the chart shows it, stacked in their order where there are several."""

    code: str
    label: str
    kind: str = NUMBER
    bar: bool = False


class Cell(NamedTuple):
    """One value. `schemes` are those it counts or sums, None when it is made of none; `at_least`: there may be more.

    `earlier`: they are those of the earlier of two days, and may be over by the later. `link`: where its source is. A tuple,
    because thousands are made.
    """

    value: int | Fraction | str | date | None
    schemes: tuple[Scheme, ...] | None = None
    at_least: bool = False
    earlier: bool = False
    link: str = ""


class Row(NamedTuple):
    """One row: what it is about, and a cell for each column. `number` is that of a municipality whose row it is."""

    code: str
    label: str
    cells: tuple[Cell, ...]
    number: str = ""
    group: str = ""


@dataclass(frozen=True)
class Mark:
    """A line across the bars of a chart, and what it means."""

    value: Fraction
    label: str


@dataclass(frozen=True)
class Table:
    """One table. `missing` is what stands where it has no rows; `note` what a reader must know to read it right.

    `marks` are lines across its chart.
    """

    code: str
    title: str
    head: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    note: str = ""
    missing: str = ""
    marks: tuple[Mark, ...] = ()

    def cell(self, row: str, column: str) -> Cell | None:
        """The cell by the codes of its row and column."""
        place = next((n for n, one in enumerate(self.columns) if one.code == column), None)
        found = next((one for one in (*self.rows, *filter(None, [self.total])) if one.code == row), None)
        return found.cells[place] if found and place is not None else None


@dataclass(frozen=True)
class Page:
    """One page of figures: its tables, the one the chart shows first, and how its figures are counted, in words."""

    code: str
    title: str
    lead: str
    tables: tuple[Table, ...]
    how: tuple[str, ...] = field(default=())
    compares: bool = False  # it sets municipalities beside each other, so that the page says what number is not


def counted(schemes: Iterable[Scheme], at_least: bool = False, *, earlier: bool = False) -> Cell:
    """A number that is how many schemes there are."""
    found = tuple(schemes)
    return Cell(len(found), found, at_least, earlier)


def share(part: int, whole: int) -> Cell:
    """A part of a whole; nothing where there is no whole."""
    return Cell(Fraction(part, whole) if whole else None)
