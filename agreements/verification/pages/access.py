"""Who comes in to a task, and how: by a personal link kept in the session, or logged in. Everybody else gets a 404."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django_htmx.http import reswap, retarget

from agreements.models import PersonalLink, Task
from agreements.verification.links import opens
from agreements.verification.pages.doorstep import doorstep
from registry.models import Role

HOUR = timedelta(hours=1)  # in which letters that visitors ask for are counted
SESSION = "review-links"  # task → link, as text: what sessions can hold
TYPED = ("name", "legal_form", "host", "parties", "valid_from", "other", "last_day", "since", "why", "title", "address")


@dataclass(frozen=True)
class Visit:
    """Somebody at a task. `link` is what let them in, None when they logged in."""

    task: Task
    link: PersonalLink | None

    @property
    def may_confirm(self) -> bool:
        """Whether they may confirm the list, and not only answer."""
        return self.link is None or self.link.confirms


def let_in(request: HttpRequest, link: PersonalLink) -> None:
    """Remember in the session that the link was opened. What it opens is asked anew at each page.

    The session gets another key: one that somebody else put in the browser beforehand is not let in with it. Whoever may
    confirm goes on so when they look at the link they sent a colleague.
    """
    request.session.cycle_key()
    held = link_held(request, link.task_id)
    if held is not None and opens(held) and held.confirms and not link.confirms:
        return
    request.session[SESSION] = {**request.session.get(SESSION, {}), str(link.task_id): link.pk}


def link_held(request: HttpRequest, pk: int) -> PersonalLink | None:
    """The link to a task that was opened on this machine, also one that no longer opens."""
    held = request.session.get(SESSION, {}).get(str(pk))
    return PersonalLink.objects.filter(pk=held, task=pk).select_related("task__round").first() if held else None


def typed_in(request: HttpRequest) -> list[str]:
    """What somebody typed in a form that cannot be saved: it is shown, so that it is not lost."""
    return [text for name in TYPED if (text := request.POST.get(name, "").strip()) and text != request.POST.get(f"sto_{name}")]


def visit_of(request: HttpRequest, pk: int) -> Visit:
    """The visit to a task, by what gives most. Raises Http404 for whoever has neither account nor link that still opens it."""
    tasks = Task.objects.select_related("round", "municipality", "carried_to__municipality")
    visits = []
    if (link := link_held(request, pk)) is not None and opens(link):
        visits.append(Visit(tasks.get(pk=pk), link))
    if request.user.is_authenticated and request.user.role == Role.MUNICIPALITY:
        visits += [Visit(task, None) for task in tasks.visible_to(request.user).filter(pk=pk)]
    if not visits:
        raise Http404
    return max(visits, key=lambda visit: visit.may_confirm)


def for_visitors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view its visit in place of the task's number; never cached, and no address of it leaks to other sites."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **place) -> HttpResponse:
        try:
            visit = visit_of(request, pk)
        except Http404:
            return _whole(request, _outside(request, pk))
        response = view(request, visit, **place)
        response.headers["Referrer-Policy"] = "same-origin"
        return _whole(request, response)

    return guarded


def _outside(request: HttpRequest, pk: int) -> HttpResponse:
    """Why somebody cannot come in: the link leads nowhere any more, or was never opened here. What they typed is not lost."""
    told = {"typed": typed_in(request), "unsaved": request.method == "POST"}
    if (link := link_held(request, pk)) is not None:
        return doorstep(request, 410, gone=link, **told)
    return doorstep(request, 404, lost=True, **told)


def _whole(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A page in answer to a line takes the place of the whole page: in the middle of it a line cannot say so."""
    if not request.htmx or not response.content.lstrip().startswith(b"<!doctype"):
        return response
    response.status_code = 400 if response.status_code > 400 else response.status_code  # others htmx shows nothing of
    return reswap(retarget(response, "body"), "outerHTML")
