"""`/regioner/`: regions of every kind, with how many members they have and where."""

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from agreements.browse.region_members import Members, inhabitants, members_on, shown_day
from municipalities.directory import Directory
from municipalities.models import Population, Region, RegionMembership
from registry.parameters import BadParameters, Problem, read_on, today
from registry.search import fold

KINDS = [value for value, _label in Region.Kind.choices]
HEADINGS = {Region.Kind.DIVISION: gettext_noop("kommuneregioner")}  # the other kinds are written alike in the plural


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


def show(request: HttpRequest) -> HttpResponse:
    """The list, one table a kind."""
    on = read_on(request, ["q", "kind", "county"])
    directory = Directory.load(on or today())
    rows = _rows(directory, on)
    counties = sorted({member.number.county for row in rows for member in row.members.members}, key=lambda county: county.number)
    kind = _chosen(request, "kind", KINDS)
    county = _chosen(request, "county", [county.number for county in counties])
    words = fold(request.GET.get("q", ""))
    rows = [
        row
        for row in rows
        if (not kind or row.region.kind == kind)
        and (not words or words in row.region.search_text or any(words in m for m in _member_names(row)))
        and (not county or any(member.number.county.number == county for member in row.members.members))
    ]
    rows.sort(key=lambda row: (KINDS.index(row.region.kind), row.over, row.region.sort_key))
    groups = [(_heading(kind), list(found)) for kind, found in groupby(rows, key=lambda row: row.region.kind)]
    context = {
        "section": "regions",
        "on": on,
        "day": directory.day,
        "groups": groups,
        "number": len(rows),
        "q": request.GET.get("q", ""),
        "kinds": Region.Kind.choices,
        "kind": kind,
        "counties": counties,
        "county": county,
    }
    return render(request, "agreements/browse/region_list.html", context)


def _heading(kind: str) -> str:
    return _(HEADINGS[kind]) if kind in HEADINGS else Region.Kind(kind).label


def _rows(directory: Directory, on) -> list[RegionRow]:
    regions = Region.objects.on(directory.day) if on else Region.objects.all()
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


def _chosen(request: HttpRequest, name: str, known: list[str]) -> str:
    """A code out of the known ones, "" when absent. Raises BadParameters naming them."""
    value = request.GET.get(name, "")
    if value and value not in known:
        right = _("Registeret kjenner ikke denne verdien. Det kjenner: %(known)s.") % {"known": ", ".join(known) or _("ingen")}
        raise BadParameters([Problem(name, value[:60], right)])
    return value
