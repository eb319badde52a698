"""`/gjennomgang/kommune/<pk>/`: one municipality's task as staff see it: letters, links and their uses, answers, proposals."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.models import Answer, PersonalLink, Task
from agreements.verification import letters, links
from agreements.verification.lines import lines_of
from registry.access import for_editors, for_staff
from registry.parameters import check_names, today


def task_or_404(request: HttpRequest, pk: int) -> Task:
    """The task of that number; staff see all."""
    tasks = Task.objects.visible_to(request.user).select_related(
        "round", "municipality", "carried_to__municipality", "renews__round", "split_from__municipality"
    )
    return get_object_or_404(tasks, pk=pk)


@for_staff
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Everything there is of the task."""
    check_names(request.GET, ())
    task = task_or_404(request, pk)
    answers = {given.agreement_id: given for given in task.answers.all()}
    lines = [(line, answers.get(line.agreement)) for line in lines_of(task)]
    context = {
        "section": "review",
        "task": task,
        "round": task.round,
        "lines": lines,
        "answered": sum(given is not None and given.kind in Answer.SETTLED for _line, given in lines),
        "letters": task.letters.select_related("letter").defer("letter__attachment", "letter__body"),
        "links": task.links.prefetch_related("uses"),
        "proposals": task.proposals.select_related("agreement"),
        "mailboxes": letters.recipients(task),
        "editable": request.user.is_editor,
        "answerable": task.is_open,
    }
    return render(request, "agreements/verification/municipality.html", context)


@for_editors
def send_link(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Queue a new link to the municipality's own mailboxes."""
    task = _open_task(request, pk)
    if task is None:
        return redirect("review-municipality", pk)
    if sent := letters.send_new_link(task):
        said = ngettext("%(number)s brev med ny lenke er lagt i kø.", "%(number)s brev med ny lenke er lagt i kø.", len(sent))
        messages.success(request, said % {"number": len(sent)})
    else:
        messages.error(request, _("Kommunen har ingen postkasse i registeret. Legg inn en kontakt, eller skriv ut brevet."))
    return redirect("review-municipality", pk)


@for_editors
def revoke(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let one link lead nowhere from now on."""
    task = task_or_404(request, pk)
    try:
        number = int(request.POST.get("link", ""))
    except ValueError:
        raise Http404 from None
    link = get_object_or_404(PersonalLink, task=task, pk=number)
    links.revoke(link)
    messages.success(request, _("Lenken er trukket tilbake og leder ingen steder nå."))
    return redirect("review-municipality", pk)


@for_editors
def paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The letter to be printed, with a code of its own. Made by a POST, since each print is a new way in."""
    task = _open_task(request, pk)
    if task is None:
        return redirect("review-municipality", pk)
    try:
        _link, code = letters.on_paper(task)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("review-municipality", pk)
    context = {"section": "review", "task": task, "round": task.round, "code": code, "day": today()}
    return render(request, "agreements/verification/paper.html", context | {"short": links.short_address()})


def _open_task(request: HttpRequest, pk: int) -> Task | None:
    """The task when it can be answered; else None, and why is said."""
    task = task_or_404(request, pk)
    if not task.is_open:
        messages.error(request, _("Oppgaven kan ikke besvares nå, så en ny lenke ville ikke ledet noe sted."))
        return None
    return task
