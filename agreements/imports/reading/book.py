"""A file as it was read: its sheets, their rows as Excel numbers them, and what was strange. Nobody has looked at headings yet."""

from dataclasses import dataclass, field

from agreements.imports.table import Oddity, Value
from registry.excel.safety import Unreadable

__all__ = ["Book", "Line", "Merge", "Sheet", "Unreadable", "letter"]


@dataclass(frozen=True)
class Line:
    """One row with content: its number as Excel shows it, and its cells from the first column on, None for an empty one."""

    number: int
    cells: list[Value]


@dataclass(frozen=True)
class Merge:
    """Cells merged to one, first and last row and column of them. Columns are counted from 0, rows as Excel does."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """One sheet. Cells merged downwards have their value in every row; `hidden` is the sheet itself.

    `typed`: it knows numbers and days from texts, as a workbook does; else all cells are texts.
    """

    name: str
    lines: list[Line] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden: bool = False
    oddities: list[Oddity] = field(default_factory=list)
    typed: bool = False


@dataclass
class Book:
    """A file; `kind` is "xlsx", "csv" or "paste"."""

    name: str
    kind: str
    sheets: list[Sheet]


def letter(column: int) -> str:
    """The column as Excel names it: 0 is A, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
