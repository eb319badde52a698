"""`/gjennomgang/oppgave/<pk>/`: a municipality's list, where it answers and confirms."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from agreements.models import Task
from agreements.verification.lines import day_of, lines_of
from agreements.verification.pages.access import Visit, for_visitors
from registry.parameters import check_names


def own(request: HttpRequest) -> HttpResponse:
    """The list of the municipality that is logged in: that of the newest round it has been asked in."""
    task = Task.objects.visible_to(request.user).order_by("-round__opened_at").first()
    return redirect("review-task", task.pk) if task else render(request, "agreements/verification/not_asked.html")


@for_visitors
def show(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The list, line by line."""
    check_names(request.GET, ())
    lines = lines_of(visit.task)
    return render(
        request,
        "agreements/verification/task.html",
        {"visit": visit, "task": visit.task, "lines": lines, "day": day_of(visit.task)},
    )
