"""What a text of parties is made of, before anybody knows who they are: terms, each with the piece of text it came from."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Key = Hashable  # what the owner of the names knows a municipality, organisation or group by


@dataclass(frozen=True, order=True)
class Piece:
    """From one character up to, not including, another."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]


@dataclass(frozen=True)
class Day:
    """A date as text that `registry.periods.parse_date` reads, with the days it can mean."""

    text: str
    first: date
    last: date


@dataclass(frozen=True)
class Told:
    """What is told about a party beside who it is."""

    role: str = ""
    entry: Day | None = None
    exit: Day | None = None

    @property
    def dated(self) -> bool:
        """Whether it says when."""
        return bool(self.entry or self.exit)

    def and_also(self, other: "Told") -> "Told | None":
        """Both together; None when they say the same thing twice."""
        if (self.role and other.role) or (self.entry and other.entry) or (self.exit and other.exit):
            return None
        return Told(self.role or other.role, self.entry or other.entry, self.exit or other.exit)


NOTHING_TOLD = Told()


class Why(StrEnum):
    """Why a piece is a question."""

    UNKNOWN = "unknown"  # not understood
    AMBIGUOUS = "ambiguous"  # it can be several
    SPLIT = "split"  # a municipality that was divided
    NOT_THEN = "not_then"  # it did not exist on the day
    WHOSE = "whose"  # a date or role after several names
    LAST_DAY = "last_day"  # «til 01.01.2020»: the last day, or the first day after
    YEAR = "year"  # a number that can be a year as well
    WHICH = "which"  # «kommuner i Troms»
    MEMBERS = "members"  # the members of the group are not known
    COUNT = "count"  # the number told is not the number named
    NOT_IN = "not_in"  # excepted from something it is not part of
    CONFLICT = "conflict"  # told two things about


@dataclass(frozen=True)
class Term:
    """One part of a text."""

    piece: Piece


@dataclass(frozen=True)
class Word(Term):
    """A word or sign that only connects, or a heading. `stops`: a sentence or line ends."""

    stops: bool = False


@dataclass(frozen=True)
class More(Term):
    """«m.fl.»: there are more than those named."""


@dataclass(frozen=True)
class Named(Term):
    """A name or number; `readings` is everything it can mean, `spot` where it stands, `number` stands in brackets after it."""

    readings: tuple[Key, ...]
    told: Told = NOTHING_TOLD
    spot: Piece | None = None
    number: str = ""
    numeral: bool = False


@dataclass(frozen=True)
class Whole(Term):
    """Every municipality of some groups: «alle kommuner i Troms og Finnmark»; `rest` leaves out those already named.

    `groups` is everything each of their names can mean, `spots` where each stands.
    """

    groups: tuple[tuple[Key, ...], ...]
    spots: tuple[Piece, ...]
    told: Told = NOTHING_TOLD
    rest: bool = False
    number: int | None = None
    exceptions: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Counted(Term):
    """So many municipalities, not named: «19 kommuner i Troms». `introduces`: the names follow."""

    number: int
    groups: tuple[tuple[Key, ...], ...] = ()
    introduces: bool = False


@dataclass(frozen=True)
class Everyone(Term):
    """All those named before: «begge fra 2020»."""

    told: Told = NOTHING_TOLD
    number: int | None = None


@dataclass(frozen=True)
class NotUnderstood(Term):
    """A piece that must be asked about; `names` are those found in it, `candidates` what could stand in its place."""

    why: Why = Why.UNKNOWN
    names: tuple[Named, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Expression:
    """The whole text. Every character that is no space lies in the piece of one term."""

    text: str
    terms: tuple[Term, ...] = field(default=())
