"""The answer to an address that cannot be read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from registry.parameters import BadParameters


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 with every parameter that could not be read, its value, and what would be right."""
    problems = exception.problems if isinstance(exception, BadParameters) else []
    return render(request, "400.html", {"problems": problems}, status=400)
