"""`/frister/`: the dates that bite, soonest first, and what has no date at all. For staff, and for a municipality its own."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from agreements.columns.files import DEADLINES, FileChoice
from agreements.columns.records.address import agreement_address
from agreements.deadlines import Deadline, falling_due, without_deadline
from agreements.filters.deadlines import DeadlineSelection
from agreements.models import NO_DEADLINE, Agreement, DeadlineKind
from registry.parameters import FILE, PAGING, read_page

FIRST_FEW = 10  # how many without a date are named beside those that have one


@never_cache
@login_required
def show(request: HttpRequest) -> HttpResponseBase:
    """The list, as a page or a file."""
    selection = DeadlineSelection.of(request, (*PAGING, *FILE))
    files, day = FileChoice.of(request, DEADLINES), selection.directory.day
    undated = without_deadline(selection.agreements, day).select_related("responsible")
    rows = undated if selection.undated else _asked(selection, day)
    if files.kind:
        return files.response(_undated_records(rows) if selection.undated else _records(rows, day), selection.directory)
    without = undated.count()
    context = {
        "section": "deadlines",
        "day": day,
        "selection": selection,
        "narrowed": any((selection.number, selection.responsible, selection.kind, selection.first, selection.last)),
        "files": files,
        "page": read_page(request, rows, count=without if selection.undated else None),
        "without": without,
        "first_few": [] if selection.undated else undated[:FIRST_FEW],
        "kinds": DeadlineKind.choices,
        "kind_without": NO_DEADLINE,
        "municipalities": [
            (selection.directory.number(one.municipality), one.municipality) for one in _choices(request, selection)
        ],
    }
    return render(request, "agreements/browse/deadlines.html", context)


def _asked(selection: DeadlineSelection, day: date) -> list[Deadline]:
    found = falling_due(selection.agreements, day, selection.first, selection.last)
    return [deadline for deadline in found if selection.kind in (None, deadline.kind)]


def _choices(request: HttpRequest, selection: DeadlineSelection) -> list:
    """The municipalities to choose among: for staff all of the register, for a municipality none."""
    return selection.directory.existing() if request.user.is_staff else []


def _records(deadlines: Iterable[Deadline], day: date) -> Iterator[dict]:
    for deadline in deadlines:
        yield {
            **_named(deadline.agreement),
            "day": deadline.day,
            "exact": deadline.exact,
            "shown": deadline.shown,
            "kind": deadline.kind.value,
            "past": deadline.day < day,
            "about": deadline.about,
        }


def _undated_records(agreements: Iterable[Agreement]) -> Iterator[dict]:
    nothing = {"day": None, "exact": False, "shown": "", "kind": NO_DEADLINE, "past": None, "about": ""}
    return ({**_named(agreement), **nothing} for agreement in agreements)


def _named(agreement: Agreement) -> dict:
    return {"id": agreement.pk, "agreement": agreement.name, "url": agreement_address() % agreement.pk}
