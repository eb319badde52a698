"""A row of any list of municipalities: what it is called and numbered on the day, and what the register knows of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.models import Agreement
from agreements.models.edition import Remembered
from agreements.statistics.municipalities import Tally, by_municipality
from municipalities.coverage import Coverage
from municipalities.directory import Directory, Entry
from municipalities.models import County, MappingStatus, Municipality, Population
from registry.templatetags.page import dated


@dataclass(frozen=True)
class MunicipalityRow:
    """One municipality as of the day."""

    municipality: Municipality
    number: str
    county: County
    tally: Tally
    level: MappingStatus.Level
    population: Population | None
    address: str
    was: tuple[str, ...] = ()  # former municipalities that a search found it by

    @property
    def at_least(self) -> bool:
        """Whether the figures are a minimum, because it is not fully mapped."""
        return self.level not in MappingStatus.FULL

    @property
    def agreements_in_words(self) -> str:
        """«9», «minst 9», or that none are registered."""
        return in_words(self.tally.agreements, self.at_least)

    @property
    def hosted_in_words(self) -> str:
        """«2», «minst 2», or a dash."""
        return in_words(self.tally.hosted, self.at_least) if self.tally.hosted else "–"

    @property
    def title(self) -> str:
        """All that a tile of the map says, in words."""
        names = [name for name in (self.municipality.name_se, self.municipality.name_fkv) if name]
        name = f"{self.municipality.name} ({', '.join(names)})" if names else self.municipality.name
        text = _("%(name)s: %(number)s samarbeid") % {"name": name, "number": self.agreements_in_words}
        return f"{text}, {self.level.label}" if self.at_least else text


def in_words(number: int, at_least: bool) -> str:
    """A figure that may be a minimum: «9», «minst 9», «ingen registrert»."""
    if not at_least:
        return str(number)
    return _("minst %(number)s") % {"number": number} if number else _("ingen registrert")


def municipality_rows(
    entries: Iterable[Entry], directory: Directory, coverage: Coverage, on: date | None, remembered: Remembered | None = None
) -> list[MunicipalityRow]:
    """One row for each, with its figures as of the directory's day. Two queries however many there are."""
    tallies = by_municipality(Agreement.objects.published().counting(), directory.day, remembered)
    by_date = Population.objects.filter(date__lte=directory.day).order_by("date")
    populations = {row.municipality_id: row for row in by_date}
    rows = []
    for entry in entries:
        pk, number = entry.municipality.pk, entry.number_row(directory.day)
        rows.append(
            MunicipalityRow(
                entry.municipality,
                number.number,
                number.county,
                tallies.get(pk, Tally()),
                coverage.level(pk),
                populations.get(pk),
                dated(reverse("municipality-detail", args=[number.number]), on),
            )
        )
    return rows
