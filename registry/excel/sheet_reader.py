"""One sheet of a workbook, tag by tag. Nothing is kept but what the cells show."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from openpyxl.utils.datetime import from_excel, from_ISO8601

from registry.excel.parts import MAIN, SEPARATOR, Attributes
from registry.excel.safety import LARGEST_SHOWN, MOST_COLUMNS, MOST_ROWS, broken, too_many_columns, too_many_rows, too_much_text
from registry.excel.texts import LONGEST_WRITTEN, Texts

LAST_ROW = 1_048_576  # Excel has no more
PERCENT, DATE = "percent", "date"
_TAGS = {f"{space}{SEPARATOR}{tag}": tag for space in MAIN for tag in ("c", "v", "t", "f", "row", "rPh", "mergeCell", "col")}
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_DIGITS = "0123456789"


class Percent(float):
    """A number that the sheet shows in per cent: 0.125 is seen as 12,5 %."""


CellValue = str | int | float | bool | date | datetime | None


@dataclass
class ReadSheet:
    """A sheet as it stands. Rows are numbered as Excel does, columns from 0; a row without content is left out.

    `formulas` are the rows with any, `unsolved` those where one has no value in the file, `errors` those that show #N/A and
    the like, which are read as empty. A merge is its first row and column and its last.
    """

    name: str
    hidden: bool = False
    rows: list[tuple[int, list[CellValue]]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: list[int] = field(default_factory=list)
    unsolved: list[int] = field(default_factory=list)
    errors: list[int] = field(default_factory=list)


def column_number(letters: str) -> int:
    """A → 0, B → 1, AA → 26."""
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            raise broken()
        number = number * 26 + ord(letter) - 64
    return number - 1


class SheetReader:
    """Fills a sheet from the tags of its part. `looks` says of each style whether it shows a date, per cent or neither."""

    def __init__(self, sheet: ReadSheet, shared: Sequence[str | None], looks: Sequence[str], epoch: datetime, texts: Texts):
        self.sheet, self._shared, self._looks, self._epoch, self._texts = sheet, shared, looks, epoch, texts
        self._columns: dict[str, int] = {}
        self._days: dict[str, CellValue] = {}
        self._row, self._row_hidden, self._cells, self._place = 0, False, [], -1
        self._type, self._style, self._parts, self._raw = "n", "", None, None
        self._has_formula = self._in_reading_aid = False
        self._shown = self._length = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """A tag begins."""
        tag = _TAGS.get(name)
        if tag == "c":
            self._begin_cell(attributes)
        elif tag == "v" or tag == "t":
            self._parts, self._length = None if self._in_reading_aid else [], 0
        elif tag == "f":
            self._has_formula = True
        elif tag == "row":
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._row_hidden = attributes.get("hidden") in ("1", "true")
            self._cells, self._place = [], -1
            if not 0 < self._row <= LAST_ROW:
                raise broken()
        elif tag == "rPh":
            self._in_reading_aid = True
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            columns = range(int(attributes["min"]) - 1, min(int(attributes["max"]), MOST_COLUMNS))
            self.sheet.hidden_columns.update(columns)

    def text(self, data: str) -> None:
        """A piece of the text of a tag."""
        if self._parts is not None:
            self._parts.append(data)
            self._length += len(data)
            if self._length > LONGEST_WRITTEN:
                raise too_much_text()

    def end(self, name: str) -> None:
        """A tag ends."""
        tag = _TAGS.get(name)
        if tag == "c":
            self._end_cell()
        elif (tag == "v" or tag == "t") and self._parts is not None:
            written = "".join(self._parts)
            self._raw, self._parts = written if self._raw is None else self._raw + written, None
        elif tag == "row" and self._cells:
            self._end_row()
        elif tag == "rPh":
            self._in_reading_aid = False

    def _begin_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._place += 1
        else:
            letters = reference.rstrip(_DIGITS)
            if letters not in self._columns:
                self._columns[letters] = column_number(letters)
            self._place = self._columns[letters]
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._raw, self._has_formula = None, False

    def _end_cell(self) -> None:
        if self._has_formula:
            _note(self.sheet.formulas if self._raw is not None else self.sheet.unsolved, self._row)
        if self._raw is None or (value := self._value(self._raw)) is None:
            return
        if self._place >= MOST_COLUMNS:
            raise too_many_columns()
        cells, place = self._cells, self._place
        if place >= len(cells):
            cells.extend([None] * (place + 1 - len(cells)))
        cells[place] = value
        if isinstance(value, str):
            self._shown += len(value)
            if self._shown > LARGEST_SHOWN:
                raise too_much_text()

    def _value(self, raw: str) -> CellValue:
        kind = self._type
        if kind == "s":
            return self._shared[int(raw)]
        if kind == "n":
            style = int(self._style) if self._style else -1
            look = self._looks[style] if 0 <= style < len(self._looks) else ""
            return self._number(raw, look)
        if kind == "b":
            return raw.strip() in ("1", "true")
        if kind == "e":
            _note(self.sheet.errors, self._row)
            return None
        if kind == "d":
            return _written_day(raw)
        return self._texts.of(raw)

    def _number(self, raw: str, look: str) -> CellValue:
        if not raw or raw.isspace():
            return None
        if look == DATE:
            if raw not in self._days:
                self._days[raw] = _day(float(raw), self._epoch)
            return self._days[raw]
        number = float(raw)
        if not math.isfinite(number):
            raise broken()
        if look == PERCENT:
            return Percent(number)
        return int(number) if number.is_integer() and abs(number) < 1e15 else number

    def _end_row(self) -> None:
        if len(self.sheet.rows) >= MOST_ROWS:
            raise too_many_rows()
        self.sheet.rows.append((self._row, self._cells))
        if self._row_hidden:
            self.sheet.hidden_rows.append(self._row)

    def _merge(self, reference: str) -> None:
        if not (found := _RANGE.fullmatch(reference)):
            return
        if len(self.sheet.merges) >= MOST_ROWS:
            raise broken()
        left, top, right, bottom = found.groups()
        self.sheet.merges.append((int(top), column_number(left), int(bottom), column_number(right)))


def _note(rows: list[int], row: int) -> None:
    """Keep the row, once."""
    if not rows or rows[-1] != row:
        rows.append(row)


def _day(number: float, epoch: datetime) -> CellValue:
    """What Excel shows for a number that looks as a date: a day, a moment, or a time of day as words."""
    try:
        moment = from_excel(number, epoch)
    except (OverflowError, ValueError):
        return number
    return _plain(moment, number)


def _written_day(raw: str) -> CellValue:
    try:
        return _plain(from_ISO8601(raw.strip()), raw)
    except (OverflowError, ValueError):
        return raw


def _plain(moment: object, otherwise: CellValue) -> CellValue:
    if isinstance(moment, datetime):
        return moment.date() if moment.time() == time() else moment
    if isinstance(moment, time):
        return f"{moment:%H:%M}"
    return moment if isinstance(moment, date) else otherwise
