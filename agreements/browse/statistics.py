"""`/statistikk/`: the figures, a page a question. Each number opens the schemes it counts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agreements.browse.figure_link import FigureLinks
from agreements.columns.read_me import Origin
from agreements.columns.statistics import all_rows, csv_of, shown, workbook
from agreements.filters.choices import chosen
from agreements.filters.statistics import StatisticsSelection
from agreements.maps.bars import Bar, draw
from agreements.maps.tile_map import Scale, shades
from agreements.reports import county
from agreements.statistics.tables import change, comparison, overview, ownership_reports, partners
from agreements.statistics.tables.catalogue import PAGES, TITLES
from agreements.statistics.tables.table import TEXT, Column, Page, Row, Table
from agreements.statistics.totals import totals
from registry.csv_table import FOR_PEOPLE
from registry.csv_table import MEDIA_TYPE as CSV
from registry.excel.writing import MEDIA_TYPE as EXCEL
from registry.templatetags.page import dated

WIDE = 8  # columns; a table with more of them scrolls by itself
FORMATS = {"xlsx": "xlsx", "csv": "csv"}


class ShownCell(NamedTuple):
    """One value as the page shows it under its heading, with the address of what it counts, or of its source ("" without).

    `words`: it is read and not compared. A tuple, because the template takes thousands of them apart.
    """

    heading: str
    text: str
    address: str
    words: bool
    step: int = 0  # its shade in a square table


@dataclass(frozen=True)
class ShownRow:
    """One row, its bar if the chart has one, and where its name leads. `several`: its bar has parts of different kinds."""

    row: Row
    address: str
    cells: list[ShownCell]
    bar: Bar | None = None
    several: bool = False


@dataclass(frozen=True)
class ShownTable:
    """One table, its chart in its rows: groups of them, each under its heading. `keys` are what the chart shows."""

    table: Table
    groups: list[tuple[str, list[ShownRow]]]
    totals: list[ShownRow]
    keys: list[Column]

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


def show(request: HttpRequest, code: str = overview.CODE) -> HttpResponseBase:
    """One page of figures, as a page or a file."""
    if code not in PAGES:
        raise Http404
    selection = StatisticsSelection.of(request, ("format", "table"))
    page = PAGES[code](selection.question)
    if kind := chosen(request, "format", FORMATS):
        return _file(request, page, kind, selection)
    found = totals(selection.question.schemes, selection.question.inventory)
    tables = [_shown(table, page, selection) for table in page.tables]
    context = {
        "section": "statistics",
        "on": selection.on,
        "day": selection.directory.day,
        "selection": selection,
        "coverage": selection.question.coverage,
        "totals": found,
        "figures": page,
        "overview": code == overview.CODE,
        "compares": _places(selection) if code == comparison.CODE else None,
        "two_days": code in (change.CODE, partners.CODE),
        "earlier": selection.question.earlier.directory.day if code == change.CODE else selection.since,
        "county_report": _county_report(selection),
        "without_report": _without_report(request, code, selection),
        "tables": tables,
        "beside": any(not table.wide for table in tables),
        "others": [(_page_address(other, selection), title, other == code) for other, title in TITLES.items()],
    }
    return render(request, "agreements/browse/statistics.html", context)


def _county_report(selection: StatisticsSelection) -> str:
    """Where all the figures of the county or region stand together, else those of the whole register."""
    question = selection.question
    place = question.region.slug if question.region else question.county.number if question.county else ""
    return dated(reverse("report-of" if place else "report", args=[county.CODE, *filter(None, [place])]), selection.on)


def _without_report(request: HttpRequest, code: str, selection: StatisticsSelection) -> list[tuple[str, str]] | None:
    """The municipalities of which no ownership report is registered, with their forms in the admin; None for all but staff."""
    if code != ownership_reports.CODE or not (request.user.is_authenticated and request.user.is_staff):
        return None
    found = [entry.municipality for entry in ownership_reports.without_report(selection.question)]
    return [(one.name, reverse("admin:municipalities_municipality_change", args=[one.pk])) for one in found]


def _places(selection: StatisticsSelection) -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be set side by side, by kind: its code and its name."""
    directory = selection.directory
    municipalities = [(entry.number(directory.day), entry.municipality.name) for entry in directory.existing()]
    regions = [(one.slug, one.name) for _kind, group in selection.regions for one in group]
    return [(_("Kommuner"), municipalities), (_("Regioner"), regions)]


def _file(request: HttpRequest, page: Page, kind: str, selection: StatisticsSelection) -> HttpResponseBase:
    """All tables as a workbook, or the one that `table` names (else the first) as CSV."""
    table = chosen(request, "table", {table.code: table for table in page.tables}) or page.tables[0]
    name = f"statistikk-{page.code}-{selection.directory.day.isoformat()}.{kind}"
    if kind == "csv":
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingHttpResponse(csv_of(table, FOR_PEOPLE), content_type=CSV, headers=headers)
    address = f"{settings.SITE_URL}{_page_address(page.code, selection)}"
    origin = Origin(address, selection.directory.day, selection.directory.day, selection.question.coverage)
    return FileResponse(workbook(page, origin), as_attachment=True, filename=name, content_type=EXCEL)


def _page_address(code: str, selection: StatisticsSelection) -> str:
    """Another page with the same selection."""
    kept = {
        "county": selection.county and selection.county.number,
        "region": selection.region and selection.region.slug,
        "division": selection.scope.division,
        "purchase": "" if selection.purchase else "nei",
        "since": selection.since and selection.since.isoformat(),
        "compare": ",".join(one.code for one in selection.compared),
    }
    query = urlencode({name: value for name, value in kept.items() if value})
    address = reverse("statistics") if code == overview.CODE else reverse("statistics-page", args=[code])
    return dated(f"{address}?{query}" if query else address, selection.on)


def _is_square(table: Table) -> bool:
    return len(table.columns) > WIDE and [column.code for column in table.columns] == [row.code for row in table.rows]


def _shaded(rows: list[ShownRow]) -> Iterator[ShownRow]:
    """With shades as on the map; none where nothing is counted."""
    scale = Scale(shades(cell.value for row in rows for cell in row.row.cells if cell.value), "")
    for row in rows:
        steps = [scale.step(cell.value or None) for cell in row.row.cells]
        yield replace(row, cells=[cell._replace(step=step) for cell, step in zip(row.cells, steps, strict=True)])


def _without_silent(table: Table) -> Table:
    """The table without the columns of words that say nothing of anybody; the files have them."""
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


def _shown(table: Table, page: Page, selection: StatisticsSelection) -> ShownTable:
    table, links = _without_silent(table), FigureLinks(selection)
    rows = [_row(row, table, page, links) for row in table.rows]
    if _is_square(table):
        rows = list(_shaded(rows))
    keys = [column for column in table.columns if column.bar]
    if keys:
        rows = [replace(row, bar=bar, several=len(keys) > 1) for row, bar in zip(rows, _bars(table), strict=True)]
    groups: dict[str, list[ShownRow]] = {}
    for row in rows:
        groups.setdefault(row.row.group, []).append(row)
    totals = [_row(row, table, page, links) for row in (table.total,) if row]
    return ShownTable(table, list(groups.items()), totals, keys)


def _bars(table: Table) -> list[Bar]:
    return draw(_numbers(table), marks=[float(mark.value) for mark in table.marks])


def _numbers(table: Table) -> Iterator[tuple[list[float], bool]]:
    for row in table.rows:
        cells = [cell for cell, column in zip(row.cells, table.columns, strict=True) if column.bar]
        yield [float(cell.value or 0) for cell in cells], any(cell.at_least for cell in cells)


def _row(row: Row, table: Table, page: Page, links: FigureLinks) -> ShownRow:
    cells = []
    for cell, column in zip(row.cells, table.columns, strict=True):
        address = cell.link or links.of(cell, page.code, table.code, row.code, column.code)
        cells.append(ShownCell(column.label, shown(cell, column.kind), address, column.kind == TEXT))
    place = reverse("municipality-detail", args=[row.number]) if row.number else ""
    return ShownRow(row, dated(place, links.selection.on) if place else "", cells)
