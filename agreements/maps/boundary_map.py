"""The map on real borders: the same shades and numbers as the tile map, where the municipalities lie."""

from collections.abc import Iterable
from dataclasses import dataclass

from agreements.maps.tile_map import Cell, Scale
from municipalities.models import Boundary

MARGIN = 24


@dataclass(frozen=True)
class Area:
    """One drawn municipality."""

    cell: Cell
    boundary: Boundary
    shade: int

    @property
    def base_line(self) -> int:
        """Where its number stands."""
        return self.boundary.label_y + 12


@dataclass(frozen=True)
class BoundaryMap:
    """The whole map."""

    areas: list[Area]
    scale: Scale
    hatched: bool

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, width and height of all the areas, with a little room about them."""
        rows = [area.boundary for area in self.areas]
        left = min((row.left for row in rows), default=0) - MARGIN
        top = min((row.top for row in rows), default=0) - MARGIN
        right = max((row.right for row in rows), default=0) + MARGIN
        return left, top, right - left, max((row.bottom for row in rows), default=0) + MARGIN - top

    @property
    def view_box(self) -> str:
        """The same as the picture wants it."""
        return " ".join(map(str, self.box))


def draw(cells: Iterable[tuple[Cell, Boundary]], scale: Scale | None = None) -> BoundaryMap:
    """The map of these municipalities."""
    pairs = list(cells)
    scale = scale or Scale.of(cell for cell, _boundary in pairs)
    areas = [Area(cell, boundary, scale.step(cell.number)) for cell, boundary in pairs]
    return BoundaryMap(areas, scale, any(cell.at_least for cell, _boundary in pairs))
