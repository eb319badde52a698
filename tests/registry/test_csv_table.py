"""CSV: no text runs as a formula, and every text can be had back."""

import csv
from datetime import date
from fractions import Fraction
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from registry.csv_table import FOR_PEOPLE, FOR_PROGRAMS, LINES_AT_ONCE, RISKY, csv_lines, defused

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


def read(data, dialect):
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=dialect.separator))


@given(st.lists(st.lists(TEXT | st.builds(str.__add__, st.sampled_from(RISKY), TEXT), min_size=2, max_size=2)), st.booleans())
def test_no_cell_is_risky_and_every_text_can_be_had_back(rows, people):
    dialect = FOR_PEOPLE if people else FOR_PROGRAMS
    found = read(b"".join(csv_lines(["a", "b"], rows, dialect)), dialect)[1:]
    assert not any(cell.startswith(tuple(set(RISKY) - {"'"})) for row in found for cell in row)
    assert [[cell.removeprefix("'") for cell in row] for row in found] == rows


def test_other_values_are_written_plainly_and_never_touched():
    row = [None, True, False, -3, date(2020, 1, 2), Fraction(100, 3)]
    assert b"".join(csv_lines("abcdef", [row], FOR_PROGRAMS)).decode() == "a,b,c,d,e,f\r\n,true,false,-3,2020-01-02,33.3333\r\n"
    assert b"".join(csv_lines("abcdef", [row], FOR_PEOPLE)).decode() == "\ufeffa;b;c;d;e;f\r\n;true;false;-3;2020-01-02;33,3333\r\n"


def test_it_is_given_away_a_few_hundred_lines_at_a_time():
    parts = list(csv_lines(["a"], ([str(n)] for n in range(3 * LINES_AT_ONCE)), FOR_PROGRAMS))
    assert len(parts) == 4 and b"".join(parts).count(b"\r\n") == 3 * LINES_AT_ONCE + 1


def test_what_begins_with_an_apostrophe_gets_another():
    assert [defused(text) for text in ("=1", "'s", "ord", "")] == ["'=1", "''s", "ord", ""]
