"""Excel files, written row by row in constant memory: one head row that stays, filters, widths, and a page that prints.

openpyxl makes the workbook: its sheets, styles and pages. The rows are written here and put into its sheets at the end, which
takes an eighth of the time that openpyxl's own cells do. A cell is a number or a text and nothing else can be written
(`registry.excel.cells`), so "=1+1" out of the register is never a formula, "#N/A" never an error.
"""

import io
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import IO, Any, BinaryIO
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.properties import PageSetupProperties

from registry.excel.cells import FORMATS, HIGHEST, LINE_HEIGHT, RESTS, RIGHT, Head, anything, lines_of, written_text
from registry.excel.charts import NARROWEST, WIDEST, Chart, described, drawn, mended

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

PAPER_A4 = 9
PAGE_WIDTH = 220  # characters; more on one page and nobody can read it
SIDE_MARGIN = 0.4  # inches
GAP = 3  # characters between a table and its chart
_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")
_BOLD, _TITLE, _LINK = (
    Font("Calibri", 11, bold=True),
    Font("Calibri", 16, bold=True),
    Font("Calibri", 11, underline="single", color="0F5571"),
)
_HEAD_FILL, _HEAD_EDGE = PatternFill("solid", fgColor="E3ECEF"), Border(bottom=Side("thin", color="1F4E5F"))
_GROUP_EDGE, _EMPTY = Border(top=Side("thin", color="6A818B")), '"/>'
_TOP, _WRAPPED = Alignment(vertical="top"), Alignment(wrap_text=True, vertical="top")
_INDENTED = Alignment(wrap_text=True, vertical="top", indent=2)


class ExcelFile:
    """A workbook being written. Use it as a context: nothing of it is left on the disk, but what `finish` hands out.

    `running` stands at the top of every printed page.
    """

    def __init__(self, title: str, publisher: str, running: str = ""):
        self._book, self._running = Workbook(write_only=True), running
        self._book.properties.title, self._book.properties.creator, self._book.properties.language = title, publisher, "nb-NO"
        self._sheets: list[Sheet] = []

    def __enter__(self) -> "ExcelFile":
        return self

    def __exit__(self, *error) -> None:
        for sheet in self._sheets:
            sheet.rows.close()

    def sheet(self, title: str, heads: Sequence[Head]) -> "Sheet":
        """A new sheet with its head row. Several sheets may be written at the same time."""
        self._sheets.append(Sheet(self._book.create_sheet(title), heads, self._running))
        return self._sheets[-1]

    def prose(self, title: str, widths: Sequence[int]) -> "Prose":
        """A new sheet that is read and not sorted: no head row, and its texts go on below."""
        heads = [Head("", width=width, wrap=True) for width in widths]
        sheet = Prose(self._book.create_sheet(title), heads, self._running)
        self._sheets.append(sheet)
        return sheet

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

    def __init__(self, sheet, heads: Sequence[Head], running: str = ""):
        self._sheet, self.rows, self.number = sheet, tempfile.TemporaryFile(), 0  # noqa: SIM115 - ExcelFile closes it
        self._heads, self.about_chart = heads, ""
        self.links: list[str] = []
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page, pages = sheet.page_setup, 1 + self._width // PAGE_WIDTH
        sheet.page_margins.left = sheet.page_margins.right = SIDE_MARGIN
        page.orientation, page.paperSize, page.fitToHeight, page.fitToWidth = "landscape", PAPER_A4, 0, pages
        page.pageOrder = "overThenDown"  # what goes on to the right is the next page
        sheet.oddHeader.left.text, sheet.oddHeader.left.font = "&A" if running else None, "Calibri,Bold"  # the name of the sheet
        sheet.oddHeader.right.text, sheet.oddFooter.center.text = running.replace("&", "&&") or None, _("Side &P av &N")
        self._letters = [get_column_letter(number) for number in range(1, len(heads) + 1)]
        for letter, head in zip(self._letters, heads, strict=True):
            sheet.column_dimensions[letter].width = head.width
        self._first = self._head_row()
        self._wrapped = [(place, head.width) for place, head in enumerate(heads) if head.wrap]
        named = list(zip(self._letters, heads, [None, *heads], strict=False))
        self._columns = [self._column(letter, head, before) for letter, head, before in named]
        self._edged = [self._column(letter, head, before, edge=True) for letter, head, before in named]

    def _head_row(self) -> int:
        """Write the headings, which stay in sight and on every page. Returns the row where the others begin."""
        self._sheet.freeze_panes = "B2" if len(self._heads) > 1 else "A2"
        self._sheet.print_title_rows, self._sheet.print_title_cols = "1:1", "A:A"
        look = {"font": _BOLD, "fill": _HEAD_FILL, "border": _HEAD_EDGE}
        named = zip(self._letters, self._heads, [None, *self._heads], strict=False)
        styled = [(letter, head, self._style(**look, alignment=_of_heading(head, before))) for letter, head, before in named]
        cells = [f'<c{style} r="{letter}1{written_text(head.heading)}' for letter, head, style in styled]
        self._write(f'r="1" ht="{max(head.height for head in self._heads)}" customHeight="1"', cells)
        return 2

    def _style(self, **look) -> str:
        """The attribute of a cell that looks so; the workbook then knows the style."""
        cell = WriteOnlyCell(self._sheet)
        for name, value in look.items():
            setattr(cell, name, value)
        return f' s="{cell.style_id}"'

    def _column(self, letter: str, head: Head, before: Head | None, edge: bool = False) -> tuple[str, Callable[[Any], str]]:
        """How a cell of the column begins, up to the number of its row, and what writes the rest of it from the value."""
        if head.kind == "link":
            return f'<c{self._style(font=_LINK)} r="{letter}', partial(self._link, letter)
        if head.kind == "any":
            day, moment = (self._style(number_format=FORMATS[kind]) for kind in ("date", "moment"))
            return f'<c r="{letter}', anything(day, moment)
        look: dict[str, Any] = {"border": _GROUP_EDGE} if edge else {}
        if head.kind in FORMATS:
            look["number_format"] = FORMATS[head.kind]
        if (placed := _of_cell(head, before, bool(self._wrapped))) != Alignment():
            look["alignment"] = placed
        return f'<c{self._style(**look) if look else ""} r="{letter}', RESTS[head.kind]

    def _link(self, letter: str, title: str) -> str:
        place = quoteattr(f"{quote_sheetname(title)}!A1")
        self.links.append(f'<hyperlink ref="{letter}{self._first + self.number - 1}" location={place}/>')
        return written_text(title)

    def append(self, row: Sequence, begins: bool = False) -> None:
        """Write one row, a value a column, None for an empty cell. `begins`: a line over it parts it from those above."""
        at = self._first + self.number
        self.number += 1
        values = zip(self._edged if begins else self._columns, row, strict=True)
        if begins:
            cells = [f"{begin}{at}{_EMPTY if value in (None, '') else rest(value)}" for (begin, rest), value in values]
        else:
            cells = [f"{begin}{at}{rest(value)}" for (begin, rest), value in values if value is not None and value != ""]
        self._write(f'r="{at}"{self._height(row)}', cells)

    def _height(self, row: Sequence) -> str:
        """How high the row is, where texts go on below: Excel finds out by itself, LibreOffice does not."""
        lines = max((lines_of(row[place], width) for place, width in self._wrapped if row[place]), default=1)
        return f' ht="{min(lines * LINE_HEIGHT, HIGHEST)}" customHeight="1"' if lines > 1 else ""

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


class Prose(Sheet):
    """A sheet to be read: rows of texts, some of them headings or items of lists."""

    def _head_row(self) -> int:
        looks = {"title": {"font": _TITLE}, "bold": {"font": _BOLD, "alignment": _WRAPPED}, "item": {"alignment": _INDENTED}}
        looks |= {"link": {"font": _LINK, "alignment": _TOP}, "plain": {"alignment": _WRAPPED}}
        self._looks = {name: self._style(**look) for name, look in looks.items()}
        return 1

    def line(self, text: str, look: str) -> None:
        """One text in the first column, as "title", "bold" or "item" of a list."""
        self.number += 1
        high = self._height([text, *[None] * (len(self._heads) - 1)]) if look == "item" else ""
        self._write(f'r="{self.number}"{high}', [f'<c{self._looks[look]} r="A{self.number}{written_text(text)}'])

    def link(self, title: str, about: str) -> None:
        """The title of another sheet, which it opens, and a text beside it."""
        self.number += 1
        first, second = (f'<c{self._looks[look]} r="{letter}{self.number}' for look, letter in (("link", "A"), ("plain", "B")))
        self._write(f'r="{self.number}"', [first + self._link("A", title), second + written_text(about)])

    def finish(self) -> None:
        """Nothing of it is filtered."""
        self.rows.seek(0)


def _of_heading(head: Head, before: Head | None) -> Alignment:
    """Where a heading stands: over its values."""
    if head.turned:
        return Alignment(text_rotation=90, horizontal="center")
    across, gap = "right" if head.kind in RIGHT else None, _gap(head, before)
    return Alignment(wrap_text=True, vertical="top", horizontal="left" if gap else across, indent=gap)


def _of_cell(head: Head, before: Head | None, high: bool) -> Alignment:
    """Where a value stands: days to the left, as those that are told in words; beside a text of many lines at the first of them."""
    gap = _gap(head, before)
    across = "center" if head.turned else "left" if gap or head.kind in ("date", "moment") else None
    return Alignment(vertical="top" if high else None, wrap_text=head.wrap or None, horizontal=across, indent=gap)


def _gap(head: Head, before: Head | None) -> int:
    """Room between a number and what stands beside it."""
    return int(before is not None and before.kind in RIGHT and head.kind not in RIGHT and not head.turned)


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
