"""What is sent from the list: an answer, the rest together, what is missing, a colleague, the confirmation.

Each is saved and led back to the part of the page it came from, or refused on the page with all that was typed.
"""

from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Answer, LinkUse
from agreements.verification import answering, confirming
from agreements.verification.forms import MORE, ColleagueForm, ConfirmForm, MissingForm
from agreements.verification.letters import send_to_colleague
from agreements.verification.links import log_use
from agreements.verification.pages.access import HOUR, Visit, for_visitors, typed_in
from agreements.verification.pages.list import SAVED, Page
from agreements.verification.pages.task import over
from agreements.verification.standing import Seen
from registry.security import count_attempt, too_many

SHARED, COLLEAGUES = "review-colleague", 10


@for_visitors
def answer(request: HttpRequest, visit: Visit, agreement: int) -> HttpResponse:
    """One of the five answers on one line. Two of them ask for more first, in a form that comes back with the line."""
    kind = _known_kind(request)
    page = Page(visit, opened=agreement, kind=kind)
    shown = page.one(agreement) if visit.task.is_open else None
    corrections = []
    if kind in MORE and shown is not None:
        if "mer" not in request.POST:
            address = f"{_back(visit)}?linje={agreement}&svar={kind}#linje-{agreement}"
            return page.answer(request) if request.htmx else redirect(address)
        form = MORE[Answer.Kind(kind)](shown.line, request.POST)
        page = Page(visit, opened=agreement, kind=kind, form=form)
        if not form.is_valid():
            return page.answer(request, 400)
        corrections = form.corrections()
    before = shown.stamp if shown else ""
    try:
        answering.answer(visit.task, agreement, kind, corrections, link=visit.link, revision=_revision(request))
    except ValidationError as error:
        return _refused(request, visit, page, "linje", error)
    if not request.htmx:
        return redirect(f"{_back(visit)}#linje-{agreement}")
    return Page(visit, opened=agreement, said=_colleague(shown, before, request.POST.get("forrige"))).answer(request)


def _known_kind(request: HttpRequest) -> str:
    kind = request.POST.get("svar", "")
    if kind not in Answer.Kind:
        raise BadRequest(_("Svaret «%(value)s» finnes ikke. Gå tilbake og velg et av de fem.") % {"value": kind[:60]})
    return kind


def _revision(request: HttpRequest) -> int:
    text = request.POST.get("utgave", "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadRequest(_("Skjemaet er ikke helt: utgaven mangler. Last siden på nytt."))
    return int(text)


def _colleague(shown, before: str, seen: str | None) -> str:
    """What to say of the answer that this one takes the place of, when it was given after the page was shown."""
    if not before or seen is None or seen == before:
        return str(SAVED)
    when = timezone.localtime(shown.answer.at).strftime("%H.%M")
    said = _("Svaret er lagret. Noen andre svarte «%(kind)s» kl. %(when)s; svaret ditt gjelder nå.")
    return said % {"kind": shown.answer.get_kind_display(), "when": when}


@for_visitors
def rest(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All that is left is right, confirmed together."""
    page = Page(visit)
    try:
        answering.answer_rest(visit.task, link=visit.link, seen=Seen.read(request.POST.get("sett", "")))
    except ValidationError as error:
        return _refused(request, visit, page, "resten", error)
    return redirect(f"{_back(visit)}#bekreft")


@for_visitors
def missing(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A scheme that is not on the list."""
    form = MissingForm(request.POST)
    page = Page(visit, forms={"mangler": form})
    if not form.is_valid():
        return _again(request, visit, page)
    try:
        answering.report_missing(visit.task, **form.cleaned_data, link=visit.link)
    except ValidationError as error:
        return _refused(request, visit, page, "mangler", error)
    return redirect(f"{_back(visit)}#mangler")


@for_visitors
def take_back(request: HttpRequest, visit: Visit, proposal: int) -> HttpResponse:
    """Take back a missing scheme that nobody has decided on."""
    found = get_object_or_404(visit.task.proposals, pk=proposal, answer__isnull=True)
    try:
        answering.take_back(visit.task, found)
    except ValidationError as error:
        return _refused(request, visit, Page(visit), "mangler", error)
    return redirect(f"{_back(visit)}#mangler")


@for_visitors
def confirm(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Confirm the list as it was shown."""
    form = ConfirmForm(request.POST)
    return _confirm(request, visit, form, "bekreft", confirming.confirm)


@for_visitors
def renew(request: HttpRequest, visit: Visit) -> HttpResponse:
    """«Ingen endringer siden …»."""
    form = ConfirmForm(request.POST, auto_id="f_%s")
    return _confirm(request, visit, form, "fornye", confirming.renew)


def _confirm(request: HttpRequest, visit: Visit, form: ConfirmForm, part: str, act) -> HttpResponse:
    page = Page(visit, forms={part: form})
    if not form.is_valid():
        return _again(request, visit, page)
    try:
        act(visit.task, **form.cleaned_data, link=visit.link, seen=Seen.read(request.POST.get("sett", "")))
    except ValidationError as error:
        return _refused(request, visit, page, part, error)
    return redirect(_back(visit))


@for_visitors
def colleague(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Send a link that may answer, and not confirm; so many an hour."""
    if not visit.may_confirm:
        raise BadRequest(_("Med denne lenken kan du svare, men ikke sende den videre."))
    form = ColleagueForm(request.POST)
    page = Page(visit, forms={"kollega": form})
    if not form.is_valid():
        return _again(request, visit, page)
    if too_many(SHARED, str(visit.task.pk), limit=COLLEAGUES, window=HOUR):
        form.add_error(
            "address", _("Det er sendt %(limit)s lenker den siste timen. Vent litt og prøv igjen.") % {"limit": COLLEAGUES}
        )
        return _again(request, visit, page, 429)
    try:
        send_to_colleague(visit.task, form.cleaned_data["address"])
    except ValidationError as error:
        return _refused(request, visit, page, "kollega", error)
    count_attempt(SHARED, str(visit.task.pk), window=HOUR)
    log_use(visit.link, LinkUse.What.SHARED)
    return redirect(f"{_back(visit)}?sendt=ja#kollega")


def _back(visit: Visit) -> str:
    return reverse("review-task", args=[visit.task.pk])


def _refused(request: HttpRequest, visit: Visit, page: Page, part: str, error: ValidationError) -> HttpResponse:
    """What the domain refused, said where it was asked for."""
    said = " ".join(error.messages)
    fresh = Page(visit, opened=page.opened, kind=page.kind, forms=page.forms)  # the list may be another now
    if part == "linje" and (shown := fresh.one(page.opened)):
        form = page.form and MORE[Answer.Kind(page.kind)](shown.line, request.POST)
        fresh = Page(visit, opened=page.opened, kind=page.kind, form=form, error=said)
    else:
        fresh.problem[part] = said
    return _again(request, visit, fresh)


def _again(request: HttpRequest, visit: Visit, page: Page, status: int = 400) -> HttpResponse:
    """The page with what was typed. A list that can no longer be answered says why, and shows what was typed beside it."""
    visit.task.refresh_from_db()
    if visit.task.is_open:
        return page.answer(request, status)
    return over(request, visit, 409, typed=typed_in(request), said=page.problem or {"": page.error})
