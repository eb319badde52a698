"""Rows: what is no scheme is not read as one, and what could be one is never left out."""

import pytest

from agreements.imports.headings import table_of
from agreements.imports.oddities import WORDS, told
from agreements.imports.table import Oddity
from tests.agreements.imports.headings.sheets import codes, sheet

HEADINGS = ["Nr", "Navn", "Kommuner", "Årsverk"]
FIRST, SECOND = [1, "Legevakt", "Bardu, Målselv", 3], [2, "PPT", "Dyrøy", 2]


def names(table):
    return [row.values.get("name") for row in table.rows]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (["Sum", None, None, 5], "sums"),
        ([None, "Totalt", None, 5], "sums"),
        ([None, "Antall ordninger", 2, None], "sums"),
        (["Sum"], "sums"),
        (["Sum", "7 ordninger"], "sums"),
        (HEADINGS, "repeated_headings"),
        ([1, 2, 3, 4], "column_numbers"),
        (["Helse og omsorg"], "sections"),
        (["Kilde: eierskapsmelding 2023"], "remarks"),
        ([None, "* inntrer i 2025"], "remarks"),
        ([None, "EKSEMPEL: Legevakt", "Vik"], "example"),
    ],
)
def test_what_is_no_scheme_is_told_and_not_read(row, kind):
    table = table_of(sheet(HEADINGS, FIRST, row, SECOND))
    assert names(table) == ["Legevakt", "PPT"]
    assert codes(table)[kind] == (3,)


@pytest.mark.parametrize(
    "row",
    [
        [3, "Totalforsvar", "Bardu", 1],
        [3, "Antall", "Bardu", 1],
        [None, "Summer av sommer", None, None],
        [None, "Krisesenter", None, None],
        ["3", "Navn", "Bardu", None],
        [3, "Kildesortering", None, None],
    ],
)
def test_what_could_be_a_scheme_is_read(row):
    table = table_of(sheet(HEADINGS, FIRST, row, SECOND))
    assert names(table) == ["Legevakt", row[1], "PPT"]


def test_another_table_further_down_is_told_and_not_read_under_the_wrong_headings():
    rows = [HEADINGS, FIRST, [], ["Selskap", "Org.nr.", "Eierandel"], ["Senja Avfall IKS", 931004816, "12 %"]]
    table = table_of(sheet(*rows))
    assert names(table) == ["Legevakt"] and codes(table)["second_table"] == (4, 5)


def test_a_heading_in_between_is_told_to_the_rows_under_it():
    rows = (HEADINGS, ["Helse"], FIRST, ["Oppvekst"], SECOND)
    assert [row.values["section"] for row in table_of(sheet(*rows)).rows] == ["Helse", "Oppvekst"]
    merged = (["Navn", "Kommuner", "Form"], ["Helse"], ["Legevakt", "Bardu", "IKS"])
    table = table_of(sheet(*merged, merges=[(2, 0, 2, 2)]))
    assert [row.values for row in table.rows] == [
        {"name": "Legevakt", "participants": "Bardu", "legal_form": "IKS", "section": "Helse"}
    ]


def test_a_name_alone_is_read_and_told():
    table = table_of(sheet(["Navn", "Kommuner", "Form"], ["Legevakt", "Bardu", "IKS"], ["Krisesenter"], ["PPT", "Dyrøy", "IKS"]))
    assert names(table) == ["Legevakt", "Krisesenter", "PPT"] and codes(table)["only_name"] == (3,)


def test_blank_rows_in_between_and_at_the_end():
    table = table_of(sheet(HEADINGS, FIRST, [], [], SECOND, [], []))
    assert names(table) == ["Legevakt", "PPT"] and codes(table)["blank_rows"] == (4,)


def test_a_table_without_headings_for_its_numbers_keeps_every_row():
    table = table_of(sheet(["Navn"], ["Legevakt"], ["PPT"]), {0: "name"})
    assert {"Legevakt", "PPT"} <= set(names(table))


def test_every_oddity_has_words():
    everything = sheet(["Tittel"], HEADINGS, FIRST, [], HEADINGS, ["Helse"], SECOND, ["Sum", None, None, 5])
    for oddity in table_of(everything).oddities:
        assert oddity.code in WORDS
    assert told(Oddity("hidden_rows", (4,))) == "Skjulte rader er lest som de andre. Rad 4."
    assert told(Oddity("hidden_rows", (4, 5, 9))).endswith("Rad 4, 5 og 9.")
    assert told(Oddity("hidden_rows", tuple(range(1, 21)))).endswith("Rad 1, 2, 3, 4, 5, 6, 7, 8 og 12 til.")


@pytest.mark.parametrize("mark", ["-", "–", "n/a"])
def test_a_cell_that_tells_nothing_is_empty_and_told_of(mark):
    table = table_of(sheet(HEADINGS, [1, "Legevakt", mark, 3], SECOND))
    assert "participants" not in table.rows[0].values
    assert codes(table)["nothing_told"] == (2,)


@pytest.mark.parametrize(
    ("title", "owner"),
    [(["KOMMUNE:", "Målselv"], "Målselv"), (["Kommune", "Nordre Land"], "Nordre Land"), (["Målselv kommune"], "Målselv"),
     (["Kommune:", "alle i Troms"], "")],
)  # fmt: skip
def test_a_title_in_two_cells_tells_whose_list_it_is(title, owner):
    assert table_of(sheet(title, [], HEADINGS, FIRST, SECOND)).owner == owner
