"""How far a scheme reaches: across the county line, a whole county, several regions, one region. Each scheme is on one level."""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from agreements.statistics.inventory import Scheme


class Level(StrEnum):
    """The levels in their order of precedence. `UNPLACED`: fewer than two municipalities are named, or one lies in no region."""

    ACROSS = "fylkesgrense"
    COUNTY = "fylke"
    REGIONS = "flere-regioner"
    REGION = "region"
    UNPLACED = "ikke-plassert"

    @property
    def label(self) -> str:
        """As people read it."""
        return gettext(_LABELS[self])


_LABELS = {
    Level.ACROSS: _("på tvers av fylkesgrensen"),
    Level.COUNTY: _("hele fylket"),
    Level.REGIONS: _("flere regioner"),
    Level.REGION: _("innenfor én region"),
    Level.UNPLACED: _("kan ikke plasseres"),
}


def level_of(scheme: Scheme, counties: Mapping[str, Collection[int]], regions: Mapping[int, int]) -> Level:
    """The level of one scheme. `counties` are the municipalities of each county, `regions` the region of each municipality."""
    if len(scheme.counties) > 1:
        return Level.ACROSS
    if len(scheme.municipalities) < 2:
        return Level.UNPLACED
    if any(set(members) <= scheme.municipalities for number, members in counties.items() if number in scheme.counties):
        return Level.COUNTY
    found = {regions.get(pk) for pk in scheme.municipalities}
    if None in found:
        return Level.UNPLACED
    return Level.REGION if len(found) == 1 else Level.REGIONS


def by_level(
    schemes: Iterable[Scheme], counties: Mapping[str, Collection[int]], regions: Mapping[int, int]
) -> dict[Level, list[Scheme]]:
    """The schemes of each level, those without any too."""
    found: dict[Level, list[Scheme]] = {level: [] for level in Level}
    for scheme in schemes:
        found[level_of(scheme, counties, regions)].append(scheme)
    return found


def bilateral(schemes: Iterable[Scheme]) -> tuple[Scheme, ...]:
    """Those between two municipalities, all parties named. A mark beside the level, not a level."""
    return tuple(scheme for scheme in schemes if scheme.complete and len(scheme.municipalities) == 2)
