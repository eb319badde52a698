"""Who hosts: how the work is shared among the municipalities, in words and as an index that says nothing when there are few."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from agreements.statistics.inventory import Scheme

FEWEST = 5  # hosted schemes; an index of fewer is noise: our own choice, there is no official measure


@dataclass(frozen=True)
class Hosting:
    """Hosting among some municipalities. `hosted` are the schemes each of them hosts, none too; `partners` for whom.

    `from_outside` are schemes that one of them takes part in and somebody else hosts.
    """

    hosted: dict[int, tuple[Scheme, ...]]
    partners: dict[int, Counter]
    from_outside: tuple[Scheme, ...]

    @property
    def number(self) -> int:
        """How many times somebody hosts: a scheme with two hosts is two."""
        return sum(len(schemes) for schemes in self.hosted.values())

    @property
    def schemes(self) -> tuple[Scheme, ...]:
        """Those that one of them hosts, each once."""
        return tuple({scheme.pk: scheme for schemes in self.hosted.values() for scheme in schemes}.values())

    @property
    def hosts(self) -> list[int]:
        """Those that host something, the most first."""
        found = [pk for pk, schemes in self.hosted.items() if schemes]
        return sorted(found, key=lambda pk: (-len(self.hosted[pk]), pk))

    @property
    def largest(self) -> tuple[Scheme, ...]:
        """What the one with most hosts."""
        return max(self.hosted.values(), key=len, default=())

    @property
    def leading(self) -> list[int]:
        """Who hosts as many as that: several, where they are alike."""
        return [pk for pk in self.hosts if len(self.hosted[pk]) == len(self.largest)]

    @property
    def herfindahl(self) -> Fraction | None:
        """The sum of the squared parts: 1 when one hosts all, 1/n when n share alike. None under five hosted schemes."""
        if self.number < FEWEST:
            return None
        return sum(Fraction(len(schemes), self.number) ** 2 for schemes in self.hosted.values())

    @property
    def balance(self) -> Fraction | None:
        """1 when all host alike, 0 when one hosts everything. None where the index is, and for one municipality alone."""
        index, members = self.herfindahl, len(self.hosted)
        return None if index is None or members < 2 else 1 - (index - Fraction(1, members)) / (1 - Fraction(1, members))


def hosting(schemes: Iterable[Scheme], municipality_ids: Collection[int]) -> Hosting:
    """How hosting is shared among the municipalities in those schemes that have a host."""
    asked = frozenset(municipality_ids)
    hosted: dict[int, list[Scheme]] = {pk: [] for pk in municipality_ids}
    partners: dict[int, Counter] = {pk: Counter() for pk in municipality_ids}
    outside = []
    for scheme in schemes:
        for host in scheme.hosts & asked:
            hosted[host].append(scheme)
            partners[host].update(scheme.municipalities - {host})
        if scheme.hosts - asked and scheme.municipalities & asked:
            outside.append(scheme)
    return Hosting({pk: tuple(found) for pk, found in hosted.items()}, partners, tuple(outside))
