"""`/kart/`: a figure of every municipality as shades on the tile map, with the same numbers as a table below."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from agreements.columns.statistics import shown
from agreements.filters.choices import chosen
from agreements.filters.statistics import StatisticsSelection
from agreements.maps.tile_map import Cell, draw
from agreements.statistics.tables import municipalities, partners
from agreements.statistics.tables.catalogue import PAGES, TITLES
from agreements.statistics.tables.table import SHARE, TEXT, Column, Page, Row, Table
from registry.templatetags.page import dated

NOT_OURS = ("innbyggere",)  # no figure of cooperation
MAPPED = (municipalities.CODE, partners.CODE)  # the pages with one number or more a municipality


@dataclass(frozen=True)
class Measure:
    """One column that a map can show."""

    page: str
    column: Column

    @property
    def code(self) -> str:
        """Its name in the address."""
        return f"{self.page}.{self.column.code}"


def show(request: HttpRequest) -> HttpResponseBase:
    """The map."""
    selection = StatisticsSelection.of(request, ("figure",))
    pages = {code: PAGES[code](selection.question) for code in MAPPED}
    measures = {measure.code: measure for measure in _measures(pages)}
    measure = chosen(request, "figure", measures) or next(iter(measures.values()))
    table = pages[measure.page].tables[0]
    place = table.columns.index(measure.column)
    context = {
        "section": "map",
        "on": selection.on,
        "day": selection.directory.day,
        "selection": selection,
        "coverage": selection.question.coverage,
        "measures": [(TITLES[code], [one for one in measures.values() if one.page == code]) for code in MAPPED],
        "measure": measure,
        "map": draw(_cells(table, measure.column, selection)),
        "rows": [(row, _address(row, selection), shown(row.cells[place], measure.column.kind)) for row in table.rows],
        "page_address": dated(reverse("statistics-page", args=[measure.page]), selection.on),
    }
    return render(request, "agreements/browse/map.html", context)


def _measures(pages: Mapping[str, Page]) -> Iterator[Measure]:
    for code, page in pages.items():
        yield from (
            Measure(code, column) for column in page.tables[0].columns if column.kind != TEXT and column.code not in NOT_OURS
        )


def _cells(table: Table, column: Column, selection: StatisticsSelection) -> Iterator[Cell]:
    """A tile for each row whose municipality has one and whose number is known; a share in whole per cent."""
    entries = {entry.number(selection.directory.day): entry for entry in selection.question.entries}
    place = table.columns.index(column)
    rows = [(entries[row.number], row) for row in table.rows if row.number in entries]
    for entry, row in sorted(rows, key=lambda pair: (pair[0].number_row(selection.directory.day).county.number, pair[1].label)):
        town, cell = entry.municipality, row.cells[place]
        if town.tile_column is None or town.tile_row is None or cell.value is None:
            continue
        number = round(cell.value * 100) if column.kind == SHARE else round(cell.value)
        full = selection.question.coverage.is_full(town.pk)
        title = f"{town.name}: {shown(cell, column.kind)}"
        county = entry.number_row(selection.directory.day).county.name
        place_on_map = (town.tile_column, town.tile_row)
        yield Cell(town.name, county, place_on_map, number, not full, title, _address(row, selection), cell.at_least)


def _address(row: Row, selection: StatisticsSelection) -> str:
    return dated(reverse("municipality-detail", args=[row.number]), selection.on)
