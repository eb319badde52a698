"""A workbook into sheets: merged cells filled downwards, and what was strange told once a kind."""

from agreements.imports.reading.book import Book, Line, Merge, Sheet
from agreements.imports.reading.merging import fill_downwards
from agreements.imports.table import Oddity
from registry.excel.reading import read_workbook
from registry.excel.sheet_reader import ReadSheet


def workbook(name: str, data: bytes) -> Book:
    """The sheets that have content. Raises Unreadable."""
    return Book(name, "xlsx", [_sheet(read) for read in read_workbook(data) if read.rows])


def _sheet(read: ReadSheet) -> Sheet:
    lines = [Line(number, cells) for number, cells in sorted(read.rows, key=lambda row: row[0])]
    merges = [Merge(*merge) for merge in read.merges]
    oddities = fill_downwards(lines, merges) + _oddities(read, lines)
    return Sheet(read.name, lines, merges, read.hidden, oddities, typed=True)


def _oddities(read: ReadSheet, lines: list[Line]) -> list[Oddity]:
    in_hidden_column = (
        line.number
        for line in lines
        for column in read.hidden_columns
        if column < len(line.cells) and line.cells[column] is not None
    )
    first_in_hidden_column = next(in_hidden_column, None)
    found = {
        "hidden_rows": read.hidden_rows,
        "hidden_columns": [first_in_hidden_column] if first_in_hidden_column else [],
        "hidden_sheet": [lines[0].number] if read.hidden else [],
        "formulas": read.formulas,
        "formulas_without_value": read.unsolved,
        "error_values": read.errors,
    }
    return [Oddity(code, tuple(rows)) for code, rows in found.items() if rows]
