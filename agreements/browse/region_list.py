"""`/regioner/`: regions of every kind, with how many members they have and where."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from agreements.filters.regions import RegionSelection
from municipalities.models import Region


def show(request: HttpRequest) -> HttpResponse:
    """The list, one table a kind."""
    selection = RegionSelection.of(request)
    groups = [(Region.Kind(kind).label, list(found)) for kind, found in groupby(selection.rows, key=lambda row: row.region.kind)]
    context = {
        "section": "regions",
        "on": selection.on,
        "day": selection.directory.day,
        "groups": groups,
        "number": len(selection.rows),
        "q": request.GET.get("q", ""),
        "kinds": Region.Kind.choices,
        "kind": selection.kind,
        "counties": selection.counties,
        "county": selection.county,
    }
    return render(request, "agreements/browse/region_list.html", context)
