"""A workbook to be filled in: headings with help on them, drop-downs, an example row, and the help once more on its own sheet."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from registry.excel.writing import PAGE_WIDTH, PAPER_A4

ROWS = 1000  # how far down the drop-downs go
_HEAD_FONT, _HEAD_FILL = Font("Calibri", 11, bold=True), PatternFill("solid", fgColor="E3ECEF")
_REQUIRED_FILL = PatternFill("solid", fgColor="BFD7DE")
_HEAD_EDGE, _TOP = Border(bottom=Side("thin", color="1F4E5F")), Alignment(wrap_text=True, vertical="top")
_EXAMPLE = Font("Calibri", 11, italic=True, color="5B6B73")


@dataclass(frozen=True)
class Entry:
    """A column to fill in. `choices` are offered in a drop-down; only when `strict` nothing else is let in."""

    heading: str
    help: str
    example: str = ""
    choices: Sequence[str] = ()
    strict: bool = False
    required: bool = False
    width: int = 20


def form(title: str, author: str, entries: Sequence[Entry], advice: Sequence[str]) -> BinaryIO:
    """The workbook: the table, the help with `advice` on top, and the choices."""
    book = Workbook()
    book.properties.title, book.properties.creator, book.properties.language = title, author, "nb-NO"
    table, told, lists = book.active, book.create_sheet(_("Forklaring")), book.create_sheet(_("Valg"))
    table.title = title
    _write_table(table, entries, author)
    _write_choices(table, lists, entries)
    _write_help(told, entries, advice)
    whole = io.BytesIO()
    book.save(whole)
    whole.seek(0)
    return whole


def _write_table(table: Worksheet, entries: Sequence[Entry], author: str) -> None:
    for column, entry in enumerate(entries, 1):
        head, example = table.cell(1, column), table.cell(2, column)
        head.value, head.font, head.alignment, head.border = entry.heading, _HEAD_FONT, _TOP, _HEAD_EDGE
        head.fill = _REQUIRED_FILL if entry.required else _HEAD_FILL
        head.comment = Comment(entry.help, author, height=110, width=300)
        example.value, example.data_type = entry.example or None, "s" if entry.example else "n"
        example.font, example.alignment = _EXAMPLE, _TOP
        table.column_dimensions[get_column_letter(column)].width = entry.width
    table.freeze_panes = "B2"
    page, width = table.page_setup, sum(entry.width for entry in entries)
    page.orientation, page.paperSize, page.fitToHeight, page.fitToWidth = "landscape", PAPER_A4, 0, 1 + width // PAGE_WIDTH
    table.print_title_rows, table.print_title_cols = "1:1", "A:A"
    table.sheet_properties.pageSetUpPr.fitToPage = True


def _write_choices(table: Worksheet, lists: Worksheet, entries: Sequence[Entry]) -> None:
    """Each list in a column of its own, and a drop-down that points to it."""
    with_choices = [(column, entry) for column, entry in enumerate(entries, 1) if entry.choices]
    for place, (column, entry) in enumerate(with_choices, 1):
        letter, heading = get_column_letter(place), lists.cell(1, place, entry.heading)
        heading.font, lists.column_dimensions[letter].width = _HEAD_FONT, 40
        for row, choice in enumerate(entry.choices, 2):
            lists.cell(row, place, choice)
        source = f"'{lists.title}'!${letter}$2:${letter}${len(entry.choices) + 1}"
        offered = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=entry.strict)
        offered.errorTitle, offered.error = entry.heading[:32], _("Velg fra listen, eller la cellen stå tom.")
        table.add_data_validation(offered)
        offered.add(f"{get_column_letter(column)}2:{get_column_letter(column)}{ROWS}")


def _write_help(told: Worksheet, entries: Sequence[Entry], advice: Sequence[str]) -> None:
    for line in advice:
        told.append([line])
    told.append([])
    told.append([_("Kolonne"), _("Hva som skal stå der"), _("Må fylles ut"), _("Eksempel")])
    for cell in told[told.max_row]:
        cell.font, cell.fill, cell.border = _HEAD_FONT, _HEAD_FILL, _HEAD_EDGE
    for entry in entries:
        told.append([entry.heading, entry.help, _("ja") if entry.required else None, entry.example or None])
        for cell in told[told.max_row]:
            cell.alignment = _TOP
    for letter, width in zip("ABCD", (30, 80, 14, 50), strict=True):
        told.column_dimensions[letter].width = width
