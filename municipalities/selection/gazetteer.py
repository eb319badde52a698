"""Who there is on a day, as plain data: municipalities and organisations with all their names, groups with their members.

Built by `municipalities.directory` from the database, or by hand in a test. Everything is looked up by exact name after folding.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from municipalities.selection.expression import Key, Told
from municipalities.selection.tokens import Token, tokenize
from municipalities.selection.words import AFTER_AREA, BEFORE_AREA, COUNTY, KIND_WORD, MUNICIPALITY, ORGANISATION
from registry.search import fold

_NEAR = 0.6  # as difflib's own default
_LONGEST_GUESSED = 60


@dataclass(frozen=True)
class Place:
    """A municipality or an organisation. `heirs` carry an ended municipality on, `forebears` went into one not founded yet."""

    key: Key
    name: str
    kind: str = MUNICIPALITY
    spellings: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()  # the last is the one it is known by on the day
    begins: date | None = None
    ends: date | None = None  # the first day it no longer is
    heirs: tuple[Key, ...] = ()
    forebears: tuple[Key, ...] = ()

    def existed_on(self, day: date) -> bool:
        """Whether it was there on the day."""
        return (self.begins is None or self.begins <= day) and (self.ends is None or day < self.ends)


@dataclass(frozen=True)
class Group:
    """Municipalities with a name in common: a county, a region. `inferred` are members no source states.

    `whole`: the members are all there are; of Nordland the register knows only some.
    """

    key: Key
    name: str
    kind: str
    members: frozenset[Key] = frozenset()
    inferred: frozenset[Key] = frozenset()
    exists: bool = True
    whole: bool = True

    @property
    def area(self) -> str:
        """The name without the words for what kind it is."""
        name = self.name
        for before in BEFORE_AREA:
            if name.lower().startswith(f"{before} "):
                return name[len(before) + 1 :]
        for after in AFTER_AREA:
            if name.lower().endswith(after) and len(name) > len(after):
                return name[: -len(after)]
        return name


@dataclass
class Gazetteer:
    """Look-up by name and number."""

    day: date
    places: dict[Key, Place]
    groups: dict[Key, Group]
    names: dict[tuple[str, ...], tuple[Key, ...]] = field(default_factory=dict)
    numbers: dict[str, tuple[Key, ...]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)  # by first word, how many words its longest name has
    _near: dict[str, list[str]] = field(default_factory=dict)
    _pairs: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, day: date, places: Iterable[Place], groups: Iterable[Group] = ()) -> "Gazetteer":
        """Index them."""
        made = cls(day, {place.key: place for place in places}, {group.key: group for group in groups})
        for place in made.places.values():
            for name in {place.name, *place.spellings}:
                made._add(name, place.key)
            for number in set(place.numbers):
                made.numbers[number] = (*made.numbers.get(number, ()), place.key)
        municipal = {name for name, keys in made.names.items() if any(made.is_municipality(key) for key in keys)}
        for group in made.groups.values():
            if all(_key(tokenize(part)) in municipal for part in group.name.split(" og ")):  # a name that is a list of names
                made._add(f"{KIND_WORD.get(group.kind, KIND_WORD['annet'])} {group.name}", group.key)
                continue
            made._add(group.name, group.key)
            if group.exists and _key(tokenize(group.area)) not in municipal:  # «Tromsøregionen» is not called Tromsø
                made._add(group.area, group.key)
        return made

    def _add(self, name: str, key: Key) -> None:
        tokens = _key(tokenize(name))
        if not tokens or key in self.names.get(tokens, ()):
            return
        self.names[tokens] = (*self.names.get(tokens, ()), key)
        self.longest[tokens[0]] = max(self.longest.get(tokens[0], 0), len(tokens))
        for pair in _pairs(fold(name)):
            self._pairs.setdefault(pair, []).append(name)

    def is_municipality(self, key: Key) -> bool:
        """Whether it is one, not an organisation or a group."""
        return key in self.places and self.places[key].kind == MUNICIPALITY

    def of_kind(self, readings: tuple[Key, ...], kind: str) -> tuple[Key, ...]:
        """Those among several readings that are of a kind."""
        return tuple(key for key in readings if (self.places.get(key) or self.groups[key]).kind == kind)

    def find(self, name: str) -> tuple[Key, ...]:
        """Everything written exactly so, after folding."""
        return self.names.get(_key(tokenize(name)), ())

    def call(self, key: Key, told: Told | None = None) -> str:
        """The shortest text that means this one and no other; what is told tells Hammerfest until 2019 from Hammerfest."""
        if key in self.groups:
            return self._call_group(self.groups[key])
        place = self.places[key]
        others = [other for other in self.find(place.name) if other != key]
        if place.kind == ORGANISATION:
            return f"{KIND_WORD[ORGANISATION]} {place.name}" if others else place.name
        same_time = [other for other in others if self.is_municipality(other) and self._mixed(place, self.places[other], told)]
        if same_time and place.numbers:
            return f"{place.name} ({place.numbers[-1]})"
        return f"{MUNICIPALITY}n {place.name}" if self.of_kind(tuple(others), ORGANISATION) else place.name

    def _mixed(self, place: Place, other: Place, told: Told | None) -> bool:
        day = reference_day(self.day, told)
        return not place.existed_on(day) or other.existed_on(day)

    def _call_group(self, group: Group) -> str:
        if self.find(group.name) == (group.key,):
            return group.name
        return f"{KIND_WORD.get(group.kind, KIND_WORD['annet'])} {group.area}"

    def call_whole(self, key: Key) -> str:
        """All the municipalities of a group, in words."""
        return f"alle kommuner i {self.call(key)}" if self.groups[key].kind == COUNTY else f"kommunene i {self.call(key)}"

    def nearest(self, text: str, limit: int = 3) -> list[str]:
        """The names most like a text, best first; guesses for a person to choose among."""
        wanted = fold(text)
        if not wanted or len(wanted) > _LONGEST_GUESSED:
            return []
        if wanted not in self._near:
            if len(self._near) > 5_000:  # hostile input must not fill the memory
                self._near.clear()
            self._near[wanted] = self._look_for(wanted)
        return self._near[wanted][:limit]

    def _look_for(self, wanted: str) -> list[str]:
        shared: dict[str, int] = {}
        for pair in _pairs(wanted):
            for name in self._pairs.get(pair, ()):
                shared[name] = shared.get(name, 0) + 1
        likely = sorted(shared, key=lambda name: shared[name] / (len(name) + len(wanted)), reverse=True)[:12]
        rated = [(SequenceMatcher(None, wanted, fold(name)).ratio(), name) for name in likely]
        found = [key for ratio, name in sorted(rated, reverse=True) if ratio >= _NEAR for key in self.find(name)]
        return list(dict.fromkeys(self.call_whole(key) if key in self.groups else self.call(key) for key in found))


def reference_day(day: date, told: Told | None) -> date:
    """The day on which a name is meant: the day asked about, within the time that is told of the party."""
    if told and told.exit and told.exit.last < day:
        return told.exit.last
    if told and told.entry and told.entry.first > day:
        return told.entry.first
    return day


def _key(tokens: list[Token]) -> tuple[str, ...]:
    return tuple(token.folded for token in tokens)


def _pairs(folded: str) -> set[str]:
    padded = f" {folded}"
    return {padded[place : place + 2] for place in range(len(padded) - 1)}
