"""A sheet into a table: rows by field, whose list it is, and what was odd."""

import re
from collections.abc import Mapping
from itertools import pairwise

from agreements.imports.fields import FIELDS
from agreements.imports.headings.crosses import only_crosses, party
from agreements.imports.headings.recognition import JOINED, Headings, recognise
from agreements.imports.headings.rows import sort_rows
from agreements.imports.headings.values import Values
from agreements.imports.headings.wording import LONGEST
from agreements.imports.reading.book import Line, Sheet
from agreements.imports.table import Oddity, Row, Table, Value

CHOSEN = "valgt"
PARTIES = ("participants", "other_participants")
_WORD = r"[A-ZÆØÅÁČĐŊŠŦŽ]\w*"
_OWNER = re.compile(rf"\b({_WORD}(?:(?:\s?[-–/]\s?|\s){_WORD}){{0,3}}?)\s+(?i:kommune|kommunes|suohkan|gielda|tjïelte)\b")
_LABELLED = re.compile(r"(?i:kommune)\s*:?\s+((?:[A-ZÆØÅÁČĐŊŠŦŽ][\w/-]*\s*){1,3})$")
_NOT_NAMES = re.compile(r"^(?:Oversikt|Interkommunale?|Samarbeid|Avtaler|Liste|Vedlegg|Tabell)\b", re.IGNORECASE)


def table_of(sheet: Sheet, chosen: Mapping[int, str] | None = None) -> Table:
    """The sheet as a table. `chosen` is what a person placed: the field of each column, "" for one that is left out."""
    headings = recognise(sheet)
    columns = headings.columns
    if chosen is not None:
        columns = {column: code for column, code in {**columns, **chosen}.items() if code in FIELDS}
    titles = _titles(sheet, headings)
    values = Values(typed=sheet.typed, ours=headings.shape.ours, by_codes=headings.shape.by_codes)
    rows, odd = _rows(sheet, headings, columns, values)
    left_out = chosen or {}
    return Table(
        sheet=sheet.name,
        shape=headings.shape.code if chosen is None else CHOSEN,
        columns=_columns(columns, headings),
        rows=rows,
        owner=_owner([*titles, sheet.name]),
        unknown=tuple(text for column, text in headings.unknown.items() if column not in {**columns, **left_out}),
        oddities=tuple(_oddities(sheet, headings, odd | values.odd)),
        titles=titles,
    )


def _columns(columns: Mapping[int, str], headings: Headings) -> dict[str, str]:
    found: dict[str, str] = {}
    for column, code in sorted(columns.items()):
        found.setdefault(code, headings.texts.get(column, ""))
    return found


def _titles(sheet: Sheet, headings: Headings) -> tuple[str, ...]:
    above = [line for line in sheet.lines if line.number < headings.first_row]
    return tuple(" ".join(str(cell) for cell in line.cells if cell is not None) for line in above)


def _owner(texts: list[str]) -> str:
    """The municipality that the first of the texts names as one: «Målselv kommune – samarbeid», «Kommune: Målselv» → Målselv."""
    for text in texts:
        for found in filter(None, [*_OWNER.finditer(text[:LONGEST]), _LABELLED.fullmatch(text[:LONGEST])]):
            name = found[1].strip(" -–/")
            if name.isupper():  # where all is in capitals only the last word is surely of the name
                name = name.split()[-1]
            if not _NOT_NAMES.match(name):
                return name
    return ""


def _rows(sheet: Sheet, headings: Headings, columns: Mapping[int, str], values: Values) -> tuple[list[Row], dict[str, list[int]]]:
    rows: list[Row] = []
    odd: dict[str, list[int]] = {}
    crossed = _crossed(sheet, headings, columns)
    for found in sort_rows(sheet, columns, headings.texts, headings.row):
        if found.kind:
            odd.setdefault(found.kind, []).append(found.line.number)
            continue
        read = _values(found.line, columns, values, crossed)
        if len(read) == 1 and "name" in read and len(columns) > 1:
            odd.setdefault("only_name", []).append(found.line.number)
        if read and found.section:
            read["section"] = found.section
        if read:
            rows.append(Row(found.line.number, read))
        else:
            odd.setdefault("outside", []).append(found.line.number)
    return rows, odd


def _crossed(sheet: Sheet, headings: Headings, columns: Mapping[int, str]) -> dict[int, str]:
    """The columns of parties that hold crosses, with the party that each is about."""
    below = [line for line in sheet.lines if line.number > headings.row]
    parties = [column for column, code in columns.items() if code in PARTIES and column in headings.texts]
    return {column: headings.texts[column] for column in parties if only_crosses(below, column)}


def _values(line: Line, columns: Mapping[int, str], values: Values, crossed: Mapping[int, str]) -> dict[str, Value]:
    read: dict[str, Value] = {}
    for column, code in columns.items():
        cell = line.cells[column] if column < len(line.cells) else None
        if cell is not None and column in crossed:
            cell = party(crossed[column], cell)
        if cell is None or (value := values.read(FIELDS[code], cell, line.number)) is None:
            continue
        if code not in read:
            read[code] = value
        elif code in JOINED and str(value) not in str(read[code]).split("; "):
            read[code] = f"{read[code]}; {value}"
    return read


def _oddities(sheet: Sheet, headings: Headings, odd: Mapping[str, list[int]]) -> list[Oddity]:
    """What was strange, once a kind: in the file, about the headings, and in the rows."""
    found = list(sheet.oddities)
    first = (headings.row,) if headings.row else ()
    if not headings.row:
        found.append(Oddity("no_headings"))
    elif not headings.columns:
        found.append(Oddity("unsure_headings", first))
    if headings.first_row != headings.row:
        found.append(Oddity("headings_in_two_rows", (headings.first_row, headings.row)))
    if above := tuple(line.number for line in sheet.lines if line.number < headings.first_row):
        found.append(Oddity("title", above))
    if headings.twice:
        found.append(Oddity("headings_twice", first))
    if headings.unheaded:
        found.append(Oddity("columns_without_heading", first))
    numbers = [line.number for line in sheet.lines if line.number >= headings.row]
    if gaps := tuple(number - 1 for before, number in pairwise(numbers) if number > before + 1):
        found.append(Oddity("blank_rows", gaps))
    return found + [Oddity(code, tuple(dict.fromkeys(rows))) for code, rows in sorted(odd.items()) if rows]
