"""Steady or changing partners: with whom each municipality cooperates, and how often within its own region."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from agreements.statistics.inventory import Inventory, Scheme


@dataclass(frozen=True)
class Partners:
    """One municipality's partners. `sets` are the different groups of municipalities it is in, `often` with whom how often.

    `within_region` are those of its schemes whose municipal parties all lie in its region; None when it has no region.
    `placed` are the schemes that is a part of: those where at least two municipalities are named.
    """

    sets: int
    often: tuple[tuple[int, int], ...]
    within_region: tuple[Scheme, ...] | None
    placed: tuple[Scheme, ...]

    @property
    def share_within(self) -> Fraction | None:
        """The part within the region; None when there is nothing to take it of."""
        return Fraction(len(self.within_region), len(self.placed)) if self.placed and self.within_region is not None else None


def partners_of(inventory: Inventory, municipality: int, regions: Mapping[int, int]) -> Partners:
    """The partners of one municipality on the inventory's day; `regions` is the region of each municipality."""
    schemes = [scheme for scheme in inventory.of_municipality.get(municipality, ()) if len(scheme.municipalities) > 1]
    met = Counter(town for scheme in schemes for town in scheme.municipalities if town != municipality)
    own = regions.get(municipality)
    within = None if own is None else tuple(s for s in schemes if all(regions.get(town) == own for town in s.municipalities))
    often = tuple(sorted(met.items(), key=lambda item: (-item[1], item[0])))
    return Partners(len({scheme.municipalities for scheme in schemes}), often, within, tuple(schemes))


def pairs(schemes: Iterable[Scheme]) -> dict[tuple[int, int], list[Scheme]]:
    """The schemes that two municipalities have in common, by their ids in order: the matrix, and the lines of the network."""
    found: dict[tuple[int, int], list[Scheme]] = {}
    for scheme in schemes:
        for pair in combinations(sorted(scheme.municipalities), 2):
            found.setdefault(pair, []).append(scheme)
    return found
