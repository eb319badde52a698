"""`/gjennomgang/i-kraft/`: schemes of unclear status that all who were asked have confirmed, put in force together."""

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.actions import Outcome
from agreements.verification import putting_in_force
from registry.access import for_editors, for_staff
from registry.parameters import check_names


@for_staff
def show(request: HttpRequest) -> HttpResponseBase:
    """What waits, all ticked, and the latest act."""
    check_names(request.GET, ())
    context = {
        "section": "review",
        "waiting": putting_in_force.confirmed_by_all(),
        "latest": putting_in_force.latest_act(),
        "editable": request.user.is_editor,
    }
    return render(request, "agreements/verification/in_force.html", context)


@for_editors
def put(request: HttpRequest) -> HttpResponseBase:
    """Put those that are ticked in force."""
    try:
        outcome = putting_in_force.put_in_force(_seen(request), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        number = len(outcome.changes)
        _tell(request, outcome, ngettext("%(number)s samarbeid er satt i kraft.", "%(number)s samarbeid er satt i kraft.", number))
    return redirect("review-in-force")


@for_editors
def take_back(request: HttpRequest) -> HttpResponseBase:
    """Take the latest act back."""
    try:
        moment = parse_datetime(request.POST.get("at", ""))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise BadRequest(_("Skjemaet er ikke helt: tidspunktet mangler. Last siden på nytt."))
    try:
        outcome = putting_in_force.take_back(moment, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        number = len(outcome.changes)
        said = ngettext("Angret: %(number)s samarbeid er som før.", "Angret: %(number)s samarbeid er som før.", number)
        _tell(request, outcome, said)
    return redirect("review-in-force")


def _seen(request: HttpRequest) -> dict[int, int]:
    """The schemes ticked, each with its revision as it was shown: `12:3`."""
    seen = {}
    for text in request.POST.getlist("scheme"):
        pk, _colon, revision = text.partition(":")
        if not all(part.isascii() and part.isdigit() and len(part) < 19 for part in (pk, revision)):
            raise BadRequest(
                _("Skjemaet er ikke helt: «%(value)s» er ikke et samarbeid. Last siden på nytt.") % {"value": text[:60]}
            )
        seen[int(pk)] = int(revision)
    return seen


def _tell(request: HttpRequest, outcome: Outcome, said: str) -> None:
    if outcome.changes:
        messages.success(request, said % {"number": len(outcome.changes)})
    for agreement, why in outcome.refused:
        messages.error(request, f"{agreement}: {why}")
