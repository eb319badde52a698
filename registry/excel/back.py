"""A workbook that goes back to whoever sent it: the same cells, with a column of outcomes and remarks on the cells they are about.

What was a formula comes back as what it last showed, what was text as text: nothing in it can run. Macros and links to other
files are never in it. openpyxl holds a whole workbook in memory, so that a large one is written anew with its cells alone.
"""

import io
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import BinaryIO

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from registry.excel.cells import Head, plain_text
from registry.excel.safety import LONGEST_TITLE, MEGABYTE, Package
from registry.excel.sheet_reader import CellValue, Percent
from registry.excel.writing import ExcelFile
from registry.periods import show_day

LARGEST_IN_MEMORY = 15 * MEGABYTE  # unpacked
MOST_CELLS_IN_MEMORY = 50_000
COLUMN_WIDTH = 36
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
AUTHOR = "Samarbeidsregisteret"


@dataclass(frozen=True)
class Mark:
    """What became of one row, and remarks by column (from 0)."""

    words: str
    remarks: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SheetBack:
    """One sheet: its rows with their numbers, where its headings are (0 for nowhere), and the marks by row.

    A remark in a column beyond the last with content stands on the outcome of its row.
    """

    name: str
    rows: Sequence[tuple[int, Sequence[CellValue]]]
    heading_row: int
    headings: Mapping[int, str]
    marks: Mapping[int, Mark]

    @cached_property
    def width(self) -> int:
        """How many columns have content."""
        return max((len(cells) for _number, cells in self.rows), default=0)


def marked_original(original: bytes, sheets: Sequence[SheetBack], heading: str) -> BinaryIO:
    """The workbook as it came, marked. One that openpyxl cannot hold is written anew."""
    if sum(Package(original).sizes.values()) > LARGEST_IN_MEMORY:
        return marked_copy(sheets, heading)
    try:
        book = load_workbook(io.BytesIO(original), data_only=True, keep_links=False)
    except Exception:  # openpyxl raises whatever it stumbles in; the reader is more patient than it
        return marked_copy(sheets, heading)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    cell.data_type = "s"
    return _marked(book, {sheet.name: sheet for sheet in sheets}, heading)


def marked_copy(sheets: Sequence[SheetBack], heading: str) -> BinaryIO:
    """The same cells in a new workbook, in the same rows; or in a plain list when they are too many for that."""
    if sum(len(cells) for sheet in sheets for _number, cells in sheet.rows) > MOST_CELLS_IN_MEMORY:
        return _listed(sheets, heading)
    book, made_of = Workbook(), {}
    book.remove(book.active)
    for sheet in sheets:
        made = book.create_sheet(_title(sheet))
        made_of[made.title] = sheet
        for number, cells in sheet.rows:
            for column, value in enumerate(cells, 1):
                if value is not None:
                    _write(made, number, column, value)
    return _marked(book, made_of, heading)


def _title(sheet: SheetBack) -> str:
    return _NOT_IN_TITLE.sub(" ", plain_text(sheet.name)).strip(" '")[:LONGEST_TITLE] or _("Ark")


def _write(sheet: Worksheet, row: int, column: int, value: CellValue) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value, cell.data_type = plain_text(value), "s"
        return
    cell.value = value
    if isinstance(value, Percent):
        cell.number_format = "0.0 %"


def _marked(book: Workbook, sheets: Mapping[str, SheetBack], heading: str) -> BinaryIO:
    for name, sheet in sheets.items():
        if sheet.marks:
            _mark(book[name], sheet, heading)
    whole = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever reads it
    book.save(whole)
    whole.seek(0)
    return whole


def _mark(sheet: Worksheet, back: SheetBack, heading: str) -> None:
    merged = [merge.max_col for merge in sheet.merged_cells.ranges if merge.max_col <= back.width + 20]
    column = max([back.width, *merged]) + 1
    if back.heading_row:
        _write(sheet, back.heading_row, column, heading)
        sheet.cell(back.heading_row, column).font = Font(bold=True)
    sheet.column_dimensions[sheet.cell(1, column).column_letter].width = COLUMN_WIDTH
    for row, mark in back.marks.items():
        _write(sheet, row, column, mark.words)
        sheet.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")
        for place, remark in mark.remarks.items():
            cell = sheet.cell(row, place + 1 if place < back.width else column)
            cell = sheet.cell(row, column) if isinstance(cell, MergedCell) else cell
            said = f"{cell.comment.text}\n{remark}" if cell.comment else remark
            cell.comment = Comment(plain_text(said), AUTHOR, height=120, width=320)


def _listed(sheets: Sequence[SheetBack], heading: str) -> BinaryIO:
    """The rows under each other in constant memory, each with its number, its outcome and its remarks."""
    with ExcelFile(heading, AUTHOR) as book:
        for sheet in sheets:
            texts = [sheet.headings.get(column, "") for column in range(sheet.width)]
            heads = [
                Head(_("Rad"), "number", 8),
                *map(Head, texts),
                Head(heading, width=COLUMN_WIDTH),
                Head(_("Merknader"), width=60),
            ]
            book.sheet(_title(sheet), heads).extend(_list_rows(sheet))
        return book.finish()


def _list_rows(sheet: SheetBack) -> Iterator[list]:
    for number, cells in sheet.rows:
        if number == sheet.heading_row:
            continue
        mark = sheet.marks.get(number, Mark(""))
        remarks = "\n".join(f"{sheet.headings.get(column, '')}: {remark}".lstrip(": ") for column, remark in mark.remarks.items())
        padding = [None] * (sheet.width - len(cells))
        yield [number, *map(_as_text, cells), *padding, mark.words or None, remarks or None]


def _as_text(value: CellValue) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if isinstance(value, Percent):
        return f"{value * 100:.10g} %".replace(".", ",")
    if isinstance(value, int | float):
        return f"{value:.15g}".replace(".", ",")
    return show_day(value)
