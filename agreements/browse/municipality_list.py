"""`/kommuner/`: the municipalities of the day, searched by any name or number in any language."""

from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from agreements.browse.municipality_rows import MunicipalityRow, municipality_rows
from municipalities.coverage import Coverage
from municipalities.directory import Directory, Entry
from municipalities.lineage import Lineage
from municipalities.models import County, Region, RegionMembership
from registry.parameters import PAGING, BadParameters, Problem, read_on, read_page, today
from registry.search import fold

# Not by number of agreements: nobody is ranked on half-mapped figures.
ORDERINGS = {
    "name": lambda row: row.municipality.sort_key,
    "number": lambda row: row.number,
    "county": lambda row: row.county.name,
    "population": lambda row: row.population.number if row.population else None,
    "mapping": lambda row: ["none", "partial", "mapped", "confirmed"].index(row.level),
}
NAMES = ("q", "county", "region", "ordering", *PAGING)


def show(request: HttpRequest) -> HttpResponse:
    """The list."""
    on = read_on(request, NAMES)
    directory, lineage = Directory.load(on or today()), Lineage.load()
    existing = directory.existing()
    counties = _counties(existing, directory.day)
    county, region, ordering = _choice(request, "county", counties), _region(request), _ordering(request)
    found = _searched(request.GET.get("q", ""), existing, directory, lineage)
    if county:
        found = {entry: was for entry, was in found.items() if entry.number_row(directory.day).county == county}
    if region:
        members = RegionMembership.objects.on(directory.day).filter(region=region).values_list("municipality", flat=True)
        found = {entry: was for entry, was in found.items() if entry.municipality.pk in set(members)}
    coverage = Coverage.of(directory)
    rows = municipality_rows(found, directory, coverage, on)
    rows = [replace(row, was=tuple(was)) for row, was in zip(rows, found.values(), strict=True)]
    context = {
        "section": "municipalities",
        "on": on,
        "day": directory.day,
        "coverage": coverage,
        "page": read_page(request, _sorted(rows, ordering)),
        "participations": sum(row.tally.agreements for row in rows),
        "partial": any(row.at_least for row in rows),
        "ordering": ordering,
        "q": request.GET.get("q", ""),
        "counties": counties.values(),
        "county": county,
        "region": region,
    }
    return render(request, "agreements/browse/municipality_list.html", context)


def _counties(existing: list[Entry], day: date) -> dict[str, County]:
    counties = {entry.number_row(day).county for entry in existing}
    return {county.number: county for county in sorted(counties, key=lambda county: county.number)}


def _choice(request: HttpRequest, name: str, known: dict) -> object | None:
    """The thing a parameter names by its code. Raises BadParameters naming the codes there are."""
    value = request.GET.get(name, "")
    if value and value not in known:
        right = _("Registeret kjenner ikke denne verdien. Det kjenner: %(known)s.") % {"known": ", ".join(known) or _("ingen")}
        raise BadParameters([Problem(name, value[:60], right)])
    return known.get(value)


def _region(request: HttpRequest) -> Region | None:
    slug = request.GET.get("region", "")
    region = Region.objects.filter(slug=slug).first() if slug else None
    if slug and region is None:
        right = _("Ingen region har dette navnet i adressen. Finn den i listen over regioner.")
        raise BadParameters([Problem("region", slug[:60], right)])
    return region


def _ordering(request: HttpRequest) -> str:
    """The order asked for, by name when absent. Raises BadParameters."""
    known = {sign + name: sign + name for name in ORDERINGS for sign in ("", "-")}
    return _choice(request, "ordering", known) or "name"


def _sorted(rows: list[MunicipalityRow], ordering: str) -> list[MunicipalityRow]:
    """In the order asked for, ties by name; what is unknown comes last both ways."""
    key, turned = ORDERINGS[ordering.removeprefix("-")], ordering.startswith("-")
    rows = sorted(rows, key=ORDERINGS["name"])
    known = sorted((row for row in rows if key(row) is not None), key=key, reverse=turned)
    return known + [row for row in rows if key(row) is None]


def _searched(text: str, existing: list[Entry], directory: Directory, lineage: Lineage) -> dict[Entry, list[str]]:
    """Those a search finds, each with the former municipalities it was found by: Lenvik leads to Senja."""
    words = fold(text)
    if not words:
        return {entry: [] for entry in existing}
    found = {entry: [] for entry in existing if _matches(entry, words)}
    by_id = {entry.municipality.pk: entry for entry in existing}
    for entry in directory.entries.values():
        if entry.municipality.exists_on(directory.day) or not _matches(entry, words):
            continue
        for heir in lineage.heirs(entry.municipality, directory.day):
            if heir.pk in by_id:
                found.setdefault(by_id[heir.pk], []).append(entry.municipality.name)
    return found


def _matches(entry: Entry, words: str) -> bool:
    return words in entry.municipality.search_text or any(row.number.startswith(words) for row in entry.numbers)
