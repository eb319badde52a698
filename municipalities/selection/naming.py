"""Who a name means on a day: municipality before region, what a former municipality has become, the members of a group."""

from collections.abc import Callable
from dataclasses import dataclass

from municipalities.selection.asking import Question
from municipalities.selection.expression import Key, Named, NotUnderstood, Piece, Term, Whole, Why
from municipalities.selection.gazetteer import Gazetteer, Group, Place, reference_day
from municipalities.selection.words import COUNTY, MUNICIPALITY, ORGANISATION


@dataclass(frozen=True)
class Meant:
    """A place that is meant: by name, as what a former one has become, or as one of a group."""

    place: Place
    former: Place | None = None
    of_group: bool = False
    inferred: bool = False


class Naming:
    """Settles names in one text; what cannot be settled is a question."""

    def __init__(self, text: str, gazetteer: Gazetteer, terms: list[Term]):
        self.text, self.gazetteer = text, gazetteer
        named = [term for term in terms if isinstance(term, Named)]
        # Numbers that can be years are only taken as numbers in a list of nothing else: «2011, 2012, 2020».
        self.numbers_alone = len(named) > 1 and all(term.numeral for term in named) and not _others(terms)

    def settle(self, term: Named) -> list[Meant] | Question:
        """The one that is meant, or the members of the region that is."""
        readings = self._numbered(term)
        municipalities = [self.gazetteer.places[key] for key in self.gazetteer.of_kind(readings, MUNICIPALITY)]
        bodies = self.gazetteer.of_kind(readings, ORGANISATION)
        groups = [key for key in readings if key in self.gazetteer.groups]
        if term.numeral and self._may_be_year(term):
            candidates = tuple(self.gazetteer.call(one.key) for one in municipalities)
            return self._question(Why.YEAR, term, candidates)
        if municipalities and not bodies:
            return self._municipality(term, municipalities)
        if len(bodies) == 1 and not municipalities and not groups:
            return [Meant(self.gazetteer.places[bodies[0]])]
        if groups and not bodies and not municipalities:
            return self._region(term, [self.gazetteer.groups[key] for key in groups])
        calls = [self.gazetteer.call(key) for key in (*[one.key for one in municipalities], *bodies)]
        wholes = [self.gazetteer.call_whole(key) for key in groups if self.gazetteer.groups[key].exists]
        return self._question(Why.AMBIGUOUS, term, (*calls, *wholes))

    def _numbered(self, term: Named) -> tuple[Key, ...]:
        """«Herøy (1818)» is the one with the number."""
        if not term.number:
            return term.readings
        return tuple(key for key in term.readings if key in self.gazetteer.numbers.get(term.number, ()))

    def _may_be_year(self, term: Named) -> bool:
        written = term.piece.of(self.text)
        return not self.numbers_alone and written.isdecimal() and 1950 <= int(written) <= 2100

    def _municipality(self, term: Named, municipalities: list[Place]) -> list[Meant] | Question:
        """The municipality of the name that existed on the day, else what it has become; several are asked about."""
        day = reference_day(self.gazetteer.day, term.told)
        then = [one for one in municipalities if one.existed_on(day)]
        if len(then) == 1:
            return [Meant(then[0])]
        if then:
            return self._question(Why.AMBIGUOUS, term, tuple(self.gazetteer.call(one.key, term.told) for one in then))
        if day != self.gazetteer.day:
            return self._question(Why.NOT_THEN, term, about=day.strftime("%d.%m.%Y"))
        heirs = list(dict.fromkeys(key for one in municipalities for key in one.heirs))
        if len(heirs) == 1:
            return [Meant(self.gazetteer.places[heirs[0]], former=municipalities[0])]
        if heirs:
            return self._question(Why.SPLIT, term, tuple(map(self.gazetteer.call, heirs)), municipalities[0].name)
        forebears = list(dict.fromkeys(key for one in municipalities for key in one.forebears))
        return self._question(Why.NOT_THEN, term, tuple(map(self.gazetteer.call, forebears)), day.strftime("%d.%m.%Y"))

    def _region(self, term: Named, groups: list[Group]) -> list[Meant] | Question:
        """A region's members. A county alone can be its municipalities or the county municipality."""
        counties = [group for group in groups if group.kind == COUNTY]
        if counties:
            bodies = [key for group in counties for key in self.gazetteer.find(f"{group.name} fylkeskommune")]
            wholes = [self.gazetteer.call_whole(group.key) for group in counties]
            return self._question(Why.AMBIGUOUS, term, (*wholes, *map(self.gazetteer.call, bodies)))
        found = self._of_groups(term, tuple(group.key for group in groups), term.spot, self.gazetteer.call_whole)
        return found if isinstance(found, Question) else list(found.values())

    def _of_groups(
        self, term: Named | Whole, readings: tuple[Key, ...], spot: Piece | None, call: Callable[[Key], str]
    ) -> dict[Key, Meant] | Question:
        """The members of the one group that is meant; several with the same members are one."""
        groups = [self.gazetteer.groups[key] for key in readings]
        existing = [group for group in groups if group.exists]
        if not existing:
            return self._question(Why.NOT_THEN, term, about=self.gazetteer.day.strftime("%d.%m.%Y"))
        if len({group.members for group in existing}) > 1:
            return self._question(Why.AMBIGUOUS, term, tuple(call(group.key) for group in existing), spot=spot)
        group = existing[0]
        if not group.members or not group.whole:
            return self._question(Why.MEMBERS, term, about=group.name)
        return {
            key: Meant(self.gazetteer.places[key], of_group=True, inferred=key in group.inferred)
            for key in self.gazetteer.places
            if key in group.members
        }

    def members(self, term: Whole) -> dict[Key, Meant] | Question:
        """All the members of the groups of a term; a number told must be theirs."""
        members: dict[Key, Meant] = {}
        for readings, spot in zip(term.groups, term.spots, strict=True):
            found = self._of_groups(term, readings, spot, self.gazetteer.call)
            if isinstance(found, Question):
                return found
            members |= found
        if term.number is not None and not term.rest and term.number != len(members):
            return self._question(Why.COUNT, term, about=str(len(members)))
        return members

    def excepted(self, term: Whole, members: dict[Key, Meant]) -> set[Key] | Question:
        """Who is taken out: each must be one of the members."""
        left_out: set[Key] = set()
        for exception in term.exceptions:
            found: object
            if isinstance(exception, Whole):
                found = self.members(exception)
            else:
                found = self.settle(exception) if isinstance(exception, Named) else []
            if isinstance(found, Question):
                return self._question(found.why, term, found.candidates, found.about, found.piece)
            keys = set(found) if isinstance(found, dict) else {meant.place.key for meant in found}  # type: ignore[attr-defined]
            if keys - members.keys():
                return self._question(Why.NOT_IN, term, about=exception.piece.of(self.text))
            left_out |= keys
        return left_out

    def areas(self, groups: tuple[tuple[Key, ...], ...]) -> tuple[str, ...]:
        """The names of groups that are only counted in."""
        return tuple(self.gazetteer.groups[readings[0]].area for readings in groups)

    def _question(
        self, why: Why, term: Term, candidates: tuple[str, ...] = (), about: str = "", spot: Piece | None = None
    ) -> Question:
        """About a whole term; the candidates stand in place of the name alone, and keep what is told around it."""
        spot = spot or (term.spot if isinstance(term, Named) else None) or term.piece
        before, after = self.text[term.piece.start : spot.start], self.text[spot.end : term.piece.end]
        whole = tuple(dict.fromkeys(f"{before}{candidate}{after}" for candidate in candidates))
        return Question(term.piece, term.piece.of(self.text), why, whole, about)


def _others(terms: list[Term]) -> bool:
    return any(isinstance(term, Whole | NotUnderstood) for term in terms)
