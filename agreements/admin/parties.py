"""Parties as the case officer types them: a municipality by any of its names or numbers, an organisation by name or org number."""

import re
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from agreements.models import Participation
from municipalities.directory import Directory, Entry
from municipalities.models import Municipality, Organisation
from municipalities.models.region import Certainty
from municipalities.selection.resolver import Party as SelectedParty
from municipalities.selection.resolver import Selection, read
from registry.parameters import today
from registry.periods import parse_date
from registry.search import fold

Party = Municipality | Organisation
_NUMBERED = re.compile(r"(.+?)\s*\(([\d ]{9,11})\)")


@dataclass
class Parties:
    """Everybody who can be a party, in memory: two queries a request."""

    directory: Directory
    organisations: list[Organisation]
    _by_name: dict[str, Organisation] = field(default_factory=dict)
    _by_number: dict[str, Organisation] = field(default_factory=dict)
    _by_pk: dict[int, Organisation] = field(default_factory=dict)

    def __post_init__(self):
        self._by_pk = {organisation.pk: organisation for organisation in self.organisations}
        for organisation in self.organisations:
            self._by_number[organisation.org_number] = organisation
            for name in organisation.spellings:
                self._by_name.setdefault(fold(name), organisation)
        self._by_number.pop("", None)

    @classmethod
    def of(cls, request: HttpRequest) -> "Parties":
        """The parties, read once a request."""
        if not hasattr(request, "_parties"):
            request._parties = cls(Directory.load(today()), list(Organisation.objects.all()))
        return request._parties

    def find(self, text: str, start: date | None = None, end: date | None = None) -> Party:
        """The party that is meant; among several of one name the one that exists in the period, today's first.

        Raises ValidationError naming the text and the nearest there is.
        """
        organisation = self.organisation(text)
        entries = self.directory.find(text)
        if organisation and not entries:
            return organisation
        if not entries:
            raise ValidationError(self._not_found(text), code="unknown_party")
        meant = [entry for entry in entries if _lived(entry.municipality, start, end)]
        meant = [entry for entry in meant if entry.municipality.exists_on(self.directory.day)] or meant
        if len(meant) == 1:
            return meant[0].municipality
        if not meant:
            message = _("%(party)s finnes ikke i hele eller deler av tidsrommet. Kommunen eksisterte %(life)s.")
            raise ValidationError(
                message % {"party": self.written(entries[0].municipality), "life": _life(entries[0].municipality)}
            )
        names = f" {_('eller')} ".join(self.written(entry.municipality) for entry in meant)
        raise ValidationError(_("«%(text)s» kan være %(names)s. Skriv hvilken.") % {"text": text[:60], "names": names})

    def organisation(self, text: str) -> Organisation | None:
        """The organisation with this name or org number, or with both as "IKA Finnmark IKS (996 878 996)"."""
        digits = re.sub(r"\s", "", text)
        if digits in self._by_number:
            return self._by_number[digits]
        if (match := _NUMBERED.fullmatch(text.strip())) and (found := self._by_number.get(match[2].replace(" ", ""))):
            return found
        return self._by_name.get(fold(text))

    def read(self, text: str, day: date) -> Selection:
        """What a list of parties as pasted means on a day. Five queries, none for an empty text."""
        if not text.strip():
            return Selection(text)
        directory = self.directory if day == self.directory.day else Directory.load(day)
        return read(text, directory.gazetteer())

    def row(self, party: SelectedParty) -> Participation:
        """The row of one that was read, with what is told of role and time."""
        kind, pk = party.place.key
        found = self.directory[pk].municipality if kind == "municipality" else self._by_pk[pk]
        row = Participation(role=party.told.role, **{kind: found})
        row.certainty = Certainty.INFERRED if party.inferred else Certainty.STATED
        if party.told.entry:
            row.set_start(parse_date(party.told.entry.text))
        if party.told.exit:
            row.set_last_day(parse_date(party.told.exit.text))
        return row

    def written(self, party: Party | None) -> str:
        """The party as a form writes it and `find` reads it: "Kåfjord (5540)"."""
        if isinstance(party, Municipality):
            return f"{party.name} ({self.directory.number(party)})"
        return party.name if party else ""

    def options(self) -> list[tuple[str, str]]:
        """What a form suggests: how a party is written, and the other names and numbers that lead to it."""
        municipalities = [(self.written(entry.municipality), _other_words(entry)) for entry in self.directory.entries.values()]
        return municipalities + self.organisation_options()

    def organisation_options(self) -> list[tuple[str, str]]:
        """The same, for organisations alone."""
        return [(organisation.name, organisation.org_number) for organisation in self.organisations]

    def _not_found(self, text: str) -> str:
        names = {
            fold(name): entry.municipality for entry in self.directory.entries.values() for name in entry.municipality.spellings
        }
        near = get_close_matches(fold(text[:100]), [*names, *self._by_name], n=3, cutoff=0.6)
        shown = dict.fromkeys(self.written(names.get(name) or self._by_name[name]) for name in near)
        found = _("Registeret kjenner ingen part som heter «%(text)s».") % {"text": text[:60]}
        if shown:
            return f"{found} " + _("Mente du %(names)s?") % {"names": f" {_('eller')} ".join(shown)}
        return f"{found} " + _("Er det ikke en kommune, må den først føres inn under Organisasjoner.")


def _lived(municipality: Municipality, start: date | None, end: date | None) -> bool:
    begun = end is None or municipality.founded is None or municipality.founded < end
    return begun and (start is None or municipality.dissolved is None or start < municipality.dissolved)


def _life(municipality: Municipality) -> str:
    words = []
    if municipality.founded:
        words.append(_("fra %(year)s") % {"year": municipality.founded.year})
    if municipality.dissolved:
        words.append(_("til og med %(year)s") % {"year": municipality.dissolved.year - 1})
    return " ".join(words)


def _other_words(entry: Entry) -> str:
    numbers = [row.number for row in reversed(entry.numbers)][1:]
    return " · ".join(dict.fromkeys([*entry.municipality.spellings[1:], *numbers]))
