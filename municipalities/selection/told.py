"""What is told about a party, read and written: «er vertskommune», «inntrer 2021-07-01», «(kontorkommune, til og med 2019)»."""

from collections.abc import Sequence
from dataclasses import dataclass

from municipalities.selection.dates import day_before, may_be_the_day_after, year
from municipalities.selection.expression import NOTHING_TOLD, Day, Told
from municipalities.selection.lexer import Atom
from municipalities.selection.words import ROLE_WORD, Kind


def write_told(told: Told) -> str:
    """In words, as they stand in brackets: "vertskommune, fra 2020, til og med 31.12.2023"; "" when nothing is told."""
    words = [ROLE_WORD[told.role]] if told.role else []
    words += [f"fra {told.entry.text}"] if told.entry else []
    words += [f"til og med {told.exit.text}"] if told.exit else []
    return ", ".join(words)


@dataclass(frozen=True)
class Reading:
    """What was told, the place after it, and the day that may be the one after the last."""

    told: Told
    at: int
    doubtful: Day | None = None

    @property
    def either_way(self) -> tuple[Told, ...]:
        """What it can mean when it is in doubt whether the day is the last one."""
        if self.doubtful is None:
            return ()
        return tuple(Told(self.told.role, self.told.entry, day) for day in (day_before(self.doubtful), self.doubtful))


def read_told(atoms: Sequence[Atom], at: int, until: int, bracketed: bool = False) -> Reading:
    """As much as is told from here; `at` is unchanged when it is nothing."""
    reading = Reading(NOTHING_TOLD, at)
    while True:
        start = reading.at
        while bracketed and start > at and start < until and atoms[start].kind in (Kind.SOFT, Kind.STOP):
            start += 1
        one = _read_one(atoms, start, until, bracketed)
        both = reading.told.and_also(one.told) if one else None
        if one is None or both is None:
            return reading
        reading = Reading(both, one.at, one.doubtful or reading.doubtful)


def _read_one(atoms: Sequence[Atom], at: int, until: int, bracketed: bool) -> Reading | None:
    kinds = [atom.kind for atom in atoms[at : min(at + 3, until)]] + [Kind.UNKNOWN] * 3
    if kinds[0] is Kind.ROLE:
        return Reading(Told(role=str(atoms[at].value)), at + 1)
    if kinds[:2] == [Kind.IS, Kind.ROLE]:
        return Reading(Told(role=str(atoms[at + 1].value)), at + 2)
    if kinds[:3] == [Kind.SOFT, Kind.IS, Kind.ROLE]:  # «Tana, som er vertskommune»
        return Reading(Told(role=str(atoms[at + 2].value)), at + 3)
    if kinds[0] is Kind.RANGE and bracketed:
        return Reading(Told(entry=atoms[at].days[0], exit=atoms[at].days[1]), at + 1)
    if kinds[0] is Kind.FROM and kinds[1] is Kind.RANGE and atoms[at + 1].days[1] is None:
        return Reading(Told(entry=atoms[at + 1].days[0]), at + 2)
    if kinds[0] not in (Kind.FROM, Kind.TO, Kind.UNTIL) or (day := _day(atoms[at + 1 : until])) is None:
        return None
    if kinds[0] is Kind.FROM:
        return Reading(Told(entry=day), at + 2)
    doubtful = day if kinds[0] is Kind.TO and may_be_the_day_after(day) else None
    return Reading(Told(exit=day), at + 2, doubtful)


def _day(atoms: Sequence[Atom]) -> Day | None:
    if not atoms:
        return None
    if atoms[0].kind is Kind.DATE:
        return atoms[0].days[0]
    is_number = atoms[0].kind is Kind.NUMBER and isinstance(atoms[0].value, int)
    return year(str(atoms[0].value)) if is_number else None
