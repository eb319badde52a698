"""What a table shows of itself on the admin's start page: a few lines that lead to what needs doing, and the way to the rest."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One thing to look at: where it is, what it is, and what one must know of it."""

    address: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class Panel:
    """Some things under one heading; `nothing` is said when there are none."""

    heading: str
    lines: list[Line]
    nothing: str
    more: Line
