"""Workbooks read as they stand: real files from openpyxl, and parts as other programs write them."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from registry.excel.reading import read_workbook
from registry.excel.safety import Unreadable
from registry.excel.sheet_reader import Percent, column_number
from registry.excel.writing import ExcelFile, Head

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def saved(book):
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def with_sheet(xml, shared="", path="worksheets/sheet1.xml", target="worksheets/sheet1.xml"):
    """A workbook whose only sheet is this text."""
    whole = io.BytesIO()
    of_office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(whole, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{of_office}"><sheets><sheet name="Ark" sheetId="1" r:id="a"/></sheets></workbook>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships><Relationship Id="a" Type="{of_office}/worksheet" Target="{target}"/>'
            f'<Relationship Id="b" Type="{of_office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        )
        package.writestr(f"xl/{path}", xml)
        if shared:
            package.writestr("xl/sharedStrings.xml", shared)
    return whole.getvalue()


def rows_of(xml, **more):
    return read_workbook(with_sheet(xml, **more))[0].rows


def test_values_are_what_people_see_in_the_cells():
    book = Workbook()
    sheet = book.active
    sheet.append(["tekst", 5520, 301.0, 12.5, True, date(2020, 1, 2), datetime(2020, 1, 2, 3, 4), time(9, 30), 0.125, None, " å "])
    sheet["I1"].number_format = "0.0 %"
    read = read_workbook(saved(book))[0].rows
    moment = datetime(2020, 1, 2, 3, 4)
    assert read == [(1, ["tekst", 5520, 301, 12.5, True, date(2020, 1, 2), moment, "09:30", 0.125, None, "å"])]
    assert isinstance(read[0][1][8], Percent)
    assert [type(value) for value in read[0][1][1:5]] == [int, int, float, bool]


def test_rows_keep_their_numbers_and_empty_ones_are_left_out():
    book = Workbook()
    book.active["B3"] = "a"
    book.active["A7"] = "b"
    book.active["C9"] = "   "
    assert read_workbook(saved(book))[0].rows == [(3, [None, "a"]), (7, ["b"])]


def test_a_formula_is_never_read_only_what_it_last_came_to():
    cells = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>HYPERLINK("x")</f><v>lenke</v></c></row>'
        '<row r="2"><c r="A2"><f>A1</f></c><c r="B2"><v>7</v></c></row>'
        '<row r="3"><c r="A3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B3"><v>8</v></c></row>'
    )
    sheet = read_workbook(with_sheet(f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'))[0]
    assert sheet.rows == [(1, [2, "lenke"]), (2, [None, 7]), (3, [None, 8])]
    assert (sheet.formulas, sheet.unsolved, sheet.errors) == ([1, 3], [2], [3])


def test_what_is_hidden_and_merged_is_told():
    book = Workbook()
    sheet = book.active
    for row in range(1, 6):
        sheet.append([row, row, row, row])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.merge_cells("C4:D5")
    book.create_sheet("Skjult").append([1])
    book["Skjult"].sheet_state = "hidden"
    first, second = read_workbook(saved(book))
    assert (first.hidden_rows, first.hidden_columns, first.merges) == ([3], {1}, [(4, 2, 5, 3)])
    assert (first.hidden, second.hidden, second.name) == (False, True, "Skjult")


def test_the_dialects_of_other_programs_are_read():
    strict = (
        f'<worksheet xmlns="{STRICT}"><sheetData><row r="1"><c r="A1" t="d"><v>2020-01-02</v></c></row></sheetData></worksheet>'
    )
    prefixed = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c t="inlineStr"><x:is><x:t>a</x:t>'
    prefixed += "</x:is></x:c></x:row></x:sheetData></x:worksheet>"
    assert rows_of(strict) == [(1, [date(2020, 1, 2)])]
    assert rows_of(prefixed) == [(1, [1, "a"])]
    assert rows_of(prefixed, target="/xl/worksheets/sheet1.xml") == [(1, [1, "a"])]


def test_rich_text_is_put_together_and_reading_aids_left_out():
    rich = "<si><r><t>Mål</t></r><r><t>selv</t></r><rPh><t>aid</t></rPh></si>"
    shared = f'<sst xmlns="{MAIN}">{rich}<si><t>a_x000D_b_x0041_</t></si></sst>'
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    assert rows_of(xml, shared=shared) == [(1, ["Målselv", "a\nbA"])]


def test_dates_count_from_1904_where_the_workbook_says_so():
    book = Workbook()
    book.epoch = datetime(1904, 1, 1)
    book.active.append([date(2020, 1, 2)])
    assert read_workbook(saved(book))[0].rows == [(1, [date(2020, 1, 2)])]


@pytest.mark.parametrize(("letters", "number"), [("A", 0), ("Z", 25), ("AA", 26), ("XFD", 16383)])
def test_columns_are_counted(letters, number):
    assert column_number(letters) == number


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=30).filter(
    lambda text: text == text.strip()
)
VALUE = (
    st.none()
    | TEXT.filter(lambda text: not set(text) & set("\u200b\u2060\ufeff\u2028\u2029"))
    | st.sampled_from(["_x0041_", "=1+1"])
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(VALUE, min_size=3, max_size=3), min_size=1, max_size=8))
def test_what_we_write_is_read_back(rows):
    with ExcelFile("Tittel", "Utgiver") as book:
        book.sheet("Ark", [Head("A"), Head("B"), Head("C")]).extend(rows)
        with book.finish() as whole:
            read = dict(read_workbook(whole.read())[0].rows)
    for number, row in enumerate(rows, 2):
        found = read.get(number, [])
        assert found + [None] * (3 - len(found)) == row


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_bytes_that_begin_as_a_workbook_are_refused_and_never_break(data):
    with pytest.raises(Unreadable):
        read_workbook(b"PK\x03\x04" + data)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_workbook_with_bytes_changed_is_read_or_refused(data):
    whole = bytearray(WORKBOOK)
    for _change in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_workbook(bytes(whole))
    except Unreadable as refusal:
        assert str(refusal)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_sheet_with_its_text_changed_is_read_or_refused(data):
    xml = bytearray(SHEET.encode())
    for _change in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(xml) - 1))
        xml[place : place + data.draw(st.integers(0, 3))] = data.draw(
            st.sampled_from([b"", b"9", b"-", b"<", b"e", b'"', b"&", b"\xff"])
        )
    try:
        read_workbook(with_sheet(bytes(xml)))
    except Unreadable as refusal:
        assert str(refusal)


SHEET = (
    f'<worksheet xmlns="{MAIN}"><cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="1" hidden="1">'
    '<c r="A1" t="b"><v>1</v></c><c r="B1"><v>12.5</v></c><c r="C1" t="d"><v>2020-01-02</v></c>'
    '<c r="D1" s="0"><f>A1</f><v>1</v></c>'
    '</row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>'
)
WORKBOOK = with_sheet(SHEET)
