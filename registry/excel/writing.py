"""Excel files, written row by row in constant memory: one head row that stays, filters, widths, and a page that prints.

openpyxl makes the workbook: its sheets, styles and pages. The rows are written here and put into its sheets at the end, which
takes an eighth of the time that openpyxl's own cells do. A cell is a number or a text and nothing else can be written, so
"=1+1" out of the register is never a formula, "#N/A" never an error.
"""

import io
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from typing import IO, Any, BinaryIO
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.properties import PageSetupProperties

from registry.excel.charts import NARROWEST, WIDEST, Chart, described, drawn, mended
from registry.excel.safety import LONGEST_TEXT

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

PAPER_A4 = 9
PAGE_WIDTH = 220  # characters; more on one page and nobody can read it
LINE_HEIGHT = 15  # points
GAP = 3  # characters between a table and its chart
FORMATS = {"date": "dd.mm.yyyy", "moment": "dd.mm.yyyy hh:mm", "percent": "0.0 %"}
FIRST_DAY = date(1900, 3, 1)
KEPT = 1000  # values whose cell is remembered: most are the same few names and words, over and over
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAKEN_FOR_CHARACTER = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads _x0041_ as A
_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")
_HEAD_FONT, _HEAD_FILL = Font("Calibri", 11, bold=True), PatternFill("solid", fgColor="E3ECEF")
_LINK_FONT = Font("Calibri", 11, underline="single", color="0F5571")
_HEAD_EDGE, _HEAD_TEXT = Border(bottom=Side("thin", color="1F4E5F")), Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True)
class Head:
    """A column of a sheet: its heading, and what kind of value stands in it ("text", "number", "link" or one of FORMATS).

    A "link" is the title of another sheet of the workbook, which it opens.
    """

    heading: str
    kind: str = "text"
    width: int = 16


class ExcelFile:
    """A workbook being written. Use it as a context: nothing of it is left on the disk, but what `finish` hands out."""

    def __init__(self, title: str, publisher: str):
        self._book = Workbook(write_only=True)
        self._book.properties.title, self._book.properties.creator, self._book.properties.language = title, publisher, "nb-NO"
        self._sheets: list[Sheet] = []

    def __enter__(self) -> "ExcelFile":
        return self

    def __exit__(self, *error) -> None:
        for sheet in self._sheets:
            sheet.rows.close()

    def sheet(self, title: str, heads: Sequence[Head]) -> "Sheet":
        """A new sheet with its head row. Several sheets may be written at the same time."""
        self._sheets.append(Sheet(self._book.create_sheet(title), heads))
        return self._sheets[-1]

    def finish(self) -> BinaryIO:
        """The whole file, on disk and not in memory, ready to be read; it is gone when closed."""
        whole, empty = tempfile.TemporaryFile(), io.BytesIO()  # noqa: SIM115 - closed by whoever reads it
        for sheet in self._sheets:
            sheet.finish()
        self._book.save(empty)
        sheets = {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in enumerate(self._sheets, 1)}
        charts = [sheet.about_chart for sheet in self._sheets if sheet.about_chart]
        told = {f"xl/drawings/drawing{number}.xml": about for number, about in enumerate(charts, 1)}
        with zipfile.ZipFile(empty) as parts, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as filled:
            for name in parts.namelist():
                with filled.open(name, "w") as part:
                    _copy(mended(name, parts.read(name), told.get(name, "")), sheets.get(name), part)
        whole.seek(0)
        return whole


class Sheet:
    """One sheet being written; `number` is how many rows it has under the head."""

    def __init__(self, sheet, heads: Sequence[Head]):
        self._sheet, self.rows, self.number = sheet, tempfile.TemporaryFile(), 0  # noqa: SIM115 - ExcelFile closes it
        self._heads, self.about_chart = heads, ""
        self.links: list[str] = []
        sheet.freeze_panes = "B2" if len(heads) > 1 else "A2"
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page, pages = sheet.page_setup, 1 + self._width // PAGE_WIDTH
        page.orientation, page.paperSize, page.fitToHeight, page.fitToWidth = "landscape", PAPER_A4, 0, pages
        sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
        sheet.oddFooter.center.text = _("Side &P av &N")
        self._letters = [get_column_letter(number) for number in range(1, len(heads) + 1)]
        for letter, head in zip(self._letters, heads, strict=True):
            sheet.column_dimensions[letter].width = head.width
        look = self._style(font=_HEAD_FONT, fill=_HEAD_FILL, border=_HEAD_EDGE, alignment=_HEAD_TEXT)
        cells = [f'<c{look} r="{letter}1{_text(head.heading)}' for letter, head in zip(self._letters, heads, strict=True)]
        lines = max(1 + len(head.heading) * 6 // (head.width * 5) for head in heads)  # a bold letter takes a fifth more
        self._write(f'r="1" ht="{lines * LINE_HEIGHT}" customHeight="1"', cells)
        self._columns = [self._column(letter, head.kind) for letter, head in zip(self._letters, heads, strict=True)]

    def _style(self, **look) -> str:
        """The attribute of a cell that looks so; the workbook then knows the style."""
        cell = WriteOnlyCell(self._sheet)
        for name, value in look.items():
            setattr(cell, name, value)
        return f' s="{cell.style_id}"'

    def _column(self, letter: str, kind: str) -> tuple[str, Callable[[Any], str]]:
        """How a cell of the column begins, up to the number of its row, and what writes the rest of it from the value."""
        if kind == "link":
            return f'<c{self._style(font=_LINK_FONT)} r="{letter}', partial(self._link, letter)
        look = self._style(number_format=FORMATS[kind]) if kind in FORMATS else ""
        return f'<c{look} r="{letter}', _RESTS[kind]

    def _link(self, letter: str, title: str) -> str:
        place = quoteattr(f"{quote_sheetname(title)}!A1")
        self.links.append(f'<hyperlink ref="{letter}{self.number + 1}" location={place}/>')
        return _text(title)

    def append(self, row: Sequence) -> None:
        """Write one row, a value a column, None for an empty cell."""
        self.number += 1
        at = self.number + 1  # the head is the first
        values = zip(self._columns, row, strict=True)
        cells = [f"{begin}{at}{rest(value)}" for (begin, rest), value in values if value is not None and value != ""]
        self._write(f'r="{at}"', cells)

    def extend(self, rows: Iterable[Sequence]) -> None:
        """Write many rows."""
        for row in rows:
            self.append(row)

    def draw(self, chart: Chart, rows: Sequence[Sequence]) -> None:
        """Draw the rows, which are the first under the head, as bars beside the table: on the same page where there is room."""
        headings, width = [head.heading for head in self._heads], min(WIDEST, max(NARROWEST, PAGE_WIDTH - self._width - 2 * GAP))
        bars = drawn(chart, self._sheet.title, headings, rows, width)
        bars.anchor = f"{get_column_letter(len(self._heads) + 2)}2"
        self._sheet.column_dimensions[get_column_letter(len(self._heads) + 1)].width = GAP
        self._sheet.add_chart(bars)
        self._sheet.page_setup.fitToWidth = 1 + (self._width + GAP + width) // PAGE_WIDTH
        self.about_chart = described(chart, headings, rows)

    @property
    def _width(self) -> int:
        return sum(head.width for head in self._heads)

    def _write(self, attributes: str, cells: list[str]) -> None:
        self.rows.write(f"<row {attributes}>{''.join(cells)}</row>".encode())

    def finish(self) -> None:
        """Let the filter span what was written."""
        self._sheet.auto_filter.ref = f"A1:{self._letters[-1]}{self.number + 1}"
        self.rows.seek(0)


def plain_text(text: str) -> str:
    """Text as a cell can hold it: what no sheet can hold is taken out, or cut with "…"."""
    text = _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


@lru_cache(KEPT)
def _text(text: str) -> str:
    """Text, as text whatever it begins with."""
    text = escape(_TAKEN_FOR_CHARACTER.sub("_x005F_", plain_text(text)))
    return f'" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _number(value: float) -> str:
    return f'"><v>{value:.16g}</v></c>'


@lru_cache(KEPT)
def _moment(value: date) -> str:
    """A day or a moment in the days that Excel counts. Before FIRST_DAY it has none, or one too many: such a one is text."""
    day = value.date() if isinstance(value, datetime) else value
    return _number(to_excel(value)) if day >= FIRST_DAY else _text(f"{day:%d.%m.%Y}")


_RESTS = {"text": _text, "number": _number, "percent": _number, "date": _moment, "moment": _moment}


def _copy(part: bytes, sheet: Sheet | None, target: IO[bytes]) -> None:
    """Write a part of the workbook, with the rows and the links where a sheet has its places for them."""
    if sheet is None:
        target.write(part)
        return
    before, after = _NO_ROWS.split(part)
    if sheet.links:
        links = f"<hyperlinks>{''.join(sheet.links)}</hyperlinks>"
        after = after.replace(b"<pageMargins", links.encode() + b"<pageMargins", 1)
    target.write(before + b"<sheetData>")
    shutil.copyfileobj(sheet.rows, target)
    target.write(b"</sheetData>" + after)
