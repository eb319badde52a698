"""The members of a region on a day: who, in which counties, with how many inhabitants."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from municipalities.directory import Directory
from municipalities.models import MunicipalityNumber, Population, Region, RegionMembership
from registry.periods import ONE_DAY


def shown_day(region: Region, day: date, on: date | None) -> date:
    """The day a region's members are shown for: a region that is over is shown as of its last day, unless a day is asked for."""
    if on is None and region.valid_to and region.valid_to <= day:
        return region.valid_to - ONE_DAY
    return day


@dataclass(frozen=True)
class Member:
    """One municipality in a region on a day."""

    membership: RegionMembership
    number: MunicipalityNumber
    population: int | None


@dataclass(frozen=True)
class Members:
    """All of them, with what follows from who they are."""

    day: date
    members: list[Member]

    @property
    def ids(self) -> list[int]:
        """The municipalities."""
        return [member.membership.municipality_id for member in self.members]

    @property
    def counties(self) -> list[str]:
        """The names of the counties they lie in, by number of county; more than one where a region crosses the county line."""
        counties = {member.number.county for member in self.members}
        return [county.name for county in sorted(counties, key=lambda county: county.number)]

    @property
    def population(self) -> int | None:
        """All their inhabitants; None when one of the figures is missing."""
        figures = [member.population for member in self.members]
        return None if not figures or None in figures else sum(figures)


def members_on(
    region: Region, memberships: Iterable[RegionMembership], directory: Directory, day: date, people: Mapping
) -> Members:
    """The members on the day among the region's memberships; `people` are inhabitants by municipality, see `inhabitants`."""
    holding = [row for row in memberships if row.holds(day) and region.holds(day) and row.municipality.exists_on(day)]
    members = [
        Member(row, directory[row.municipality_id].number_row(day), people.get(row.municipality_id))
        for row in sorted(holding, key=lambda row: row.municipality.sort_key)
    ]
    return Members(day, members)


def inhabitants(rows: Iterable[Population], day: date) -> dict[int, int]:
    """The newest figure by the day for each municipality."""
    return {row.municipality_id: row.number for row in sorted(rows, key=lambda row: row.date) if row.date <= day}
