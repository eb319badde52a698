"""From text to an expression: items between separators, «unntatt …» joined to what it takes from, the rest asked about."""

from dataclasses import replace

from municipalities.selection.expression import Counted, Expression, More, Named, NotUnderstood, Piece, Term, Whole, Word
from municipalities.selection.gazetteer import Gazetteer
from municipalities.selection.items import Items
from municipalities.selection.lexer import lex
from municipalities.selection.words import Kind

_NAME_WORDS = 3  # what is longer is no misspelt name
_CONNECTS = {Kind.SOFT, Kind.PLUS, Kind.STOP, Kind.QUOTE, Kind.LEAD}
_ENDS_ITEM = {None, Kind.SOFT, Kind.PLUS, Kind.STOP, Kind.QUOTE, Kind.EXCEPT, Kind.MORE}
_ENDS_UNKNOWN = _ENDS_ITEM | {Kind.LEAD}


def parse(text: str, gazetteer: Gazetteer) -> Expression:
    """The terms of a text. The gazetteer tells which words are names; who is meant is for the resolver."""
    parser = _Parser(text, gazetteer)
    return Expression(text, tuple(_joined(text, parser.terms())))


class _Parser:
    def __init__(self, text: str, gazetteer: Gazetteer):
        self.atoms = lex(text, gazetteer)
        self.items = Items(text, self.atoms, gazetteer)
        self.found: list[Term] = []

    def terms(self) -> list[Term]:
        at = 0
        while at < len(self.atoms):
            at = self._one(at)
        return self.found

    def _one(self, at: int) -> int:
        kind, piece = self.atoms[at].kind, self.atoms[at].piece
        if kind in _CONNECTS:
            if kind is Kind.STOP:
                self.items.bare, self.items.role = 0, ""
            end = at + 1 + (kind is Kind.LEAD and self.items.kind(at + 1) is Kind.COLON)
            self.found.append(Word(self.items.piece(at, end), stops=kind is Kind.STOP))
            return end
        if kind is Kind.MORE:
            self.found.append(More(piece))
            return at + 1
        if kind is Kind.EXCEPT:
            return self._except(at)
        item = self.items.read(at)
        if item and (self._ends_well(item[1]) or isinstance(item[0][-1], Word | Counted)):
            terms, end = item
            if isinstance(terms[-1], Counted) and not terms[-1].introduces and not self._ends_well(end):
                return self._unknown(at)
            self.found += terms
            return end
        return self._unknown(at)

    def _ends_well(self, at: int) -> bool:
        return self.items.kind(at) in _ENDS_ITEM

    def _except(self, at: int) -> int:
        """«unntatt Gratangen», taken from the group before it; without one, all of it is a question."""
        base = next((place for place in range(len(self.found) - 1, -1, -1) if not isinstance(self.found[place], Word)), None)
        whole = self._as_whole(self.found[base]) if base is not None else None
        left = self.items.exceptions(at + 1, len(self.atoms))
        if whole and left and self._ends_well(left[1]):
            piece = Piece(whole.piece.start, self.atoms[left[1] - 1].piece.end)
            self.found[base:] = [replace(whole, piece=piece, exceptions=(*whole.exceptions, *left[0]))]
            return left[1]
        end = self._unknown(at, left[1] if left else at + 1)
        if whole:
            self.found[base:] = [NotUnderstood(Piece(whole.piece.start, self.found[-1].piece.end))]
        return end

    def _as_whole(self, term: Term) -> Whole | None:
        """A group, also when it stands as a name: «Midt-Troms unntatt Bardu»."""
        if isinstance(term, Named) and all(key in self.items.gazetteer.groups for key in term.readings):
            return Whole(term.piece, (term.readings,), (term.spot or term.piece,), term.told)
        return term if isinstance(term, Whole) else None

    def _unknown(self, at: int, end: int = 0) -> int:
        """A question from here to the next separator, brackets and what is in them included."""
        end = max(end, at + 1) if self.atoms[at].kind is not Kind.OPEN else at
        while end < len(self.atoms) and self.atoms[end].kind not in _ENDS_UNKNOWN:
            close = self.items.closing(end) if self.atoms[end].kind is Kind.OPEN else None
            end = (end if close is None else close) + 1
            if self.atoms[end - 1].kind is Kind.COLON:
                break
        self.found.append(NotUnderstood(self.items.piece(at, end), names=self.items.names_in(at, end)))
        return end


def _joined(text: str, terms: list[Term]) -> list[Term]:
    """Pieces of prose with nothing but a comma or an «og» between are one question; misspelt names are one each."""
    joined: list[Term] = []
    for term in terms:
        last = joined[-2] if len(joined) > 1 and isinstance(joined[-1], Word) and not joined[-1].stops else None
        if _is_prose(term, last, text) and isinstance(term, NotUnderstood) and isinstance(last, NotUnderstood):
            joined[-2:] = [NotUnderstood(Piece(last.piece.start, term.piece.end), names=(*last.names, *term.names))]
        else:
            joined.append(term)
    return joined


def _is_prose(term: Term, last: Term | None, text: str) -> bool:
    both = [one for one in (last, term) if isinstance(one, NotUnderstood) and not one.candidates]
    return len(both) == 2 and any(len(one.piece.of(text).split()) > _NAME_WORDS for one in both)
