"""How completely the municipalities in a row are mapped: what a file says beside what it holds."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from municipalities.coverage import Coverage
from municipalities.directory import Directory
from municipalities.models import MappingStatus


def levels_by_number(directory: Directory, coverage: Coverage) -> dict[str, str]:
    """The mapping level of every municipality of the register, by the number it has on the directory's day."""
    existing = {entry.municipality.pk for entry in directory.existing()}
    entries = sorted(
        directory.entries.values(), key=lambda entry: entry.municipality.pk in existing
    )  # the living have the last word
    ours = (entry for entry in entries if any(row.county.in_register for row in entry.numbers))
    return {entry.number(directory.day): coverage.level(entry.municipality.pk).value for entry in ours}


def mapped_in_words(numbers: Iterable[str | None], levels: Mapping[str, str]) -> str | None:
    """«0 av 5 kommuner ferdig kartlagt»; None when none of them is a municipality of the register."""
    found = [levels[number] for number in numbers if number in levels]
    if not found:
        return None
    full = sum(level in MappingStatus.FULL for level in found)
    return _("%(full)s av %(all)s kommuner ferdig kartlagt") % {"full": full, "all": len(found)}
