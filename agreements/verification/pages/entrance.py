"""`/gjennomgang/`: where a code is typed and a link leads in. Opening it answers nothing: mail scanners open links too."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from agreements.models import LinkUse, PersonalLink
from agreements.verification.links import find, log_use, opens
from agreements.verification.pages.access import KIND, LIMIT, WINDOW, let_in
from registry.models import Role
from registry.parameters import check_names
from registry.security import address_of, count_attempt, too_many


class CodeForm(forms.Form):
    """The code of a letter."""

    code = forms.CharField(
        label=gettext_lazy("Koden i brevet"),
        max_length=40,
        help_text=gettext_lazy("Tolv tegn, for eksempel K7QD-2M4X-RTPA."),
        error_messages={"required": gettext_lazy("Skriv koden som står i brevet.")},
    )


@never_cache
def show(request: HttpRequest) -> HttpResponse:
    """The place for the code. Staff go on to the rounds, a municipality that is logged in to its own list."""
    check_names(request.GET, ())
    user = request.user
    if user.is_authenticated and user.is_staff:
        return redirect("review-rounds")
    if user.is_authenticated and user.role == Role.MUNICIPALITY:
        return redirect("review-own")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _enter(request, form, form.cleaned_data["code"])
    return _page(request, form, 400 if request.method == "POST" else 200)


@never_cache
def link(request: HttpRequest, code: str) -> HttpResponse:
    """A link in a letter."""
    check_names(request.GET, ())
    return _enter(request, CodeForm(), code)


def _enter(request: HttpRequest, form: CodeForm, code: str) -> HttpResponse:
    """In to the task, or why not: one answer for a code that is guessed, and one for a link that no longer holds."""
    address = address_of(request)
    if too_many(KIND, address, limit=LIMIT, window=WINDOW):
        form.add_error(None, _("For mange feil koder fra din adresse. Vent et kvarter og prøv igjen.")) if form.is_bound else None
        return _page(request, form, 429, slowed=True)
    found = find(code)
    if found is None:
        count_attempt(KIND, address, window=WINDOW)
        if form.is_bound:
            form.add_error("code", _("Vi kjenner ikke denne koden. Se om alle tolv tegnene er som i brevet."))
        return _page(request, form, 404 if not form.is_bound else 400, unknown=not form.is_bound)
    if not opens(found) and not (found.revoked_at is None and found.task.confirmed_at):
        log_use(found, LinkUse.What.REFUSED)
        return _page(request, CodeForm(), 410, gone=found)
    log_use(found, LinkUse.What.OPENED)
    let_in(request, found)
    return redirect("review-task", found.task_id)


def _page(
    request: HttpRequest,
    form: CodeForm,
    status: int,
    *,
    unknown: bool = False,
    gone: PersonalLink | None = None,
    slowed: bool = False,
) -> HttpResponse:
    context = {"form": form, "unknown": unknown, "gone": gone, "slowed": slowed}
    return render(request, "agreements/verification/entrance.html", context, status=status)
