"""Excel files: every text comes back as it was and as text, and the sheet is ready to filter, scroll and print."""

import tempfile
import zipfile
from contextlib import suppress
from datetime import date, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from registry.excel.safety import LONGEST_TEXT
from registry.excel.writing import ExcelFile, Head
from tests.libreoffice import libreoffice_reads, needs_libreoffice


def written(heads, rows):
    with ExcelFile("Tittel", "Utgiver") as book:
        book.sheet("Ark", heads).extend(rows)
        return book.finish()


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\t"), min_size=1, max_size=40)
RISKY = st.builds(lambda first, rest: first + rest, st.sampled_from("=+-@#\t"), TEXT)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(TEXT | RISKY | st.sampled_from(["#N/A", "#REF!", "=1+1", "=", "TRUE", "01.01.2020", " a "]), min_size=1, max_size=20)
)
def test_every_text_comes_back_as_text(texts):
    with written([Head("Tekst")], [[text] for text in texts]) as whole:
        sheet = load_workbook(whole).active
        cells = [row[0] for row in sheet.iter_rows(min_row=2)]
        assert [cell.value for cell in cells] == texts
        assert {cell.data_type for cell in cells} == {"s"}
        whole.seek(0)
        xml = zipfile.ZipFile(whole).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml and "<f " not in xml


def test_what_no_sheet_can_hold_is_left_out_or_cut():
    with written([Head("Tekst")], [["a\x00b\x0bc\ufffe"], ["x" * (LONGEST_TEXT + 1)], ["a\r\nb"]]) as whole:
        found = [row[0] for row in load_workbook(whole).active.iter_rows(min_row=2, values_only=True)]
    assert found == ["abc", "x" * (LONGEST_TEXT - 1) + "…", "a\nb"]


def test_dates_moments_numbers_and_shares_are_what_they_are():
    heads = [Head("A", "date"), Head("B", "moment"), Head("C", "percent"), Head("D", "number"), Head("E")]
    row = [date(2020, 1, 2), datetime(2020, 1, 2, 3, 4), 0.125, 17, None]
    with written(heads, [list(row), list(row), [None] * 5]) as whole:
        sheet = load_workbook(whole).active
    for number in (2, 3):
        assert [cell.value for cell in sheet[number]] == [datetime(2020, 1, 2), *row[1:]]
        assert [cell.number_format for cell in sheet[number]][:3] == ["dd.mm.yyyy", "dd.mm.yyyy hh:mm", "0.0 %"]


def test_the_sheet_is_ready_to_filter_scroll_and_print():
    with written([Head("A", width=33), Head("B")], [["a", "b"], ["c", "d"]]) as whole:
        sheet = load_workbook(whole).active
        whole.seek(0)
        parts = zipfile.ZipFile(whole)
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(parts.read(name))
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:B3")
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.column_dimensions["A"].width == 33
    assert sheet["A1"].font.bold


@pytest.mark.parametrize(("width", "pages"), [(10, 1), (60, 2), (100, 3)])
def test_a_wide_table_is_printed_on_several_pages_side_by_side(width, pages):
    with written([Head(f"Kolonne {number}", width=width) for number in range(6)], []) as whole:
        page = load_workbook(whole).active.page_setup
    assert (int(page.fitToWidth), int(page.fitToHeight)) == (pages, 0)


def test_the_head_row_has_room_for_its_longest_heading():
    with written([Head("Kort"), Head("En overskrift på minst tre linjer", width=14)], []) as whole:
        assert load_workbook(whole).active.row_dimensions[1].height == 45


def test_several_sheets_are_written_at_the_same_time():
    with ExcelFile("Tittel", "Utgiver") as book:
        sheets = [book.sheet(title, [Head(title)]) for title in ("A", "B")]
        for value in ("en", "to"):
            for sheet in sheets:
                sheet.append([f"{value} {sheet.number}"])
        with book.finish() as whole:
            found = {sheet.title: [row[0] for row in sheet.values] for sheet in load_workbook(whole)}
    assert found == {"A": ["A", "en 0", "to 1"], "B": ["B", "en 0", "to 1"]}


@pytest.mark.parametrize("value", ["17", "<f>1+1</f>"])
def test_a_text_among_numbers_is_a_mistake_of_ours_and_never_written(value):
    with pytest.raises(ValueError, match="format code"):
        written([Head("Tall", "number")], [[value]])


@pytest.mark.parametrize("goes_wrong", [False, True])
def test_nothing_is_left_on_the_disk(tmp_path, monkeypatch, goes_wrong):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def rows():
        yield ["en"]
        if goes_wrong:
            raise LookupError

    with suppress(LookupError), ExcelFile("Tittel", "Utgiver") as book:
        sheet = book.sheet("Ark", [Head("A")])
        sheet.extend(rows())
        book.finish().close()
    assert sheet.rows.closed
    assert list(tmp_path.iterdir()) == []


@needs_libreoffice
def test_libreoffice_reads_every_value_as_what_it_is(tmp_path):
    heads = [Head("A"), Head("B", "date"), Head("C", "moment"), Head("D", "percent"), Head("E", "number")]
    texts = ["=1+1", "#N/A", "TRUE", "01.01.2020", "+47", "_x0041_", "<r>å</r>", " a  b ", "to\nlinjer", "Kárášjohka & 🙂"]
    path = tmp_path / "verdier.xlsx"
    days = [[None, date(1900, 3, 1), None, 1 / 3, 0], [None, date(1900, 2, 28), None, 1, -5]]
    with written(
        heads, [["", date(2020, 1, 2), datetime(2020, 1, 2, 3, 4), 0.125, 17], *days, *([t] + [None] * 4 for t in texts)]
    ) as whole:
        path.write_bytes(whole.read())
    sheet = libreoffice_reads([path])[0]["Ark"]
    assert sheet.rows[:4] == [
        [("string", letter) for letter in "ABCDE"],
        [None, ("date", "2020-01-02"), ("date", "2020-01-02T03:04:00"), ("percentage", "0.125"), ("float", "17")],
        [None, ("date", "1900-03-01"), None, ("percentage", "0.333333333333333"), ("float", "0")],
        [None, ("string", "28.02.1900"), None, ("percentage", "1"), ("float", "-5")],
    ]
    assert [row[0] for row in sheet.rows[4:]] == [("string", text) for text in texts]
    assert not sheet.formulas
    assert sheet.filtered == "Ark.A1:Ark.E14"
    assert sheet.repeated_rows == 1
