"""The receipt: the same file back, with an outcome on each row, and nothing in it that can run."""

import io
import re
import time
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from agreements.imports.headings import table_of
from agreements.imports.reading import read_file, read_paste
from agreements.imports.receipt import receipt
from registry.excel import back
from tests.registry.excel.test_reading import MAIN, saved, with_sheet

SAID = {"Ark": {3: ("ny", [("Kommuner", "Hvem er «Brdu»?"), ("navn", "Navnet er kort.")]), 4: ("uendret", [])}}


def workbook():
    book = Workbook()
    sheet = book.active
    sheet.title = "Ark"
    sheet.append(["Målselv kommune"])
    sheet.append(["Navn", "Kommuner", "Årsverk", "Oppstart"])
    sheet.append(["Legevakt", "Brdu", 3, date(2020, 1, 2)])
    sheet.append(["PPT", "Dyrøy", "=1+1", None])
    sheet["A3"].font = Font(bold=True)
    sheet.column_dimensions["B"].width = 44
    sheet.merge_cells("A1:D1")
    book.create_sheet("Annet")["B2"] = "urørt"
    return book


def given_back(data, said=SAID, name="liste.xlsx"):
    book = read_file(name, data)
    with receipt(book, data, said) as whole:
        return whole.read()


def opened(data):
    return load_workbook(io.BytesIO(data))


def test_the_workbook_comes_back_with_outcomes_and_remarks():
    book = opened(given_back(saved(workbook())))
    sheet = book["Ark"]
    assert [sheet.cell(row, 5).value for row in range(1, 5)] == [None, "Resultat av import", "ny", "uendret"]
    assert sheet["B3"].comment.text == "Hvem er «Brdu»?" and sheet["A3"].comment.text == "Navnet er kort."
    assert (sheet["A3"].font.bold, sheet.column_dimensions["B"].width) == (True, 44)
    assert [str(merge) for merge in sheet.merged_cells.ranges] == ["A1:D1"]
    assert sheet["D3"].value.date() == date(2020, 1, 2) and book["Annet"]["B2"].value == "urørt"


def test_it_can_be_imported_again_and_the_outcome_is_known():
    table = table_of(read_file("igjen.xlsx", given_back(saved(workbook()))).sheets[0])
    assert table.unknown == () and [row.values["name"] for row in table.rows] == ["Legevakt", "PPT"]


def test_no_formula_gets_alive_through_it():
    cells = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Navn</t></is></c><c r="B1" t="inlineStr"><is><t>Kommuner</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>=1+1</t></is></c><c r="B2" t="str"><f>"=2"&amp;"+2"</f><v>=2+2</v></c>'
        '<c r="C2"><f>cmd|x</f></c></row>'
    )
    data = with_sheet(f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>')
    for whole in (
        given_back(data, {"Ark": {2: ("=3+3", [("Navn", "=4+4")])}}),
        given_back(b"Navn;Kommuner\n=1+1;@x\n", {"liste": {2: ("=3+3", [])}}, "liste.csv"),
    ):
        sheet = opened(whole).worksheets[0]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
        assert sheet["A2"].value == "=1+1" and sheet.cell(2, sheet.max_column).value == "=3+3"
        parts = zipfile.ZipFile(io.BytesIO(whole))
        assert not [name for name in parts.namelist() if re.search(rb"<(\w+:)?f[ >]", parts.read(name))]


def test_csv_and_what_was_pasted_come_back_as_a_workbook_of_the_same_cells():
    data = "Navn;Kommuner\n\nLegevakt;Bardu\n".encode("cp1252")
    sheet = opened(given_back(data, {"[1]": {3: ("ny", [("Finnes ikke", "Les dette.")])}}, "[1].csv")).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Navn", "Kommuner", "Resultat av import"],
        [None, None, None],
        ["Legevakt", "Bardu", "ny"],
    ]
    assert sheet["C3"].comment.text == "Les dette."
    book = read_paste("Navn\tKommuner\nLegevakt\tBardu")
    with receipt(book, b"", {"": {2: ("ny", [])}}) as whole:
        assert load_workbook(whole).active["C2"].value == "ny"


def test_a_remark_on_a_merged_cell_stands_on_the_outcome():
    book = workbook()
    book["Ark"].merge_cells("B3:B4")
    sheet = opened(given_back(saved(book), {"Ark": {4: ("spørsmål", [("Kommuner", "Hvem?")])}}))["Ark"]
    assert sheet["E4"].comment.text == "Hvem?"


@pytest.mark.parametrize("limit", ["LARGEST_IN_MEMORY", "MOST_CELLS_IN_MEMORY"])
def test_a_large_one_is_written_anew_with_its_cells(monkeypatch, limit):
    monkeypatch.setattr(back, "LARGEST_IN_MEMORY", 0)
    if limit == "MOST_CELLS_IN_MEMORY":
        monkeypatch.setattr(back, limit, 0)
    sheet = opened(given_back(saved(workbook())))["Ark"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    if limit == "LARGEST_IN_MEMORY":
        assert rows[2][:3] == ["Legevakt", "Brdu", 3] and rows[2][4] == "ny"
        return
    assert rows[0] == ["Rad", "Navn", "Kommuner", "Årsverk", "Oppstart", "Resultat av import", "Merknader"]
    assert rows[2][:2] == [3, "Legevakt"] and rows[2][4:6] == ["02.01.2020", "ny"]
    assert rows[2][6] == "Kommuner: Hvem er «Brdu»?\nNavn: Navnet er kort."


def test_a_workbook_that_openpyxl_cannot_read_comes_back_with_its_cells():
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>Navn</t></is></c></row><row r="2"><c s="7"><v>1</v></c></row>'
    data = with_sheet(f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>')
    with pytest.raises(OSError, match="no valid workbook"):
        opened(data)
    assert opened(given_back(data, {"Ark": {2: ("ny", [])}})).active["A2"].value == 1


def test_eighty_thousand_cells_are_listed_in_seconds():
    data = b"Navn;Kommuner\n" + b"Legevakt;Bardu\n" * 40_000
    book, begun = read_file("liste.csv", data), time.process_time()
    said = {"liste": {row: ("ny", [("Kommuner", "Hvem?")]) for row in range(2, 40_002)}}
    with receipt(book, data, said) as whole:
        assert whole.read(2) == b"PK"
    assert time.process_time() - begun < 20
