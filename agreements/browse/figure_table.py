"""A table of figures as its page shows it, with the chart in its rows; each number leads to the schemes it counts.

The cells are put together and escaped here: a page has thousands of them, and a template takes ten times as long for each.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString

from agreements.browse.figure_link import FigureLinks
from agreements.columns.statistics import all_rows, writer
from agreements.filters.statistics import StatisticsSelection
from agreements.maps.bars import Bar, draw
from agreements.maps.tile_map import Scale, shades
from agreements.statistics.tables.table import TEXT, Cell, Column, Page, Row, Table
from registry.templatetags.page import dated

WIDE = 8  # columns; a table with more of them scrolls by itself


@dataclass(frozen=True)
class ShownRow:
    """One row: where its name leads, its cells as HTML, and its bar if the chart has one."""

    row: Row
    address: str
    cells: SafeString
    bar: Bar | None = None


@dataclass(frozen=True)
class ShownTable:
    """One table, its chart in its rows: groups of them, each under its heading. `keys` are what the chart shows."""

    table: Table
    groups: list[tuple[str, list[ShownRow]]]
    totals: list[ShownRow]
    keys: list[Column]

    @classmethod
    def of(cls, table: Table, page: Page, selection: StatisticsSelection) -> "ShownTable":
        """A table of the page. Columns of words that say nothing of anybody are left out; the files have them."""
        table, links = _without_silent(table), FigureLinks(selection, page.code, table.code)
        scale = _scale(table) if _is_square(table) else None
        keys = [column for column in table.columns if column.bar]
        bars = draw(_numbers(table), marks=[float(mark.value) for mark in table.marks]) if keys else [None] * len(table.rows)
        heads = [_Head(escape(column.label), column, writer(column.kind)) for column in table.columns]
        groups: dict[str, list[ShownRow]] = {}
        for row, bar in zip(table.rows, bars, strict=True):
            groups.setdefault(row.group, []).append(_row(row, heads, links, scale, bar))
        totals = [_row(row, heads, links) for row in (table.total,) if row]
        return cls(table, list(groups.items()), totals, keys)

    @property
    def several(self) -> bool:
        """Whether a bar has parts of different kinds."""
        return len(self.keys) > 1

    @property
    def partial(self) -> bool:
        """Whether some of its bars are "at least"."""
        return any(row.bar and row.bar.partial for _group, rows in self.groups for row in rows)

    @property
    def grouped(self) -> bool:
        """Whether the groups have headings."""
        return len(self.groups) > 1

    @property
    def wide(self) -> bool:
        """Whether it scrolls by itself."""
        return len(self.table.columns) > WIDE

    @property
    def square(self) -> bool:
        """Whether its rows and columns are the same, so that its heads stand upright and its cells are narrow."""
        return _is_square(self.table)


def _without_silent(table: Table) -> Table:
    told = [
        place
        for place, column in enumerate(table.columns)
        if column.kind != TEXT or any(row.cells[place].value for row in all_rows(table))
    ]
    if len(told) == len(table.columns):
        return table

    def narrowed(row: Row) -> Row:
        return row._replace(cells=tuple(row.cells[place] for place in told))

    columns, rows = tuple(table.columns[place] for place in told), tuple(map(narrowed, table.rows))
    return replace(table, columns=columns, rows=rows, total=table.total and narrowed(table.total))


def _is_square(table: Table) -> bool:
    return len(table.columns) > WIDE and [column.code for column in table.columns] == [row.code for row in table.rows]


def _scale(table: Table) -> Scale:
    """Shades as on the map."""
    return Scale(shades(cell.value for row in table.rows for cell in row.cells if cell.value), "")


def _numbers(table: Table) -> Iterator[tuple[list[float], bool]]:
    for row in table.rows:
        cells = [cell for cell, column in zip(row.cells, table.columns, strict=True) if column.bar]
        yield [float(cell.value or 0) for cell in cells], any(cell.at_least for cell in cells)


class _Head(NamedTuple):
    """What is the same in all cells of a column."""

    label: str
    column: Column
    write: Callable[[Cell], str]


def _row(row: Row, heads: list[_Head], links: FigureLinks, scale: Scale | None = None, bar: Bar | None = None) -> ShownRow:
    place = reverse("municipality-detail", args=[row.number]) if row.number else ""
    cells = SafeString("".join(_cells(row, heads, links, scale)))
    return ShownRow(row, dated(place, links.selection.on) if place else "", cells, bar)


def _cells(row: Row, heads: list[_Head], links: FigureLinks, scale: Scale | None) -> Iterator[str]:
    """Each value under its heading: words to be read, or a number to be compared, in a shade where there is a scale."""
    for cell, (label, column, write) in zip(row.cells, heads, strict=True):
        text, address = escape(write(cell)), cell.link or links.of(cell, row.code, column.code)
        step = scale.step(cell.value or None) if scale else 0
        looks = "" if column.kind == TEXT else f' class="right num seq-{step}"' if step else ' class="right num"'
        inside = f'<a href="{escape(address)}">{text}</a>' if address else text
        yield f'<td role="cell" data-label="{label}"{looks}>{inside}</td>'
