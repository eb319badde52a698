"""A row of bars: numbers beside names, drawn as parts of the longest. One or several parts a bar; a line where the mean is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

GAP = 0.25  # per cent between two parts of a bar


@dataclass(frozen=True)
class Part:
    """One part of a bar, in per cent of the width there is; `kind` is its place among the parts, which gives the colour."""

    start: str
    width: str
    kind: int


@dataclass(frozen=True)
class Bar:
    """One bar; `partial`: there may be more. `marks`: where lines stand that it is held against."""

    parts: tuple[Part, ...]
    partial: bool = False
    marks: tuple[str, ...] = ()


def draw(rows: Iterable[tuple[Sequence[float], bool]], longest: float = 0, marks: Sequence[float] = ()) -> list[Bar]:
    """A bar for each row of numbers, each row with whether it is "at least". `longest` makes several drawings comparable.

    A row without a number is held against no marks.
    """
    rows = list(rows)
    whole = max([longest, *marks, *(sum(numbers) for numbers, _partial in rows)], default=0)
    lines = tuple(f"{100 * mark / whole:.2f}%" for mark in marks)
    return [Bar(tuple(_parts(numbers, whole)), partial, lines if any(numbers) else ()) for numbers, partial in rows]


def _parts(numbers: Sequence[float], whole: float) -> Iterable[Part]:
    start = 0.0
    for kind, number in enumerate(numbers):
        if number:
            width = 100 * number / whole
            yield Part(f"{start:.2f}%", f"{max(width - GAP, GAP):.2f}%", kind)
            start += width
