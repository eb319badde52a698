"""`/kommuner/`: the municipalities of the day, searched by any name or number in any language."""

from dataclasses import replace

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from agreements.browse.municipality_rows import municipality_rows
from agreements.columns.files import MUNICIPALITIES, FileChoice
from agreements.columns.records import municipality_records
from agreements.filters.municipalities import MunicipalitySelection
from registry.parameters import FILE, read_page


def show(request: HttpRequest) -> HttpResponseBase:
    """The list, as a page or a file."""
    selection = MunicipalitySelection.of(request, FILE)
    found = selection.entries
    rows = municipality_rows(found, selection.directory, selection.coverage, selection.on)
    files = FileChoice.of(request, MUNICIPALITIES)
    if files.kind:
        figures = {row.municipality.pk: row.tally for row in rows}
        return files.response(
            municipality_records(found, selection.directory, selection.coverage, figures), selection.directory, selection.on
        )
    rows = [replace(row, was=tuple(was)) for row, was in zip(rows, found.values(), strict=True)]
    context = {
        "section": "municipalities",
        "on": selection.on,
        "day": selection.directory.day,
        "files": files,
        "coverage": selection.coverage,
        "page": read_page(request, rows),
        "participations": sum(row.tally.agreements for row in rows),
        "partial": any(row.at_least for row in rows),
        "ordering": selection.ordering,
        "q": request.GET.get("q", ""),
        "counties": selection.counties.values(),
        "county": selection.county,
        "region": selection.region,
    }
    return render(request, "agreements/browse/municipality_list.html", context)
