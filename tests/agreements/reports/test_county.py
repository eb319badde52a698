"""The county report: every table of every page of figures is a sheet, with the page's rows and its bars."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from agreements.columns.statistics import all_rows
from agreements.reports.asked import ask
from agreements.reports.county import REPORT
from agreements.reports.report import LONGEST_TITLE
from agreements.reports.workbook import workbook
from agreements.statistics.tables.catalogue import PAGES
from municipalities.directory import Directory

pytestmark = pytest.mark.django_db
ON = date(2026, 12, 31)


def asked(place, day=ON):
    return ask(Directory.load(day), REPORT.places, place)


def opened(question):
    with workbook(REPORT, question) as file:
        return load_workbook(io.BytesIO(file.read()))


@pytest.mark.parametrize(("place", "day"), [("", date(2019, 12, 31)), ("", ON), ("55", ON), ("altaregionen", ON)])
def test_every_table_is_a_sheet_or_says_why_not(real_register, place, day):
    question = asked(place, day)
    sheets = REPORT.sheets(question)
    contents = [record.code if hasattr(record, "code") else record[0] for record in sheets[0].records()]
    tables = {sheet.code: sheet for sheet in sheets[1:-1]}
    assert all(len(sheet.title) <= LONGEST_TITLE for sheet in sheets)
    assert len({sheet.title for sheet in sheets}) == len(sheets)
    for code, make in PAGES.items():
        for table in make(question.question).tables:
            name = f"{code}-{table.code}"
            if not table.rows and not name.startswith("sammenligning-"):
                assert name not in tables
                assert any(text.endswith(table.title) or table.title.startswith(text.partition(" ")[2]) for text in contents)
            elif not name.startswith("sammenligning-"):  # here the regions are compared, and nothing where nobody asks
                assert name in contents
                assert [row.label for row in tables[name].records()] == [row.label for row in all_rows(table)]


def test_there_are_bars_where_the_page_has_them_and_nothing_is_a_formula(real_register):
    question = asked("55")
    book, tables = opened(question), {sheet.title: sheet for sheet in REPORT.sheets(question)}
    assert {title for title, sheet in tables.items() if sheet.chart} == {sheet.title for sheet in book if sheet._charts}
    assert sum(len(sheet._charts) for sheet in book) >= 8
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"n", "s", "inlineStr", "d"}


def test_a_county_compares_its_regions_and_a_region_its_municipalities(real_register):
    def compared(place):
        sheet = next(sheet for sheet in REPORT.sheets(asked(place)) if sheet.code == "sammenligning-sektorer")
        return {str(column.heading) for column in sheet.columns}

    assert {"Midt-Troms", "Tromsøregionen"} <= compared("55")
    assert {"Alta", "Kvænangen"} <= compared("altaregionen")


def test_the_contents_open_each_sheet(real_register):
    book = opened(asked("55"))
    links = {cell.hyperlink.location for row in book["Innhold"].iter_rows() for cell in row if cell.hyperlink}
    tables = [sheet for sheet in book.worksheets if sheet.auto_filter.ref and sheet.title != "Les meg"]
    assert links == {f"'{sheet.title}'!A1" for sheet in tables}
    assert all(sheet.freeze_panes == "B2" and sheet.print_title_rows == "$1:$1" for sheet in tables)
