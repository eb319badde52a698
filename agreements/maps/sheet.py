"""A picture to keep outside the register: text above, the map, what its shades mean, text below. With colours of its own."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

from agreements.maps.tile_map import Scale

MARGIN, NARROWEST = 24, 720
TITLE, TEXT, KEY = 28, 16, 20  # how large the letters and the squares are
CHARACTER = 0.54  # the width of a letter, of its height
FILLS = ("#ffffff", "#e1eef1", "#b2d4dc", "#6dadbc", "#2a7890", "#0c435a")  # as in the style sheet, on a light screen
HATCHES = ("#d4dfe3", FILLS[2], FILLS[1], FILLS[2], FILLS[5], FILLS[4])
INK, INK_2, LINE, ON_DARK = "#0c2430", "#435d68", "#6a818b", "#ffffff"
DARK = 4  # the first shade that needs light letters
Box = tuple[int, int, int, int]  # left, top, width and height of what the map covers


@dataclass(frozen=True)
class Line:
    """One line of text."""

    text: str
    y: int


@dataclass(frozen=True)
class Key:
    """One square that says what a shade means."""

    x: int
    y: int
    step: int
    hatched: bool
    text: str

    @property
    def text_x(self) -> int:
        """Where its text begins."""
        return self.x + KEY + 8

    @property
    def base_line(self) -> int:
        """Where its text stands."""
        return self.y + 16


@dataclass(frozen=True)
class Sheet:
    """The whole picture. `left` and `top` move the map's own coordinates to their place."""

    width: int
    height: int
    title: list[Line]
    above: list[Line]
    left: int
    top: int
    keys: list[Key]
    below: list[Line]

    @property
    def said(self) -> str:
        """All its text, for who does not see it."""
        return " ".join(line.text for line in [*self.above, *self.below])


def lay_out(title: str, above: Iterable[str], scale: Scale, hatched: bool, below: Iterable[str], box: Box) -> Sheet:
    """Everything below each other, as wide as the map needs."""
    width = max(box[2], NARROWEST)
    heads, y = _lines([title], TITLE, width, MARGIN)
    texts, y = _lines(above, TEXT, width, y + 4)
    top = y + MARGIN // 2
    keys, y = _keys(scale, hatched, width, top + box[3] + MARGIN // 2)
    foot, y = _lines(below, TEXT, width, y + 8)
    return Sheet(width + 2 * MARGIN, y + MARGIN, heads, texts, MARGIN - box[0], top - box[1], keys, foot)


def _lines(texts: Iterable[str], size: int, width: int, y: int) -> tuple[list[Line], int]:
    found = []
    for text in texts:
        for line in textwrap.wrap(text, int(width / (size * CHARACTER))):
            y += round(size * 1.4)
            found.append(Line(line, y))
    return found, y


def _keys(scale: Scale, hatched: bool, width: int, y: int) -> tuple[list[Key], int]:
    wanted = [(shade.step, False, shade.range) for shade in scale.shades]
    wanted += [(0 if scale.blank else 3, True, scale.hatching)] if hatched else []
    found, x = [], MARGIN
    for step, hatching, text in wanted:
        needed = KEY + 8 + round(len(text) * TEXT * CHARACTER) + 20
        if x > MARGIN and x + needed > width + MARGIN:
            x, y = MARGIN, y + KEY + 10
        found.append(Key(x, y, step, hatching, text))
        x += needed
    return found, y + KEY if found else y
