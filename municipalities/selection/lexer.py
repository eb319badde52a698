"""From text to atoms: names found in the gazetteer, words that mean something, dates and numbers; the rest is unknown."""

import re
from dataclasses import dataclass

from municipalities.selection.dates import match, match_range
from municipalities.selection.expression import Day, Key, Piece
from municipalities.selection.gazetteer import Gazetteer
from municipalities.selection.tokens import Token, tokenize
from municipalities.selection.words import MUNICIPALITY, OF_A_SORT, ORGANISATION, PHRASES, Kind

_ORGANISATION_NUMBER = re.compile(r"\d{3}[ \u00a0]?\d{3}[ \u00a0]?\d{3}(?!\w)")
# After these a line end is only where the line was full.
_WANTS_MORE = {Kind.IN, Kind.EXCEPT, Kind.FROM, Kind.TO, Kind.UNTIL, Kind.IS, Kind.KIND, Kind.ALL, Kind.REST, Kind.THE, Kind.PLUS}


@dataclass(frozen=True)
class Atom:
    """The smallest piece with a meaning. `value` depends on the kind; `readings` is who a name can mean."""

    kind: Kind
    piece: Piece
    value: object = None
    readings: tuple[Key, ...] = ()
    days: tuple[Day | None, ...] = ()


def _phrases() -> tuple[dict[tuple[str, ...], tuple[Kind, object]], dict[str, int]]:
    table = {tuple(token.folded for token in tokenize(phrase)): meaning for phrase, meaning in PHRASES.items()}
    longest: dict[str, int] = {}
    for words in table:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return table, longest


_TABLE, _LONGEST = _phrases()


def lex(text: str, gazetteer: Gazetteer) -> list[Atom]:
    """The atoms of a text in order. Every character that is no space lies in one of them."""
    tokens = tokenize(text)
    atoms: list[Atom] = []
    at = 0
    while at < len(tokens):
        atom, taken = _next(text, tokens, at, gazetteer)
        at += taken
        last = atoms[-1] if atoms else None
        if atom.kind is Kind.STOP and text[atom.piece.start].isspace() and last and last.kind in _WANTS_MORE:
            continue
        if last and _belongs_to_name(last, atom, gazetteer):
            atoms[-1] = Atom(Kind.NAME, Piece(last.piece.start, atom.piece.end), last.value, last.readings)
        else:
            atoms.append(atom)
    return atoms


def _belongs_to_name(last: Atom, atom: Atom, gazetteer: Gazetteer) -> bool:
    """«kommune» after the name of a municipality."""
    is_suffix = atom.kind is Kind.MUNICIPALITIES and atom.value is not OF_A_SORT
    return is_suffix and last.kind is Kind.NAME and bool(gazetteer.of_kind(last.readings, MUNICIPALITY))


def _next(text: str, tokens: list[Token], at: int, gazetteer: Gazetteer) -> tuple[Atom, int]:
    token = tokens[at]
    if found := _date(text, tokens, at):
        return found
    if found := _name_or_phrase(tokens, at, gazetteer):
        return found
    piece = Piece(token.start, token.end)
    if token.folded.isdecimal() and not token.glued:
        if found := _organisation_number(text, tokens, at, gazetteer):
            return found
        readings = gazetteer.numbers.get(token.folded, ()) if len(token.folded) == 4 else ()
        number = int(token.folded) if len(token.folded) < 5 else None
        return Atom(Kind.NUMBER, piece, number, readings), 1
    return Atom(Kind.UNKNOWN, piece), 1


def _date(text: str, tokens: list[Token], at: int) -> tuple[Atom, int] | None:
    start = tokens[at].start
    if not tokens[at].is_word or (at and tokens[at - 1].glued):
        return None
    if spanned := match_range(text, start):
        end, first, last = spanned
        return _dated(Kind.RANGE, tokens, at, end, (first, last))
    if dated := match(text, start):
        end, day = dated
        return _dated(Kind.DATE, tokens, at, end, (day,))
    return None


def _dated(kind: Kind, tokens: list[Token], at: int, end: int, days: tuple[Day | None, ...]) -> tuple[Atom, int]:
    taken = _count(tokens, at, end)
    return Atom(kind, Piece(tokens[at].start, max(end, tokens[at + taken - 1].end)), days=days), taken


def _count(tokens: list[Token], at: int, end: int) -> int:
    taken = 0
    while at + taken < len(tokens) and tokens[at + taken].start < end:
        taken += 1
    return taken


def _name_or_phrase(tokens: list[Token], at: int, gazetteer: Gazetteer) -> tuple[Atom, int] | None:
    """The longest that is known from here on; of two as long the name."""
    first = tokens[at].folded
    if at and tokens[at - 1].glued:
        return None
    genitive = first[:-1] if first.endswith("s") else ""
    reach = max(gazetteer.longest.get(first, 0), _LONGEST.get(first, 0), gazetteer.longest.get(genitive, 0))
    words = tuple(token.folded for token in tokens[at : at + reach])
    for length in range(len(words), 0, -1):
        if tokens[at + length - 1].glued:
            continue
        key, piece = words[:length], Piece(tokens[at].start, tokens[at + length - 1].end)
        readings = gazetteer.names.get(key) or gazetteer.names.get((*key[:-1], _without_s(key[-1])))
        if readings:
            return Atom(Kind.NAME, piece, readings=readings), length
        if meaning := _TABLE.get(key):
            return Atom(meaning[0], piece, meaning[1]), length
    return None


def _without_s(word: str) -> str:
    """Senjas → Senja."""
    return word[:-1] if word.endswith("s") and len(word) > 2 else word


def _organisation_number(text: str, tokens: list[Token], at: int, gazetteer: Gazetteer) -> tuple[Atom, int] | None:
    found = _ORGANISATION_NUMBER.match(text, tokens[at].start)
    if not found:
        return None
    readings = gazetteer.numbers.get("".join(character for character in found[0] if character.isdecimal()), ())
    organisations = gazetteer.of_kind(readings, ORGANISATION)
    piece = Piece(tokens[at].start, found.end())
    return (Atom(Kind.NAME, piece, readings=organisations), _count(tokens, at, found.end())) if organisations else None
