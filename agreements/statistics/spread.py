"""Mean, middle, smallest and largest of some numbers, exact until they are written."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from statistics import median


@dataclass(frozen=True)
class Spread:
    """How some numbers lie. Without any number nothing is known of them, and all but `count` is None."""

    count: int = 0
    mean: Fraction | None = None
    middle: Fraction | None = None
    smallest: int | None = None
    largest: int | None = None

    @classmethod
    def of(cls, numbers: Iterable[int]) -> "Spread":
        """The spread of the numbers."""
        found = sorted(numbers)
        if not found:
            return cls()
        return cls(len(found), Fraction(sum(found), len(found)), Fraction(median(found)), found[0], found[-1])
