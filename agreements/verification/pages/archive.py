"""`/gjennomgang/runder/<pk>/arkiv/`: a round for the governor's archive, as a page to print and as two files."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from agreements.columns.files import CONFIRMED, CSV, DECIDED, FileChoice
from agreements.models import Round
from agreements.verification import archiving
from agreements.verification.pages.board import round_or_404
from municipalities.directory import Directory
from municipalities.lineage import Lineage
from registry.access import for_editors, for_staff
from registry.parameters import check_names, today

FILES = {
    "bekreftelser": (CONFIRMED, archiving.confirmation_records),
    "forslag": (DECIDED, archiving.proposal_records),
}


@for_staff
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Everything on one page: each confirmed list, who has not confirmed, and each proposal."""
    check_names(request.GET, ())
    found = _opened(request, pk)
    tasks = list(archiving.confirmed_tasks(found))
    left = found.tasks.filter(confirmed_at__isnull=True).select_related("municipality", "carried_to__municipality")
    lineage = Lineage.load()
    context = {
        "section": "review",
        "round": found,
        "day": today(),
        "lists": [(task, archiving.confirmed_lines(task)) for task in tasks],
        "left": [task for task in left if not task.carried_to_id and not task.ended_at],
        "carried": [task for task in left if task.carried_to_id],
        "ended": [lineage.fate(task.municipality) for task in left if task.ended_at],
        "proposals": archiving.decided_proposals(found),
        "editable": request.user.is_editor,
        "why_not": "" if found.exported_at else archiving.still_open(found),
    }
    return render(request, "agreements/verification/archive.html", context)


@for_staff
def file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """One of the files, as CSV."""
    check_names(request.GET, ())
    found = _opened(request, pk)
    if name not in FILES:
        raise Http404
    resource, records = FILES[name]
    directory = Directory.load(today())
    numbers = {key: entry.number(directory.day) for key, entry in directory.entries.items()}
    return FileChoice(CSV, resource, frozenset(), request.path).response(records(found, numbers), directory)


@for_editors
def mark(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The page and the files lie in the archive now."""
    try:
        archiving.mark_archived(_opened(request, pk))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request, _("Gjennomgangen er merket som lagt i arkivet. Navn og postkasser slettes to år etter at den ble lukket.")
        )
    return redirect("review-archive", pk)


def _opened(request: HttpRequest, pk: int) -> Round:
    """The round; one that is not opened yet has nothing to archive."""
    found = round_or_404(request, pk)
    if found.state == Round.State.PREPARED:
        raise Http404
    return found
