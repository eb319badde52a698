"""Excel files, written row by row in constant memory: one head row that stays, filters, widths, and a page that prints.

Text is always stored as text, whatever it begins with: "=1+1" out of the register is never a formula, "#N/A" never an error.
The only place that knows openpyxl.
"""

import re
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import WorkbookAlreadySaved
from openpyxl.worksheet.properties import PageSetupProperties

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TEXT = 32_767  # characters; Excel holds no more in a cell
PAPER_A4 = 9
FORMATS = {"date": "dd.mm.yyyy", "moment": "dd.mm.yyyy hh:mm", "percent": "0.0 %"}
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MISREAD = ("=", "#")  # openpyxl takes text that begins so for formulas and errors
_HEAD_FONT, _HEAD_FILL = Font(bold=True), PatternFill("solid", fgColor="E3ECEF")
_HEAD_EDGE, _HEAD_TEXT = Border(bottom=Side("thin", color="1F4E5F")), Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True)
class Head:
    """A column of a sheet: its heading, and what kind of value stands in it ("text", "number" or one of FORMATS)."""

    heading: str
    kind: str = "text"
    width: int = 16


class ExcelFile:
    """A workbook being written. Use it as a context: what is half written is cleared away when something goes wrong."""

    def __init__(self, title: str, publisher: str):
        self._book = Workbook(write_only=True)
        self._book.properties.title, self._book.properties.creator, self._book.properties.language = title, publisher, "nb-NO"
        self.sheets: list[Sheet] = []

    def __enter__(self) -> "ExcelFile":
        return self

    def __exit__(self, *error) -> None:
        if error[0] is not None:
            for sheet in self.sheets:
                sheet.discard()

    def sheet(self, title: str, heads: Sequence[Head]) -> "Sheet":
        """A new sheet with its head row. Several sheets may be written at the same time."""
        self.sheets.append(Sheet(self._book.create_sheet(title), heads))
        return self.sheets[-1]

    def finish(self) -> BinaryIO:
        """The whole file, on disk and not in memory, ready to be read; it is gone when closed."""
        for sheet in self.sheets:
            sheet.finish()
        whole = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever reads it
        self._book.save(whole)
        whole.seek(0)
        return whole


class Sheet:
    """One sheet being written; `number` is how many rows it has under the head."""

    def __init__(self, sheet, heads: Sequence[Head]):
        self._sheet, self._heads, self.number = sheet, heads, 0
        sheet.freeze_panes = "B2" if len(heads) > 1 else "A2"
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = "landscape", PAPER_A4, 0
        sheet.print_title_rows = "1:1"
        sheet.oddFooter.center.text = _("Side &P av &N")
        for number, head in enumerate(heads, 1):
            sheet.column_dimensions[get_column_letter(number)].width = head.width
        self._texts = [index for index, head in enumerate(heads) if head.kind == "text"]
        # one cell a column, used again for every row: making a styled cell costs ten times as much as writing it
        self._styled = [(index, self._cell(head.kind)) for index, head in enumerate(heads) if head.kind in FORMATS]
        sheet.append([self._head(head) for head in heads])

    def _head(self, head: Head) -> WriteOnlyCell:
        cell = _text(WriteOnlyCell(self._sheet), head.heading)
        cell.font, cell.fill, cell.border, cell.alignment = _HEAD_FONT, _HEAD_FILL, _HEAD_EDGE, _HEAD_TEXT
        return cell

    def _cell(self, kind: str) -> WriteOnlyCell:
        cell = WriteOnlyCell(self._sheet)
        cell.number_format, cell.data_type = FORMATS[kind], "n" if kind == "percent" else "d"
        return cell

    def append(self, row: list) -> None:
        """Write one row, a value a column, None for an empty cell. The list is changed."""
        for index in self._texts:
            text = row[index]
            if not text:
                row[index] = None  # no cell at all: quicker and smaller than an empty one
            elif text[0] in _MISREAD or len(text) > LONGEST_TEXT or not text.isprintable():
                row[index] = _text(WriteOnlyCell(self._sheet), text)
        for index, cell in self._styled:
            if row[index] is not None:
                cell._value = row[index]  # what kind it is, and how it is shown, the cell knows already
                row[index] = cell
        self._sheet.append(row)
        self.number += 1

    def extend(self, rows: Iterable[list]) -> None:
        """Write many rows."""
        for row in rows:
            self.append(row)

    def finish(self) -> None:
        """Let the filter span what was written."""
        self._sheet.auto_filter.ref = f"A1:{get_column_letter(len(self._heads))}{self.number + 1}"

    def discard(self) -> None:
        """Forget what was written."""
        with suppress(WorkbookAlreadySaved):  # when it is the saving that failed
            self._sheet.close()
        with suppress(OSError, ValueError):  # gone already
            self._sheet._writer.cleanup()


def _text(cell: WriteOnlyCell, text: str) -> WriteOnlyCell:
    """The cell with the text, as text whatever it begins with; what no sheet can hold is taken out or cut with "…"."""
    text = _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    cell.value = text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
    cell.data_type = "s"
    return cell
