"""How many schemes there are, where they belong, and how many take part."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from agreements.statistics.inventory import Inventory, Scheme
from agreements.statistics.spread import Spread

Schemes = tuple[Scheme, ...]


@dataclass(frozen=True)
class Totals:
    """The schemes of a selection. Those by county and the homeless, without a municipality, add up to all; the rest are among them.

    `parties` is how many take part in those schemes whose parties are all named. `participations` are the parts that
    municipalities of the register have, each once a scheme.
    """

    schemes: Schemes
    by_county: Mapping[str, Schemes]
    homeless: Schemes
    crossing: Schemes
    foreign: Schemes
    unclear: Schemes
    unknown_start: Schemes
    incomplete: Schemes
    participations: int
    parties: Spread


def totals(schemes: Iterable[Scheme], inventory: Inventory) -> Totals:
    """Count the schemes, which are some of the inventory's."""
    found = tuple(schemes)
    by_home = defaultdict(list)
    for scheme in found:
        by_home[scheme.home].append(scheme)
    covered = {entry.municipality.pk for entry in inventory.directory.existing()}
    return Totals(
        schemes=found,
        by_county={home: tuple(by_home[home]) for home in sorted(filter(None, by_home))},
        homeless=tuple(by_home[None]),
        crossing=tuple(scheme for scheme in found if len(scheme.counties) > 1),
        foreign=tuple(scheme for scheme in found if scheme.foreign),
        unclear=tuple(scheme for scheme in found if scheme.unclear),
        unknown_start=tuple(scheme for scheme in found if scheme.start is None),
        incomplete=tuple(scheme for scheme in found if not scheme.complete),
        participations=sum(len(scheme.municipalities & covered) for scheme in found),
        parties=Spread.of(scheme.parties for scheme in found if scheme.complete),
    )
