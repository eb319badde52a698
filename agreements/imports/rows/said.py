"""What one row says of a scheme: only what stands in it."""

from dataclasses import dataclass, field
from typing import Any

from agreements.imports.plan import Place, Question
from agreements.imports.rows.parties import SaidParty
from agreements.imports.table import Refusal
from agreements.models import Source
from registry.periods import Span


@dataclass(slots=True)
class Said:
    """One row, read.

    `values` are by the column of `Agreement` they are for, with `start` and `last_day` as spans, `areas` as a tuple of areas,
    and `organisation` as a row. `number` is the register's own of the scheme. `whole`: the row is about the scheme itself, and
    not about one of its parties. `names_everybody` among the values tells whether its list of parties is whole, as it is read.
    `text` are the words about the parties, `age` how old the source is, `years` the figures, `notes`
    what a reader should know of how it was read.
    """

    place: Place
    name: str = ""
    number: int | None = None
    whole: bool = True
    values: dict[str, Any] = field(default_factory=dict)
    parties: list[SaidParty] = field(default_factory=list)
    text: str = ""
    own_source: Source | None = None
    age: Span | None = None
    years: dict[int, dict[str, int]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
