"""Who takes part, as people write it, and who they are in the register on the day that is spoken of. Nobody is guessed at."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from agreements.imports.plan import Choice, Place, Question
from agreements.imports.rows.asking import Asking, key_of
from municipalities.directory import Directory, Surroundings
from municipalities.models import Municipality, Organisation
from municipalities.selection import resolver
from municipalities.selection.asking import Question as PartyQuestion
from municipalities.selection.expression import Why
from municipalities.selection.gazetteer import Gazetteer
from registry.periods import Period, Span, parse_date
from registry.search import fold

Party = Municipality | Organisation
NEW, LEFT_OUT = "ny", "-"
OF_THE_WORDS_ALONE = (Why.UNKNOWN, Why.AMBIGUOUS, Why.SPLIT, Why.NOT_THEN, Why.WHICH, Why.MEMBERS)
GUESSES = 300  # unknown parties for which the likest names are looked up: nobody goes through more one by one
UNKNOWN_PARTY = "hvem er"  # how the key of a question about one begins
ALL_UNKNOWN, MANY = "alle ukjente parter", 20
ROUNDS = 20  # answers may lead to new questions, but not for ever
KINDS_BY_ENDING = {
    "iks": Organisation.Kind.IKS,
    "as": Organisation.Kind.COMPANY,
    "sa": Organisation.Kind.COOPERATIVE,
    "fylkeskommune": Organisation.Kind.COUNTY,
    "hf": Organisation.Kind.STATE,
}


class SaidParty(NamedTuple):
    """A party with what is said of it; what is not said is empty. `place` is where."""

    party: Party
    place: Place
    role: str = ""
    start: Span | None = None
    last_day: Span | None = None
    certainty: str = ""
    inferred: bool = False
    share: tuple[int, int] | None = None
    purpose: str = ""

    @property
    def key(self) -> tuple[str, object]:
        """Who it is, as one value."""
        return key_of_party(self.party)


@dataclass(frozen=True)
class Listed:
    """What a text says of who takes part, as far as it is understood."""

    selection: resolver.Selection
    questions: tuple[Question, ...] = ()
    new: tuple[Organisation, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether everybody is named."""
        return self.selection.complete and not self.questions

    @property
    def former(self) -> list[str]:
        """Who is named as a municipality that is no more, and is read as what it has become."""
        former = [(party.former.name, party.place.name) for party in self.selection.parties if party.former]
        return [
            _("«%(former)s» er ikke lenger en kommune, og er lest som %(name)s.") % {"former": one, "name": name}
            for one, name in former
        ]

    @property
    def unnamed(self) -> str:
        """Those it only counts, in its own words; «flere» for «m.fl.»."""
        pieces = [count.piece.of(self.selection.text) for count in self.selection.counts]
        return ", ".join(pieces) or (_("flere") if self.selection.more else "")

    @property
    def stated_count(self) -> int | None:
        """How many it says there are; None when some are counted and some named."""
        counts = self.selection.counts
        return sum(count.number for count in counts) if counts and not self.selection.parties else None


def key_of_party(party: Party) -> tuple[str, object]:
    """Who it is, as one value; one that is not stored yet by its name."""
    return (str(party._meta.model_name), party.pk or fold(party.name))


@dataclass
class Parties:
    """Everybody who can be a party on any day, in memory: five queries in all. Each text is read once a day."""

    asking: Asking
    directory: Directory
    beside: Surroundings
    new: dict[str, Organisation] = field(default_factory=dict)
    _by_day: dict[date, Gazetteer] = field(default_factory=dict)
    _listed: dict[tuple, Listed] = field(default_factory=dict)
    unknown: int = 0
    _guessed: int = 0
    _named: dict[tuple, Party | Question | None] = field(default_factory=dict)

    def __post_init__(self):
        self._organisations = {row.pk: row for row in self.beside.organisations}
        self._turns = sorted(self._days_of_change())

    @classmethod
    def load(cls, asking: Asking, day: date) -> "Parties":
        """Read everybody."""
        return cls(asking, Directory.load(day), Surroundings.load())

    def _days_of_change(self) -> set[date]:
        """The days on which somebody begins or ends, or is called otherwise: between two of them everybody is the same."""
        numbers = [row for entry in self.directory.entries.values() for row in entry.numbers]
        municipalities = [entry.municipality for entry in self.directory.entries.values()]
        periods: list[Period] = [*numbers, *self.beside.regions, *self.beside.memberships]
        lives = [(row.valid_from, row.valid_to) for row in periods]
        lives += [(one.founded, one.dissolved) for one in municipalities]
        return {day for life in lives for day in life if day}

    def on(self, day: date) -> Gazetteer:
        """Everybody there is on the day."""
        turn = max((turn for turn in self._turns if turn <= day), default=date.min)
        if turn not in self._by_day:
            self._by_day[turn] = self.directory.on(day).gazetteer(self.beside)
        found = self._by_day[turn]
        return found if found.day == day else replace(found, day=day)

    def meant(self, key: Any) -> Party:
        """The row of a place in a gazetteer."""
        kind, pk = key
        return self.directory[pk].municipality if kind == "municipality" else self._organisations[pk]

    def listed(self, text: str, day: date, place: Place, column: str) -> Listed:
        """What a text of parties says on the day, with every answer put in."""
        if (text, day) not in self._listed:
            self._listed[text, day] = self._read(text, self.on(day), place, column)
        return self._listed[text, day]

    def _read(self, text: str, gazetteer: Gazetteer, place: Place, column: str) -> Listed:
        new: list[Organisation] = []
        for _round in range(ROUNDS):
            selection = resolver.read(text, gazetteer)
            answers = [(question, self.asking.answer(self._key(question, selection))) for question in selection.questions]
            answered = [(question, answer) for question, answer in answers if answer]
            if not answered:
                break
            for question, answer in sorted(answered, key=lambda pair: pair[0].piece, reverse=True):
                if answer == NEW and nameable(question.text):
                    new.append(self.organisation(question.text))
                text = question.answered(text, "" if answer in (NEW, LEFT_OUT) else answer)
        open_ones = [self._ask(question, selection, place, column) for question in selection.questions]
        return Listed(selection, tuple(open_ones), tuple(new))

    @staticmethod
    def _key(question: PartyQuestion, selection: resolver.Selection) -> str:
        of_words = question.why in OF_THE_WORDS_ALONE
        return key_of("parter", question.why, question.text, question.about, "" if of_words else selection.text)

    def _ask(self, question: PartyQuestion, selection: resolver.Selection, place: Place, column: str) -> Question:
        choices = [Choice(candidate, candidate) for candidate in question.candidates]
        if question.why is Why.UNKNOWN:
            choices += _more_choices(question.text)
        said = " ".join(selection.text.split())
        return self.asking.ask(self._key(question, selection), place, column, said, question.said, choices, free=True)

    def named(self, number: str, name: str, day: date, place: Place, column: str) -> Party | Question | None:
        """The one with this number or name; both must fit when both are told. Else what is asked; None for one that is none."""
        told = number, name, day
        if told not in self._named:
            self._named[told] = self._find(number, name, day, place, column)
        return self._named[told]

    def _find(self, number: str, name: str, day: date, place: Place, column: str) -> Party | Question | None:
        gazetteer, text = self.on(day), name or number
        key = key_of(UNKNOWN_PARTY, text, number if name else "")
        answer = self.asking.answer(key)
        if answer == LEFT_OUT:
            return None
        if answer == NEW:
            return self.organisation(text) if nameable(text) else None
        if answer:
            number, name = "", answer
        digits = re.sub(r"\D", "", number)
        numbered = set(gazetteer.numbers.get(digits, ()))
        called = {found for found in gazetteer.find(name) if found in gazetteer.places} if name else set()
        both = numbered & called if digits and name else numbered | called
        existing = [found for found in both if gazetteer.places[found].existed_on(day)] or list(both)
        if len(existing) == 1:
            return self.meant(existing[0])
        near = [gazetteer.call(found) for found in (*numbered, *called)]
        if not near and self._guessed < GUESSES:
            self._guessed += 1
            near = gazetteer.nearest(text)
        choices = [Choice(one, one) for one in dict.fromkeys(near) if one != answer]
        if not called and not numbered:
            if not answer and self.asking.answer(ALL_UNKNOWN) == NEW and nameable(text):
                return self.organisation(text)
            choices += _more_choices(text)
            self.unknown += 1
        said = f"{name} ({number})" if name and number else text
        return self.asking.ask(key, place, column, said, _("Hvem er «%(text)s»?") % {"text": said}, choices, free=True)

    def about_all(self, place: Place, column: str) -> Question | None:
        """One question about all the unknown parties, when they are many. Those that are answered for themselves are left out."""
        if self.unknown < MANY or self.asking.answer(ALL_UNKNOWN):
            return None
        text = _("Registeret kjenner ikke %(number)s av partene. Er alle nye organisasjoner?") % {"number": self.unknown}
        choices = [Choice(NEW, _("Ja, alle som ikke er besvart for seg")), Choice(LEFT_OUT, _("Nei, jeg svarer for hver av dem"))]
        return self.asking.ask(ALL_UNKNOWN, place, column, "", text, choices)

    def organisation(self, name: str, org_number: str = "", kind: str = "") -> Organisation:
        """One that the register has not, made once a file."""
        name = " ".join("".join(letter for letter in name if letter.isprintable() or letter.isspace()).split())[:200]
        words = re.findall(r"\w+", fold(name))
        kind = kind or KINDS_BY_ENDING.get(words[-1] if words else "", Organisation.Kind.OTHER)
        same = next((row for row in self.new.values() if org_number and row.org_number == org_number), None)
        made = same or self.new.setdefault(fold(name), Organisation(name=name, kind=kind))
        made.org_number = made.org_number or org_number
        return made

    def by_org_number(self, number: str) -> Organisation | None:
        """The organisation of the register with the number."""
        return next((row for row in self.beside.organisations if row.org_number == number), None)

    def by_name(self, name: str) -> Organisation | None:
        """The organisation of the register that is called so."""
        wanted = fold(name)
        return next((row for row in self.beside.organisations if any(fold(word) == wanted for word in row.spellings)), None)

    def said(self, listed: Listed, place: Place) -> list[SaidParty]:
        """The parties that a text names, as rows of a scheme are made from them."""
        found = []
        for party in listed.selection.parties:
            told = party.told
            start, last_day = (parse_date(day.text) if day else None for day in (told.entry, told.exit))
            meant = self.meant(party.place.key)
            found.append(SaidParty(meant, place, told.role, start, last_day, inferred=party.inferred))
        return found + [SaidParty(row, place) for row in listed.new]


def nameable(text: str) -> bool:
    """Whether somebody can be called so."""
    return any(letter.isalnum() for letter in text)


def _more_choices(text: str) -> list[Choice]:
    if not nameable(text):
        return [Choice(LEFT_OUT, _("Ingen part: ta den ikke med"))]
    new = _("En ny organisasjon: «%(name)s»") % {"name": " ".join(text.split())[:60]}
    return [Choice(NEW, new), Choice(LEFT_OUT, _("Ingen part: ta den ikke med"))]
