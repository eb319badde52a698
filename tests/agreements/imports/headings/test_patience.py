"""Texts made to keep a reader busy: a cell or a paste of one thing over and over takes no time."""

import time

import pytest

from agreements.imports.headings import table_of
from agreements.imports.reading import Unreadable, read_paste
from agreements.imports.reading.html_table import html_lines
from registry.excel.safety import LONGEST_TEXT
from tests.agreements.imports.headings.sheets import sheet

HEADINGS = ["Navn", "Kommuner", "Fra", "Kostnad, kroner", "Org.nr.", "Eierandel", "Årsverk", "Alle parter ført inn"]
SECONDS = 1


@pytest.mark.parametrize("again", ["(", "[(", "A-", "A ", "Aa ", "ca ", "1 ", "1.", "- \n", "Sum ", "-"])
def test_a_cell_of_the_same_over_and_over(again):
    cell = (again * LONGEST_TEXT)[:LONGEST_TEXT].strip()
    begun = time.process_time()
    table_of(sheet([cell, "2024"], HEADINGS, [cell] * len(HEADINGS)))
    table_of(sheet([*HEADINGS, cell], ["Legevakt"]))
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("again", ["<!--", "<!", "<a ", "<td", "<td a=", "</", "&#", "<?", "<script>", "<p>", "<td rowspan=9>"])
def test_html_of_the_same_over_and_over(again):
    begun = time.process_time()
    html_lines("<table><tr><td>x</td></tr>" + again * 50_000 if again != "<td rowspan=9>" else "<tr>".join([again] * 50_000))
    assert time.process_time() - begun < 2 * SECONDS


@pytest.mark.parametrize("again", ["\t", "\n", "  ", "|", '"', '";', "a  ", "a\t", '"\t', "\r", "a\n", ";"])
def test_a_paste_of_the_same_over_and_over(again):
    begun = time.process_time()
    for beginning in ("a\tb\n", "a", ""):
        try:
            read_paste(beginning + again * (1_900_000 // len(again)))
        except Unreadable as refusal:
            assert str(refusal)
    assert time.process_time() - begun < 3 * SECONDS
