"""The page outside: where a code is typed, a new link is asked for, and whoever cannot come in is told why."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from agreements.verification.forms import Accessible
from municipalities.directory import Directory
from registry.parameters import today


class CodeForm(Accessible):
    """The code of a letter."""

    code = forms.CharField(
        label=gettext_lazy("Koden i brevet"),
        max_length=40,
        help_text=gettext_lazy("Tolv tegn, for eksempel K7QD-2M4X-RTPA."),
        error_messages={
            "required": gettext_lazy("Skriv koden som står i brevet."),
            "max_length": gettext_lazy("Koden har bare tolv tegn. Skriv den slik den står i brevet."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        typed = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "input-middle"}
        self.fields["code"].widget.attrs |= typed


class NewLinkForm(Accessible):
    """Which municipality wants a new link."""

    municipality = forms.ChoiceField(
        label=gettext_lazy("Kommune"),
        error_messages={
            "required": gettext_lazy("Velg kommunen."),
            "invalid_choice": gettext_lazy("Velg en av kommunene i listen."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"auto_id": "ny_%s", **kwargs})
        directory = Directory.load(today())
        there = [entry.municipality for entry in directory.existing() if entry.in_register(directory.day)]
        there.sort(key=lambda municipality: municipality.sort_key)
        self.fields["municipality"].choices = [("", "–"), *((str(one.pk), one.name) for one in there)]


def doorstep(request: HttpRequest, status: int = 200, **told) -> HttpResponse:
    """The page; `told` is what it says above the forms, and the forms as they were sent.

    Whoever is slowed gets no forms: to refuse thousands of guesses must cost so little that readers do not feel it.
    """
    forms = {} if told.get("slowed") else {"form": CodeForm(), "new_link": NewLinkForm()}
    return render(request, "agreements/verification/entrance.html", {**forms, **told}, status=status)
