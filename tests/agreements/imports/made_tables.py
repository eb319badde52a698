"""Tables as they are read from files, for tests of what comes of them."""

from dataclasses import replace

from agreements.imports.headings import table_of
from agreements.imports.reading import read_file
from agreements.imports.table import Row, Table


def tables_of(name, data):
    """The tables of a file, as they are planned."""
    book = read_file(name, data)
    found = [replace(table_of(sheet), file=name) for sheet in book.sheets]
    return [table for table in found if {"name", "agreement"} & table.columns.keys()]


def make_table(rows, shape="valgt", sheet="Ark1", file="liste.xlsx", owner=""):
    """A table from rows by field code."""
    columns = {code: code for row in rows for code in row}
    read = [
        Row(number, {code: value for code, value in row.items() if value not in (None, "")}) for number, row in enumerate(rows, 2)
    ]
    return Table(sheet, shape, columns, read, owner, file=file)
