"""A file as it was read: its sheets, their rows as Excel numbers them, and what was strange. Nobody has looked at headings yet."""

from collections.abc import Collection
from dataclasses import dataclass, field

from agreements.imports.table import Oddity, Value


class Unreadable(ValueError):
    """A file that is refused: the words say why, and what to do instead."""


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
    """One sheet. `hidden` is the sheet itself; `percent` are columns (from 0) where some cell is shown in per cent."""

    name: str
    lines: list[Line] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden: bool = False
    oddities: list[Oddity] = field(default_factory=list)
    percent: Collection[int] = ()


@dataclass
class Book:
    """A file; `kind` is "xlsx", "csv" or "paste"."""

    name: str
    kind: str
    sheets: list[Sheet]
