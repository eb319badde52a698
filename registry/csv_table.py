"""Tables as CSV, line by line, in which no text can run as a formula.

A spreadsheet takes a text that begins with = + - @, tab or line break for a formula. Such a text gets an apostrophe in front,
and so does one that begins with an apostrophe: whoever takes one leading apostrophe away has the text as it was. Numbers and
dates are never touched.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

BOM = "\ufeff"
MEDIA_TYPE = "text/csv; charset=utf-8"
RISKY = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "'",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
)  # the last four are = + - @ in full width
LINES_AT_ONCE = 200
DECIMALS = 4


@dataclass(frozen=True)
class Dialect:
    """How a table is written: for the Norwegian Excel a person opens it in, or for a program."""

    separator: str
    decimal_mark: str
    bom: bool


FOR_PEOPLE = Dialect(";", ",", bom=True)
FOR_PROGRAMS = Dialect(",", ".", bom=False)


def defused(text: str) -> str:
    """The text, harmless in a spreadsheet."""
    return f"'{text}" if text.startswith(RISKY) else text


def csv_lines(headings: Iterable[str], rows: Iterable[Iterable], dialect: Dialect) -> Iterator[bytes]:
    """The table in UTF-8, a few hundred lines at a time. Dates are ISO, true and false are words, a fraction is a decimal."""
    lines: list[str] = [BOM] if dialect.bom else []
    writer = csv.writer(_Lines(lines), delimiter=dialect.separator, lineterminator="\r\n")
    writer.writerow([defused(heading) for heading in headings])
    for number, row in enumerate(rows, 1):
        writer.writerow([_written(value, dialect) for value in row])
        if number % LINES_AT_ONCE == 0:
            yield "".join(lines).encode()
            lines.clear()
    yield "".join(lines).encode()


class _Lines:
    """What `csv.writer` writes to: a list."""

    def __init__(self, lines: list[str]):
        self.write = lines.append


def _written(value: str | bool | int | Fraction | date | None, dialect: Dialect) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return defused(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return f"{float(value):.{DECIMALS}f}".rstrip("0").rstrip(".").replace(".", dialect.decimal_mark)
    return str(value)
