"""Groups of municipalities in words: «alle kommuner i Troms», «de øvrige kommunene», «19 kommuner i Nordland»."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from municipalities.selection.expression import Counted, Key, More, Named, NotUnderstood, Piece, Term, Whole, Why
from municipalities.selection.gazetteer import Gazetteer
from municipalities.selection.lexer import Atom
from municipalities.selection.words import COUNTY, OF_A_SORT, SOME, Kind

Found = tuple[list[Term], int]  # the terms, and the place after them
Groups = tuple[tuple[Key, ...], ...]
_MOST = 400  # there have never been as many municipalities a county; a larger number is a number of something else
_NAMES_FOLLOW = (Kind.NAME, Kind.QUOTE, Kind.NUMBER, Kind.KIND, Kind.COLON)


@dataclass
class GroupReader:
    """Reads at a place among the atoms of a text."""

    text: str
    atoms: Sequence[Atom]
    gazetteer: Gazetteer
    closed: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.closed, opened = {}, []
        for at, atom in enumerate(self.atoms):
            if atom.kind is Kind.OPEN:
                opened.append(at)
            elif atom.kind is Kind.CLOSE and opened:
                self.closed[opened.pop()] = at

    def kind(self, at: int) -> Kind | None:
        """The kind of atom at a place, None after the last."""
        return self.atoms[at].kind if 0 <= at < len(self.atoms) else None

    def piece(self, start: int, end: int) -> Piece:
        """From one atom up to, not including, another."""
        return Piece(self.atoms[start].piece.start, self.atoms[end - 1].piece.end)

    def closing(self, at: int) -> int | None:
        """Where the bracket that opens here closes."""
        return self.closed.get(at)

    def names_in(self, start: int, end: int) -> tuple[Named, ...]:
        """The names found within something not understood."""
        found = [atom for atom in self.atoms[start:end] if atom.kind is Kind.NAME]
        return tuple(Named(atom.piece, atom.readings) for atom in found)

    def municipalities(self, at: int) -> Found | None:
        """«alle kommuner i Troms», «de øvrige kommunene i Finnmark», «19 kommuner i Troms», «de åtte kommunene …»."""
        end, seen = at, {}
        while (kind := self.kind(end)) in (Kind.THE, Kind.ALL, Kind.REST, Kind.NUMBER) and kind not in seen:
            seen[kind] = self.atoms[end].value
            end += 1
        noun = self.atoms[end].value if self.kind(end) is Kind.MUNICIPALITIES else None
        end += noun is not None
        number = seen.get(Kind.NUMBER)
        if end == at or (number is not None and not (isinstance(number, int) and number <= _MOST)):
            return None
        if seen and Kind.NUMBER not in seen and (noun is None or noun is SOME) and self.kind(end) is not Kind.IN:
            only_rest = Kind.REST in seen and Kind.ALL not in seen
            return ([More(self.piece(at, end))], end) if only_rest else None  # «de øvrige», «andre kommuner»
        if self.kind(end) is Kind.IN and (noun is not None or Kind.ALL in seen or Kind.REST in seen):
            return self._in_groups(at, end + 1, noun, seen)
        if isinstance(number, int) and noun is not None and Kind.ALL not in seen:
            introduces = self.kind(end) in _NAMES_FOLLOW
            term = Counted(self.piece(at, end), number, introduces=introduces and Kind.REST not in seen)
            return [term], end + (self.kind(end) is Kind.COLON)
        return None

    def _in_groups(self, at: int, end: int, noun: object, seen: dict) -> Found | None:
        number, every = seen.get(Kind.NUMBER), Kind.ALL in seen or Kind.REST in seen
        counted = number is not None and not every and noun in (SOME, OF_A_SORT)
        groups, spots, end = self._read_groups(end, counted)
        if not groups or (noun is OF_A_SORT and not counted):
            return None
        if counted and isinstance(number, int):
            return [Counted(self.piece(at, end), number, groups)], end
        if not every and number is None and noun is SOME:
            candidates = tuple(f"alle kommuner i {self.gazetteer.call(key)}" for group in groups[:1] for key in group)
            return [NotUnderstood(self.piece(at, end), Why.WHICH, candidates=candidates)], end
        whole = Whole(self.piece(at, end), groups, spots, rest=Kind.REST in seen, number=number)
        return [whole], end

    def _read_groups(self, at: int, counted: bool) -> tuple[Groups, tuple[Piece, ...], int]:
        """«Troms og Finnmark»; after a count only counties go together, the rest is not clear enough."""
        found: list[tuple[Key, ...]] = []
        spots: list[Piece] = []
        end, start = at, at
        while True:
            name = start + (self.kind(start) is Kind.KIND)
            readings = self.groups_in(name) if self.kind(name) is Kind.NAME else ()
            if not readings or (found and len(readings) < len(self.atoms[name].readings)):
                return tuple(found), tuple(spots), end
            if found and counted and self.gazetteer.of_kind(readings, COUNTY) != readings:
                return (), (), at
            found.append(readings)
            spots.append(self.piece(start, name + 1))
            end, start = name + 1, name + 2
            if self.kind(end) is not Kind.SOFT or self.kind(end + 2) is Kind.COLON:
                return tuple(found), tuple(spots), end

    def groups_in(self, at: int) -> tuple[Key, ...]:
        """The groups a name can mean, of the kind that stands before it."""
        groups = tuple(key for key in self.atoms[at].readings if key in self.gazetteer.groups)
        if self.kind(at - 1) is not Kind.KIND:
            return groups
        return self.gazetteer.of_kind(groups, str(self.atoms[at - 1].value)) or groups
