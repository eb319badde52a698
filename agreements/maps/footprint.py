"""The footprint: a small picture of who takes part, on the tiles of the whole register."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from municipalities.directory import Directory, Entry
from municipalities.models import Municipality

Place = tuple[int, int]  # column and row in the tile map
PITCH, SIZE = 10, 9


@dataclass(frozen=True)
class Footprint:
    """Path data for those who take part and those who host, and the view box they share with the ground."""

    view_box: str
    members: str
    hosts: str


@dataclass(frozen=True)
class Ground:
    """Where each municipality of a day lies, by its id. Several may share a tile, as those that became Senja did."""

    places: Mapping[int, Place]

    @classmethod
    def of(cls, directory: Directory) -> "Ground":
        """The ground of the register's municipalities on the directory's day."""
        return cls._placed(directory.existing())

    @classmethod
    def ever(cls, directory: Directory) -> "Ground":
        """The ground of every municipality there is or has been, for lists of what is over too: Lenvik lies where Senja does."""
        return cls._placed(directory.entries.values())

    @classmethod
    def _placed(cls, entries: Iterable[Entry]) -> "Ground":
        municipalities = [entry.municipality for entry in entries]
        return cls({m.pk: (m.tile_column, m.tile_row) for m in municipalities if None not in (m.tile_column, m.tile_row)})

    @cached_property
    def view_box(self) -> str:
        """As large as the tiles need."""
        columns = max((column for column, _ in self.places.values()), default=0) + 1
        rows = max((row for _, row in self.places.values()), default=0) + 1
        return f"0 0 {columns * PITCH - 1} {rows * PITCH - 1}"

    @cached_property
    def path(self) -> str:
        """Every tile, as the data of one path."""
        return _squares(self.places.values())

    def outside(self, municipalities: Iterable[Municipality]) -> list[str]:
        """The names of those without a tile, to be said in words beside the picture."""
        return [municipality.name for municipality in municipalities if municipality.pk not in self.places]

    def footprint(self, members: Iterable[int], hosts: Iterable[int] = ()) -> Footprint:
        """The picture of these municipalities; one without a tile (another county, no longer there) is left to the words beside."""
        hosting = {self.places[pk] for pk in hosts if pk in self.places}
        taking_part = {self.places[pk] for pk in members if pk in self.places} - hosting
        return Footprint(self.view_box, _squares(taking_part), _squares(hosting))


def _squares(places: Iterable[Place]) -> str:
    return "".join(f"M{column * PITCH} {row * PITCH}h{SIZE}v{SIZE}h-{SIZE}z" for column, row in sorted(set(places)))
