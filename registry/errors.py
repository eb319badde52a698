"""The answers to what cannot be answered, in words: an address that cannot be read, too much that is sent, what one only reads.

And what may be kept of an answer: nothing that went wrong, and nothing of somebody who has logged in or opened a personal link.
"""

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from registry.parameters import BadParameters

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 with every parameter that could not be read, what would be right, and the address without it; 413 for too much."""
    if isinstance(exception, TOO_MUCH):
        return render(request, "413.html", status=413)
    problems = exception.problems if isinstance(exception, BadParameters) else []
    query = request.GET.copy()
    for problem in problems:
        query.pop(problem.name, None)
    kept = query.urlencode()
    said = str(exception) if type(exception) is BadRequest else ""  # our own words; what Django says is for programmers
    context = {"problems": problems, "said": said, "readable": f"{request.path}?{kept}" if kept else request.path}
    template = "parts/problems.html" if request.headers.get("HX-Request") else "400.html"
    return render(request, template, context, status=400)


def answer_in_words(get_response):
    """The middleware that puts words in the empty answer to a method an address does not take, and tells what may be kept."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            allowed, response = response.headers["Allow"], render(request, "405.html", status=405)
            response.headers["Allow"] = allowed
        someone = settings.SESSION_COOKIE_NAME in request.COOKIES
        if (someone or response.status_code >= 400) and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return respond
