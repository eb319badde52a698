"""What may stand between two separators: a name with what is told of it, a group, a count, a heading. Else it is a question."""

from dataclasses import dataclass, replace

from municipalities.selection.expression import (
    NOTHING_TOLD,
    Everyone,
    More,
    Named,
    NotUnderstood,
    Piece,
    Term,
    Told,
    Whole,
    Why,
    Word,
)
from municipalities.selection.groups import Found, GroupReader
from municipalities.selection.lexer import Atom
from municipalities.selection.told import Reading, read_told, write_told
from municipalities.selection.words import MUNICIPALITY, SOME, Kind


@dataclass
class Items(GroupReader):
    """Reads one item at a place. `bare` counts those before it in the sentence that no date is told of."""

    bare: int = 0
    role: str = ""  # of a heading: «Selgere:»

    def read(self, at: int) -> Found | None:
        """The first rule that fits; a new kind of wording is a new rule."""
        for rule in (self._numbering, self._heading, self._group, self._everyone, self._bracket_alone, self._names):
            if found := rule(at):
                return found
        return None

    def _numbering(self, at: int) -> Found | None:
        """«1.» and «2)» before a name."""
        number = self.atoms[at]
        small = self.kind(at) is Kind.NUMBER and isinstance(number.value, int) and number.value < 100
        sign = self.text[self.atoms[at + 1].piece.start] if small and at + 1 < len(self.atoms) else ""
        if sign not in tuple(".)") or self.kind(at + 2) not in (Kind.NAME, Kind.KIND, Kind.MUNICIPALITIES):
            return None
        return [Word(self.piece(at, at + 2))], at + 2

    def _heading(self, at: int) -> Found | None:
        """«Deltakere:», «Midt-Troms:», «Selgere:», «kommunene» before names."""
        end = at
        while self.kind(end) in (Kind.THE, Kind.REST, Kind.LEAD, Kind.MUNICIPALITIES):
            end += 1
        if end > at and self.kind(end) is Kind.COLON:
            return [Word(self.piece(at, end + 1))], end + 1
        if self.kind(at) is Kind.MUNICIPALITIES and self.kind(at + 1) is Kind.QUOTE and self.atoms[at].value is not SOME:
            return [Word(self.piece(at, at + 1))], at + 1
        if self.kind(at) is Kind.ROLES and self.kind(at + 1) is Kind.COLON:
            self.role = str(self.atoms[at].value)
            return [Word(self.piece(at, at + 2))], at + 2
        end = at + 1 if self.kind(at) is Kind.KIND else at
        if (
            self.kind(end) is Kind.NAME
            and self.groups_in(end)
            and not self.gazetteer.of_kind(self.atoms[end].readings, MUNICIPALITY)
        ):
            if self.kind(end + 1) is Kind.COLON:
                return [Word(self.piece(at, end + 2))], end + 2
            if self.kind(end + 1) is Kind.LEAD:
                return [Word(self.piece(at, end + 1))], end + 1
        return None

    def _group(self, at: int) -> Found | None:
        """A group, and what is told of all in it."""
        found = self.municipalities(at)
        return self._tell(found[0][0], found[1]) if found and isinstance(found[0][0], Whole) else found

    def _everyone(self, at: int) -> Found | None:
        """«begge», «alle fra 2020»."""
        both = self.kind(at) is Kind.BOTH
        if not both and self.kind(at) is not Kind.ALL:
            return None
        end = at + 1 + (self.kind(at + 1) is Kind.MUNICIPALITIES)
        term = Everyone(self.piece(at, end), number=2 if both else None)
        found = self._tell(term, end, everyone=True)
        told = isinstance(found[0][0], Everyone) and found[0][0].told != NOTHING_TOLD
        return found if both or told or isinstance(found[0][0], NotUnderstood) else None

    def _bracket_alone(self, at: int) -> Found | None:
        """«(vert: Tana)» on a line of its own."""
        return self._aside(at) if self.kind(at) is Kind.OPEN else None

    def _names(self, at: int) -> Found | None:
        """A name with what is told of it; another may follow where a comma is forgotten."""
        terms: list[Term] = []
        while found := self._named(at):
            terms += found[0]
            at = found[1]
        return (terms, at) if terms else None

    def _named(self, at: int) -> Found | None:
        start, role, colon = at, self.role, False
        if self.kind(at) in (Kind.ROLE, Kind.ROLES):
            colon = self.kind(at + 1) is Kind.COLON
            role, at = str(self.atoms[at].value), at + 1 + colon
        said = self.atoms[at].value if self.kind(at) is Kind.KIND else None
        if said is None and self.kind(at) is Kind.MUNICIPALITIES:
            said = MUNICIPALITY
        at += said is not None
        atom = self.atoms[at] if at < len(self.atoms) else None
        if atom is None or atom.kind not in (Kind.NAME, Kind.NUMBER) or not atom.readings:
            return None
        readings = self.gazetteer.of_kind(atom.readings, str(said)) if said else ()
        told = Told(role)
        spot = self.piece(at - (said is not None), at + 1)
        named = Named(self.piece(start, at + 1), readings or atom.readings, told, spot, numeral=atom.kind is Kind.NUMBER)
        if colon and self.kind(at + 1) is Kind.SOFT and self.kind(at + 2) in (Kind.NAME, Kind.NUMBER):  # «Vert: Tana, Nesseby»
            name = self.atoms[at].piece.of(self.text)
            asked = NotUnderstood(named.piece, Why.WHOSE, (named,), (f"{name} ({write_told(told)})",))
            return [asked], at + 1
        return self._tell(named, at + 1)

    def _tell(self, term: Named | Whole | Everyone, at: int, everyone: bool = False) -> Found:
        """The term with what stands behind it, in brackets or not."""
        after: list[Term] = []
        reading = read_told(self.atoms, at, len(self.atoms))
        if reading.at > at:
            told = term.told.and_also(reading.told)
            whole = replace(term, piece=Piece(term.piece.start, self.atoms[reading.at - 1].piece.end), told=told or term.told)
            if asked := self._in_doubt(term, whole, reading, told is None, everyone):
                return [asked], reading.at
            term, at = whole, reading.at
        while self.kind(at) is Kind.OPEN:
            close = self.closing(at)
            if close is None:
                break
            inside = read_told(self.atoms, at + 1, close, bracketed=True)
            piece = Piece(term.piece.start, self.atoms[close].piece.end)
            told = term.told.and_also(inside.told)
            if inside.at == close and close > at + 1 and told and inside.doubtful:
                return [self._ask(term, piece, Why.LAST_DAY, [term.told.and_also(way) for way in inside.either_way])], close + 1
            if inside.at == close and close > at + 1 and told:
                term = replace(term, piece=piece, told=told)
            elif isinstance(term, Named) and self._own(term, at + 1, close):
                number = self.atoms[at + 1].piece.of(self.text) if self.kind(at + 1) is Kind.NUMBER else term.number
                term = replace(term, piece=piece, number=number)
            elif isinstance(term, Whole) and self.kind(at + 1) is Kind.EXCEPT and (left := self.exceptions(at + 2, close)):
                term = replace(term, piece=piece, exceptions=tuple(left[0]))
            else:
                terms, at = self._aside(at)
                after += terms
                continue
            at = close + 1
        self.bare = 0 if term.told.dated else self.bare + 1
        return [term, *after], at

    def _own(self, term: Named, start: int, close: int) -> bool:
        """Whether the bracket holds another name of the same, or its number when that cannot be a year."""
        atom = self.atoms[start]
        own = set(atom.readings) & set(term.readings)
        return start + 1 == close and bool(own) and (atom.kind is Kind.NAME or not may_be_year(atom))

    def _in_doubt(self, bare: Term, told: Term, reading: Reading, twice: bool, everyone: bool) -> NotUnderstood | None:
        if twice:
            return self._ask(bare, told.piece, Why.CONFLICT, [])
        if reading.doubtful:
            return self._ask(bare, told.piece, Why.LAST_DAY, list(reading.either_way))
        clear = reading.told.role in ("vertskommune", "kontorkommune") and not reading.told.dated
        if self.bare and not everyone and not clear:  # «Bardu og Dyrøy fra 2020»
            return self._ask(bare, told.piece, Why.WHOSE, [reading.told], f"; alle {write_told(reading.told)}")
        return None

    def _ask(self, bare: Term, piece: Piece, why: Why, ways: list, all_of_them: str = "") -> NotUnderstood:
        name = bare.piece.of(self.text)
        candidates = [f"{name} ({write_told(way)})" for way in ways if way]
        candidates += [f"{name}{all_of_them}"] if all_of_them else []
        return NotUnderstood(piece, why, (bare,) if isinstance(bare, Named) else (), tuple(candidates))

    def _aside(self, at: int) -> Found:
        """A bracket that tells of another than the one before it, «(vert: Tana)», «(m.fl.)»; else it is a question."""
        close = self.closing(at)
        if close is None:
            return [NotUnderstood(self.piece(at, at + 1))], at + 1
        piece = self.piece(at, close + 1)
        if self.kind(at + 1) is Kind.MORE and close == at + 2:
            return [More(piece)], close + 1
        if self.kind(at + 1) is Kind.ROLE:
            name = at + 2 + (self.kind(at + 2) is Kind.COLON)
            if name + 1 == close and self.kind(name) is Kind.NAME:
                return [Named(piece, self.atoms[name].readings, Told(str(self.atoms[at + 1].value)))], close + 1
        return [NotUnderstood(piece, names=self.names_in(at, close))], close + 1

    def exceptions(self, at: int, until: int) -> tuple[list[Term], int] | None:
        """The names after «unntatt»; None when it is no plain list up to the end or the next thing."""
        found: list[Term] = []
        end = at
        while at < until:
            item = self.municipalities(at) or self._excepted(at)
            if item is None or not isinstance(item[0][0], Named | Whole):
                break
            found += item[0]
            end = at = item[1]
            if self.kind(at) is Kind.SOFT:
                at += 1
        return (found, end) if found and (until == len(self.atoms) or end == until) else None

    def _excepted(self, at: int) -> Found | None:
        at += self.kind(at) in (Kind.MUNICIPALITIES, Kind.KIND)
        named = self.kind(at) in (Kind.NAME, Kind.NUMBER) and self.atoms[at].readings
        return ([Named(self.piece(at, at + 1), self.atoms[at].readings)], at + 1) if named else None


def may_be_year(atom: Atom) -> bool:
    """Whether a municipality's number can be a year in which something happened: 2004 was Hammerfest."""
    return isinstance(atom.value, int) and 1950 <= atom.value <= 2100
