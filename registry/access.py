"""Pages for those who log in: whoever may not see one is told that it is not there."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponseBase]


def for_staff(view: View) -> View:
    """Asks who it is; 404 for those who are not staff."""
    return _guarded(view, lambda user: user.is_staff)


def for_editors(view: View) -> View:
    """Asks who it is; 404 for those who may not write in the register."""
    return _guarded(view, lambda user: user.is_editor)


def _guarded(view: View, may_enter: Callable) -> View:
    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, **place) -> HttpResponseBase:
        if not may_enter(request.user):
            raise Http404
        return view(request, **place)

    return guarded
