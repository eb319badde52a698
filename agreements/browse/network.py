"""`/kart/nettverk/`: who cooperates with whom, as lines on the map, as a table, as files and as a picture to keep."""

from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agreements.browse import picture
from agreements.browse.borders import Borders, borders_for
from agreements.browse.network_pairs import Asked, ShownPair
from agreements.columns.read_me import Origin
from agreements.columns.statistics import csv_of, workbook
from agreements.filters.choices import chosen
from agreements.filters.pairs import NAMES, Pairs
from agreements.filters.statistics import StatisticsSelection
from agreements.maps.network import Network, Tie, on_borders, on_tiles
from agreements.maps.tile_map import Cell
from agreements.statistics.tables import pairs, partners
from municipalities.directory import Entry
from registry.csv_table import FOR_PEOPLE
from registry.csv_table import MEDIA_TYPE as CSV
from registry.excel.writing import MEDIA_TYPE as EXCEL
from registry.templatetags.page import dated

FORMATS = {kind: kind for kind in ("svg", "xlsx", "csv")}


def show(request: HttpRequest) -> HttpResponseBase:
    """The network."""
    selection = StatisticsSelection.of(request, ("format", "map", *NAMES))
    asked = Asked(selection, Pairs.of(request, selection.directory))
    kind = chosen(request, "format", FORMATS)
    if kind in ("xlsx", "csv"):
        return _file(request, asked, str(kind))
    borders = borders_for(request, selection.directory)
    drawings = _draw(asked, _without_municipality(request), borders)
    if kind == "svg":
        return picture.network(drawings[0], asked.said, _title(asked), selection, _name(asked), borders.credit)
    number = asked.pairs.number
    context = {
        "section": "map",
        "on": selection.on,
        "day": selection.directory.day,
        "selection": selection,
        "coverage": selection.question.coverage,
        "about": picture.about(selection),
        "asked": asked,
        "title": _title(asked),
        "drawings": drawings,
        "borders": borders,
        "chosen_address": dated(reverse("municipality-detail", args=[number]), selection.on) if number else "",
        "matrix": dated(reverse("statistics-page", args=[partners.MATRIX]), selection.on),
        "partners": dated(reverse("statistics-page", args=[partners.CODE]), selection.on),
    }
    return render(request, "agreements/browse/network.html", context)


def _title(asked: Asked) -> str:
    if asked.pairs.entry:
        return _("Felles samarbeid for %(name)s og andre kommuner") % {"name": asked.pairs.entry.municipality.name}
    return _("Felles samarbeid mellom kommuner")


def _name(asked: Asked) -> str:
    place = f"-{asked.pairs.number}" if asked.pairs.entry else ""
    return f"nettverk{place}-{asked.selection.directory.day.isoformat()}"


def _without_municipality(request: HttpRequest) -> str:
    """The address of the page without a municipality; the threshold goes too, since each has its own."""
    query = request.GET.copy()
    for name in ("municipality", "least", "format"):
        query.pop(name, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _file(request: HttpRequest, asked: Asked, kind: str) -> HttpResponseBase:
    """The pairs that are asked for as a workbook or as CSV; all of them where the address tells no threshold."""
    page, name = asked.pairs.page(pairs.page(asked.selection.question)), f"{_name(asked)}.{kind}"
    if kind == "csv":
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingHttpResponse(csv_of(page.tables[0], FOR_PEOPLE), content_type=CSV, headers=headers)
    day = asked.selection.directory.day
    origin = Origin(f"{settings.SITE_URL}{request.get_full_path()}", day, day, asked.selection.question.coverage)
    page = replace(page, how=(*picture.about(asked.selection), *page.how))
    return FileResponse(workbook(page, origin), as_attachment=True, filename=name, content_type=EXCEL)


def _draw(asked: Asked, address: str, borders: Borders) -> list[Network]:
    """The drawings: one on borders, or a wide and a tall one on tiles."""
    day = asked.selection.directory.day
    entries = sorted(asked.selection.question.entries, key=lambda entry: entry.number_row(day).county.number)
    entries = [entry for entry in entries if _is_placed(entry, borders)]
    places = {entry.number(day): place for place, entry in enumerate(entries)}
    cells = list(_cells(asked, entries, address))
    ties, here = list(_ties(asked, places)), places.get(asked.pairs.number)
    if borders.drawn:
        return [on_borders(cells, ties, [borders.drawn[entry.municipality.pk] for entry in entries], here)]
    return [on_tiles(cells, ties, here, tall=tall) for tall in (False, True)]


def _is_placed(entry: Entry, borders: Borders) -> bool:
    municipality = entry.municipality
    return municipality.pk in borders.drawn if borders.drawn else None not in (municipality.tile_column, municipality.tile_row)


def _ties(asked: Asked, places: dict[str, int]) -> Iterator[Tie]:
    """A line for each pair; those of others are faint where one municipality is chosen."""
    for faint, rows in ((True, asked.others), (False, asked.rows)):
        for one in rows:
            first, second = (places.get(number) for number in pairs.numbers(one.row))
            if first is not None and second is not None:
                title = _("%(pair)s: %(number)s felles samarbeid") % {"pair": one.row.label, "number": one.text}
                yield Tie((first, second), one.number, title, one.records, faint)


def _cells(asked: Asked, entries: list[Entry], address: str) -> Iterator[Cell]:
    """The municipalities. Each leads to the page with its own lines, the chosen one back to the page of all."""
    day = asked.selection.directory.day
    own: dict[str, list[ShownPair]] = {}
    for one in asked.rows:
        for number in pairs.numbers(one.row):
            own.setdefault(number, []).append(one)
    for entry in entries:
        municipality, number = entry.municipality, entry.number(day)
        found, here = own.get(number, []), number == asked.pairs.number
        shared = found[0].number if found and asked.pairs.entry and not here else None
        leads = address if here else f"{address}{'&' if '?' in address else '?'}{urlencode({'municipality': number})}"
        mapped = asked.selection.question.coverage.is_full(municipality.pk)
        place = (municipality.tile_column, municipality.tile_row)
        title = _said_of(municipality.name, found, shared)
        yield Cell(municipality.name, entry.number_row(day).county.name, place, shared, not mapped, title, leads)


def _said_of(name: str, found: list[ShownPair], shared: int | None) -> str:
    """What a municipality has in common with the chosen one, or with whom it has most."""
    if not found:
        return _("%(name)s: ingen streker") % {"name": name}
    told = {"name": name, "pair": found[0].row.label, "number": found[0].text, "lines": len(found)}
    if shared is not None:
        return _("%(pair)s: %(number)s felles samarbeid") % told
    return _("%(name)s: streker til %(lines)s kommuner. Flest felles har %(pair)s: %(number)s") % told
