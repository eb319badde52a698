"""`/kommuner/<number>/`: one municipality as of a day, under any number it has ever carried."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.browse.municipality_agreements import FORMER, GROUPINGS, UNCOUNTED, fetch, own_agreements
from agreements.browse.municipality_sentence import sentence
from agreements.freshness import last_confirmed
from agreements.maps.footprint import Ground
from agreements.models import Agreement
from agreements.reports.catalogue import OF_MUNICIPALITIES
from municipalities.coverage import Coverage
from municipalities.directory import Directory, Entry
from municipalities.lineage import Lineage
from municipalities.models import Municipality, OwnershipReport, Population, RegionMembership
from registry.parameters import PAGING, read_on, read_page, today, unknown_value
from registry.periods import ONE_DAY
from registry.templatetags.page import dated

SHOWN = 80  # agreements on one page: all that most municipalities have


@dataclass(frozen=True)
class Choice:
    """One municipality that a number or a day may mean, and the day to see it on."""

    municipality: Municipality
    address: str
    day: date | None


def show(request: HttpRequest, number: str) -> HttpResponse:
    """The page; a redirect to the number of the day or to the successor; or a choice where the number means several."""
    on, grouping = read_on(request, ["group", *PAGING]), _grouping(request)
    directory, lineage = Directory.load(on or today()), Lineage.load()
    found = directory.by_number(number)
    if not found:
        raise Http404(_("Ingen kommune i registeret har eller har hatt nummeret «%(number)s».") % {"number": number[:20]})
    existing = [entry for entry in found if entry.municipality.exists_on(directory.day)]
    if len(existing) == 1:
        current = existing[0].number(directory.day)
        return _page(request, existing[0], directory, lineage, on, grouping) if current == number else _to(current, on, grouping)
    heirs = {heir.pk: heir for entry in found for heir in lineage.heirs(entry.municipality, directory.day)}
    if not existing and len(heirs) == 1:
        return _to(directory.number(*heirs.values()), on, grouping)
    return _choices(request, number, found, list(heirs.values()), directory, lineage, on)


def _grouping(request: HttpRequest) -> str:
    value = request.GET.get("group", "") or "form"
    if value not in GROUPINGS:
        raise unknown_value("group", value, GROUPINGS)
    return value


def _to(number: str, on: date | None, grouping: str) -> HttpResponse:
    address = reverse("municipality-detail", args=[number])
    return redirect(dated(address if grouping == "form" else f"{address}?group={grouping}", on))


def _choices(
    request: HttpRequest,
    number: str,
    found: list[Entry],
    heirs: list[Municipality],
    directory: Directory,
    lineage: Lineage,
    on: date | None,
) -> HttpResponse:
    """What the number may mean on the day, who came before or after, and the ended ones as they last were."""
    day = directory.day
    before = [m for entry in found for m in lineage.forebears(entry.municipality, day)]
    existing = [entry.municipality for entry in found if entry.municipality.exists_on(day)]
    ended = [entry.municipality for entry in found if entry.municipality.dissolved and entry.municipality.dissolved <= day]
    later = [entry.municipality for entry in found if entry.municipality.founded and entry.municipality.founded > day]
    context = {
        "section": "municipalities",
        "on": on,
        "day": day,
        "number": number,
        "ended": ended,
        "later": later,
        "existing": [_choice(m, directory, on) for m in [*existing, *heirs, *before]],
        "as_they_were": [_choice(m, directory, m.dissolved - ONE_DAY) for m in ended],
        "as_they_became": [_choice(m, directory, m.founded) for m in later],
    }
    return render(request, "agreements/browse/municipality_choice.html", context)


def _choice(municipality: Municipality, directory: Directory, on: date | None) -> Choice:
    number = directory[municipality.pk].number(on or directory.day)
    return Choice(municipality, dated(reverse("municipality-detail", args=[number]), on), on)


def _came_from(municipality: Municipality, directory: Directory, lineage: Lineage) -> list[tuple[date, str, list[Choice]]]:
    """Each reform that made it by the day: when, merger or split, and those who went into it as they last were."""
    rows = [row for row in lineage.came_from(municipality) if row.date <= directory.day]
    return [
        (day, kind, [_choice(row.predecessor, directory, day - ONE_DAY) for row in together])
        for (day, kind), together in groupby(rows, key=lambda row: (row.date, row.kind))
    ]


def _told(municipality: Municipality, day: date) -> dict[str, list]:
    """What it had told by the day."""
    reports = OwnershipReport.objects.filter(municipality=municipality, adopted__lte=day).order_by("-adopted")
    populations = Population.objects.filter(municipality=municipality, date__lte=day).order_by("date")
    return {"ownership_reports": list(reports), "populations": list(populations)}


def _page(
    request: HttpRequest, entry: Entry, directory: Directory, lineage: Lineage, on: date | None, grouping: str
) -> HttpResponse:
    municipality, day, number_row = entry.municipality, directory.day, entry.number_row(directory.day)
    own = own_agreements(Agreement.objects.published(), municipality, directory, on)
    listed = own.listed(grouping)
    page = read_page(request, listed, SHOWN)
    shown = {group.heading: group for group in fetch(page)}
    coverage, ground = Coverage.of(directory), Ground.of(directory)
    context = {
        "section": "municipalities",
        "on": on,
        "day": day,
        "municipality": municipality,
        "number": number_row,
        "numbers": [row for row in entry.numbers if row.valid_from is None or row.valid_from <= day],
        "own": own,
        "sentence": sentence(municipality.name, own, day, at_least=not coverage.is_full(municipality.pk), past=day < today()),
        "grouping": grouping,
        "page": page,
        "others_page": (len(listed) - own.others) // page.paginator.per_page + 1,
        "uncounted": shown.pop(UNCOUNTED, None),
        "former": shown.pop(FORMER, None),
        "groups": list(shown.values()),
        "at_least": not coverage.is_full(municipality.pk),
        "level": coverage.level(municipality.pk),
        "confirmed": last_confirmed(municipality, day),
        "mapping": coverage.statuses.get(municipality.pk),
        "ground": ground,
        "footprint": ground.footprint((partner.municipality.pk for partner in own.pictured), [municipality.pk]),
        "outside": ground.outside(partner.municipality for partner in own.pictured),
        "directory": directory,
        "reports": OF_MUNICIPALITIES,
        "came_from": _came_from(municipality, directory, lineage),
        "became": [(row, _choice(row.successor, directory, None)) for row in lineage.became(municipality)],
        **_regions(municipality, day, on),
        **_told(municipality, day),
    }
    return render(request, "agreements/browse/municipality.html", context)


def _regions(municipality: Municipality, day: date, on: date | None) -> dict[str, list[RegionMembership]]:
    """The regions it is in on the day, and on a page without `on` those it was in or comes into."""
    memberships = RegionMembership.objects.filter(municipality=municipality).select_related("region").order_by("valid_from", "pk")
    current = [row for row in memberships if row.holds(day) and row.region.holds(day)]
    return {"regions": current, "former_regions": [] if on else [row for row in memberships if row not in current]}
