"""`/avklares/`: what should be cleared up, for staff and for a municipality about its own agreements. Guidance, not supervision."""

from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page
from django.db.models import Count
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from agreements.columns.files import FINDINGS, FileChoice
from agreements.columns.records import finding_records
from agreements.filters.findings import FindingSelection
from agreements.findings.groups import Group
from agreements.models import Finding
from registry.parameters import read_page


@login_required
def show(request: HttpRequest) -> HttpResponseBase:
    """The list, as a page or a file, with what one may do about each."""
    selection = FindingSelection.of(request)
    files = FileChoice.of(request, FINDINGS)
    if files.kind:
        return files.response(finding_records(selection.findings, request.user.is_staff), selection.directory)
    directory, page = selection.directory, read_page(request, selection.groups())
    context = {
        "section": "findings",
        "selection": selection,
        "page": page,
        "rows": _rows(selection, page),
        **selection.findings.order_by().aggregate(number=Count("pk"), agreements=Count("agreement", distinct=True)),
        "files": files,
        "severities": Finding.Severity.choices,
        "municipalities": [(directory.number(entry.municipality), entry.municipality.name) for entry in directory.existing()],
        "editable": request.user.is_editor,
    }
    return render(request, "agreements/browse/finding_list.html", context)


def _rows(selection: FindingSelection, page: Page) -> list[Group]:
    """The groups of the page with their findings. One query."""
    wanted: dict[tuple, list[Finding]] = {_key(row): [] for row in page.object_list}
    ids, codes = ({key[place] for key in wanted} for place in (0, 1))
    for finding in selection.findings.filter(agreement__in=ids, code__in=codes):
        wanted.get(_key(vars(finding)), []).append(finding)
    return [Group(tuple(found)) for found in wanted.values()]


def _key(row: Mapping) -> tuple:
    return row["agreement_id"], row["code"], row["severity"], row["paragraph"]
