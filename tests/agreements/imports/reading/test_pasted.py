"""Pasted tables: from Excel, Word, PDF and Outlook, as each gives them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.imports.reading import Unreadable, read_paste


def rows(text):
    return [(line.number, line.cells) for line in read_paste(text).sheets[0].lines]


EXPECTED = [(1, ["Nr", "Navn", "Kommuner"]), (2, ["1", "Legevakt", "Bardu, Målselv"]), (3, ["2", "PPT", "Dyrøy"])]


@pytest.mark.parametrize(
    "text",
    [
        "Nr\tNavn\tKommuner\r\n1\tLegevakt\tBardu, Målselv\r\n2\tPPT\tDyrøy\r\n",
        "| Nr | Navn | Kommuner |\n| 1 | Legevakt | Bardu, Målselv |\n| 2 | PPT | Dyrøy |",
        "Nr | Navn | Kommuner\n1 | Legevakt | Bardu, Målselv\n2 | PPT | Dyrøy",
        "Nr  Navn      Kommuner\n1   Legevakt  Bardu, Målselv\n2   PPT       Dyrøy",
        "Nr;Navn;Kommuner\n1;Legevakt;Bardu, Målselv\n2;PPT;Dyrøy\n",
        "<table><tr><th>Nr</th><th>Navn</th><th>Kommuner</th></tr><tr><td>1<td>Legevakt<td><p>Bardu, M&aring;lselv</p></tr>"
        "<tr><td>2</td><td><b>P</b>PT</td><td>Dyr&#248;y</td></tr></table>",
    ],
)
def test_the_same_table_from_everywhere(text):
    assert rows(text) == EXPECTED


def test_excel_quotes_a_cell_of_several_lines():
    text = 'Navn\tKommuner\n"Legevakt ""Midt""\nnatt"\tBardu\nPPT\t"Dyrøy\nSenja"\n'
    assert rows(text) == [(1, ["Navn", "Kommuner"]), (2, ['Legevakt "Midt"\nnatt', "Bardu"]), (3, ["PPT", "Dyrøy\nSenja"])]


def test_a_quotation_mark_that_quotes_nothing_swallows_no_rows():
    text = 'Navn\tKommuner\n"Vesla" legevakt\tBardu\n"Storm\tDyrøy\nPPT\tSenja\n'
    assert [cells[1] for _number, cells in rows(text)] == ["Kommuner", "Bardu", "Dyrøy", "Senja"]


def test_word_breaks_a_row_inside_a_cell():
    text = "Nr\tNavn\tKommuner\n1\tLegevakt\nnatt\tBardu\n2\tPPT\tDyrøy\n"
    assert rows(text) == [(1, ["Nr", "Navn", "Kommuner"]), (2, ["1", "Legevakt\nnatt", "Bardu"]), (4, ["2", "PPT", "Dyrøy"])]


def test_a_pdf_table_with_an_empty_cell_is_cut_where_the_columns_stand():
    text = "Navn      Form   Kommuner\nLegevakt         Bardu\nPPT       IKS    Dyrøy"
    assert rows(text) == [(1, ["Navn", "Form", "Kommuner"]), (2, ["Legevakt", None, "Bardu"]), (3, ["PPT", "IKS", "Dyrøy"])]


def test_columns_that_nobody_can_tell_apart_are_refused_and_not_guessed():
    with pytest.raises(Unreadable, match="kolonnene"):
        rows("Navn  Form  Kommuner\nLegevakt  Bardu\nInterkommunalt  IKS  Dyrøy")


def test_rows_that_html_merges_stand_in_each():
    first = "<tr><td>Område</td><td>Navn</td></tr><tr><td rowspan=2>Helse</td><td>Legevakt</td></tr>"
    text = f"<table>{first}<tr><td>KAD</td></tr></table>"
    sheet = read_paste(text).sheets[0]
    assert [line.cells for line in sheet.lines] == [["Område", "Navn"], ["Helse", "Legevakt"], ["Helse", "KAD"]]
    assert [(oddity.code, oddity.rows) for oddity in sheet.oddities] == [("merged", (3,))]


@pytest.mark.parametrize("text", ["", " \n\t", "<table></table>", "x" * 2_000_001])
def test_nothing_and_too_much_are_refused(text):
    with pytest.raises(Unreadable):
        read_paste(text)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("aå1 \t\n|;,\"<>/tdrableh='\ud800\x00-"), max_size=80) | st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(text):
    try:
        assert read_paste(text).sheets
    except Unreadable as refusal:
        assert len(str(refusal)) > 10
