"""How completely the cooperation of municipalities is mapped: what every page says before it says a figure. One query."""

from collections.abc import Mapping
from dataclasses import dataclass

from municipalities.directory import Directory
from municipalities.models import MappingStatus
from registry.parameters import today


@dataclass(frozen=True)
class Coverage:
    """Of how many municipalities the register covers, how many are mapped, and how many have confirmed their list.

    The mapping is what the register knows today, also about an earlier day; the municipalities are those of the directory's
    day. One without any mapping status is not mapped. Below "kartlagt" every figure on a municipality is "at least".
    """

    municipalities: int
    mapped: int
    confirmed: int
    statuses: Mapping[int, MappingStatus]

    @classmethod
    def of(cls, directory: Directory) -> "Coverage":
        """The coverage of the municipalities on the directory's day; the newest status of each counts."""
        newest = {row.municipality_id: row for row in MappingStatus.objects.filter(date__lte=today()).order_by("date", "pk")}
        existing = {entry.municipality.pk for entry in directory.existing()}
        levels = [row.level for pk, row in newest.items() if pk in existing]
        mapped = sum(level in MappingStatus.FULL for level in levels)
        return cls(len(existing), mapped, levels.count(MappingStatus.Level.CONFIRMED), newest)

    def level(self, municipality_id: int) -> MappingStatus.Level:
        """How completely one municipality is mapped."""
        row = self.statuses.get(municipality_id)
        return MappingStatus.Level(row.level) if row else MappingStatus.Level.NONE

    def is_full(self, municipality_id: int) -> bool:
        """Whether figures on the municipality are exact."""
        row = self.statuses.get(municipality_id)
        return row is not None and row.level in MappingStatus.FULL
