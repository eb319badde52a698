"""Tables of figures as people read them, as Excel and CSV, and as records for the API. `agreements.statistics` makes them."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, BinaryIO

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.columns.column import Column as FileColumn
from agreements.columns.read_me import PUBLISHER, Origin, write_read_me
from agreements.statistics.tables.table import MEAN, NUMBER, SHARE, Cell, Column, Page, Row, Table
from registry.csv_table import Dialect, csv_lines
from registry.excel.writing import ExcelFile, Head

SHEET_TITLE = 31  # characters; Excel takes no more
KINDS = {NUMBER: "number", MEAN: "number", SHARE: "percent"}
WIDTHS = {"text": 34, "number": 14, "percent": 14}


def shown(cell: Cell, kind: str) -> str:
    """A value as people read it: 1 077, 9,7, 34 %, minst 9. What is not known is a dash."""
    value = cell.value
    if value is None:
        return "–"
    if isinstance(value, str):
        return value or "–"
    if kind == SHARE:
        text = _("%(number)s %%") % {"number": rounded(value * 100)}
    elif isinstance(value, Fraction) and value.denominator > 1:
        text = f"{rounded(value, 2)}".rstrip("0").rstrip(".") if value < 1 else f"{rounded(value, 1)}"
        text = text.replace(".", ",")
    else:
        text = f"{int(value):,}".replace(",", "\u00a0")
    return _("minst %(number)s") % {"number": text} if cell.at_least else text


def rounded(value: Fraction | int, places: int = 0) -> Decimal:
    """The value with some decimals, halves up as people and Excel do it."""
    exact = Fraction(value)
    return (Decimal(exact.numerator) / exact.denominator).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def workbook(page: Page, origin: Origin) -> BinaryIO:
    """The page as a workbook: a sheet a table, then how it is counted and how sure it is."""
    with ExcelFile(page.title, PUBLISHER) as book:
        sheets = [(_sheet_title(table), _described(table)) for table in page.tables]
        for table, (title, columns) in zip(page.tables, sheets, strict=True):
            sheet = book.sheet(title, [Head(column.heading, column.kind, column.width) for column in columns])
            sheet.extend(_file_rows(table, people=True))
        how = book.sheet(_("Slik teller vi"), [Head(_("Slik teller vi"), width=120)])
        how.extend([text] for text in page.how)
        how.extend([table.note] for table in page.tables if table.note)
        write_read_me(book, origin, sheets, len(page.tables[0].rows))
        return book.finish()


def csv_of(table: Table, dialect: Dialect) -> Iterator[bytes]:
    """One table as CSV, with codes for headings."""
    heads = ["code", "label", *(code for column in table.columns for code in _codes(table, column))]
    return csv_lines(heads, _file_rows(table, people=False), dialect)


def record(page: Page) -> dict:
    """The page as the API answers it: each table with its columns and rows, a value for each column, "at least" beside."""
    return {
        "code": page.code,
        "title": page.title,
        "how_counted": [*page.how, *(table.note for table in page.tables if table.note)],
        "tables": [
            {
                "code": table.code,
                "title": table.title,
                "columns": [{"code": column.code, "label": column.label, "kind": column.kind} for column in table.columns],
                "rows": [_row_record(table, row) for row in _all_rows(table)],
            }
            for table in page.tables
        ],
    }


def _row_record(table: Table, row: Row) -> dict:
    cells = dict(zip((column.code for column in table.columns), row.cells, strict=True))
    return {
        "code": row.code,
        "label": row.label,
        "values": {code: _plain(cell.value) for code, cell in cells.items()},
        "at_least": [code for code, cell in cells.items() if cell.at_least],
    }


def _all_rows(table: Table) -> Iterable[Row]:
    return (*table.rows, *filter(None, [table.total]))


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Fraction) else value


def _counts(table: Table, column: Column) -> bool:
    """Whether the column has a number that may be "at least", so that a file needs a column beside it."""
    place = table.columns.index(column)
    return any(row.cells[place].at_least for row in _all_rows(table))


def _codes(table: Table, column: Column) -> list[str]:
    return [column.code, f"{column.code}_at_least"] if _counts(table, column) else [column.code]


def _described(table: Table) -> list[FileColumn]:
    """The columns of a sheet. Beside a number that may be "at least" stands a column that says so."""
    found = [FileColumn("label", table.head, _("Det raden gjelder."), lambda row: row, width=34)]
    for column in table.columns:
        kind = KINDS.get(column.kind, "text")
        found.append(FileColumn(column.code, column.label, table.note or table.title, lambda row: row, kind, width=WIDTHS[kind]))
        if _counts(table, column):
            heading = _("%(column)s, minst") % {"column": column.label}
            found.append(FileColumn(f"{column.code}_at_least", heading, _("Ja: det kan være flere."), lambda row: row, width=12))
    return found


def _file_rows(table: Table, people: bool) -> Iterator[list]:
    partial = [_counts(table, column) for column in table.columns]
    for row in _all_rows(table):
        values: list = [row.label] if people else [row.code, row.label]
        for cell, beside in zip(row.cells, partial, strict=True):
            values.append(_plain(cell.value) if people else cell.value)  # CSV writes a fraction as its reader's decimals
            if beside:
                values.append(_("ja") if cell.at_least and people else (cell.at_least if not people else None))
        yield values


def _sheet_title(table: Table) -> str:
    return capfirst(table.title)[:SHEET_TITLE]
