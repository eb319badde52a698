"""`/kart/`: a figure of every municipality as shades, with the same numbers as a table below, as Excel and as a picture to keep."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.conf import settings
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.browse import picture
from agreements.browse.borders import borders_for
from agreements.browse.figure_link import FigureLinks
from agreements.columns.read_me import Origin
from agreements.columns.statistics import csv_of, rounded, workbook, writer
from agreements.filters.choices import chosen
from agreements.filters.statistics import SUBJECT, StatisticsSelection
from agreements.maps import boundary_map, tile_map
from agreements.maps.boundary_map import BoundaryMap
from agreements.maps.tile_map import Cell, Scale, Shade, TileMap
from agreements.statistics.measures import GROUPS, MEASURES, Measure, Measured, measured
from agreements.statistics.recommended import Answer
from agreements.statistics.subject import ANY
from agreements.statistics.tables.table import SHARE, Page, Row, Table
from municipalities.models import Boundary
from registry.csv_table import FOR_PEOPLE
from registry.csv_table import MEDIA_TYPE as CSV
from registry.excel.writing import MEDIA_TYPE as EXCEL
from registry.templatetags.page import dated

CODE = "kart"
SVG, XLSX, CSV_FILE = "svg", "xlsx", "csv"
FORMATS = {kind: kind for kind in (SVG, XLSX, CSV_FILE)}
NO_COOPERATION, COOPERATION = 1, 4  # the shades of what is said in words
MOST = 10**9


@dataclass(frozen=True)
class ShownRow:
    """One municipality as the table shows it: its own page, how far it is mapped, its figure, and the schemes behind."""

    row: Row
    address: str
    level: str
    text: str
    records: str


@dataclass(frozen=True)
class Asked:
    """What the page was asked for, and what it found."""

    selection: StatisticsSelection
    measure: Measure
    found: Measured

    def rows(self) -> Iterator[ShownRow]:
        """Every municipality, in the order of the page of figures."""
        links, write = FigureLinks(self.selection, self.measure.page, self.found.table), writer(self.measure.kind)
        for row in self.found.rows:
            place = reverse("municipality-detail", args=[row.number])
            level, cell = row.cells
            behind = links.of(cell, row.code, self.measure.counted)
            text = write(cell)
            yield ShownRow(row, dated(place, self.selection.on), str(level.value), text, behind)

    def draw(self, rows: list[ShownRow], borders: Mapping[int, Boundary]) -> TileMap | BoundaryMap:
        """The map: on borders where there are some, else of those that have a tile."""
        cells = dict(self._cells(rows))
        if borders:
            return boundary_map.draw(((cell, borders[pk]) for pk, cell in cells.items() if pk in borders), self._scale)
        return tile_map.draw((cell for cell in cells.values() if None not in cell.place), self._scale)

    def _cells(self, rows: list[ShownRow]) -> Iterator[tuple[int, Cell]]:
        """What is drawn of each, by its id, county by county."""
        day, question = self.selection.directory.day, self.selection.question
        by_number = {row.row.number: row for row in rows}
        for entry in sorted(question.entries, key=lambda entry: entry.number_row(day).county.number):
            municipality, row = entry.municipality, by_number[entry.number(day)]
            state = self.found.states.get(row.row.number)
            cell = Cell(
                municipality.name,
                entry.number_row(day).county.name,
                (municipality.tile_column, municipality.tile_row),
                self._number(row.row, state),
                state == Answer.UNMAPPED or (state is None and not question.coverage.is_full(municipality.pk)),
                f"{municipality.name}: {row.text}",
                row.records or row.address,
                row.row.cells[-1].at_least,
                "?" if state else "–",
            )
            yield municipality.pk, cell

    def _number(self, row: Row, state: Answer | None) -> int | None:
        """What the shade stands for: a count, a share in per cent, or how many schemes it has at all."""
        cell = row.cells[-1]
        if state:
            return None if state == Answer.UNMAPPED else len(cell.schemes or ()) if state == Answer.HAS else 0
        if cell.value is None:
            return None
        return int(rounded(cell.value * 100 if self.measure.kind == SHARE else cell.value))

    @property
    def _scale(self) -> Scale | None:
        """The shades of what is said in words; None where the numbers decide."""
        if not self.found.states:
            return None
        nothing, something = Answer.NONE.label, Answer.HAS.label
        shades = [Shade(NO_COOPERATION, 0, 0, nothing), Shade(COOPERATION, 1, MOST, something)]
        return Scale(shades, Answer.UNMAPPED.label, blank=True)

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"kart-{self.measure.page}-{self.measure.column}-{self.selection.directory.day.isoformat()}"


def show(request: HttpRequest) -> HttpResponseBase:
    """The map."""
    selection = StatisticsSelection.of(request, ("figure", "format", "map", *SUBJECT))
    measure = chosen(request, "figure", MEASURES) or next(iter(MEASURES.values()))
    whole = selection if measure.about or selection.subject == ANY else replace(selection, subject=ANY)
    asked = Asked(whole, measure, measured(measure, whole.question))
    kind, borders = chosen(request, "format", FORMATS), borders_for(request, selection.directory)
    if kind in (XLSX, CSV_FILE):
        return _file(request, asked, str(kind))
    rows = list(asked.rows())
    drawn = asked.draw(rows, borders.drawn)
    if kind == SVG:
        return picture.answer(drawn, str(measure.label), whole, asked.name, borders.credit)
    context = {
        "section": "map",
        "on": selection.on,
        "day": selection.directory.day,
        "selection": selection,
        "coverage": whole.question.coverage,
        "about": picture.about(whole),
        "not_about": whole is not selection,
        "groups": GROUPS,
        "measure": measure,
        "map": drawn,
        "borders": borders,
        "rows": rows,
        "how": asked.found.how,
        "page_address": dated(reverse("statistics-page", args=[measure.page]), selection.on),
    }
    return render(request, "agreements/browse/map.html", context)


def _file(request: HttpRequest, asked: Asked, kind: str) -> HttpResponseBase:
    """The table as a workbook or as CSV."""
    label, name = str(asked.measure.label), f"{asked.name}.{kind}"
    table = Table(CODE, label, _("Kommune"), asked.found.columns, asked.found.rows)
    if kind == CSV_FILE:
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingHttpResponse(csv_of(table, FOR_PEOPLE), content_type=CSV, headers=headers)
    day = asked.selection.directory.day
    origin = Origin(f"{settings.SITE_URL}{request.get_full_path()}", day, day, asked.selection.question.coverage)
    page = Page(CODE, label, "", (table,), (*picture.about(asked.selection), *asked.found.how))
    return FileResponse(workbook(page, origin), as_attachment=True, filename=name, content_type=EXCEL)
