"""What a file would do to the register, scheme by scheme. Made by `planning`, shown by the pages, written by `applying`."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

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
class Question:
    """What a person must decide. `key` is the same as long as row, field and text are; `free`: one may also write it anew."""

    key: str
    row: int
    column: str
    said: str
    text: str
    choices: tuple[Choice, ...] = ()
    free: bool = False


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
    (see `agreements.imports.planning`); None when nothing can be written.
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
    draft: object = None


@dataclass
class Plan:
    """The whole file. It cannot write."""

    schemes: list[Scheme] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)

    @property
    def counts(self) -> Counter:
        """How many schemes there are of each state."""
        return Counter(scheme.state for scheme in self.schemes)
