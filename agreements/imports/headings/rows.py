"""The rows under the headings: which are rows of the table, and which are something else that people put in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agreements.imports.fields import NAMES
from agreements.imports.headings.recognition import is_heading
from agreements.imports.headings.template import EXAMPLE
from agreements.imports.reading.book import Line, Sheet

_SUMS = re.compile(r"(?:sum|total|totalt|totalsum|i alt|til sammen|tilsammen|antall|gjennomsnitt|snitt)\b.{0,30}")
_IS_NUMBER = re.compile(r"[-+\d\s.,%]+(?:ordning(?:er)?|samarbeid(?:sordninger)?|avtaler?|kommuner?|tjenester?|rader|stk\.?)?")
_REMARKS = re.compile(r"[*¹²³†]|(?:kilde|kjelde|merknad|merk|note|fotnote|obs|forklaring|tegnforklaring|sist oppdatert)\w*\s*:")


@dataclass(frozen=True)
class Sorted:
    """A row of the table (`kind` "") or what else it is, with the heading in between under which it stands."""

    line: Line
    kind: str
    section: str = ""


def sort_rows(sheet: Sheet, columns: Mapping[int, str], texts: Mapping[int, str], last_heading: int) -> Iterator[Sorted]:
    """Each row under the headings, with what it is. Nothing that could be a scheme is taken for something else."""
    names = [column for column, code in columns.items() if code in NAMES]
    merged = {(merge.top, merge.left) for merge in sheet.merges if merge.right > merge.left}
    headings = {column: text.lower() for column, text in texts.items()}
    section, another = "", False
    below = [line for line in sheet.lines if line.number > last_heading]
    for place, line in enumerate(below):
        gap = line.number > (below[place - 1].number if place else last_heading) + 1
        at_the_end = gap and len(headings) > 1 and all(_count(other) == 1 for other in below[place : place + 20])
        kind = _kind(line, names, headings, merged, at_the_end)
        another = another or (not kind and _begins_another_table(line, headings))
        kind = "second_table" if another else kind
        if kind == "sections":
            section = str(next(cell for cell in line.cells if cell is not None))
        yield Sorted(line, kind, section)


def _kind(line: Line, names: list[int], headings: Mapping[int, str], merged: set[tuple[int, int]], at_the_end: bool) -> str:
    filled = {column: cell for column, cell in enumerate(line.cells) if cell is not None}
    first_column, first = next(iter(filled.items()))
    name = next((filled[column] for column in names if column in filled), None)
    if isinstance(name, str) and name.upper().startswith(EXAMPLE.strip()):
        return "example"
    if len(filled) > 1 and all(headings.get(column) == str(cell).lower() for column, cell in filled.items()):
        return "repeated_headings"
    if _are_sums(filled, first):
        return "sums"
    if (
        str(first) == "1"
        and len(filled) > 2
        and [str(cell) for cell in filled.values()] == [str(number + 1) for number in range(len(filled))]
    ):
        return "column_numbers"
    if len(filled) == 1 and isinstance(first, str) and len(headings) > 1:
        if _REMARKS.match(first.lower()) or (at_the_end and (first_column not in names or len(first) > 60)):
            return "remarks"
        if names and ((line.number, first_column) in merged or first_column not in names):
            return "sections"
    return ""


def _begins_another_table(line: Line, headings: Mapping[int, str]) -> bool:
    """Whether the row has headings, and others than those above: what is under it would be read as what it is not."""
    filled = [cell for cell in reversed(line.cells) if cell is not None]  # the last come again more often, and are remembered
    return len(filled) >= max(2, len(headings) * 0.6) and all(is_heading(cell) for cell in filled)


def _are_sums(filled: Mapping[int, object], first: object) -> bool:
    """Whether the row adds up those above: a word for it first, and else only numbers."""
    if not isinstance(first, str) or not _SUMS.fullmatch(first.lower()):
        return False
    rest = list(filled.values())[1:]
    return all(isinstance(cell, int | float) or _IS_NUMBER.fullmatch(str(cell)) for cell in rest) and (bool(rest) or len(first) < 9)


def _count(line: Line) -> int:
    return sum(cell is not None for cell in line.cells)
