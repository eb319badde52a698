"""`/om/`: who publishes the register and how it counts, the words it uses, and what it stores about people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from municipalities.coverage import Coverage
from municipalities.directory import Directory
from registry.parameters import check_names, today


def show(request: HttpRequest) -> HttpResponse:
    """Publisher, contact, how we count, sources, licence, accessibility."""
    check_names(request.GET, ())
    directory = Directory.load(today())
    context = {"section": "about", "coverage": Coverage.of(directory), "day": directory.day}
    return render(request, "agreements/browse/about.html", context)


def words(request: HttpRequest) -> HttpResponse:
    """The glossary."""
    check_names(request.GET, ())
    return render(request, "agreements/browse/about_words.html", {"section": "about"})


def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored about people, why, and for how long."""
    check_names(request.GET, ())
    return render(request, "agreements/browse/about_privacy.html", {"section": "about"})
