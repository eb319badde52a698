"""Election periods: the four years between two constituting meetings of municipal councils, as far as dates alone can tell.

Councils are elected every fourth September: 2019, 2023, 2027. A new council takes over at its constituting meeting, which is held
by the end of October (koml. § 7-1). The register does not know the day of the meeting. So the period is counted from 1 November,
when it has begun everywhere, and what is adopted in the two months before may be of the one council or the other.
"""

from dataclasses import dataclass
from datetime import date

SEPTEMBER, NOVEMBER = 9, 11
YEARS = 4


@dataclass(frozen=True)
class ElectionPeriod:
    """The period that begins after the election of a year."""

    year: int

    @classmethod
    def on(cls, day: date) -> "ElectionPeriod":
        """The period of the day; of a day before November in an election year the old one."""
        year = day.year - (day.year - 2019) % YEARS
        return cls(year if (day.year, day.month) >= (year, NOVEMBER) else year - YEARS)

    @property
    def first_day(self) -> date:
        """The first day that surely lies in it."""
        return date(self.year, NOVEMBER, 1)

    @property
    def may_begin(self) -> date:
        """The first day that may lie in it."""
        return date(self.year, SEPTEMBER, 1)

    def __str__(self):
        return f"{self.year}–{self.year + YEARS}"
