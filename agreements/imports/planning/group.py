"""Rows that are about the same scheme, and what they say together: the union, and where they contradict each other."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from agreements.imports.plan import Place, Question
from agreements.imports.rows.parties import SaidParty
from agreements.imports.rows.said import Said
from agreements.imports.table import Refusal
from agreements.matching import Scheme
from registry.search import fold


@dataclass(eq=False)
class Group:
    """The rows of one scheme. `agreement` is the one of the register that it is, None for a new one.

    Of rows about its parties only the parties are kept, and the first for what it says of the scheme.
    """

    rows: list[Said] = field(default_factory=list)
    parties: list[SaidParty] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    agreement: int | None = None
    skipped: bool = False

    def add(self, said: Said) -> None:
        """Another row of the same scheme."""
        if said.whole or not self.rows:
            self.rows.append(said)
        self.parties += said.parties
        self.places.append(said.place)
        self.questions += said.questions
        self.refusals += said.refusals
        self.notes += said.notes
        if said.number is not None:
            self.agreement = said.number

    def join(self, other: "Group") -> None:
        """Another group turns out to be about the same scheme."""
        self.rows = sorted(self.rows + other.rows, key=lambda row: not row.whole)
        self.parties += other.parties
        self.places += other.places
        self.questions += other.questions
        self.refusals += other.refusals
        self.notes += other.notes
        self.agreement = self.agreement if self.agreement is not None else other.agreement

    @property
    def whole(self) -> list[Said]:
        """The rows that speak of the scheme itself: those of its parties only where there are no others."""
        return [row for row in self.rows if row.whole] or self.rows[:1]

    @property
    def name(self) -> str:
        """Its name as the file first has it."""
        return next((row.name for row in self.rows if row.name), "")

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that the file has for it."""
        return tuple(dict.fromkeys(row.name for row in self.rows if row.name))

    @property
    def numbered(self) -> bool:
        """Whether the file names it by the register's own number."""
        return any(row.number is not None for row in self.rows)

    @property
    def tables(self) -> set[int]:
        """The tables it is in."""
        return {place.table for place in self.places}

    def first(self, column: str) -> Any:
        """What the file first says of a column."""
        return next((row.values[column] for row in self.whole if column in row.values), None)

    def keys(self) -> frozenset:
        """Who its parties are."""
        return frozenset(party.key for party in self.parties)

    def scheme(self) -> Scheme:
        """What `matching` compares of it."""
        organisation, areas = self.first("organisation"), self.first("areas") or ()
        return Scheme(
            None,
            self.names or ("",),
            self.keys(),
            frozenset(area.name for area in areas),
            bool(self.first("names_everybody") or self.first("participants_complete")),
            organisation.pk if organisation else None,
        )


def grouped(rows: Iterable[Said]) -> list[Group]:
    """Rows that are about one scheme without doubt: by its number, or a party's row by its scheme's name in the same file."""
    found: dict[tuple, Group] = {}
    for said in rows:
        if said.number is not None:
            key: tuple = ("number", said.number)
        elif not said.whole and said.name:
            key = ("name", said.place.table, fold(said.name))
        else:
            key = ("row", said.place)
        found.setdefault(key, Group()).add(said)
    return _parties_with_their_schemes(list(found.values()))


def _parties_with_their_schemes(groups: list[Group]) -> list[Group]:
    """A list of parties refers to the schemes of the other lists by name, where one and no more is called so."""
    called: dict[str, list[Group]] = {}
    for group in groups:
        if group.rows[0].whole:
            called.setdefault(fold(group.name), []).append(group)
    kept = []
    for group in groups:
        own = [] if group.rows[0].whole or group.numbered else called.get(fold(group.name), [])
        if len(own) == 1:
            own[0].join(group)
        else:
            kept.append(group)
    return kept
