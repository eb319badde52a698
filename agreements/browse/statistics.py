"""`/statistikk/`: the figures, a page a question. Each number opens the schemes it counts."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agreements.browse.figure_table import ShownTable
from agreements.columns.read_me import Origin
from agreements.columns.statistics import csv_of, workbook
from agreements.filters.choices import chosen
from agreements.filters.statistics import StatisticsSelection
from agreements.reports import county
from agreements.statistics.tables import change, comparison, overview, ownership_reports, partners
from agreements.statistics.tables.catalogue import PAGES, TITLES
from agreements.statistics.tables.table import Page
from agreements.statistics.totals import totals
from registry.csv_table import FOR_PEOPLE
from registry.csv_table import MEDIA_TYPE as CSV
from registry.excel.writing import MEDIA_TYPE as EXCEL
from registry.templatetags.page import dated

FORMATS = {"xlsx": "xlsx", "csv": "csv"}


def show(request: HttpRequest, code: str = overview.CODE) -> HttpResponseBase:
    """One page of figures, as a page or a file."""
    if code not in PAGES:
        raise Http404
    selection = StatisticsSelection.of(request, ("format", "table"))
    page = PAGES[code](selection.question)
    if kind := chosen(request, "format", FORMATS):
        return _file(request, page, kind, selection)
    found = totals(selection.question.schemes, selection.question.inventory)
    tables = [ShownTable.of(table, page, selection) for table in page.tables]
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
