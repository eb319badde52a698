"""How many schemes each municipality takes part in. Only those that are fully mapped are compared with each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from agreements.statistics.inventory import Inventory, Scheme
from agreements.statistics.spread import Spread
from municipalities.coverage import Coverage
from municipalities.directory import Entry

SIZES = (1_000, 2_000, 3_000, 5_000, 10_000, 20_000)  # where a class begins: our own choice, with the smallest apart


@dataclass(frozen=True)
class MunicipalityFigure:
    """One municipality: its schemes, those of them it hosts, and whether the number is exact or "at least"."""

    entry: Entry
    schemes: tuple[Scheme, ...]
    exact: bool
    population: int | None = None

    @property
    def number(self) -> int:
        """How many it takes part in."""
        return len(self.schemes)

    @property
    def hosted(self) -> tuple[Scheme, ...]:
        """Those it does the work in."""
        return tuple(scheme for scheme in self.schemes if self.entry.municipality.pk in scheme.hosts)

    @property
    def joined(self) -> tuple[Scheme, ...]:
        """Those that somebody else does the work in, or nobody for the others."""
        return tuple(scheme for scheme in self.schemes if self.entry.municipality.pk not in scheme.hosts)

    @property
    def size(self) -> int | None:
        """The lower limit of its class of size; None when its population is not known."""
        return None if self.population is None else max((limit for limit in (0, *SIZES) if limit <= self.population), default=0)


def municipality_figures(
    inventory: Inventory, coverage: Coverage, entries: Iterable[Entry], populations: Mapping[int, int]
) -> list[MunicipalityFigure]:
    """The figure of each municipality in the order they come."""
    return [
        MunicipalityFigure(
            entry,
            inventory.of_municipality.get(entry.municipality.pk, ()),
            coverage.is_full(entry.municipality.pk),
            populations.get(entry.municipality.pk),
        )
        for entry in entries
    ]


def spread_of(figures: Iterable[MunicipalityFigure]) -> Spread:
    """The spread among the fully mapped: what is "at least" is left out."""
    return Spread.of(figure.number for figure in figures if figure.exact)


def ranked(figures: Iterable[MunicipalityFigure]) -> list[MunicipalityFigure]:
    """The fully mapped, most schemes first; nobody else is ranked."""
    exact = (figure for figure in figures if figure.exact)
    return sorted(exact, key=lambda figure: (-figure.number, figure.entry.municipality.sort_key))


def by_size(figures: Sequence[MunicipalityFigure]) -> dict[int | None, list[MunicipalityFigure]]:
    """The municipalities by class of size, smallest first; under None those whose population is not known."""
    sizes = sorted({figure.size for figure in figures}, key=lambda size: (size is None, size or 0))
    return {size: [figure for figure in figures if figure.size == size] for size in sizes}
