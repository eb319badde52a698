"""Who may see an import: administrator and saksbehandler. To everybody else the pages are not there."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from agreements.models import Import

GREATEST_ID = 2**63 - 1


def for_editors(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Asks who it is; 404 for those who may not write."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, **place) -> HttpResponseBase:
        if not request.user.is_editor:
            raise Http404
        return view(request, **place)

    return guarded


def import_or_404(pk: int) -> Import:
    """The import of that number: those who may write see each other's."""
    return get_object_or_404(Import.objects.select_related("started_by", "applied_by", "undone_by"), pk=min(pk, GREATEST_ID))


def held_or_404(pk: int) -> Import:
    """The same in a transaction, held until its end: whoever applies the import meanwhile waits, or has come first."""
    return get_object_or_404(Import.objects.select_for_update(), pk=min(pk, GREATEST_ID))
