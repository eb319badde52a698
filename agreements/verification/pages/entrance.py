"""`/gjennomgang/`: where a code is typed and a link leads in. Opening it answers nothing: mail scanners open links too."""

import logging
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from agreements.models import LinkUse, Round, Task
from agreements.verification.letters import send_new_link
from agreements.verification.links import find, log_use, opens
from agreements.verification.pages.access import HOUR, SESSION, let_in
from agreements.verification.pages.doorstep import CodeForm, NewLinkForm, doorstep
from registry.models import Role
from registry.parameters import check_names
from registry.security import address_of, count_attempt, too_many

logger = logging.getLogger(__name__)
KIND, LIMIT, WINDOW = "review-code", 20, timedelta(minutes=15)  # wrong codes from one address; readers are never slowed
ASKED, ASKED_LIMIT, MUNICIPALITY_LIMIT = "review-new-link", 10, 3
THAT_DAY, DAY_LIMIT, DAY = "review-links-a-day", 8, timedelta(days=1)  # else whoever has many addresses fills a mailbox


@never_cache
def show(request: HttpRequest) -> HttpResponse:
    """The place for the code. Staff go on to the rounds, a municipality that is logged in to its own list."""
    check_names(request.GET, {"sendt", "glemt"})
    user = request.user
    if user.is_authenticated and user.is_staff:
        return redirect("review-rounds")
    if user.is_authenticated and user.role == Role.MUNICIPALITY:
        return redirect("review-own")
    form = CodeForm(request.POST or None)
    if request.method == "POST":
        return _enter(request, form.cleaned_data["code"], form) if form.is_valid() else doorstep(request, 400, form=form)
    return doorstep(request, sent=request.GET.get("sendt") == "ja", forgotten=request.GET.get("glemt") == "ja")


@never_cache
def link(request: HttpRequest, code: str) -> HttpResponse:
    """A link in a letter. Whatever else stands in its address was added on the way, and is nobody's question."""
    return _enter(request, code)


def _enter(request: HttpRequest, code: str, form: CodeForm | None = None) -> HttpResponse:
    """In to the task, or why not: one answer for a code that is guessed, and one for a link that no longer holds.

    A right code opens however many wrong ones come from its address: a whole region may share one, and 60 bits are not guessed.
    """
    found, address = find(code), address_of(request)
    if found is None and too_many(KIND, address, limit=LIMIT, window=WINDOW):
        logger.warning("More than %s wrong codes of the yearly review in %s from one address: refused", LIMIT, WINDOW)
        return doorstep(request, 429, slowed=True)
    if found is None:
        count_attempt(KIND, address, window=WINDOW)
        if form is None:
            return doorstep(request, 404, unknown=True)
        form.add_error("code", _("Vi kjenner ikke denne koden. Se om alle tolv tegnene er som i brevet."))
        return doorstep(request, 400, form=form)
    if not opens(found):
        log_use(found, LinkUse.What.REFUSED)
        return doorstep(request, 410, gone=found)
    log_use(found, LinkUse.What.OPENED)
    let_in(request, found)
    return redirect("review-task", found.task_id)


def new_link(request: HttpRequest) -> HttpResponse:
    """A new link by mail to the municipality's own mailboxes. The page says the same whether it has been asked or not."""
    form, address = NewLinkForm(request.POST), address_of(request)
    if not form.is_valid():
        return doorstep(request, 400, new_link=form)
    if too_many(ASKED, address, limit=ASKED_LIMIT, window=HOUR):
        return doorstep(request, 429, slowed_links=True)
    count_attempt(ASKED, address, window=HOUR)
    municipality = form.cleaned_data["municipality"]
    mailbox = f"kommune {municipality}"
    if too_many(ASKED, mailbox, limit=MUNICIPALITY_LIMIT, window=HOUR) or too_many(THAT_DAY, mailbox, limit=DAY_LIMIT, window=DAY):
        logger.warning("More new links of the yearly review for one municipality than anybody needs: none sent")
    else:
        count_attempt(ASKED, mailbox, window=HOUR)
        count_attempt(THAT_DAY, mailbox, window=DAY)
        asked = Task.objects.answered_by(municipality).filter(round__state=Round.State.OPEN)
        for task in asked.select_related("round", "municipality"):
            send_new_link(task)
    return redirect(f"{reverse('review')}?sendt=ja")


def forget(request: HttpRequest) -> HttpResponse:
    """Forget on this machine what links have opened, and log out whoever is logged in."""
    request.session.pop(SESSION, None)
    request.session.cycle_key()
    return redirect("account_logout" if request.user.is_authenticated else f"{reverse('review')}?glemt=ja")
