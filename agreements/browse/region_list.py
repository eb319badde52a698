"""`/regioner/`: regions of every kind, with how many members they have and where."""

from itertools import groupby

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from agreements.columns.files import REGIONS, FileChoice
from agreements.columns.records import region_records
from agreements.filters.regions import RegionSelection
from municipalities.models import Region
from registry.parameters import FILE, MAX_PAGE_SIZE, read_page

HEADINGS = {Region.Kind.DIVISION: gettext_noop("kommuneregioner")}  # the other kinds are written alike in the plural


def show(request: HttpRequest) -> HttpResponseBase:
    """The list, one table a kind; or one file."""
    selection = RegionSelection.of(request, FILE)
    files = FileChoice.of(request, REGIONS)
    if files.kind:
        found = region_records((row.region, row.members) for row in selection.rows)
        return files.response(found, selection.directory, selection.on)
    page = read_page(request, selection.rows, MAX_PAGE_SIZE)
    groups = [(_heading(kind), list(found)) for kind, found in groupby(page, key=lambda row: row.region.kind)]
    context = {
        "section": "regions",
        "on": selection.on,
        "day": selection.directory.day,
        "files": files,
        "page": page,
        "groups": groups,
        "q": request.GET.get("q", ""),
        "kinds": Region.Kind.choices,
        "kind": selection.kind,
        "counties": selection.counties,
        "county": selection.county,
    }
    return render(request, "agreements/browse/region_list.html", context)


def _heading(kind: str) -> str:
    return _(HEADINGS[kind]) if kind in HEADINGS else Region.Kind(kind).label
