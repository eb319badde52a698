"""A column of a file: its machine name, its Norwegian heading, what it means, and how it is read out of a record.

The same column is written in two ways. For programs (CSV): machine heading, codes, dates and fractions as they are stored.
For people (Excel): Norwegian heading, words instead of codes, and a date cell only for a date that is known to the day.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry.excel.writing import Head

YES_NO = "yes_no"
WIDTHS = {
    "text": 20,
    "number": 12,
    "bare": 8,
    "money": 13,
    "percent": 11,
    "share": 11,
    "date": 13,
    "moment": 17,
    YES_NO: 11,
    "any": 16,
}
FRACTIONS = ("percent", "share")  # from 0 to 1


@dataclass(frozen=True)
class Column:
    """One column. `read` takes a record; `labels` are the words for its codes; `exact` tells whether a date is known to the day.

    `always`: it stands in every file, whatever is chosen, because the rest may be misunderstood without it. `wrap`: a long text
    goes on below. `turned`: its heading stands on end. A "share" is a percent with two decimals, "money" whole kroner,
    "bare" a number that is none, as a year, "any" whatever is stored; a "date" may be words where no day is known.
    """

    code: str
    heading: str
    help: str
    read: Callable[[dict], Any]
    kind: str = "text"
    labels: Mapping[str, str] = field(default_factory=dict)
    exact: Callable[[dict], bool] | None = None
    always: bool = False
    width: int = 0
    wrap: bool = False
    turned: bool = False

    @property
    def head(self) -> Head:
        """The column as a sheet needs it."""
        kind = "text" if self.kind == YES_NO else self.kind
        return Head(capfirst(str(self.heading)), kind, self.width or WIDTHS[self.kind], self.wrap, self.turned)

    def for_programs(self) -> Callable[[dict], Any]:
        """How a value is read for CSV: a code as a code, a share in per cent."""
        read = self.read
        if self.kind in FRACTIONS:
            return lambda record: None if (value := read(record)) is None else value * 100
        return read

    def for_people(self) -> Callable[[dict], Any]:
        """How a value is read for Excel: words, and no date that is more exact than its source."""
        read, exact = self.read, self.exact
        if self.labels:
            labels = {code: str(label) for code, label in self.labels.items()}
            return lambda record: None if (value := read(record)) is None else labels.get(value, value)
        if self.kind == YES_NO:
            words = {True: _("ja"), False: _("nei")}
            return lambda record: words.get(read(record))
        if exact:
            return lambda record: read(record) if exact(record) else None
        if self.kind == "moment":
            return lambda record: _local(read(record))
        if self.kind in FRACTIONS:
            return lambda record: None if (value := read(record)) is None else float(value)
        return read


def _local(moment: datetime | None) -> datetime | None:
    """The moment in Norway, without a zone: Excel knows none."""
    return timezone.localtime(moment).replace(tzinfo=None) if moment else None


def readers(columns: Iterable[Column], people: bool) -> list[Callable[[dict], Any]]:
    """How each column is read, for people or for programs."""
    return [column.for_people() if people else column.for_programs() for column in columns]
