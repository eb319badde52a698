"""`/gjennomgang/runder/`: the rounds, for staff."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from agreements.models import Round
from agreements.verification.pages.access import for_staff
from registry.parameters import check_names


@for_staff
def rounds(request: HttpRequest) -> HttpResponse:
    """All rounds, the newest first."""
    check_names(request.GET, ())
    return render(request, "agreements/verification/rounds.html", {"rounds": Round.objects.visible_to(request.user)})
