"""`/gjennomgang/oppgave/<pk>/`: a municipality's list. To open it answers nothing; it is read only when it is confirmed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from agreements.models import Answer, Proposal, Task, TaskLetter
from agreements.verification.lines import lines_of
from agreements.verification.pages.access import Visit, for_visitors
from agreements.verification.pages.list import Page
from agreements.verification.receipt import file_name, list_as_excel
from municipalities.lineage import Lineage
from registry.excel.writing import MEDIA_TYPE
from registry.parameters import BadParameters, Problem, check_names, unknown_value


def own(request: HttpRequest) -> HttpResponse:
    """The list of the municipality that is logged in: that of the newest round it has been asked in."""
    tasks = Task.objects.visible_to(request.user).filter(municipality=request.user.municipality_id)  # staff see all, and have none
    task = tasks.order_by("-round__opened_at").first()
    return redirect("review-task", task.pk) if task else render(request, "agreements/verification/not_asked.html")


@for_visitors
def show(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The list, line by line; confirmed, it is the receipt. `linje` opens the answers of one line, `svar` what one of them asks."""
    check_names(request.GET, {"linje", "svar", "sendt"})
    line, kind = request.GET.get("linje", ""), request.GET.get("svar", "")
    if line and not (line.isascii() and line.isdigit() and len(line) < 19):
        raise BadParameters([Problem("linje", line[:60], _("Skriv nummeret på et samarbeid."))])
    if kind and kind not in Answer.Kind:
        raise unknown_value("svar", kind, Answer.Kind.values)
    if visit.task.confirmed_at:
        return _receipt(request, visit)
    if not visit.task.is_open:
        return over(request, visit)
    page = Page(visit, opened=int(line or 0), kind=kind)
    if request.GET.get("sendt") == "ja":
        page.said = _("Lenken er på vei til kollegaen.")
    if line and page.one(page.opened) is None:
        page.problem["linje"] = _("Samarbeidet du ville svare på, står ikke på listen nå.")
    return page.answer(request)


def over(request: HttpRequest, visit: Visit, status: int = 200, **told) -> HttpResponse:
    """Why the list can no longer be answered; `told` is what was typed, and what was refused."""
    task = visit.task
    fate = Lineage.load().fate(task.municipality) if task.ended_at or task.is_gone else ""
    context = {"visit": visit, "task": task, "fate": fate if task.round.is_open else "", **told}
    return render(request, "agreements/verification/task_over.html", context, status=status)


def _receipt(request: HttpRequest, visit: Visit) -> HttpResponse:
    proposals = visit.task.proposals.exclude(state=Proposal.State.WITHDRAWN).select_related("agreement", "became")
    kinds = {stored["agreement"]: str(Answer.Kind(stored["answer"]).label) for stored in visit.task.shown["lines"]}
    lines = [(line, kinds[line.agreement]) for line in lines_of(visit.task)]
    names = {line.agreement: line.name for line, _kind in lines}  # as they were then
    told = [(names.get(one.agreement_id) or one.agreement or one.new, one) for one in proposals]
    mailed = visit.task.letters.filter(kind=TaskLetter.Kind.RECEIPT).exists()
    waiting = any(one.state == Proposal.State.WAITING for one in proposals)
    context = {"visit": visit, "task": visit.task, "lines": lines, "proposals": told, "mailed": mailed, "waiting": waiting}
    return render(request, "agreements/verification/receipt.html", context)


@for_visitors
def excel(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The confirmed list as Excel."""
    check_names(request.GET, ())
    task = visit.task
    if not task.confirmed_at:
        raise Http404(_("Listen er ikke bekreftet ennå."))
    headers = {"Content-Disposition": content_disposition_header(True, file_name(task))}
    return HttpResponse(list_as_excel(task), content_type=MEDIA_TYPE, headers=headers)
