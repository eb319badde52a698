"""The template: known again, its example ignored, its lists those of the register."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from agreements.imports.fields import FIELDS, names_schemes
from agreements.imports.headings import recognise, table_of
from agreements.imports.headings.template import IN_TEMPLATE
from agreements.imports.reading import read_file
from agreements.imports.template import template
from municipalities.directory import Directory
from tests.libreoffice import libreoffice_reads, needs_libreoffice
from tests.registry.excel.test_reading import saved

pytestmark = pytest.mark.django_db


def made():
    with template(Directory.load(date(2026, 1, 1))) as whole:
        return whole.read()


def test_it_is_known_again_and_its_example_is_never_imported(real_register):
    book = read_file("mal.xlsx", made())
    assert [names_schemes(recognise(sheet).columns.values()) for sheet in book.sheets] == [True, False, False]
    table = table_of(book.sheets[0])
    assert (table.shape, list(table.columns), table.unknown, table.rows) == ("mal", list(IN_TEMPLATE), (), [])
    assert [oddity.code for oddity in table.oddities] == ["example"]


def test_what_is_filled_in_is_read(real_register):
    book = load_workbook(io.BytesIO(made()))
    sheet = book.worksheets[0]
    for column, code in enumerate(IN_TEMPLATE, 1):
        sheet.cell(3, column).value = {
            "name": "Legevakt",
            "participants": "Bardu; Målselv",
            "valid_from_text": date(2020, 1, 2),
        }.get(code)
    row = table_of(read_file("mal.xlsx", saved(book)).sheets[0]).rows[0]
    assert row.values == {"name": "Legevakt", "participants": "Bardu; Målselv", "valid_from_text": date(2020, 1, 2)}


def test_every_heading_has_help_and_every_list_its_choices(real_register):
    book = load_workbook(io.BytesIO(made()))
    sheet, told, lists = book.worksheets
    assert all(cell.comment and cell.comment.text for cell in sheet[1])
    offered = {str(rule.sqref).split("2:")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    headings = {cell.column_letter: cell.value for cell in sheet[1]}
    found = {}
    for letter, source in offered.items():
        title, cells = source.replace("$", "").split("!")
        assert title.strip("'") == lists.title
        found[headings[letter]] = [cell.value for (cell,) in lists[cells]]
    assert found["Samarbeidsform"] == [str(label) for label in FIELDS["legal_form"].labels.values()]
    assert found["Alle parter ført inn"] == ["ja", "nei"]
    assert len(found["Vertskommune"]) == 39 and "Barnevern" in found["Samarbeidsområder"]
    assert {"Kommunens rolle", "Stadium", "Avtaletype", "Kommune"} < set(found)
    assert "Parter" in [cell.value for cell in told["A"]]


@needs_libreoffice
def test_libreoffice_opens_it(real_register, tmp_path):
    (tmp_path / "mal.xlsx").write_bytes(made())
    sheets = libreoffice_reads([tmp_path / "mal.xlsx"])[0]
    assert [value.split("\n")[-1] for _kind, value in sheets["Samarbeid"].rows[0]] == [FIELDS[code].title for code in IN_TEMPLATE]
