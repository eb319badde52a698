"""The answers to what cannot be answered: an address that cannot be read, a page that is not there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from registry.parameters import BadParameters


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 with every parameter that could not be read, its value, what would be right, and the address without it."""
    problems = exception.problems if isinstance(exception, BadParameters) else []
    query = request.GET.copy()
    for problem in problems:
        query.pop(problem.name, None)
    kept = query.urlencode()
    context = {"problems": problems, "readable": f"{request.path}?{kept}" if kept else request.path}
    template = "parts/problems.html" if request.headers.get("HX-Request") else "400.html"
    return render(request, template, context, status=400)
