"""What the schemes are about: by sector and area, and how large a part of the municipalities cooperate on each."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from agreements.models import ServiceArea
from agreements.models.service_area import Sector
from agreements.statistics.inventory import Scheme


@dataclass(frozen=True)
class AreaFigure:
    """The schemes about an area or sector, and those of the asked municipalities that take part in one of them."""

    schemes: tuple[Scheme, ...]
    municipalities: frozenset[int]


def by_area(
    schemes: Iterable[Scheme], areas: Iterable[ServiceArea], municipality_ids: Collection[int]
) -> dict[ServiceArea, AreaFigure]:
    """The figure of every area. A scheme about several areas is counted under each."""
    asked, about = frozenset(municipality_ids), defaultdict(list)
    for scheme in schemes:
        for area in scheme.areas:
            about[area].append(scheme)
    return {area: _figure(about[area.pk], asked) for area in areas}


def by_sector(
    schemes: Iterable[Scheme], areas: Iterable[ServiceArea], municipality_ids: Collection[int]
) -> Mapping[Sector, AreaFigure]:
    """The figure of every sector. A scheme is counted once a sector, however many of its areas lie in it."""
    schemes, asked = tuple(schemes), frozenset(municipality_ids)
    members = {sector: {area.pk for area in areas if area.sector == sector} for sector in Sector}
    return {sector: _figure((scheme for scheme in schemes if scheme.areas & members[sector]), asked) for sector in Sector}


def without_area(schemes: Iterable[Scheme]) -> tuple[Scheme, ...]:
    """Those whose area nobody has entered."""
    return tuple(scheme for scheme in schemes if not scheme.areas)


def _figure(schemes: Iterable[Scheme], asked: frozenset[int]) -> AreaFigure:
    found = tuple(schemes)
    return AreaFigure(found, asked.intersection(frozenset().union(*(scheme.municipalities for scheme in found))))
