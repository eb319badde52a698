"""The tile map: one tile a municipality, one picture a county, each number a link. Positions and counties come from the data.

On a wide screen the county pictures fit together in one grid of `COLUMNS` × `ROWS` tiles; on a phone each stands alone.
Several municipalities on one tile (Berg, Torsken, Tranøy and Lenvik before they became Senja) share it as lines below each other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

COLUMNS, ROWS = 13, 6  # the grid the style sheet has room for
WIDTH, HEIGHT = 110, 90
INSET, HATCH_STEP = 3, 18
NARROW = 6  # a county this narrow has room for whole names on a phone
CHARACTER, PHONE_CHARACTER = 12, 17  # how wide a letter of the county's name is
Place = tuple[int, int]


@dataclass(frozen=True)
class Cell:
    """One municipality to draw: where, under which county, its number in figures and words, and where it leads.

    `number` is None where nothing is known, and `text` then what is drawn. `at_least`: it is not fully mapped.
    """

    name: str
    county: str
    place: Place
    number: int | None
    at_least: bool
    title: str
    address: str
    counts: bool = True  # whether more would make the number larger, so that it says "9+"
    text: str = "–"

    @property
    def shown(self) -> str:
        """The number as drawn: 9, or 9+ for at least nine."""
        if self.number is None:
            return self.text
        return f"{self.number}+" if self.at_least and self.counts else str(self.number)


@dataclass(frozen=True)
class Tile:
    """One drawn municipality: a rectangle with its texts, shaded by its number, hatched when not fully mapped."""

    cell: Cell
    shade: int
    x: int  # whole numbers all: a template would write 93.5 as 93,5
    y: int
    width: int
    height: int
    sharing: int  # how many share the tile

    @property
    def short_name(self) -> str:
        """The name where there is little room: Hammer."""
        return self.cell.name if len(self.cell.name) <= 7 else f"{self.cell.name[:6].rstrip()}."

    @property
    def middle(self) -> int:
        """Where a text stands in the middle of the tile."""
        return self.x + self.width // 2

    @property
    def number_line(self) -> int:
        """The base line of the number."""
        return self.y + (46 if self.sharing == 1 else self.height // 2 + 5)

    @property
    def name_line(self) -> int:
        """The base line of the name."""
        return self.y + 70 if self.sharing == 1 else self.number_line

    @property
    def hatch(self) -> str:
        """Slanting lines over the tile, as the data of one path."""
        left, top = self.x + INSET, self.y + INSET
        right, bottom = self.x + self.width - INSET, self.y + self.height - INSET
        lines, along = [], left + top + HATCH_STEP / 2
        while along < right + bottom:
            start = (left, along - left) if along - left <= bottom else (along - bottom, bottom)
            end = (along - top, top) if along - top <= right else (right, along - right)
            lines.append("M{:g} {:g}L{:g} {:g}".format(*start, *end))
            along += HATCH_STEP
        return "".join(lines)


@dataclass(frozen=True)
class Label:
    """A county's name on its picture."""

    text: str
    x: int
    y: int


@dataclass(frozen=True)
class CountyPicture:
    """One county: its tiles, its place in the common grid, and the line towards the counties beside it."""

    name: str
    tiles: list[Tile]
    column: int
    row: int
    columns: int
    rows: int
    border: str
    label: Label | None
    phone_label: Label | None

    @property
    def view_box(self) -> str:
        """The part of the common grid it covers."""
        return f"{self.column * WIDTH} {self.row * HEIGHT} {self.columns * WIDTH} {self.rows * HEIGHT}"

    @property
    def narrow(self) -> bool:
        """Whether a phone has room for its names."""
        return self.columns <= NARROW


@dataclass(frozen=True)
class Shade:
    """One step of the scale: the numbers it stands for, or what they mean in words."""

    step: int
    low: int
    high: int
    words: str = ""

    @property
    def range(self) -> str:
        """As the legend says it."""
        return self.words or (str(self.low) if self.low == self.high else f"{self.low}–{self.high}")


@dataclass(frozen=True)
class Scale:
    """The shades of a map, and what hatching means on it; `blank`: what is hatched has no shade of its own."""

    shades: list[Shade]
    hatching: str
    blank: bool = False

    def step(self, number: int | None) -> int:
        """The shade of a number; 0 is that of no number."""
        return 0 if number is None else next(shade.step for shade in self.shades if number <= shade.high)

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> "Scale":
        """The shades these numbers need."""
        cells = list(cells)
        counts = any(cell.counts for cell in cells)
        hatching = _("ikke ferdig kartlagt: minst") if counts else _("ikke ferdig kartlagt")
        return cls(shades(cell.number for cell in cells if cell.number is not None), hatching)


@dataclass(frozen=True)
class TileMap:
    """The whole map."""

    counties: list[CountyPicture]
    scale: Scale
    hatched: bool
    places: frozenset[Place] = field(repr=False)

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, width and height of all the tiles."""
        columns, rows = ({place[axis] for place in self.places} or {0} for axis in (0, 1))
        left, top = min(columns), min(rows)
        return left * WIDTH, top * HEIGHT, (max(columns) - left + 1) * WIDTH, (max(rows) - top + 1) * HEIGHT

    @property
    def has_room_for_notes(self) -> bool:
        """Whether legend and figures fit in the empty corner below to the right on a wide screen."""
        return bool(self.places) and not any(
            (column >= 9 and row == 3) or (column >= 5 and row >= 4) for column, row in self.places
        )


def draw(cells: Iterable[Cell], scale: Scale | None = None) -> TileMap:
    """The map of these municipalities, counties in the order they come."""
    cells = list(cells)
    scale = scale or Scale.of(cells)
    places = frozenset(cell.place for cell in cells)
    borders = _borders({cell.place: cell.county for cell in cells})
    names = dict.fromkeys(cell.county for cell in cells)
    counties = [_county(name, cells, scale, places, borders.get(name, "")) for name in names]
    return TileMap(counties, scale, any(cell.at_least for cell in cells), places)


def shades(numbers: Iterable[int], steps: int = 5) -> list[Shade]:
    """At most so many steps of equal width from the lowest number to the highest."""
    numbers = list(numbers)
    if not numbers:
        return []
    low, high = min(numbers), max(numbers)
    width = -(-(high - low + 1) // steps)
    starts = range(low, high + 1, width)
    return [Shade(step, start, min(start + width - 1, high)) for step, start in enumerate(starts, start=1)]


def _county(name: str, cells: list[Cell], scale: Scale, places: frozenset[Place], border: str) -> CountyPicture:
    own = [cell for cell in cells if cell.county == name]
    lows, highs = zip(*((min(axis), max(axis)) for axis in zip(*(cell.place for cell in own), strict=True)), strict=True)
    (column, row), columns, rows = lows, highs[0] - lows[0] + 1, highs[1] - lows[1] + 1
    box = [(c, r) for r in range(row, row + rows) for c in range(column, column + columns)]
    own_places = {cell.place for cell in own}
    # On a wide screen the top row to the left is kept free: there the map reaches up beside the search box.
    top = min(r for _, r in places)
    middle = COLUMNS / 2
    wide = [place for place in reversed(box) if place[1] == top and place[0] > middle] + [p for p in box if p[1] > top]
    return CountyPicture(
        name,
        list(_tiles(own, scale)),
        column,
        row,
        columns,
        rows,
        border,
        _label(name, CHARACTER, [place for place in wide if place not in places], column + columns),
        _label(name, PHONE_CHARACTER, [place for place in box if place not in own_places], column + columns),
    )


def _tiles(cells: list[Cell], scale: Scale) -> Iterator[Tile]:
    by_place: dict[Place, list[Cell]] = {}
    for cell in cells:
        by_place.setdefault(cell.place, []).append(cell)
    for (column, row), sharing in sorted(by_place.items(), key=lambda item: (item[0][1], item[0][0])):
        gap = 2
        height = (HEIGHT - 2 * INSET - gap * (len(sharing) - 1)) // len(sharing)
        for position, cell in enumerate(sharing):
            x, y = column * WIDTH + INSET, row * HEIGHT + INSET + position * (height + gap)
            yield Tile(cell, scale.step(cell.number), x, y, WIDTH - 2 * INSET, height, len(sharing))


def _label(name: str, character: int, empty: list[Place], end: int) -> Label | None:
    """The first empty place with room for the name; None when the picture is full."""
    free = set(empty)
    for column, row in empty:
        room = 0
        while (column + room, row) in free and column + room < end:
            room += 1
        if room * WIDTH >= len(name) * character:
            return Label(name, column * WIDTH + INSET, row * HEIGHT + 58)
    return None


def _borders(counties: dict[Place, str]) -> dict[str, str]:
    """The line between each county and those drawn after it, edge by edge."""
    order = {name: place for place, name in enumerate(dict.fromkeys(counties.values()))}
    lines: dict[str, list[str]] = {name: [] for name in order}
    for (column, row), county in sorted(counties.items()):
        for neighbour, line in (
            ((column + 1, row), f"M{(column + 1) * WIDTH} {row * HEIGHT}v{HEIGHT}"),
            ((column, row + 1), f"M{column * WIDTH} {(row + 1) * HEIGHT}h{WIDTH}"),
        ):
            other = counties.get(neighbour, county)
            if other != county:
                lines[min(county, other, key=order.__getitem__)].append(line)
    return {name: "".join(own) for name, own in lines.items()}
