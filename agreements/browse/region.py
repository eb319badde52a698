"""`/regioner/<slug>/`: one region: its members through time, and what they do together."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from agreements.maps.footprint import Ground
from agreements.models import Agreement, ServiceArea, Status
from agreements.statistics.regions import shared_agreements
from municipalities.directory import Directory
from municipalities.models import Population, Region, RegionMembership
from municipalities.region_members import Members, inhabitants, members_on, shown_day
from registry.parameters import BadParameters, Problem, read_on, today


@dataclass(frozen=True)
class Shared:
    """An agreement that several members are in, and how many of them."""

    agreement: Agreement
    members: int


@dataclass(frozen=True)
class Cooperation:
    """What the members do together on a day."""

    agreements: list[Shared]
    area: str = ""  # the code of the one area whose agreements are shown

    @property
    def shown(self) -> list[Shared]:
        """Those of the area asked for, or all."""
        return [shared for shared in self.agreements if not self.area or self.area in _areas_of(shared)]

    @property
    def unclear(self) -> int:
        """How many of them nobody knows still hold."""
        return sum(shared.agreement.status == Status.UNCLEAR for shared in self.agreements)

    @property
    def areas(self) -> list[tuple[ServiceArea, int]]:
        """What they are about: each area with how many of them, most first."""
        areas = [area for shared in self.agreements for area in shared.agreement.service_areas.all()]
        return sorted(Counter(areas).items(), key=lambda item: (-item[1], item[0].sort_key))


def _areas_of(shared: Shared) -> set[str]:
    return {area.code for area in shared.agreement.service_areas.all()}


def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The page."""
    on = read_on(request, ["service_area"])
    region = get_object_or_404(Region, slug=slug)
    directory = Directory.load(on or today())
    day = shown_day(region, directory.day, on)
    memberships = list(RegionMembership.objects.filter(region=region).select_related("municipality"))
    populations = list(Population.objects.filter(municipality__in=[row.municipality_id for row in memberships]))
    members = members_on(region, memberships, directory, day, inhabitants(populations, day))
    current = {member.membership.pk for member in members.members}
    ground = Ground.of(replace(directory, day=day))
    context = {
        "section": "regions",
        "on": on,
        "day": day,
        "directory": directory,
        "region": region,
        "is_over": day != directory.day,
        "exists": region.holds(day),
        "members": members,
        "others": [] if on else _by_start(row for row in memberships if row.pk not in current),
        "counted": _counted_population(region, memberships, directory, populations),
        "agreement": Agreement.objects.published().filter(region=region).first(),
        "cooperation": _cooperation(members, request.GET.get("service_area", "")),
        "ground": ground,
        "footprint": ground.footprint(members.ids),
        "outside": ground.outside(member.membership.municipality for member in members.members),
    }
    return render(request, "agreements/browse/region.html", context)


def _by_start(rows: Iterable[RegionMembership]) -> list[RegionMembership]:
    return sorted(rows, key=lambda row: (row.municipality.sort_key, row.valid_from or date.min))


def _counted_population(
    region: Region, memberships: list[RegionMembership], directory: Directory, populations: list[Population]
) -> Members | None:
    """The members on the first day of the year the source's figure is for, to lay their inhabitants beside it."""
    if not region.stated_population_year:
        return None
    day = date(region.stated_population_year, 1, 1)
    return members_on(region, memberships, directory, day, inhabitants(populations, day))


def _cooperation(members: Members, area: str) -> Cooperation:
    """The counting agreements of the day that two or more members are in; those with most members first. Four queries.

    Raises BadParameters when the area is none of the register's.
    """
    if area and not ServiceArea.objects.filter(code=area).exists():
        raise BadParameters([Problem("service_area", area[:60], _("Registeret har ikke noe område med denne koden."))])
    counting = Agreement.objects.published().counting()
    numbers = shared_agreements(counting, members.ids, members.day)
    rows = counting.filter(pk__in=numbers).with_status(members.day).prefetch_related("service_areas", "sources")
    found = [Shared(agreement, numbers[agreement.pk]) for agreement in rows]
    return Cooperation(sorted(found, key=lambda shared: (-shared.members, shared.agreement.sort_key)), area)
