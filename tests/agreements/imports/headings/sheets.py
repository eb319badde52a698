"""Sheets made by hand, as the reader would make them of a workbook."""

from agreements.imports.reading import Line, Merge, Sheet


def sheet(*rows, name="Ark1", merges=(), typed=True):
    """A sheet of these rows, the first of them row 1; an empty one is no line."""
    lines = [Line(number, list(row)) for number, row in enumerate(rows, 1) if any(cell is not None for cell in row)]
    return Sheet(name, lines, [Merge(*merge) for merge in merges], typed=typed)


def codes(table):
    return {oddity.code: oddity.rows for oddity in table.oddities}
