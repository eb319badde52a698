"""`/regioner/<slug>/`: one region: its members through time, and what they do together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.core.paginator import Page
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from agreements.maps.footprint import Ground
from agreements.models import Agreement, ServiceArea, Status
from agreements.statistics.regions import shared_agreements
from municipalities.directory import Directory
from municipalities.models import Population, Region, RegionMembership
from municipalities.region_members import Members, inhabitants, members_on, shown_day
from registry.parameters import PAGING, BadParameters, Problem, read_on, read_page, today

SHOWN = 80  # agreements on one page: all that most regions have


@dataclass(frozen=True)
class Shared:
    """An agreement that several members are in, and how many of them."""

    agreement: Agreement
    members: int


@dataclass(frozen=True)
class Cooperation:
    """What the members do together on a day: how much of it on each area, and one page of it."""

    number: int
    unclear: int  # how many of them nobody knows still hold
    areas: list[tuple[ServiceArea, int]]  # each with how many are about it, most first
    area: str  # the code of the one area whose agreements are shown
    page: Page
    shown: list[Shared]


def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The page."""
    on = read_on(request, ["service_area", *PAGING])
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
        "cooperation": _cooperation(request, members),
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


def _cooperation(request: HttpRequest, members: Members) -> Cooperation:
    """The counting agreements of the day that two or more members are in; those with most members first. Six queries.

    Raises BadParameters when the area is none of the register's.
    """
    code = request.GET.get("service_area", "")
    area = ServiceArea.objects.filter(code=code).first() if code else None
    if code and not area:
        raise BadParameters([Problem("service_area", code[:60], _("Registeret har ikke noe område med denne koden."))])
    counting = Agreement.objects.published().counting().with_status(members.day)
    numbers = shared_agreements(counting, members.ids, members.day)
    together = counting.filter(pk__in=numbers)
    found = list(together.values_list("pk", "status"))  # in order of name
    about = set(area.agreements.values_list("pk", flat=True)) if area else set(numbers)
    ids = sorted((pk for pk, _status in found if pk in about), key=lambda pk: -numbers[pk])
    page = read_page(request, ids, SHOWN)
    of_id = {row.pk: row for row in counting.filter(pk__in=list(page)).prefetch_related("service_areas", "sources")}
    shown = [Shared(of_id[pk], numbers[pk]) for pk in page if pk in of_id]
    unclear = sum(status == Status.UNCLEAR for _pk, status in found)
    return Cooperation(len(found), unclear, _by_area(together), code, page, shown)


def _by_area(agreements: QuerySet) -> list[tuple[ServiceArea, int]]:
    areas = ServiceArea.objects.filter(agreements__in=agreements.order_by().values("pk")).annotate(number=Count("agreements"))
    return [(area, area.number) for area in areas.order_by("-number", "sort_key")]
