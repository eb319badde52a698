"""The cells of a sheet as they are written: a number or a text and nothing else, so that no value is ever a formula."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from django.utils.timezone import make_naive
from openpyxl.utils.datetime import to_excel

from registry.excel.safety import LONGEST_TEXT
from registry.periods import show_day

LINE_HEIGHT, TURNED_LETTER, HIGHEST = 15, 9, 409  # points; no row is higher
FORMATS = {"date": "dd.mm.yyyy", "moment": "dd.mm.yyyy hh:mm", "percent": "0.0 %", "share": "0.00 %", "money": "#,##0"}
RIGHT = ("number", "bare", "percent", "share", "money")  # kinds that stand to the right, under their headings
FIRST_DAY = date(1900, 3, 1)
KEPT = 1000  # values whose cell is remembered: most are the same few names and words, over and over
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAKEN_FOR_CHARACTER = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads _x0041_ as A


@dataclass(frozen=True)
class Head:
    """A column of a sheet: its heading, and what kind of value stands in it ("text", "number", "link" or one of FORMATS).

    A "link" is the title of another sheet of the workbook, which it opens. `wrap`: a long text goes on below, and the row is as
    high as it takes. `turned`: the heading stands on end.
    """

    heading: str
    kind: str = "text"
    width: int = 16
    wrap: bool = False
    turned: bool = False

    @property
    def height(self) -> int:
        """What the heading needs, in points: it is bold, and takes somewhat more than the width counts."""
        if self.turned:
            return len(self.heading) * TURNED_LETTER
        return lines_of(self.heading, max(1, self.width - 1)) * LINE_HEIGHT


def plain_text(text: str) -> str:
    """Text as a cell can hold it: what no sheet can hold is taken out, or cut with "…"."""
    text = _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


@lru_cache(KEPT)
def written_text(text: str) -> str:
    """Text, as text whatever it begins with."""
    text = escape(_TAKEN_FOR_CHARACTER.sub("_x005F_", plain_text(text)))
    return f'" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


@lru_cache(KEPT)
def lines_of(text: str, width: int) -> int:
    """How many lines a text takes in a column of this width, which is told in digits: most letters are narrower."""
    room, number = width, 0
    for paragraph in text.split("\n"):
        number, used = number + 1, 0
        for word in paragraph.split(" "):
            if used and used + len(word) > room:
                number, used = number + 1, 0
            used += len(word) + 1
            number, used = (number + used // (room + 2), len(word) % room) if used > room + 1 else (number, used)
    return number


def _number(value: float) -> str:
    return f'"><v>{value:.16g}</v></c>'


@lru_cache(KEPT)
def _moment(value: date | str) -> str:
    """A day or a moment in the days that Excel counts. Before FIRST_DAY it has none, or one too many: such a one is text.

    So is a day that is told in words, because nobody knows it.
    """
    if isinstance(value, str):
        return written_text(value)
    day = value.date() if isinstance(value, datetime) else value
    return _number(to_excel(value)) if day >= FIRST_DAY else written_text(show_day(day))


def _yes_or_no(value: bool) -> str:
    return f'" t="b"><v>{value:d}</v></c>'


def anything(day: str, moment: str) -> Callable[[Any], str]:
    """What writes a value of any kind; the two are how a day and a moment look."""
    rests: dict[type, Callable[[Any], str]] = {
        str: written_text,
        int: _number,
        float: _number,
        bool: _yes_or_no,
        date: lambda value: f'"{day}{_moment(value)[1:]}',
        datetime: lambda value: f'"{moment}{_moment(make_naive(value))[1:]}',
    }
    return lambda value: rests.get(type(value), _as_text)(value)


def _as_text(value: object) -> str:
    return written_text(str(value))


RESTS: dict[str, Callable[[Any], str]] = {
    "text": written_text,
    "date": _moment,
    "moment": _moment,
    **dict.fromkeys(RIGHT, _number),
}
