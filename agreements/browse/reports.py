"""`/rapporter/`: the reports one can take out, for a municipality or a county on any day, as pages and as Excel."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, islice
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agreements.filters.choices import chosen
from agreements.filters.statistics import read_since
from agreements.legal_forms.rules.wording import percent
from agreements.reports.asked import Asked, Elsewhere, Place, Several, ask
from agreements.reports.catalogue import BY_CODE, REPORTS
from agreements.reports.report import Column, Heading, Item, Layout, Opens, Report, Sheet
from agreements.reports.workbook import file_name, workbook
from municipalities.directory import Directory
from municipalities.models import Region
from registry.excel.writing import MEDIA_TYPE as EXCEL
from registry.parameters import read_on, today
from registry.periods import show_day, show_moment
from registry.templatetags.page import spaced

SHOWN = 200  # rows of a sheet on its page; the file has them all
XLSX = ".xlsx"
NUMBERS = ("number", "bare", "percent", "share", "money")
KINDS = {Heading: "heading", Item: "list"}  # of paragraphs; those of a kind that follow each other are shown together


@dataclass(frozen=True)
class ShownSheet:
    """One sheet as the page shows it: its rows in their groups, its paragraphs or its facts, and whether the file has more rows.

    A fact is a label, a value, and the code of the sheet it opens ("" for none).
    """

    sheet: Sheet
    groups: list[tuple[str, list[list[tuple[Column, str]]]]]
    paragraphs: list[tuple[str, list[str]]]
    facts: list[tuple[str, str, str]]
    more: bool

    @property
    def is_table(self) -> bool:
        """Whether it has headings, and is not read from top to end."""
        return self.sheet.layout == Layout.TABLE

    @property
    def wide(self) -> bool:
        """Whether it scrolls by itself."""
        return len(self.sheet.columns) > 6


def index(request: HttpRequest) -> HttpResponse:
    """Every report this person may take out."""
    on = read_on(request)
    directory = Directory.load(on or today())
    found = [report for report in REPORTS if _may(request, report)]
    places = _places(directory, frozenset().union(*(report.places for report in found)))
    context = {
        "section": "reports",
        "on": on,
        "reports": [(report, _choices(report, places)) for report in found],
    }
    return render(request, "agreements/browse/report_list.html", context)


def show(request: HttpRequest, report: str, place: str = "") -> HttpResponseBase:
    """The report as a page; or, where its place is not chosen yet, the question of which."""
    report = _found(request, report)
    on, since, directory = _read(request, report, ("place", "format"))
    chosen_place = request.GET.get("place", "").strip()
    if kind := chosen(request, "format", {"xlsx": XLSX, "html": "/"}) or (chosen_place and "/"):
        return redirect(_address(report, chosen_place or place, str(kind), on, since))
    asked = ask(directory, report.places, place, since)
    if isinstance(asked, Elsewhere):
        return redirect(_address(report, asked.number, "/", on, since))
    choices = _choices(report, _places(directory, report.places))
    context = {"section": "reports", "on": on, "day": directory.day, "since": since, "report": report, "choices": choices}
    if isinstance(asked, Several) or asked is None:
        several = [(entry, _address(report, entry.number(directory.day), "/", on, since)) for entry in asked.found] if asked else []
        context |= {"number": place, "several": several}
        return render(request, "agreements/browse/report_place.html", context, status=404 if place and asked is None else 200)
    context |= {
        "asked": asked,
        "place": place,
        "coverage": asked.coverage,
        "numbers": NUMBERS,
        "sheets": [] if report.large else [_shown(sheet) for sheet in report.sheets(asked)],
        "contents": report.sheets(asked) if report.large else (),
        "file": _address(report, place, XLSX, on, since),
    }
    return render(request, "agreements/browse/report.html", context)


def file(request: HttpRequest, report: str, place: str = "") -> HttpResponseBase:
    """The report as a workbook."""
    report = _found(request, report)
    on, since, directory = _read(request, report)
    asked = ask(directory, report.places, place, since)
    if isinstance(asked, Elsewhere):
        return redirect(_address(report, asked.number, XLSX, on, since))
    if asked is None and place:
        return show(request, report.code, place)  # which says that there is no such place
    if not isinstance(asked, Asked):
        return redirect(_address(report, place, "/", on, since))  # the page asks which
    return FileResponse(workbook(report, asked), as_attachment=True, filename=file_name(report, asked), content_type=EXCEL)


def _may(request: HttpRequest, report: Report) -> bool:
    return not report.staff or (request.user.is_authenticated and request.user.is_staff)


def _found(request: HttpRequest, report: str) -> Report:
    found = BY_CODE.get(report)
    if found is None or not _may(request, found):
        raise Http404(_("Rapporten «%(code)s» finnes ikke. Se listen på /rapporter/.") % {"code": report[:60]})
    return found


def _read(request: HttpRequest, report: Report, known: tuple[str, ...] = ()) -> tuple[date | None, date | None, Directory]:
    """The day, the earlier day of a report that has one, and the municipalities. Raises BadParameters."""
    on = read_on(request, ["since", *known])
    directory = Directory.load(on or today())
    return on, read_since(request, directory.day), directory


def _address(report: Report, place: str, suffix: str, on: date | None, since: date | None) -> str:
    """The permanent address. Raises Http404 for a place that is none."""
    if "/" in place:
        raise Http404
    days = urlencode({name: day.isoformat() for name, day in (("on", on), ("since", since)) if day})
    address = f"{reverse('report-list')}{report.code}{f'/{place}' if place else ''}{suffix}"
    return f"{address}?{days}" if days else address


def _places(directory: Directory, wanted: frozenset[Place]) -> dict[Place, list[tuple[str, str]]]:
    """What can be chosen, by kind: its number or name in the address, and what it is called. A query for the regions."""
    day, existing = directory.day, directory.existing()
    regions = Region.objects.all() if Place.REGION in wanted else ()
    return {
        Place.MUNICIPALITY: [(entry.number(day), entry.municipality.name) for entry in existing],
        Place.COUNTY: [(county.number, county.name) for county in directory.covered],
        Place.REGION: [(region.slug, region.name) for region in regions if region.holds(day)],
    }


def _choices(report: Report, places: dict[Place, list[tuple[str, str]]]) -> list[tuple[str, list[tuple[str, str]]]]:
    labels = {Place.MUNICIPALITY: _("Kommuner"), Place.COUNTY: _("Fylker"), Place.REGION: _("Regioner")}
    return [(label, places[place]) for place, label in labels.items() if place in report.places]


def _shown(sheet: Sheet) -> ShownSheet:
    if sheet.layout == Layout.TEXT:
        together = groupby(sheet.records(), key=type)
        return ShownSheet(sheet, [], [(KINDS.get(kind, "text"), list(texts)) for kind, texts in together], [], more=False)
    if sheet.layout == Layout.FACTS:
        facts = [(*row[:2], row.code if isinstance(row, Opens) else "") for row in sheet.records()]
        return ShownSheet(sheet, [], [], facts, more=False)
    records = list(islice(sheet.records(), SHOWN + 1))
    read = [(column, _reader(column)) for column in sheet.columns]
    rows = ([(column, words(record)) for column, words in read] for record in records[:SHOWN])
    together = next((reader for column, reader in read if column.code == sheet.group), None)
    keys: Iterator[str] = iter([together(record) if together else "" for record in records[:SHOWN]])
    groups = [(key, [row for _key, row in pairs]) for key, pairs in groupby(zip(keys, rows, strict=True), key=lambda pair: pair[0])]
    return ShownSheet(sheet, groups, [], [], len(records) > SHOWN)


def _reader(column: Column) -> Callable[[Any], str]:
    """A function from a record to what the page shows of it: as in the file, with days and numbers as people write them."""
    read = column.for_people()
    return lambda record: words_of(read(record), column.kind)


def words_of(value: Any, kind: str) -> str:
    """A value as people read it: 31.12.2026, 1 077, 33,33 %. "" for what is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if isinstance(value, datetime):
        return show_moment(timezone.make_aware(value))
    if isinstance(value, date):
        return show_day(value)
    if kind in ("percent", "share"):
        return percent(value)
    if kind in ("number", "money"):
        return spaced(value) if isinstance(value, int) else f"{value:.1f}".replace(".", ",")
    return str(value)
