"""What every answer of the API has in common: JSON by orjson, errors as JSON, open for reading from any site, and an ETag."""

from typing import Any

import orjson
from django.core.exceptions import BadRequest, TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.views import APIView

from agreements.api.edition import edition_of
from registry.parameters import BadParameters, Problem

JSON = "application/json"
METHODS = "GET, HEAD, OPTIONS"
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, Content-Disposition",
}
CACHE = "public, no-cache"  # may be kept, but is asked for again each time: the answer is then 304


def answer(data: Any, status: int = 200) -> HttpResponse:
    """The data as JSON."""
    return HttpResponse(orjson.dumps(data), content_type=JSON, status=status)


def refusal(problems: list[Problem], status: int) -> HttpResponse:
    """What is wrong, one entry a problem; `parameter` and `value` are null where no parameter is to blame."""
    errors = [{"parameter": p.name or None, "value": p.value if p.name else None, "message": p.message} for p in problems]
    return answer({"errors": errors}, status)


def _put(response: HttpResponseBase, headers: dict[str, str]) -> None:
    for name, value in headers.items():
        response.headers[name] = value


class NoNegotiation(BaseContentNegotiation):
    """JSON is all there is, unless `format` asks for a file; who accepts neither is told so with 406."""

    def select_renderer(self, request, renderers, format_suffix=None):
        """Refuse an Accept that no answer fits."""
        if not request.GET.get("format") and not request.accepts(JSON):
            raise exceptions.NotAcceptable
        return renderers[0], JSON


class ApiView(APIView):
    """The base of every address: for everyone alike, whoever is logged in, so that answers may be kept by anyone."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()
    content_negotiation_class = NoNegotiation
    http_method_names = ("get", "head", "options")

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        """Answer 304 before anything is read, when who asks has this edition of this address already."""
        edition = edition_of(request.get_full_path()) if request.method in ("GET", "HEAD") else None
        response = edition and get_conditional_response(request, edition.etag, edition.seconds)
        if response is None or response.status_code != 304:
            response = super().dispatch(request, *args, **kwargs)
        if edition and response.status_code in (200, 304):
            _put(response, {"ETag": edition.etag, "Last-Modified": http_date(edition.seconds), "Cache-Control": CACHE})
        _put(response, OPEN)
        return response

    def options(self, request, *args, **kwargs) -> HttpResponse:
        """What a browser asks before it lets a script of another site read."""
        allowed = {"Allow": METHODS, "Access-Control-Allow-Methods": METHODS, "Access-Control-Allow-Headers": "*"}
        return HttpResponse(status=204, headers=allowed)

    def handle_exception(self, exc: Exception) -> HttpResponse:
        """Every refusal as JSON. What nobody foresaw is logged and raised on."""
        if isinstance(exc, BadParameters):
            return refusal(exc.problems, 400)
        words = {
            BadRequest: (400, _("Adressen kan ikke leses.")),
            TooManyFieldsSent: (413, _("Adressen har flere parametere enn registeret kan lese.")),
            Http404: (404, _("Dette finnes ikke.")),
            exceptions.MethodNotAllowed: (405, _("Registeret kan bare leses her: GET, HEAD og OPTIONS.")),
            exceptions.NotAcceptable: (
                406,
                _("Svaret er JSON. Be om application/json, eller om en fil med format=csv."),
            ),
        }
        for kind, (status, text) in words.items():
            if isinstance(exc, kind):
                said = str(exc) if kind is Http404 and exc.args and isinstance(exc.args[0], str) else text
                response = refusal([Problem("", "", said)], status)
                if status == 405:
                    response.headers["Allow"] = METHODS
                return response
        raise exc


class NotThere(ApiView):
    """An address under the API that is none."""

    schema = None

    def get(self, request, *args, **kwargs):
        """404 as JSON."""
        raise Http404(_("Adressen finnes ikke i APIet. Se /api/v1/docs/."))
