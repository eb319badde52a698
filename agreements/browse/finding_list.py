"""`/avklares/`: what should be cleared up, for staff and for a municipality about its own agreements. Guidance, not supervision."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from agreements.columns.files import FINDINGS, FileChoice
from agreements.columns.records import finding_records
from agreements.filters.findings import FindingSelection
from agreements.models import Finding
from registry.parameters import read_page


@login_required
def show(request: HttpRequest) -> HttpResponseBase:
    """The list, as a page or a file, with what one may do about each."""
    selection = FindingSelection.of(request)
    files = FileChoice.of(request, FINDINGS)
    if files.kind:
        return files.response(finding_records(selection.findings), selection.directory)
    directory = selection.directory
    context = {
        "section": "findings",
        "selection": selection,
        "page": read_page(request, selection.findings),
        "files": files,
        "severities": Finding.Severity.choices,
        "municipalities": [(directory.number(entry.municipality), entry.municipality.name) for entry in directory.existing()],
        "editable": request.user.is_editor,
    }
    return render(request, "agreements/browse/finding_list.html", context)
