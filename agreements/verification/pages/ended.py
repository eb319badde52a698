"""`/gjennomgang/kommune/<pk>/opphort/`: a municipality that is no more, and what staff let become of its task."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from agreements.models import Task
from agreements.verification import dividing
from agreements.verification.pages.municipality import task_or_404
from registry.access import for_editors, for_staff
from registry.parameters import check_names
from registry.templatetags.page import listed


@for_staff
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who carries it on, what each will be asked about, what nobody has taken over; afterwards what came of it."""
    check_names(request.GET, ())
    task = task_or_404(request, pk)
    if not (task.is_gone or task.ended_at):
        raise Http404
    division = dividing.division_of(task)
    context = {
        "section": "review",
        "task": task,
        "round": task.round,
        "division": division,
        "names": listed(one.task.municipality.name for one in division.successors),
        "answered": task.answers.count(),
        "waiting": task.proposals.waiting().count(),
        "editable": request.user.is_editor and task.round.is_open,
    }
    return render(request, "agreements/verification/ended.html", context)


@for_editors
def divide(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask the successors."""
    return _do(request, pk, lambda task: dividing.divide(task, by=request.user), _("Etterfølgerne har fått hver sin oppgave."))


@for_editors
def end(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask nobody."""
    return _do(request, pk, lambda task: dividing.end_unanswered(task, by=request.user), _("Oppgaven er avsluttet."))


@for_editors
def take_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Undo either."""
    return _do(request, pk, dividing.take_back, _("Angret. Ingen er spurt i stedet."))


def _do(request: HttpRequest, pk: int, act: Callable[[Task], object], done: str) -> HttpResponseBase:
    """The act, and back to what is so now."""
    task = task_or_404(request, pk)
    try:
        act(task)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    task.refresh_from_db()
    return redirect("review-ended" if task.is_gone or task.ended_at else "review-municipality", pk)
