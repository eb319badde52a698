"""The field where parties are pasted: it shows what it understood before anything is saved, and asks where it is not clear."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from agreements.admin.parties import Parties
from agreements.legal_forms.catalogue import ROLE_BY_CODE
from municipalities.selection.resolver import Count, Party, Selection
from registry.parameters import today
from registry.periods import parse_date

LONGEST = 10_000
LOOK, ANSWER = "_read_parties", "_answer"  # the buttons that read without saving


@dataclass(frozen=True)
class Understood:
    """A text that was read, as the field shows it."""

    selection: Selection

    @property
    def parties(self) -> list[str]:
        """Each in words, with what a reader should notice about how it was read."""
        return [_party(party) for party in self.selection.parties]

    @property
    def heading(self) -> str:
        """How many parties there are."""
        number = len(self.selection.parties)
        return ngettext("Forstått: %(number)s part", "Forstått: %(number)s parter", number) % {"number": number}

    @property
    def unnamed(self) -> str:
        """Those the text only counts."""
        return ", ".join(_count(count) for count in self.selection.counts)

    @property
    def open_ended(self) -> bool:
        """Whether there are more than those named."""
        return bool(self.selection.counts or self.selection.more)

    @property
    def questions(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What is asked, with each answer as the button sends it and as it reads."""
        return [
            (question.said, [(f"{number}:{candidate}", candidate) for candidate in question.candidates])
            for number, question in enumerate(self.selection.questions)
        ]

    @property
    def needs_a_look(self) -> bool:
        """Whether more follows from the text than the names that stand in it."""
        pieces = [piece for party in self.selection.parties for piece in party.pieces]
        return self.open_ended or len(set(pieces)) < len(pieces) or any(party.former for party in self.selection.parties)

    @property
    def seen(self) -> str:
        """What the page sends back to tell that this text was shown as read."""
        return hashlib.sha256(self.selection.text.encode(errors="replace")).hexdigest()[:16]

    @classmethod
    def of(cls, parties: Parties, text: str, day: date, answer: str = "") -> "Understood":
        """Read a text, with the answer to one of its questions put in."""
        selection = parties.read(text, day)
        number, _colon, candidate = answer.partition(":")
        if number.isdecimal() and len(number) < 5 and int(number) < len(selection.questions):
            question = selection.questions[int(number)]
            if candidate in question.candidates:
                selection = parties.read(question.answered(text, candidate), day)
        return cls(selection)


class TypedParties(forms.Textarea):
    """The text, a button that reads it, and what was understood."""

    template_name = "admin/agreements/typed_parties.html"
    understood: Understood | None = None

    def get_context(self, name, value, attrs):
        """With what was understood, and the names of the buttons."""
        context = super().get_context(name, value, {"rows": 2, "maxlength": LONGEST, **(attrs or {})})
        return context | {"understood": self.understood, "look": LOOK, "answer": ANSWER}

    def _render(self, template_name, context, renderer=None):
        return render_to_string(template_name, context)  # the project's templates, where Django's form renderer does not look


def reading_day(last_day: date | None) -> date:
    """The day on which names are meant: today, or the agreement's last day when it is over."""
    return min(last_day or today(), today())


@require_POST
def read_parties(request: HttpRequest, model_admin) -> HttpResponse:
    """The field again with what was understood; nothing is saved. For a browser with script, while one types."""
    if not (model_admin.has_add_permission(request) or model_admin.has_change_permission(request)):
        raise PermissionDenied
    try:
        last_day = parse_date(request.POST.get("end", "")).last
    except ValidationError:
        last_day = None
    text = request.POST.get("more_parties", "")[:LONGEST].replace("\0", " ")
    attrs = {"id": "id_more_parties", "aria-describedby": "id_more_parties_helptext"}
    widget = TypedParties(attrs={**attrs, "autofocus": ANSWER in request.POST})  # the button that answered is gone from the page
    widget.understood = Understood.of(Parties.of(request), text, reading_day(last_day), request.POST.get(ANSWER, ""))
    return HttpResponse(widget.render("more_parties", widget.understood.selection.text))


def _party(party: Party) -> str:
    words = [party.place.name]
    words += [_("skrevet %(name)s") % {"name": party.former.name}] if party.former else []
    words += [_(ROLE_BY_CODE[party.told.role].label)] if party.told.role else []
    words += [_("fra %(day)s") % {"day": party.told.entry.text}] if party.told.entry else []
    words += [_("til og med %(day)s") % {"day": party.told.exit.text}] if party.told.exit else []
    words += [_("antatt medlem av regionen")] if party.inferred else []
    return ", ".join(words)


def _count(count: Count) -> str:
    if not count.within:
        return _("%(number)s kommuner") % {"number": count.number}
    return _("%(number)s kommuner i %(areas)s") % {"number": count.number, "areas": f" {_('og')} ".join(count.within)}
