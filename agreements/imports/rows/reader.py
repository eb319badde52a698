"""A row in the reader's hand: its cells, and the ways to take them, refuse them or ask about them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.imports.fields import FIELDS
from agreements.imports.plan import Choice, Place, Question
from agreements.imports.rows.areas import Areas
from agreements.imports.rows.asking import Asking, key_of
from agreements.imports.rows.parties import Parties
from agreements.imports.rows.said import Said
from agreements.imports.rows.values import text_of
from agreements.imports.table import Refusal, Row, Table, Value
from registry.periods import Span
from registry.search import fold


@dataclass
class Context:
    """What reading any row needs at hand. `schemes` are the names of the register's own by number."""

    asking: Asking
    parties: Parties
    areas: Areas
    day: date
    as_of: Span | None = None
    schemes: dict[int, str] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self):
        for pk, name in self.schemes.items():
            self.by_name.setdefault(fold(name), []).append(pk)


@dataclass
class RowReader:
    """One row being read, with what it has said so far."""

    context: Context
    table: Table
    row: Row
    said: Said

    @classmethod
    def of(cls, context: Context, number: int, table: Table, row: Row) -> "RowReader":
        """Begin with a row of the table with the number."""
        return cls(context, table, row, Said(Place(number, row.number)))

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.said.place

    @property
    def as_of(self) -> Span | None:
        """How old the file is, as somebody has told or its title says."""
        return self.context.as_of or self.table.as_of

    def value(self, *codes: str) -> Value:
        """The first of the fields that is filled."""
        return next((self.row.values[code] for code in codes if self.row.values.get(code) not in (None, "")), None)

    def text(self, *codes: str) -> str:
        """The same as words."""
        return text_of(self.value(*codes))

    def heading(self, code: str) -> str:
        """The heading of the field in the file."""
        return self.table.columns.get(code) or (FIELDS[code].title if code in FIELDS else code)

    def take(self, column: str, code: str, read: Callable[[Value], Any]) -> Any:
        """Read a field into a column of the agreement; refuse what cannot be read."""
        value = self.value(code)
        if value is None:
            return None
        try:
            found = read(value)
        except ValidationError as error:
            self.refuse(code, " ".join(error.messages))
            return None
        self.keep(column, found)
        return found

    def refuse(self, code: str, why: str, right: str = "", value: str = "") -> None:
        """The value of the field cannot be used."""
        written = value or self.text(code)
        self.said.refusals.append(Refusal(self.place.row, self.heading(code), written, why, right, self.place.table))

    def ask(
        self, key: str, code: str, text: str, choices: Iterable[Choice] = (), *, free: bool = False, said: str = ""
    ) -> Question:
        """A person must tell."""
        question = self.context.asking.ask(key, self.place, self.heading(code), said or self.text(code), text, choices, free=free)
        self.said.questions.append(question)
        return question

    def chosen(self, code: str, labels: Mapping[str, Any], words: Mapping[str, str] | None = None) -> str:
        """What a field that has a fixed set of words or codes says, "" for nothing; another word is a question among them."""
        written = self.text(code)
        folded = fold(written)
        if not folded:
            return ""
        found = next((one for one, label in labels.items() if folded in (fold(one), fold(str(label)))), "")
        key = key_of(code, written)
        found = found or (words or {}).get(folded, "") or self.context.asking.answer(key)
        if found in labels:
            return found
        choices = [Choice(one, str(label)) for one, label in labels.items() if one]
        self.ask(key, code, _("Hva er «%(text)s»?") % {"text": written[:60]}, choices)
        return ""

    def keep(self, column: str, value: Any) -> None:
        """The row says so of the column, when it says anything."""
        if value is not None and value != "":
            self.said.values[column] = value
