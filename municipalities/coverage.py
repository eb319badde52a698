"""How completely the cooperation of municipalities is mapped: what every page says before it says a figure."""

from dataclasses import dataclass
from datetime import date

from municipalities.directory import Directory
from municipalities.models import MappingStatus


def mapping_on(day: date) -> dict[int, MappingStatus]:
    """The mapping status of each municipality on the day, by its id: the newest row by then. One query."""
    newest: dict[int, MappingStatus] = {}
    for row in MappingStatus.objects.filter(date__lte=day).order_by("date", "pk"):
        newest[row.municipality_id] = row
    return newest


@dataclass(frozen=True)
class Coverage:
    """Of how many municipalities the register covers, how many are mapped, and how many have confirmed their list."""

    municipalities: int
    mapped: int
    confirmed: int

    @classmethod
    def of(cls, directory: Directory) -> "Coverage":
        """The coverage on the directory's day. One query."""
        statuses, existing = mapping_on(directory.day), {entry.municipality.pk for entry in directory.existing()}
        levels = [row.level for pk, row in statuses.items() if pk in existing]
        mapped = sum(level in MappingStatus.FULL for level in levels)
        return cls(len(existing), mapped, levels.count(MappingStatus.Level.CONFIRMED))
