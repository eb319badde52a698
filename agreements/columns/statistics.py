"""Tables of figures as people read them, as Excel and CSV, and as records for the API. `agreements.statistics` makes them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import partial
from typing import Any, BinaryIO

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.columns.column import Column as FileColumn
from agreements.columns.column import readers
from agreements.columns.read_me import PUBLISHER, Origin, write_read_me
from agreements.statistics.tables.table import AMOUNT, DATE, MEAN, NUMBER, SHARE, Cell, Page, Row, Table
from registry.csv_table import Dialect, csv_lines
from registry.excel.charts import Chart
from registry.excel.safety import LONGEST_TITLE
from registry.excel.writing import ExcelFile, Head
from registry.periods import show_day
from registry.templatetags.page import spaced

KINDS = {NUMBER: "number", MEAN: "number", AMOUNT: "number", SHARE: "percent", DATE: "date"}
FEW = Fraction(1, 10)  # a share below it is written with a decimal
NARROW, NARROWEST, WIDEST = 11, 14, 44  # characters of a column of numbers, and of words
YES_OR_NOTHING = {True: gettext_lazy("ja"), False: ""}


def shown(cell: Cell, kind: str) -> str:
    """A value as people read it: 1 077, 9,7, 34 %, minst 9. What is not known is a dash."""
    return writer(kind)(cell)


def writer(kind: str) -> Callable[[Cell], str]:
    """What writes a column of values of a kind: the words that stand in thousands of them are looked up once."""
    per_cent, at_least = _("%(number)s %%"), _("minst %(number)s")

    def write(cell: Cell) -> str:
        value = cell.value
        if value is None:
            return "–"
        if isinstance(value, str):
            return value or "–"
        if isinstance(value, date):
            return show_day(value)
        text = per_cent % {"number": _per_cent(value)} if kind == SHARE else _number(value, kind)
        return at_least % {"number": text} if cell.at_least else text

    return write


def _per_cent(value: int | Fraction) -> str:
    few = 0 < value < FEW and (value * 100).denominator > 1
    return _decimals(value * 100, 1) if few else str(rounded(value * 100))


def _number(value: int | Fraction, kind: str) -> str:
    if kind == AMOUNT:
        return _decimals(value, 2)
    if isinstance(value, Fraction) and value.denominator > 1:
        text = f"{rounded(value, _places(value))}"
        return (text.rstrip("0").rstrip(".") if value < 1 else text).replace(".", ",")
    return spaced(int(value))


def _places(value: Fraction) -> int:
    """How many decimals a mean has."""
    return 2 if value < 1 else 1


def rounded(value: Fraction | int, places: int = 0) -> Decimal:
    """The value with some decimals, halves up as people and Excel do it."""
    exact = Fraction(value)
    return (Decimal(exact.numerator) / exact.denominator).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _decimals(value: int | Fraction, most: int) -> str:
    """With at most so many decimals, none of them a needless 0: 1 077,5."""
    text = f"{rounded(value, most):,}".rstrip("0").rstrip(".")
    return text.replace(",", "\u00a0").replace(".", ",")


def workbook(page: Page, origin: Origin) -> BinaryIO:
    """The page as a workbook: a sheet a table with its bars beside, then how it is counted and how sure it is."""
    with ExcelFile(page.title, PUBLISHER) as book:
        sheets = [(_sheet_title(table), file_columns(table)) for table in page.tables]
        for table, (title, columns) in zip(page.tables, sheets, strict=True):
            sheet, read = book.sheet(title, [column.head for column in columns]), readers(columns, people=True)
            rows = [[one(row) for one in read] for row in all_rows(table)]
            sheet.extend(rows)
            if chart := chart_of(table, columns):
                sheet.draw(chart, rows)
        how = book.sheet(_("Slik teller vi"), [Head(_("Slik teller vi"), width=120)])
        how.extend([text] for text in page.how)
        how.extend([table.note] for table in page.tables if table.note)
        write_read_me(book, origin, sheets, len(page.tables[0].rows))
        return book.finish()


def csv_of(table: Table, dialect: Dialect) -> Iterator[bytes]:
    """One table as CSV, with codes for headings."""
    columns = file_columns(table)
    return csv_lines(["code", *(column.code for column in columns)], _csv_rows(table, columns), dialect)


def record(page: Page) -> dict:
    """The page as the API answers it: its tables with columns and rows, a value for each column, "at least" and links beside."""
    return {
        "code": page.code,
        "title": page.title,
        "how_counted": [*page.how, *(table.note for table in page.tables if table.note)],
        "tables": [
            {
                "code": table.code,
                "title": table.title,
                "columns": [{"code": column.code, "label": column.label, "kind": column.kind} for column in table.columns],
                "rows": [_row_record(table, row) for row in all_rows(table)],
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
        "links": {code: cell.link for code, cell in cells.items() if cell.link},
    }


def all_rows(table: Table) -> tuple[Row, ...]:
    """Its rows, with the total last."""
    return (*table.rows, *filter(None, [table.total]))


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Fraction) else value


def file_columns(table: Table) -> list[FileColumn]:
    """The columns of a sheet, read from its rows. Beside a number that may be "at least", or one with a link, stands a column."""
    width = _width(table, [table.head])
    found = [FileColumn("label", table.head, _("Det raden gjelder."), lambda row: row.label, width=width, wrap=True)]
    for place, column in enumerate(table.columns):
        kind, about = KINDS.get(column.kind, "text"), table.note or table.title
        width = _width_of_number(column.label) if column.kind in KINDS else _width(table, [column.label], place)
        read = partial(_read_mean if column.kind == MEAN else _read, place)
        found.append(FileColumn(column.code, column.label, about, read, kind, width=width, wrap=kind == "text"))
        if any(row.cells[place].at_least for row in all_rows(table)):
            heading = _("%(column)s, minst") % {"column": column.label}
            least, width, about = partial(_is_least, place), _width_of_number(heading), _("Ja: det kan være flere.")
            found.append(FileColumn(f"{column.code}_at_least", heading, about, least, labels=YES_OR_NOTHING, width=width))
        if any(row.cells[place].link for row in all_rows(table)):
            heading = _("%(column)s, lenke") % {"column": column.label}
            found.append(FileColumn(f"{column.code}_url", heading, _("Hvor kilden er."), partial(_link, place), width=WIDEST))
    return found


def chart_of(table: Table, columns: Sequence[FileColumn]) -> Chart | None:
    """The bars that the table's page shows, of the same rows; None for a table without."""
    codes = [column.code for column in table.columns if column.bar]
    places = tuple(place for place, column in enumerate(columns) if column.code in codes)
    least = frozenset(place for place, row in enumerate(table.rows) if any(cell.at_least for cell in _bars(table, row)))
    drawn = any(cell.value for row in table.rows for cell in _bars(table, row))
    return Chart(table.title, places, len(table.rows), least) if drawn else None


def _bars(table: Table, row: Row) -> Iterator[Cell]:
    return (cell for cell, column in zip(row.cells, table.columns, strict=True) if column.bar)


def _read(place: int, row: Row) -> Any:
    return _plain(row.cells[place].value)


def _read_mean(place: int, row: Row) -> Any:
    """With the decimals that the page has: no format of Excel's writes both 36 and 5,2."""
    value = row.cells[place].value
    return float(rounded(value, _places(value))) if isinstance(value, Fraction) else value


def _is_least(place: int, row: Row) -> bool | None:
    return row.cells[place].at_least or None


def _link(place: int, row: Row) -> str:
    return row.cells[place].link


def _width(table: Table, texts: Iterable[str], place: int | None = None) -> int:
    """Wide enough for what stands in it, within reason."""
    rows = all_rows(table)
    values = [row.label for row in rows] if place is None else [str(row.cells[place].value or "") for row in rows]
    return min(WIDEST, max(NARROWEST, 2 + max(map(len, [*texts, *values]), default=0)))


def _width_of_number(label: str) -> int:
    """Wide enough for the longest word of the heading, which is bold."""
    return max(NARROW, max(map(len, label.split())) * 6 // 5 + 3)


def _csv_rows(table: Table, columns: Sequence[FileColumn]) -> Iterator[list]:
    """The values as they are: CSV writes a fraction as its reader's decimals."""
    places = {column.code: place for place, column in enumerate(table.columns)}
    for row in all_rows(table):
        rest = (row.cells[places[one.code]].value if one.code in places else _beside(one, row) for one in columns[1:])
        yield [row.code, row.label, *rest]


def _beside(column: FileColumn, row: Row) -> bool | str:
    """What stands beside a value: whether it is "at least", or its link."""
    value = column.read(row)
    return bool(value) if column.labels else value


def _sheet_title(table: Table) -> str:
    return capfirst(table.title)[:LONGEST_TITLE]
