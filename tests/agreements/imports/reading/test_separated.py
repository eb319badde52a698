"""Text files: character set and mark are found out, whatever program wrote them."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.imports.reading import Unreadable, read_file

NAMES = [
    "Målselv",
    "Kárášjohka",
    "Gáivuona suohkan Kåfjord",
    "Bardu, Dyrøy",
    "Alta; Loppa",
    "6 kommuner",
    'Råd "Nord"',
    "to\nlinjer",
]
LETTERS = st.sampled_from("aeiknorstvæøåABØÅ0123456789 ,;.:-()/§%\n\"'")
CELL = st.sampled_from([name for name in NAMES if "á" not in name]) | st.text(LETTERS, max_size=12).map(str.strip)
HEADINGS = ("Navn", "Kommuner", "Oppstart", "Form", "Merknad")


def read(data, name="liste.csv"):
    return [(line.number, line.cells) for line in read_file(name, data).sheets[0].lines]


def written(rows, mark, line_end="\r\n", quoting=csv.QUOTE_MINIMAL):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=mark, lineterminator=line_end, quoting=quoting).writerows(rows)
    return text.getvalue()


@settings(max_examples=150, deadline=None)
@given(
    st.integers(2, 5).flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=8)),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.sampled_from(["\r\n", "\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_any_table_in_any_dialect_comes_back(rows, mark, encoding, line_end, quoting):
    table = [HEADINGS[: len(rows[0])], *rows]
    found = dict(read(written(table, mark, line_end, quoting).encode(encoding)))
    for number, row in enumerate(table, 1):
        cells = found.get(number, [])
        assert [cell or "" for cell in cells] + [""] * (len(row) - len(cells)) == list(row)


@settings(max_examples=200, deadline=None)
@given(st.binary(min_size=1, max_size=400), st.sampled_from(["a.csv", "a.xlsx", "a", "a.txt"]))
def test_any_bytes_are_read_or_refused_in_words(data, name):
    try:
        assert read_file(name, data).sheets
    except Unreadable as refusal:
        assert len(str(refusal)) > 10


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_words(text):
    try:
        assert read_file("a.csv", text.encode("utf-8", "surrogatepass")).sheets
    except Unreadable as refusal:
        assert len(str(refusal)) > 10


def test_a_title_a_decimal_comma_and_commas_in_names_do_not_confuse():
    text = "Målselv kommune\n\nNavn;Kommuner;Andel\nLegevakt;Bardu, Målselv;12,5\nPPT;Dyrøy, Senja, Sørreisa;50,0\n"
    lines = read(text.encode("cp1252"))
    assert lines[0] == (1, ["Målselv kommune"])
    assert lines[2:] == [(4, ["Legevakt", "Bardu, Målselv", "12,5"]), (5, ["PPT", "Dyrøy, Senja, Sørreisa", "50,0"])]


def test_the_mark_that_excel_names_on_the_first_line_is_believed():
    assert read(b"sep=,\nNavn,Kommuner\n1;2,3\n") == [(2, ["Navn", "Kommuner"]), (3, ["1;2", "3"])]


def test_lines_that_end_as_on_an_old_mac_are_lines():
    assert read(b"Navn;Kommuner\rLegevakt;Bardu\r") == [(1, ["Navn", "Kommuner"]), (2, ["Legevakt", "Bardu"])]


@pytest.mark.parametrize("mark", ["\x0b", "\u2028", "\x85"])
def test_line_breaks_of_other_programs_are_line_breaks_in_a_cell(mark):
    assert read(f"Navn;Kommuner\nLege{mark}vakt;Bardu\n".encode())[1] == (2, ["Lege\nvakt", "Bardu"])


def test_a_file_with_no_content_is_refused():
    with pytest.raises(Unreadable, match="ingen rader"):
        read(b";;;\n\n  ;\n")
