"""Which municipalities an address asks for: those of the day, searched by any name or number in any language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.http import HttpRequest

from agreements.filters.choices import chosen, read_region
from municipalities.coverage import Coverage
from municipalities.directory import Directory, Entry
from municipalities.lineage import Lineage
from municipalities.models import County, MappingStatus, Population, Region, RegionMembership
from registry.parameters import PAGING, read_on, today
from registry.search import fold

NAMES = ("q", "county", "region", "ordering", *PAGING)
# Not by number of agreements: nobody is ranked on half-mapped figures.
KEYS = ("name", "number", "county", "population", "mapping")
ORDERINGS = tuple(sign + name for name in KEYS for sign in ("", "-"))


@dataclass(frozen=True)
class MunicipalitySelection:
    """The municipalities found, in order, each with the former municipalities it was found by."""

    LEVELS: ClassVar[list] = list(MappingStatus.Level)

    on: date | None
    directory: Directory
    coverage: Coverage
    counties: dict[str, County]
    county: County | None
    region: Region | None
    ordering: str
    entries: dict[Entry, list[str]]

    @classmethod
    def of(cls, request: HttpRequest, extra: Iterable[str] = ()) -> "MunicipalitySelection":
        """Read an address; `extra` names parameters that the view reads itself. Raises BadParameters."""
        on = read_on(request, [*NAMES, *extra])
        directory = Directory.load(on or today())
        existing = directory.existing()
        counties = _counties(existing, directory.day)
        county, region = chosen(request, "county", directory.counties), read_region(request)
        ordering = chosen(request, "ordering", {name: name for name in ORDERINGS}) or "name"
        found = _searched(request.GET.get("q", ""), existing, directory)
        if county:
            found = {entry: was for entry, was in found.items() if entry.number_row(directory.day).county == county}
        if region:
            members = set(RegionMembership.objects.on(directory.day).filter(region=region).values_list("municipality", flat=True))
            found = {entry: was for entry, was in found.items() if entry.municipality.pk in members}
        coverage = Coverage.of(directory)
        entries = {entry: found[entry] for entry in _sorted(found, ordering, directory, coverage)}
        return cls(on, directory, coverage, counties, county, region, ordering, entries)


def _counties(existing: list[Entry], day: date) -> dict[str, County]:
    counties = {entry.number_row(day).county for entry in existing}
    return {county.number: county for county in sorted(counties, key=lambda county: county.number)}


def _sorted(entries: Iterable[Entry], ordering: str, directory: Directory, coverage: Coverage) -> list[Entry]:
    """In the order asked for, ties by name; what is unknown comes last both ways."""
    day, name, turned = directory.day, ordering.removeprefix("-"), ordering.startswith("-")
    people = {}
    if name == "population":
        rows = Population.objects.filter(date__lte=day).order_by("date")
        people = dict(rows.values_list("municipality_id", "number"))  # the newest by the day is the last one
    key = {
        "name": lambda entry: entry.municipality.sort_key,
        "number": lambda entry: entry.number(day),
        "county": lambda entry: entry.number_row(day).county.name,
        "population": lambda entry: people.get(entry.municipality.pk),
        "mapping": lambda entry: MunicipalitySelection.LEVELS.index(coverage.level(entry.municipality.pk)),
    }[name]
    entries = sorted(entries, key=lambda entry: entry.municipality.sort_key)
    known = sorted((entry for entry in entries if key(entry) is not None), key=key, reverse=turned)
    return known + [entry for entry in entries if key(entry) is None]


def _searched(text: str, existing: list[Entry], directory: Directory) -> dict[Entry, list[str]]:
    """Those a search finds, each with the former municipalities it was found by: Lenvik leads to Senja."""
    words = fold(text)
    if not words:
        return {entry: [] for entry in existing}
    found = {entry: [] for entry in existing if _matches(entry, words)}
    lineage = Lineage.load()
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
