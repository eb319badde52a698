"""`/endringer/`: the public diary of the register, newest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from agreements.columns.public_changes import public_changes, told
from agreements.filters.changes import ChangeSelection
from registry.parameters import read_page


def show(request: HttpRequest) -> HttpResponse:
    """The diary; with `municipality` only what concerns agreements it takes or has taken part in."""
    selection = ChangeSelection.of(request, public_changes())
    directory, page = selection.directory, read_page(request, selection.changes)
    context = {
        "section": "changes",
        "page": page,
        "changes": told(page),
        "municipalities": [(directory.number(entry.municipality), entry.municipality.name) for entry in directory.existing()],
        "number": selection.number,
        "name": " / ".join(entry.municipality.name for entry in selection.entries),
    }
    return render(request, "agreements/browse/change_list.html", context)
