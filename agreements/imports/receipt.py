"""The receipt: the same workbook back, with what became of each row and what was said about its cells."""

from collections.abc import Iterable, Mapping
from typing import BinaryIO

from agreements.imports.fields import FIELDS
from agreements.imports.headings.recognition import Headings, recognise
from agreements.imports.headings.wording import plain
from agreements.imports.reading.book import Book, Sheet
from registry.excel.back import Mark, SheetBack, marked_copy, marked_original

Said = tuple[str, Iterable[tuple[str, str]]]  # what became of the row; column and remark


def receipt(book: Book, original: bytes, statuses: Mapping[str, Mapping[int, Said]]) -> BinaryIO:
    """The file with a column more. `statuses` are by name of the sheet and row; a column is named by its heading, or its field's.

    A workbook comes back as it was, as well as openpyxl can; CSV and what was pasted as a workbook of the same cells.
    """
    heading = FIELDS["outcome"].title
    sheets = [_sheet(sheet, statuses.get(sheet.name, {})) for sheet in book.sheets]
    return marked_original(original, sheets, heading) if book.kind == "xlsx" else marked_copy(sheets, heading)


def _sheet(sheet: Sheet, said: Mapping[int, Said]) -> SheetBack:
    headings = recognise(sheet)
    places = _places(headings)
    rows = [(line.number, line.cells) for line in sheet.lines]
    outside = max((len(line.cells) for line in sheet.lines), default=0)
    marks = {row: Mark(words, _remarks(remarks, places, outside)) for row, (words, remarks) in said.items()}
    return SheetBack(sheet.name, rows, headings.row, headings.texts, marks)


def _places(headings: Headings) -> dict[str, int]:
    """The column of each heading, of each field by what it is called, and of each field by its code."""
    found = {plain(text): column for column, text in reversed(headings.texts.items())}
    for column, code in headings.columns.items():
        found.setdefault(plain(FIELDS[code].heading), column)
        found.setdefault(plain(code), column)
    return found


def _remarks(remarks: Iterable[tuple[str, str]], places: Mapping[str, int], outside: int) -> dict[int, str]:
    """Remarks by column; what is about no column of the sheet stands on the outcome."""
    found: dict[int, str] = {}
    for column, remark in remarks:
        place = places.get(plain(column), outside)
        found[place] = f"{found[place]}\n{remark}" if place in found else remark
    return found
