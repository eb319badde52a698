"""`/endringer/`: the public diary of the register, newest first."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from agreements.columns.files import CHANGES, FileChoice
from agreements.columns.public_changes import public_changes, told
from agreements.columns.records import change_records
from agreements.filters.changes import ChangeSelection
from registry.parameters import FILE, PAGING, read_page


def show(request: HttpRequest) -> HttpResponseBase:
    """The diary, as a page or a file; with `municipality` only what concerns agreements it takes or has taken part in."""
    selection = ChangeSelection.of(request, public_changes(), (*PAGING, *FILE))
    files = FileChoice.of(request, CHANGES)
    if files.kind:
        return files.response(change_records(selection.changes), selection.directory)
    directory, page = selection.directory, read_page(request, selection.changes)
    context = {
        "section": "changes",
        "files": files,
        "page": page,
        "changes": told(page),
        "municipalities": [(directory.number(entry.municipality), entry.municipality.name) for entry in directory.existing()],
        "number": selection.number,
        "name": " / ".join(entry.municipality.name for entry in selection.entries),
    }
    return render(request, "agreements/browse/change_list.html", context)
