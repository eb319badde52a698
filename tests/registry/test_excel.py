"""Excel files: every text comes back as it was and as text, and the sheet is ready to filter, scroll and print."""

import tempfile
import zipfile
from datetime import date, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from registry.excel import LONGEST_TEXT, ExcelFile, Head


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
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("B2", "A1:B3", "$1:$1")
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.column_dimensions["A"].width == 33
    assert sheet["A1"].font.bold


def test_what_goes_wrong_half_way_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def rows():
        yield ["en"]
        raise LookupError

    with pytest.raises(LookupError), ExcelFile("Tittel", "Utgiver") as book:
        sheet = book.sheet("Ark", [Head("A")])
        assert list(tmp_path.iterdir())
        sheet.extend(rows())
    assert list(tmp_path.iterdir()) == []
