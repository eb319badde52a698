"""A sheet as it was understood: which field each column is, and the rows under the headings with their place in the file."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.core.exceptions import ValidationError

from registry.periods import Span, parse_date

_AS_OF = re.compile(r"\b(?:per|pr\.?)\s+(\d{1,2}\.\d{1,2}\.\d{4}|\d{4})\b", re.IGNORECASE)
Value = str | int | float | bool | date | datetime | None


@dataclass(frozen=True)
class Oddity:
    """One kind of thing that was strange in the file, told once: its code, and the rows (as Excel numbers them) where it was."""

    code: str
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """A value that cannot be used: where it stands, what it says, what is wrong with it, what would be right ("" if unknown).

    `table` is the number of the table, from 0.
    """

    row: int
    column: str
    value: str
    why: str
    right: str = ""
    table: int = 0


@dataclass(frozen=True)
class Row:
    """One row with content; `number` as Excel shows it. `values` are by field code (`fields.py`), only filled ones.

    A date is a day or the words of the file ("2008", "vår 2019"), a share a fraction of one or the words ("12,5 %"), yes and no
    a truth or the words; numbers that name something (of a municipality, an organisation) are digits.
    """

    number: int
    values: dict[str, Value]


@dataclass(frozen=True)
class Table:
    """One sheet of the file named `file`. A field that is not in `columns` is not spoken of by it, and is left as it is.

    `shape` names whose table it is: "mal", "nivi", "arkivplan", "eksport", "deltakelser", "kjent" by its words, "valgt" by a
    person. `owner` is the municipality whose list it is as its title says it, "" when it says none; `columns` are the field codes
    with the heading in the file; `unknown` are headings that nobody has placed; `titles` are the lines above the headings.
    """

    sheet: str
    shape: str
    columns: dict[str, str]
    rows: list[Row]
    owner: str = ""
    unknown: tuple[str, ...] = ()
    oddities: tuple[Oddity, ...] = field(default=())
    file: str = ""
    titles: tuple[str, ...] = ()

    @cached_property
    def as_of(self) -> Span | None:
        """How old the list is as its title says it: «Oversikt per 01.01.2026»."""
        found = next(filter(None, map(_AS_OF.search, self.titles)), None)
        try:
            return parse_date(found[1]) if found else None
        except ValidationError:
            return None
