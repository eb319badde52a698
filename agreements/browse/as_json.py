"""`format=json` on a page leads to the address of the API that says the same, with the same parameters."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

JSON = "json"


def also_as_json(view: Callable[..., HttpResponseBase], api: str) -> Callable[..., HttpResponseBase]:
    """The page; or 302 to the address of this name, which takes what the page's address takes."""

    @wraps(view)
    def show(request: HttpRequest, **place) -> HttpResponseBase:
        if request.GET.get("format") != JSON:
            return view(request, **place)
        answer = redirect(f"{reverse(api, kwargs=place)}?{request.GET.urlencode()}")
        answer.headers["Access-Control-Allow-Origin"] = "*"  # a script elsewhere may follow it: the API is open for reading
        return answer

    return show
