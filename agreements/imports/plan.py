"""What a file would do to the register, scheme by scheme. Made by `planning`, shown by the pages, written by `applying`."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from agreements.imports.table import Oddity, Refusal


class State(StrEnum):
    """What becomes of a scheme in the file."""

    ASKED = "asked"
    NEW = "new"
    CHANGED = "changed"
    ENDED = "ended"
    REFUSED = "refused"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Choice:
    """One answer to a question: what the form sends, and what it reads."""

    value: str
    label: str


@dataclass(frozen=True)
class Place:
    """Where in the file: which of its tables (from 0), and the row as Excel numbers it."""

    table: int
    row: int


@dataclass(frozen=True)
class Question:
    """What a person must decide. `key` is the same as long as field and text are; `free`: one may also write it anew.

    The same question of many rows, as who an unknown party is, is asked once: `row` and `table` are the first place of it.
    """

    key: str
    row: int
    column: str
    said: str
    text: str
    choices: tuple[Choice, ...] = ()
    free: bool = False
    table: int = 0


@dataclass(frozen=True)
class FieldChange:
    """One field that would differ, as people read it."""

    label: str
    before: str
    after: str


@dataclass
class Scheme:
    """One scheme of the file, from one row or from several that speak of the same.

    `agreement` and `revision` are those it was compared with, None for a new one. `draft` is what `applying` writes
    (see `agreements.imports.planning`); None when nothing can be written. `places` are the rows with their tables.
    """

    name: str
    rows: tuple[int, ...]
    state: State
    agreement: int | None = None
    revision: int | None = None
    changes: list[FieldChange] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    contradictions: list[str] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)
    draft: Any = None
    places: tuple[Place, ...] = ()


@dataclass
class Plan:
    """The whole file. It cannot write. `organisations` are those that drafts name and that the register has not, unsaved."""

    schemes: list[Scheme] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)
    organisations: list[Any] = field(default_factory=list)

    @property
    def counts(self) -> Counter:
        """How many schemes there are of each state."""
        return Counter(scheme.state for scheme in self.schemes)

    @property
    def questions(self) -> dict[Question, int]:
        """Each question once, with how many schemes wait for its answer; those that most wait for first."""
        return dict(Counter(question for scheme in self.schemes for question in scheme.questions).most_common())
