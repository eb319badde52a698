"""Borders as drawings: projected so that Finnmark is no wider than it is, rounded to a grid that neighbours share, and made once.

All points are rounded to one grid, so a border that two municipalities share stays one line: no gaps, and no need to know which
lines are shared. The grid is the finest that keeps the drawing small enough to stand in a page.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from agreements.maps.geojson import Point, Polygon, Ring

WIDTH = 2000  # units across the drawing
LIGHTEST = 120_000  # characters of all the outlines together
GRIDS = (1, 2, 3, 4, 6, 8, 12, 16)
HATCH_STEP, SHORTEST = 36, 6  # between two lines of hatching along x + y; a line shorter than this is left out
SCANNED = 24  # heights at which room for a label is sought
Place = tuple[int, int]
GridRing = list[Place]


@dataclass(frozen=True)
class Outline:
    """One municipality: path data of its borders and of lines across it, where its label stands, and its box by two corners."""

    path: str
    hatch: str
    label: Place
    corners: tuple[int, int, int, int]


@dataclass(frozen=True)
class Drawing:
    """All of them, by the keys they were given by."""

    width: int
    height: int
    outlines: Mapping[str, Outline]


def draw(shapes: Mapping[str, list[Polygon]]) -> Drawing:
    """Draw these shapes, given in degrees."""
    place = _projection(_middle(shapes.values()))
    flat = {key: [[place(*point) for point in ring] for rings in polygons for ring in rings] for key, polygons in shapes.items()}
    xs, ys = zip(*(point for rings in flat.values() for ring in rings for point in ring), strict=True)
    left, top = min(xs), min(ys)
    scale = WIDTH / max(max(xs) - left, max(ys) - top, 1e-9)
    for grid in GRIDS:
        rounded = {key: list(_rounded(rings, left, top, scale, grid)) for key, rings in flat.items()}
        paths = {key: "".join(map(_path, rings)) for key, rings in rounded.items()}
        if sum(map(len, paths.values())) <= LIGHTEST:
            break
    outlines = {key: _outline(paths[key], rings) for key, rings in rounded.items()}
    return Drawing(*(max(one.corners[side] for one in outlines.values()) for side in (2, 3)), outlines)


def _projection(about: Point) -> Callable[[float, float], Point]:
    """Lambert's azimuthal projection about a point: areas keep their size. North is up, so y grows southwards."""
    turn, middle = map(math.radians, about)

    def place(longitude: float, latitude: float) -> Point:
        up, along = math.radians(latitude), math.radians(longitude) - turn
        closeness = math.sin(middle) * math.sin(up) + math.cos(middle) * math.cos(up) * math.cos(along)
        size = math.sqrt(2 / (1 + closeness))
        y = math.cos(middle) * math.sin(up) - math.sin(middle) * math.cos(up) * math.cos(along)
        return size * math.cos(up) * math.sin(along), -size * y

    return place


def _middle(shapes: Iterable[list[Polygon]]) -> Point:
    """The middle of them all, in degrees."""
    points = [point for polygons in shapes for polygon in polygons for ring in polygon for point in ring]
    west_and_east, south_and_north = zip(*points, strict=True)
    return (min(west_and_east) + max(west_and_east)) / 2, (min(south_and_north) + max(south_and_north)) / 2


def _rounded(rings: list[Ring], left: float, top: float, scale: float, grid: int) -> Iterator[GridRing]:
    """The rings on the grid. What is smaller than the grid goes, except that a municipality is never nothing."""
    kept = False
    for ring in rings:
        found = _straightened([(round((x - left) * scale / grid) * grid, round((y - top) * scale / grid) * grid) for x, y in ring])
        if len(found) > 2:
            kept = True
            yield found
    if not kept:
        x, y = (round((rings[0][0][axis] - (left, top)[axis]) * scale / grid) * grid for axis in (0, 1))
        yield [(max(x - grid, 0), y), (x, max(y - grid, 0)), (x + grid, y), (x, y + grid)]


def _straightened(points: GridRing) -> GridRing:
    """Without points that are said twice or lie on the line between their neighbours, and without spikes."""
    found: GridRing = []
    for point in [*points, *points[:2]]:
        while len(found) > 1 and _in_line(found[-2], found[-1], point):
            found.pop()
        if not found or found[-1] != point:
            found.append(point)
    return found[1:-1] if len(found) > 4 else []


def _in_line(one: Place, two: Place, three: Place) -> bool:
    return (two[0] - one[0]) * (three[1] - one[1]) == (two[1] - one[1]) * (three[0] - one[0])


def _path(ring: GridRing) -> str:
    (x, y), steps = ring[0], []
    for (from_x, from_y), (to_x, to_y) in zip(ring, ring[1:], strict=False):
        across, down = to_x - from_x, to_y - from_y
        steps.append(f"{across if across < 0 or not steps else f' {across}'}{down if down < 0 else f' {down}'}")
    return f"M{x} {y}l{''.join(steps)}z"


def _outline(path: str, rings: list[GridRing]) -> Outline:
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    return Outline(path, _hatching(rings), _label(rings), (min(xs), min(ys), max(xs), max(ys)))


def _crossings(rings: list[GridRing], level: float, slant: int) -> list[tuple[float, float]]:
    """Where the line y + slant · x = level runs within the rings, by x from and to."""
    found = []
    for ring in rings:
        before_x, before_y = ring[-1]
        for x, y in ring:
            before, now = before_y + slant * before_x - level, y + slant * x - level
            if (before <= 0) != (now <= 0):
                found.append(before_x + (x - before_x) * before / (before - now))
            before_x, before_y = x, y
    found.sort()
    return list(zip(found[::2], found[1::2], strict=True))


def _hatching(rings: list[GridRing]) -> str:
    sums = [x + y for ring in rings for x, y in ring]
    lines, level = [], (min(sums) // HATCH_STEP + 1) * HATCH_STEP
    while level < max(sums):
        for start, end in _crossings(rings, level, 1):
            if end - start >= SHORTEST:
                length = round(end - start)
                lines.append(f"M{round(start)} {round(level - start)}l{length}-{length}")
        level += HATCH_STEP
    return "".join(lines)


def _label(rings: list[GridRing]) -> Place:
    """A point inside with room about it: of the middles of lines across the largest part, the one furthest from any border."""
    largest = max(rings, key=_area)
    top, bottom = min(y for _, y in largest), max(y for _, y in largest)
    edges = [edge for ring in rings for edge in zip(ring, [*ring[1:], ring[0]], strict=True)]
    best, room = largest[0], -1.0
    for number in range(SCANNED):
        level = top + (bottom - top) * (number + 0.5) / SCANNED
        for start, end in sorted(_crossings([largest], level, 0), key=lambda pair: pair[0] - pair[1])[:2]:
            x = (start + end) / 2
            free = min(_distance(x, level, *edge) for edge in edges)
            if free > room:
                best, room = (round(x), round(level)), free
    return best


def _area(ring: GridRing) -> float:
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def _distance(x: float, y: float, one: Place, two: Place) -> float:
    across, down = two[0] - one[0], two[1] - one[1]
    length = across**2 + down**2
    part = max(0.0, min(1.0, ((x - one[0]) * across + (y - one[1]) * down) / length)) if length else 0.0
    return math.hypot(x - one[0] - part * across, y - one[1] - part * down)
