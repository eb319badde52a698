"""Steady or changing partners: with whom each municipality cooperates, and how often within its own region."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations
from operator import itemgetter

from agreements.statistics.inventory import Inventory, Scheme


@dataclass(frozen=True)
class Partners:
    """One municipality's partners. `sets` are the different groups of municipalities it is in, `met` with whom how often.

    `within_region` are those of its schemes whose municipal parties all lie in its region; None when it has no region.
    `placed` are the schemes that is a part of: those where at least two municipalities are named.
    """

    sets: int
    met: Counter[int]
    within_region: tuple[Scheme, ...] | None
    placed: tuple[Scheme, ...]

    @property
    def often(self) -> list[tuple[int, int]]:
        """With whom how often, most first; of those as often the lowest id."""
        return sorted(sorted(self.met.items()), key=itemgetter(1), reverse=True)

    @property
    def share_within(self) -> Fraction | None:
        """The part within the region; None when there is nothing to take it of."""
        return Fraction(len(self.within_region), len(self.placed)) if self.placed and self.within_region is not None else None


def partners_of(inventory: Inventory, municipality_id: int, regions: Mapping[int, int]) -> Partners:
    """The partners of one municipality on the inventory's day; `regions` is the region of each municipality."""
    schemes = [scheme for scheme in inventory.of_municipality.get(municipality_id, ()) if len(scheme.municipalities) > 1]
    met = Counter(chain.from_iterable(scheme.municipalities for scheme in schemes))
    met.pop(municipality_id, None)
    within = None
    if (own := regions.get(municipality_id)) is not None:
        members = {pk for pk, region in regions.items() if region == own}
        within = tuple(scheme for scheme in schemes if scheme.municipalities <= members)
    return Partners(len({scheme.municipalities for scheme in schemes}), met, within, tuple(schemes))


def pairs(schemes: Iterable[Scheme]) -> dict[tuple[int, int], list[Scheme]]:
    """The schemes that two municipalities have in common, by their ids in order: the matrix, and the lines of the network."""
    found: dict[tuple[int, int], list[Scheme]] = defaultdict(list)
    for scheme in schemes:
        for pair in combinations(sorted(scheme.municipalities), 2):
            found[pair].append(scheme)
    return found
