"""Any sheet becomes a table: nothing breaks it, and each row of it is in the table or told of."""

from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.imports.fields import FIELDS
from agreements.imports.headings import recognise, table_of
from agreements.imports.headings.words import EITHER, KNOWN
from agreements.imports.oddities import WORDS, told
from agreements.imports.reading import Line, Merge, Sheet
from registry.excel.sheet_reader import Percent

HEADING = st.sampled_from(sorted({*KNOWN, *EITHER, "Bardu", "Målselv kommune", "x", "Sum", "Kilde: a"}))
CELL = (
    st.none()
    | HEADING
    | st.text(max_size=8).map(lambda text: text.strip() or None)
    | st.integers(-5, 100_000)
    | st.floats(-10, 10)
    | st.booleans()
    | st.dates(date(1900, 1, 1))
    | st.datetimes(datetime(1900, 1, 1))
    | st.floats(0, 1).map(Percent)
)
MERGE = st.tuples(st.integers(1, 6), st.integers(0, 4), st.integers(0, 3), st.integers(0, 3)).map(
    lambda at: Merge(at[0], at[1], at[0] + at[2], at[1] + at[3])
)
NOT_READ = {"sums", "repeated_headings", "column_numbers", "example", "sections", "remarks", "second_table", "outside", "title"}


@st.composite
def sheets(draw):
    rows = draw(st.lists(st.lists(CELL, min_size=1, max_size=5), max_size=7))
    lines = [Line(number, row) for number, row in enumerate(rows, 1) if any(cell is not None for cell in row)]
    return Sheet(draw(st.text(max_size=10)), lines, draw(st.lists(MERGE, max_size=3)), typed=draw(st.booleans()))


@settings(max_examples=400, deadline=None)
@given(sheets(), st.none() | st.dictionaries(st.integers(0, 6), st.sampled_from([*FIELDS, "", "ukjent"]), max_size=3))
def test_every_row_is_in_the_table_or_told_of(sheet, chosen):
    headings, table = recognise(sheet), table_of(sheet, chosen)
    not_read = {row for oddity in table.oddities if oddity.code in NOT_READ for row in oddity.rows}
    in_headings = set(range(headings.first_row, headings.row + 1))
    numbers = {line.number for line in sheet.lines}
    assert numbers == {row.number for row in table.rows} | not_read | (in_headings & numbers)
    assert all(row.values for row in table.rows) and set(table.columns) <= set(FIELDS)
    assert all(oddity.code in WORDS and told(oddity) for oddity in table.oddities)
