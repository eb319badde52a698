"""Which regions an address asks for: by kind, county and name of the region or of a member."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from agreements.filters.choices import chosen
from municipalities.directory import Directory
from municipalities.models import County, Population, Region, RegionMembership
from municipalities.region_members import Members, inhabitants, members_on, shown_day
from registry.parameters import PAGING, read_on, today
from registry.search import fold

NAMES = ("q", "kind", "county", *PAGING)
KINDS = [value for value, _label in Region.Kind.choices]


@dataclass(frozen=True)
class RegionRow:
    """One region with its members on the day it is shown for."""

    region: Region
    members: Members
    over: bool

    @property
    def is_calculated(self) -> bool:
        """Whether the members are inferred and not documented."""
        return self.region.members_certainty != "stated"


@dataclass(frozen=True)
class RegionSelection:
    """The regions found: kind by kind, those that are over last, then by name."""

    on: date | None
    directory: Directory
    counties: list[County]
    county: str
    kind: str
    rows: list[RegionRow]

    @classmethod
    def of(cls, request: HttpRequest, extra: Iterable[str] = ()) -> "RegionSelection":
        """Read an address; `extra` names parameters that the view reads itself. Raises BadParameters."""
        on = read_on(request, [*NAMES, *extra])
        directory = Directory.load(on or today())
        rows = region_rows(Region.objects.on(directory.day) if on else Region.objects.all(), directory, on)
        counties = {member.number.county.number: member.number.county for row in rows for member in row.members.members}
        counties = {number: counties[number] for number in sorted(counties)}
        kind = chosen(request, "kind", {kind: kind for kind in KINDS}) or ""
        county = chosen(request, "county", {number: number for number in directory.counties}) or ""
        words = fold(request.GET.get("q", ""))
        found = [
            row
            for row in rows
            if (not kind or row.region.kind == kind)
            and (not words or words in row.region.search_text or any(words in name for name in _member_names(row)))
            and (not county or any(member.number.county.number == county for member in row.members.members))
        ]
        found.sort(key=lambda row: (KINDS.index(row.region.kind), row.over, row.region.sort_key))
        return cls(on, directory, list(counties.values()), county, kind, found)


def region_rows(regions: Iterable[Region], directory: Directory, on: date | None) -> list[RegionRow]:
    """Regions with their members on the day each is shown for. Three queries however many there are."""
    memberships: dict[int, list[RegionMembership]] = {}
    for row in RegionMembership.objects.select_related("municipality"):
        memberships.setdefault(row.region_id, []).append(row)
    populations = list(Population.objects.all())
    rows = []
    for region in regions:
        day = shown_day(region, directory.day, on)
        members = members_on(region, memberships.get(region.pk, ()), directory, day, inhabitants(populations, day))
        rows.append(RegionRow(region, members, day != directory.day))
    return rows


def _member_names(row: RegionRow) -> list[str]:
    return [member.membership.municipality.search_text for member in row.members.members]
