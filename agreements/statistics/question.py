"""What a page of figures is asked of: the day, the county or region, and everything its figures are made of, read once."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from agreements.models import ServiceArea
from agreements.statistics.inventory import Inventory, Scheme
from agreements.statistics.subject import ANY, Subject
from municipalities.coverage import Coverage
from municipalities.directory import Directory, Entry
from municipalities.models import County, Population, Region, RegionMembership
from registry.periods import show_day, years_before


@dataclass(frozen=True)
class Division:
    """A division of the municipalities into regions as of a day. Not every municipality need lie in one."""

    name: str
    regions: Mapping[int, Region]
    region_of: Mapping[int, int]

    @classmethod
    def of(cls, name: str, directory: Directory) -> "Division":
        """The division as of the directory's day, its regions by name. Two queries."""
        regions = Region.objects.filter(kind=Region.Kind.DIVISION, division=name).order_by("sort_key")
        rows = RegionMembership.objects.on(directory.day).filter(region__in=regions.order_by().values("pk"))
        region_of = dict(rows.order_by("region__sort_key").values_list("municipality", "region"))
        told = set(region_of.values())
        return cls(name, {region.pk: region for region in regions if region.pk in told}, region_of)

    def told_on(self, day: date) -> str:
        """Which regions are meant, or that there were none on the day."""
        told = {"name": self.name, "day": show_day(day)}
        if not self.name:
            return _("Registeret har ingen inndeling i regioner.")
        if not self.regions:
            return (
                _("Registeret har ingen regioner i inndelingen «%(name)s» per %(day)s, så tallene er ikke delt etter region.")
                % told
            )
        return _("Regionene er inndelingen «%(name)s».") % told

    def members(self, region: int) -> list[int]:
        """The municipalities of one region."""
        return self._members.get(region, [])

    @cached_property
    def _members(self) -> Mapping[int, list[int]]:
        found: dict[int, list[int]] = {}
        for pk, region in self.region_of.items():
            found.setdefault(region, []).append(pk)
        return found


@dataclass(frozen=True)
class Compared:
    """A municipality by its number or a region by its name in the address, with its municipalities on the day."""

    code: str
    label: str
    municipality_ids: frozenset[int]


def compared(codes: Iterable[str], directory: Directory) -> dict[str, Compared]:
    """Those of the codes that are something on the directory's day; a municipality by the number it has then, whichever is told.

    A query or two for the regions.
    """
    found: dict[str, Compared] = {}
    codes = list(dict.fromkeys(codes))
    regions = {region.slug: region for region in Region.objects.filter(slug__in=codes)} if codes else {}
    for code in codes:
        if code in regions and regions[code].holds(directory.day):
            rows = RegionMembership.objects.on(directory.day).filter(region=regions[code])
            found[code] = Compared(code, regions[code].name, frozenset(rows.values_list("municipality", flat=True)))
        elif entries := [entry for entry in directory.by_number(code) if entry.municipality.exists_on(directory.day)]:
            municipality = entries[0].municipality
            found[code] = Compared(entries[0].number(directory.day), municipality.name, frozenset({municipality.pk}))
    return found


def divisions() -> list[str]:
    """The names of the divisions there are, the newest first. One query."""
    rows = Region.objects.filter(kind=Region.Kind.DIVISION).exclude(division="").order_by()
    return sorted(set(rows.values_list("division", flat=True)), reverse=True)


@dataclass(frozen=True)
class Question:
    """One question: the inventory of the day, and the county or region, or both, that it is narrowed to.

    Of a county the schemes are those whose home is there, so that the counties add up to the register; of a region those that
    one of its members takes part in, so that regions do not.
    """

    inventory: Inventory
    division: Division
    county: County | None = None
    region: Region | None = None
    since: date | None = None
    compared: tuple[Compared, ...] = ()
    subject: Subject = ANY

    @classmethod
    def ask(cls, directory: Directory, division: str, *, purchase: bool = True, subject: Subject = ANY, **narrowed) -> "Question":
        """Ask of what everybody may see on the directory's day; `narrowed`: county, region, since and compared."""
        inventory, regions = Inventory.published(directory, purchase=purchase), Division.of(division, directory)
        asked = cls(inventory, regions, subject=subject, **narrowed)
        if subject == ANY:
            return asked
        counties = {county.number: members for county, members in asked.by_county.items()}
        return replace(asked, inventory=subject.of(inventory, counties, regions.region_of))

    @cached_property
    def earlier(self) -> "Question":
        """The same question of the earlier day."""
        before = self.directory.on(self._earlier_day)
        narrowed = {"county": self.county, "region": self.region, "subject": self.subject}
        return Question.ask(before, self.division.name, purchase=self.inventory.purchase, **narrowed)

    def comparing(self, compared: tuple[Compared, ...]) -> "Question":
        """The same question with these beside each other. It keeps what has been read already."""
        found = copy(self)
        vars(found)["compared"] = compared
        return found

    @property
    def _earlier_day(self) -> date:
        """The one that is told, else a year before; the first day of the county or region where it was not there yet."""
        day, starts = self.directory.day, []
        before = self.since or years_before(day, 1)
        if self.county and not self.directory.on(before).county(self.county.number):
            rows = (row for entry in self.directory.entries.values() for row in entry.numbers)
            starts += [row.valid_from for row in rows if row.county.name == self.county.name]
        if self.region and not self.region.holds(before):
            starts.append(self.region.valid_from)
        return max((first for first in starts if first and before < first <= day), default=before)

    @property
    def directory(self) -> Directory:
        """The municipalities of the day."""
        return self.inventory.directory

    @cached_property
    def coverage(self) -> Coverage:
        """How completely they are mapped."""
        return Coverage.of(self.directory)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The municipalities of the register that are asked of, by name."""
        day, found = self.directory.day, self.directory.existing()
        if self.county:
            found = [entry for entry in found if entry.number_row(day).county.name == self.county.name]
        if self.region:
            rows = RegionMembership.objects.on(day).filter(region=self.region)
            members = set(rows.values_list("municipality", flat=True))
            found = [entry for entry in found if entry.municipality.pk in members]
        return tuple(found)

    @cached_property
    def municipality_ids(self) -> tuple[int, ...]:
        """Their ids."""
        return tuple(entry.municipality.pk for entry in self.entries)

    @cached_property
    def partly_mapped(self) -> bool:
        """Whether some of them are not fully mapped, so that there may be more of anything."""
        return not all(self.coverage.is_full(pk) for pk in self.municipality_ids)

    @cached_property
    def schemes(self) -> tuple[Scheme, ...]:
        """The schemes that are asked of."""
        return self._asked(self.inventory.schemes)

    @cached_property
    def basic_agreements(self) -> tuple[Scheme, ...]:
        """The grunnavtaler that are left out because tjenesteavtaler under them count."""
        return self._asked(self.inventory.basic_agreements)

    def _asked(self, schemes: tuple[Scheme, ...]) -> tuple[Scheme, ...]:
        """Those in the county, by whichever number it has had, and with a member of the region."""
        if self.region:
            members = frozenset(self.municipality_ids)
            schemes = tuple(scheme for scheme in schemes if scheme.municipalities & members)
        if self.county:
            numbers = {number for number, county in self.directory.counties.items() if county.name == self.county.name}
            schemes = tuple(scheme for scheme in schemes if scheme.home in numbers)
        return schemes

    @cached_property
    def by_county(self) -> dict[County, list[int]]:
        """The municipalities of each county of the register on the day, by its number."""
        found: dict[County, list[int]] = {}
        for entry in self.directory.existing():
            found.setdefault(entry.number_row(self.directory.day).county, []).append(entry.municipality.pk)
        return dict(sorted(found.items(), key=lambda item: item[0].number))

    @cached_property
    def areas(self) -> list[ServiceArea]:
        """Every service area, in the order of names."""
        return list(ServiceArea.objects.all())

    @cached_property
    def populations(self) -> dict[int, int]:
        """How many live in each municipality, as last counted by the day."""
        rows = Population.objects.filter(date__lte=self.directory.day).order_by("date")
        return dict(rows.values_list("municipality_id", "number"))
