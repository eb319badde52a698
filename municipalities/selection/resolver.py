"""From an expression to parties on a day: who they are, what is told of each, what must be asked. Nothing is guessed."""

from dataclasses import dataclass, field, replace

from municipalities.selection.asking import Question, ask
from municipalities.selection.expression import (
    NOTHING_TOLD,
    Counted,
    Everyone,
    Expression,
    Key,
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
from municipalities.selection.gazetteer import Gazetteer, Place
from municipalities.selection.naming import Meant, Naming
from municipalities.selection.parser import parse


@dataclass(frozen=True)
class Party:
    """Somebody who takes part. `former` is the municipality it was named as; `inferred`: as member of a group no source lists."""

    place: Place
    told: Told = NOTHING_TOLD
    pieces: tuple[Piece, ...] = field(default=(), compare=False)
    former: Place | None = field(default=None, compare=False)
    inferred: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Count:
    """So many that are not all named. `within` are the names of the groups they are among."""

    number: int
    within: tuple[str, ...] = ()
    piece: Piece = field(default=Piece(0, 0), compare=False)


@dataclass(frozen=True)
class Selection:
    """What a text means on a day."""

    text: str
    parties: tuple[Party, ...] = ()
    counts: tuple[Count, ...] = ()
    questions: tuple[Question, ...] = ()
    more: tuple[Piece, ...] = ()
    connecting: tuple[Piece, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether it says that everybody is named and nothing is left to ask."""
        return not (self.counts or self.more or self.questions)


def read(text: str, gazetteer: Gazetteer) -> Selection:
    """The parties of a text as somebody has written it, on the gazetteer's day."""
    return resolve(parse(text, gazetteer), gazetteer)


def resolve(expression: Expression, gazetteer: Gazetteer) -> Selection:
    """The same from a parsed text."""
    return _Resolver(expression, gazetteer).selection()


@dataclass(frozen=True)
class _Mention:
    meant: Meant
    told: Told
    piece: Piece
    by_name: bool


class _Resolver:
    def __init__(self, expression: Expression, gazetteer: Gazetteer):
        self.text, self.terms, self.gazetteer = expression.text, expression.terms, gazetteer
        self.naming = Naming(self.text, gazetteer, list(expression.terms))
        self.mentions: list[_Mention] = []
        self.counts: list[Count] = []
        self.questions: list[Question] = []
        self.excepted: dict[Key, Piece] = {}

    def selection(self) -> Selection:
        for place, term in enumerate(self.terms):
            self._take(place, term)
        parties = self._parties()
        return Selection(
            self.text,
            tuple(parties),
            tuple(self.counts),
            tuple(sorted(self.questions, key=lambda question: question.piece)),
            tuple(term.piece for term in self.terms if isinstance(term, More)),
            tuple(term.piece for term in self.terms if isinstance(term, Word)),
        )

    def _take(self, place: int, term: Term) -> None:
        if isinstance(term, NotUnderstood):
            self.questions.append(ask(term, self.text, self.gazetteer))
        elif isinstance(term, Named):
            self._settle(term, by_name=True)
        elif isinstance(term, Whole):
            self._whole(term)
        elif isinstance(term, Counted):
            self._count(place, term)
        elif isinstance(term, Everyone):
            self._everyone(term)

    def _settle(self, term: Named, by_name: bool) -> None:
        found = self.naming.settle(term)
        if isinstance(found, Question):
            self.questions.append(found)
            return
        self.mentions += [_Mention(meant, term.told, term.piece, by_name and not meant.of_group) for meant in found]

    def _whole(self, term: Whole) -> None:
        """All of a group, without those excepted; a group that is no whole, or an exception from outside it, is asked about."""
        members = self.naming.members(term)
        if isinstance(members, Question):
            self.questions.append(members)
            return
        excepted = self.naming.excepted(term, members)
        if isinstance(excepted, Question):
            self.questions.append(excepted)
            return
        if term.rest:
            excepted = excepted | ({mention.meant.place.key for mention in self.mentions} & members.keys())
        else:
            self.excepted |= dict.fromkeys(excepted, term.piece)
        left = [meant for key, meant in members.items() if key not in excepted]
        if term.rest and not left:
            self.questions.append(self._question(Why.COUNT, term.piece))
        self.mentions += [_Mention(meant, term.told, term.piece, by_name=False) for meant in left]

    def _count(self, place: int, term: Counted) -> None:
        """A number alone is kept; one that introduces names must be their number."""
        within = self.naming.areas(term.groups)
        if isinstance(within, str):
            self.questions.append(self._question(Why.AMBIGUOUS, term.piece, within))
            return
        if not term.introduces:
            self.counts.append(Count(term.number, within, term.piece))
            return
        following = self.terms[place + 1 :]
        end = next((n for n, other in enumerate(following) if isinstance(other, Counted) or getattr(other, "stops", False)), None)
        named = {self._named_as(other) for other in following[:end] if isinstance(other, Named)}
        if len(named) == term.number:
            return
        self.counts.append(Count(term.number, within, term.piece))
        self.questions.append(self._question(Why.COUNT, term.piece, str(len(named))))

    def _named_as(self, term: Named) -> frozenset[Key]:
        """Two names of one municipality are one."""
        return frozenset(term.readings)

    def _everyone(self, term: Everyone) -> None:
        places = {mention.meant.place.key for mention in self.mentions}
        if (term.number and len(places) != term.number) or not places:
            self.questions.append(self._question(Why.COUNT, term.piece, str(len(places))))
            return
        for number, mention in enumerate(self.mentions):
            told = term.told.and_also(mention.told)
            if told is None:
                self.questions.append(self._question(Why.CONFLICT, term.piece))
                return
            self.mentions[number] = replace(mention, told=told)
        first = self.mentions[0]
        self.mentions.append(replace(first, told=NOTHING_TOLD, piece=term.piece))

    def _parties(self) -> list[Party]:
        """One for each place and period; what is told without a date goes for all its periods."""
        grouped: dict[Key, list[_Mention]] = {}
        for mention in self.mentions:
            grouped.setdefault(mention.meant.place.key, []).append(mention)
        parties: list[Party] = []
        for key, mentions in grouped.items():
            if key in self.excepted and any(mention.by_name for mention in mentions):
                piece = next(mention.piece for mention in mentions if mention.by_name)
                self.questions.append(self._question(Why.CONFLICT, piece))
            parties += self._merged(mentions)
        return parties

    def _merged(self, mentions: list[_Mention]) -> list[Party]:
        roles = {mention.told.role: mention for mention in mentions if mention.told.role and not mention.told.dated}
        if len(roles) > 1:
            last = list(roles.values())[-1]
            self.questions.append(self._question(Why.CONFLICT, last.piece))
        role = next(iter(roles), "")
        periods = _periods([mention.told for mention in mentions if mention.told.dated]) or [NOTHING_TOLD]
        pieces = tuple(sorted({mention.piece for mention in mentions}))
        former = next((mention.meant.former for mention in mentions if mention.meant.former), None)
        inferred = all(mention.meant.inferred for mention in mentions)
        place = mentions[0].meant.place
        return [Party(place, replace(told, role=told.role or role), pieces, former, inferred) for told in periods]

    def _question(self, why: Why, piece: Piece, about: str = "") -> Question:
        return Question(piece, piece.of(self.text), why, about=about)


def _periods(told: list[Told]) -> list[Told]:
    """An entry and an exit told apart are one period when the exit comes later; the same told twice is told once."""
    found: list[Told] = []
    for one in dict.fromkeys(told):
        last = found[-1] if found else None
        joined = one.and_also(last) if last else None
        if joined and joined.entry and joined.exit and joined.exit.last > joined.entry.first:
            found[-1] = joined
        else:
            found.append(one)
    return found
