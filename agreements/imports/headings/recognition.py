"""Where the headings of a sheet are, and which field each column is.

A column is placed only by words that are known. Two columns that claim one field, where only one can be right, are both left to
a person, as are headings nobody knows.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext as _

from agreements.imports.fields import FIELDS
from agreements.imports.headings.archive_plan import ARCHIVE_PLAN
from agreements.imports.headings.crosses import FEWEST, only_crosses
from agreements.imports.headings.export import EXPORT, is_about_the_file
from agreements.imports.headings.nivi import NIVI
from agreements.imports.headings.one_party import of_one_party
from agreements.imports.headings.shape import Shape
from agreements.imports.headings.template import TEMPLATE
from agreements.imports.headings.wording import plain, spellings
from agreements.imports.headings.words import EITHER, KNOWN, OF_A_PERIOD
from agreements.imports.reading.book import Line, Sheet, letter
from registry.search import fold

SHAPES: tuple[Shape, ...] = (*EXPORT, TEMPLATE, ARCHIVE_PLAN, NIVI)
BY_WORDS = Shape("kjent", KNOWN, ())
LOOKED_AT = 40  # rows from the top where the headings are sought
JOINED = {"participants", "other_participants", "note", "purpose", "service_areas", "ownership_text", "former_names"}
LONGEST_HEADING = 80
LONGEST_GROUP = 40  # characters; a longer one is a title
RECEIPT = "outcome"  # our receipt adds it to every file
YEARLY = {"cost", "payment", "person_years"}
_NUMBERED = re.compile(r"(?:deltaker|deltakerkommune|samarbeidskommune|kommune|part|eier) ?(?:nr )?\d{1,2}")


@dataclass
class Headings:
    """The headings of one sheet. Columns are counted from 0.

    `row` is the last row of them, 0 when none were found; `texts` what stands over each column; `columns` the field of each
    column that is placed, `unknown` the headings of those that are not; `twice` those that claim a field together; `unheaded`
    the columns with content and no heading.
    """

    shape: Shape
    row: int = 0
    first_row: int = 0
    texts: dict[int, str] = field(default_factory=dict)
    columns: dict[int, str] = field(default_factory=dict)
    twice: tuple[str, ...] = ()
    unheaded: tuple[int, ...] = ()

    @property
    def unknown(self) -> dict[int, str]:
        """The headings that nobody has placed, and the columns with content that have none."""
        unheaded = {column: _("kolonne %(letter)s uten overskrift") % {"letter": letter(column)} for column in self.unheaded}
        return {column: text for column, text in {**self.texts, **unheaded}.items() if column not in self.columns}

    @property
    def key(self) -> str:
        """The same for every sheet with the same headings in the same places."""
        said = "\n".join(f"{column} {plain(text)}" for column, text in sorted(self.texts.items()))
        return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]


def recognise(sheet: Sheet) -> Headings:
    """The headings of the sheet, as well as they can be told without asking."""
    place = None if is_about_the_file(sheet) else _place_of_headings(sheet.lines)
    if place is None:
        return Headings(BY_WORDS, unheaded=_unheaded({}, sheet.lines))
    first, last = _rows_of_headings(sheet, place)
    texts = _texts(sheet, first, last)
    folded = {plain(text) for text in texts.values()}
    shape = next((shape for shape in SHAPES if shape.fits(folded)), BY_WORDS)
    below = sheet.lines[last + 1 :]
    columns, twice = _placed(texts, shape, below)
    if shape is BY_WORDS:
        columns |= _crossed(texts, columns, below) or of_one_party(texts, columns, below)
    return Headings(shape, sheet.lines[last].number, sheet.lines[first].number, texts, columns, twice, _unheaded(texts, below))


def known(heading: object, shape: Shape = BY_WORDS) -> str:
    """The field that a heading alone tells, "" when it tells none."""
    for spelling in spellings(heading):
        code = shape.columns.get(spelling) or KNOWN.get(spelling, "")
        if code and (not shape.ours or spelling in shape.columns or code == RECEIPT):
            return code
        if not shape.ours and _NUMBERED.fullmatch(spelling):
            return "participants"
    return ""


def is_heading(cell: object) -> bool:
    """Whether the cell could stand over a column of some table that is known."""
    return isinstance(cell, str) and len(cell) <= LONGEST_HEADING and _is_known(cell)


@lru_cache(4096)
def _is_known(text: str) -> bool:
    return bool(known(text)) or plain(text) in EITHER or any(plain(text) in shape.columns for shape in SHAPES)


def _place_of_headings(lines: list[Line]) -> int | None:
    """The row among the first with most known headings; else the first that is as wide as the table and has only texts."""
    top = lines[:LOOKED_AT]
    found = [sum(is_heading(cell) for cell in line.cells) for line in top]
    if found and max(found) >= 2:
        return found.index(max(found))
    widths = Counter(_width(line) for line in lines[:200] if _width(line) > 1)
    if not widths:
        return None
    usual = widths.most_common(1)[0][0]
    for place, line in enumerate(top):
        texts = [cell for cell in line.cells if cell is not None]
        if len(texts) >= max(2, usual * 0.6) and all(isinstance(cell, str) for cell in texts):
            return place
    return None


def _width(line: Line) -> int:
    return sum(cell is not None for cell in line.cells)


def _rows_of_headings(sheet: Sheet, place: int) -> tuple[int, int]:
    """The first and last row of the headings: a row of groups above them, or of parts below, goes with them."""
    lines = sheet.lines
    if place and lines[place - 1].number == lines[place].number - 1 and _groups(sheet, lines[place - 1], lines[place]):
        return place - 1, place
    if place + 1 < len(lines) and lines[place + 1].number == lines[place].number + 1:
        below = lines[place + 1]
        if _groups(sheet, lines[place], below) and all(is_heading(cell) for cell in below.cells if cell is not None):
            return place, place + 1
    return place, place


def _groups(sheet: Sheet, line: Line, below: Line) -> dict[int, str]:
    """The cells of the row that span several columns but not the whole table, each told in all the columns it spans."""
    found: dict[int, str] = {}
    for merge in sheet.merges if _width(line) > 1 else ():  # one alone is a title
        if merge.top == line.number == merge.bottom and merge.left < merge.right < len(below.cells) + 1:
            text = line.cells[merge.left] if merge.left < len(line.cells) else None
            narrow = merge.right - merge.left + 1 < max(_width(below), 3)
            if isinstance(text, str) and narrow and len(text) <= LONGEST_GROUP and " kommune" not in fold(text):
                found |= dict.fromkeys(range(merge.left, merge.right + 1), text)
    return found


def _texts(sheet: Sheet, first: int, last: int) -> dict[int, str]:
    """What stands over each column: the heading, with that of its group in front."""
    lines = sheet.lines
    texts = {column: str(cell) for column, cell in enumerate(lines[last].cells) if cell is not None}
    if first == last:
        return texts
    groups = _groups(sheet, lines[first], lines[last])
    for column, cell in enumerate(lines[first].cells):
        if cell is not None and column not in texts and column not in groups:
            texts[column] = str(cell)
    for column, group in groups.items():
        own = texts.get(column)
        if own is None or plain(own) == plain(group):
            texts[column] = group
        elif plain(own) not in OF_A_PERIOD:
            texts[column] = f"{group} {own}"
    return dict(sorted(texts.items()))


def _crossed(texts: Mapping[int, str], columns: Mapping[int, str], below: list[Line]) -> dict[int, str]:
    """Columns that name a party in their heading, where no column has the parties."""
    if "participants" in columns.values() or "name" not in columns.values():
        return {}
    found = [column for column in texts if column not in columns and only_crosses(below, column)]
    return dict.fromkeys(found, "participants") if len(found) >= FEWEST else {}


def _unheaded(texts: Mapping[int, str], below: list[Line]) -> tuple[int, ...]:
    """The columns with content that no heading stands over."""
    widest = max((len(line.cells) for line in below), default=0)
    bare = [column for column in range(widest) if column not in texts]
    return tuple(column for column in bare if any(column < len(line.cells) and line.cells[column] is not None for line in below))


def _content(lines: list[Line], column: int) -> str:
    """All that stands in a column, so that columns headed alike can be compared; "" for an empty one."""
    return "\n".join(
        f"{line.number} {line.cells[column]}" for line in lines if column < len(line.cells) and line.cells[column] is not None
    )


def _placed(texts: Mapping[int, str], shape: Shape, below: list[Line]) -> tuple[dict[int, str], tuple[str, ...]]:
    """The field of each column, and the headings of columns that claim the same field without being joined or alike."""
    claims: dict[str, list[int]] = {}
    for column, text in texts.items():
        if code := known(text, shape):
            claims.setdefault(code, []).append(column)
    for column, text in texts.items():
        for code in () if shape.ours else EITHER.get(plain(text), ()):
            if code not in claims:
                claims[code] = [column]
                break
    if not claims.keys() & YEARLY and not shape.ours:
        claims.pop("year", None)  # of what, nobody can tell
    columns: dict[int, str] = {}
    twice: list[str] = []
    for code, claiming in claims.items():
        if len(claiming) == 1 or code in JOINED or not FIELDS[code].taken:
            columns |= dict.fromkeys(claiming, code)
            continue
        different = {_content(below, column): column for column in reversed(claiming)}
        different.pop("", None)
        if len(different) > 1:
            twice += [texts[column] for column in claiming]
        else:
            columns[next(iter(different.values()), claiming[0])] = code
    return dict(sorted(columns.items())), tuple(twice)
