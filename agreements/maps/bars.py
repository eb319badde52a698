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
    """One bar; `partial`: there may be more."""

    parts: tuple[Part, ...]
    partial: bool = False


def draw(rows: Iterable[tuple[Sequence[float], bool]], longest: float = 0) -> list[Bar]:
    """A bar for each row of numbers, each row with whether it is "at least". `longest` makes several drawings comparable."""
    rows = list(rows)
    whole = max([longest, *(sum(numbers) for numbers, _partial in rows)], default=0)
    return [Bar(tuple(_parts(numbers, whole)), partial) for numbers, partial in rows]


def _parts(numbers: Sequence[float], whole: float) -> Iterable[Part]:
    start = 0.0
    for kind, number in enumerate(numbers):
        if number:
            width = 100 * number / whole
            yield Part(f"{start:.2f}%", f"{max(width - GAP, GAP):.2f}%", kind)
            start += width
