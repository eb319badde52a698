"""What a report is asked of: a day, and one municipality, county or region, or all of the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from django.utils.translation import gettext as _

from agreements.statistics.question import Question, divisions
from municipalities.coverage import Coverage
from municipalities.directory import Directory, Entry
from municipalities.lineage import Lineage
from municipalities.models import County, Municipality, Region
from registry.periods import years_before


class Place(StrEnum):
    """What a report can be made for. The register as a whole has no place in the address."""

    MUNICIPALITY = "municipality"
    COUNTY = "county"
    REGION = "region"
    REGISTER = "register"


@dataclass(frozen=True)
class Asked:
    """One question. At most one of entry, county and region is told; `since` is the earlier day when one is told."""

    directory: Directory
    entry: Entry | None = None
    county: County | None = None
    region: Region | None = None
    since: date | None = None

    @property
    def day(self) -> date:
        """The day."""
        return self.directory.day

    @property
    def earlier(self) -> date:
        """The earlier day: a year before, when none is told."""
        return self.since or years_before(self.day, 1)

    @property
    def municipality(self) -> Municipality:
        """The municipality, of a report that is made for one."""
        return self.entry.municipality

    @property
    def number(self) -> str:
        """The place in the address: 5524, 55, midt-troms; "" for all of the register."""
        if self.entry:
            return self.entry.number(self.day)
        return self.county.number if self.county else self.region.slug if self.region else ""

    @property
    def name(self) -> str:
        """The place in words."""
        if self.entry:
            return _("%(name)s kommune") % {"name": self.entry.municipality.name}
        return self.county.name if self.county else self.region.name if self.region else _("Hele registeret")

    @cached_property
    def coverage(self) -> Coverage:
        """How completely the municipalities of the day are mapped."""
        return Coverage.of(self.directory)

    @cached_property
    def question(self) -> Question:
        """The same as the figures are asked: what counts on the day in the county or region."""
        division = next(iter(divisions()), "")
        found = Question.ask(self.directory, division, county=self.county, region=self.region, since=self.since)
        vars(found)["coverage"] = self.coverage  # read once
        return found

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The municipalities it is about, by name."""
        return (self.entry,) if self.entry else self.question.entries


@dataclass(frozen=True)
class Elsewhere:
    """The place that the number leads to on the day, by the number it has then."""

    number: str


@dataclass(frozen=True)
class Several:
    """The municipalities that the number may mean on the day, none where nobody carried it on."""

    found: tuple[Entry, ...]


def ask(
    directory: Directory, places: Iterable[Place], number: str = "", since: date | None = None
) -> Asked | Elsewhere | Several | None:
    """The question about the place of this number or name, as one of the `places`; None when there is no such place."""
    if not number:
        return Asked(directory, since=since) if Place.REGISTER in places else None
    if Place.COUNTY in places and (county := directory.county(number)):
        return Asked(directory, county=county, since=since)
    if Place.MUNICIPALITY in places and (found := directory.by_number(number)):
        return _municipality(directory, number, found, since)
    region = Region.objects.filter(slug=number).first() if Place.REGION in places else None
    return Asked(directory, region=region, since=since) if region and region.holds(directory.day) else None


def _municipality(directory: Directory, number: str, found: list[Entry], since: date | None) -> Asked | Elsewhere | Several:
    """Whoever carries the number on the day, else whoever carried them on."""
    meant = [entry for entry in found if entry.municipality.exists_on(directory.day)]
    if not meant:
        lineage = Lineage.load()
        heirs = {heir.pk for entry in found for heir in lineage.heirs(entry.municipality, directory.day)}
        meant = [directory[pk] for pk in heirs]
    if len(meant) != 1:
        return Several(tuple(meant or found))
    current = meant[0].number(directory.day)
    return Asked(directory, entry=meant[0], since=since) if current == number else Elsewhere(current)
