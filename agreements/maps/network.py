"""The network: lines between municipalities that have schemes in common, on the tiles or on real borders; wider is more.

The lines are bows, so that one past a third municipality does not run through it. On tiles there are two drawings: a wide one,
where the counties lie as on the map, and a tall one for a phone, with the counties below each other from north to south.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils.translation import gettext as _

from agreements.maps import boundary_map, tile_map
from agreements.maps.tile_map import HEIGHT, WIDTH, Cell, Label, Scale, Shade, Tile, shades
from municipalities.models import Boundary

STEPS = 4
THICKNESS = (1.5, 2.5, 5.5, 10, 15)  # of each step, where the style sheet is not
COLOURS = ("#d4dfe3", "#2a7890", "#2a7890", "#0c435a", "#0c435a")
BOW = 0.16  # how far a line leaves the straight one, of its length
LIFT = 34  # of a spot from the top of its tile
UNSHADED = Scale([Shade(1, 0, 10**9)], "")  # the ground tells nothing but who is not fully mapped


class Point(NamedTuple):
    """A place in a drawing."""

    x: int
    y: int


@dataclass(frozen=True)
class Tie:
    """Two municipalities, by the places of their cells, and what they have in common. `faint`: it is not what is asked about."""

    ends: tuple[int, int]
    number: int
    title: str
    address: str
    faint: bool = False


@dataclass(frozen=True)
class Line:
    """One drawn tie; step 0 is that of a faint one."""

    tie: Tie
    path: str
    step: int


@dataclass(frozen=True)
class Spot:
    """One municipality: where its lines meet and its name stands. `lines` are the places of its own among the lines."""

    cell: Cell
    point: Point
    name_at: Point
    short_name: str
    beside: bool  # the name stands beside the spot and not below it
    chosen: bool
    lines: tuple[int, ...]

    @property
    def number_line(self) -> int:
        """Where the number in the spot stands."""
        return self.point.y + 8


@dataclass(frozen=True)
class Network:
    """One drawing: the ground, the lines with the widest last, and the municipalities on top."""

    box: tuple[int, int, int, int]
    ground: Sequence[object]  # tiles, or areas with real borders
    border: str
    labels: list[Label]
    lines: list[Line]
    spots: list[Spot]
    scale: Scale

    @property
    def view_box(self) -> str:
        """What it covers."""
        return " ".join(map(str, self.box))

    @property
    def hatched(self) -> bool:
        """Whether somebody is not fully mapped."""
        return any(spot.cell.at_least for spot in self.spots)


def scale_of(ties: Iterable[Tie]) -> Scale:
    """The steps that the numbers need."""
    steps = shades((tie.number for tie in ties if not tie.faint), STEPS)
    words = [replace(shade, words=_("%(range)s felles") % {"range": shade.range}) for shade in steps]
    return Scale(words, _("ikke ferdig kartlagt kommune"), blank=True)


def on_tiles(cells: Sequence[Cell], ties: Iterable[Tie], chosen: int | None = None, *, tall: bool = False) -> Network:
    """The network on tiles."""
    drawn, ties = tile_map.draw(cells, UNSHADED), list(ties)
    counties = sorted(drawn.counties, key=lambda county: county.row) if tall else drawn.counties
    tiles: dict[Cell, Tile] = {}
    labels: list[Label] = []
    down, wide = 0, 0
    for county in counties:
        left, top = (-county.column * WIDTH, down - county.row * HEIGHT) if tall else (0, 0)
        down, wide = down + county.rows * HEIGHT, max(wide, county.columns * WIDTH)
        tiles |= {tile.cell: replace(tile, x=tile.x + left, y=tile.y + top) for tile in county.tiles}
        label = county.phone_label if tall else county.label
        labels += [replace(label, x=label.x + left, y=label.y + top)] if label else []
    box = (0, 0, wide, down) if tall else drawn.box
    points = {place: _on_tile(tiles[cell]) for place, cell in enumerate(cells)}
    scale = scale_of(ties)
    lines = _lines(ties, points, scale)
    spots = [
        Spot(cell, points[place], _name_on(tiles[cell]), tiles[cell].short_name, tiles[cell].sharing > 1, place == chosen, own)
        for (place, cell), own in zip(enumerate(cells), _own(lines, len(cells)), strict=True)
    ]
    border = "" if tall else "".join(county.border for county in counties)
    return Network(box, list(tiles.values()), border, labels, lines, spots, scale)


def on_borders(cells: Sequence[Cell], ties: Iterable[Tie], borders: Sequence[Boundary], chosen: int | None = None) -> Network:
    """The network on real borders, one for each cell."""
    ties, drawn = list(ties), boundary_map.draw(zip(cells, borders, strict=True), UNSHADED)
    points = {place: Point(border.label_x, border.label_y) for place, border in enumerate(borders)}
    steps = scale_of(ties)
    lines = _lines(ties, points, steps)
    spots = [
        Spot(cell, point, Point(point.x, point.y + 34), cell.name, False, place == chosen, own)
        for (place, cell), point, own in zip(enumerate(cells), points.values(), _own(lines, len(cells)), strict=True)
    ]
    return Network(drawn.box, drawn.areas, "", [], lines, spots, steps)


def _on_tile(tile: Tile) -> Point:
    return Point(tile.middle, tile.y + LIFT) if tile.sharing == 1 else Point(tile.x + 12, tile.y + tile.height // 2)


def _name_on(tile: Tile) -> Point:
    return Point(tile.middle, tile.y + 74) if tile.sharing == 1 else Point(tile.x + 24, tile.number_line)


def _lines(ties: Iterable[Tie], points: Mapping[int, Point], scale: Scale) -> list[Line]:
    ordered = sorted(ties, key=lambda tie: (not tie.faint, tie.number))
    return [Line(tie, _bow(*(points[end] for end in tie.ends)), 0 if tie.faint else scale.step(tie.number)) for tie in ordered]


def _bow(one: Point, two: Point) -> str:
    """From west to east, bent northwards."""
    (left, start), (right, end) = sorted((one, two))
    across, down = right - left, end - start
    middle = (left + right) / 2 + down * BOW, (start + end) / 2 - across * BOW
    if math.isclose(across, 0, abs_tol=1):
        middle = left - abs(down) * BOW, (start + end) / 2
    return f"M{left} {start}Q{round(middle[0])} {round(middle[1])} {right} {end}"


def _own(lines: Collection[Line], number: int) -> list[tuple[int, ...]]:
    found: list[list[int]] = [[] for _place in range(number)]
    for place, line in enumerate(lines):
        for end in () if line.tie.faint else line.tie.ends:
            found[end].append(place)
    return [tuple(places) for places in found]
