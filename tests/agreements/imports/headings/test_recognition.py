"""Headings: what each known table calls its columns, and what is left to a person."""

import pytest

from agreements.imports.fields import FIELDS, names_schemes
from agreements.imports.headings import recognise, table_of
from agreements.imports.headings.recognition import SHAPES
from agreements.imports.headings.wording import by_heading, plain, spellings
from agreements.imports.headings.words import EITHER, KNOWN
from tests.agreements.imports.headings.sheets import codes, sheet

ARCHIVE_PLAN = (
    "Navn på samarbeidet",
    "Arkivreferanse",
    "Etablert dato",
    "Avviklet dato",
    "Deltakere",
    "Arkivlov",
    "Funksjonsområde",
    "Samarbeidsform",
    "Arkivansvarlig",
    "Arkivsystem",
    "Dokumentasjonsplikter",
    "Arkivdepot",
)


def recognised(*headings):
    """The fields of the headings over one row of content."""
    found = recognise(sheet(headings, ["a"] * len(headings)))
    return [found.columns.get(column, "") for column in range(len(headings))]


def test_every_word_leads_to_a_field_there_is():
    fields = {*KNOWN.values(), *(code for choices in EITHER.values() for code in choices)}
    fields |= {code for shape in SHAPES for code in shape.columns.values()}
    assert fields - set(FIELDS) == set()
    assert {word for word in EITHER if word in KNOWN} == set()


def test_a_word_that_two_fields_claim_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="Form"):
        by_heading({"legal_form": ["Form"], "purpose": ["Form "]})


@pytest.mark.parametrize(
    ("heading", "read"),
    [
        ("Navn *", ["navn"]),
        ("Samarbeids-\nform:", ["samarbeidsform"]),
        ("Etablert (år)", ["etablert (ar)", "etablert ar", "etablert"]),
        (None, []),
    ],
)
def test_headings_are_made_comparable(heading, read):
    assert spellings(heading) == read


def test_the_table_of_nivi():
    table = table_of(sheet(["Nr", "Navn samarbeidsordning", "Kommuner"], [1, "KomRev Nord IKS", "19 kommuner i Troms"]))
    assert table.shape == "nivi"
    assert table.rows[0].values == {"number": "1", "name": "KomRev Nord IKS", "participants": "19 kommuner i Troms"}


def test_the_twelve_columns_of_the_archive_plans():
    found = recognise(sheet(ARCHIVE_PLAN, ["Legevakt", *[None] * 3, "Bardu"]))
    assert found.shape.code == "arkivplan" and found.unknown == {} and names_schemes(found.columns.values())
    assert found.columns[2] == "valid_from_text" and found.columns[3] == "last_day_text"


def test_headings_of_other_people():
    told = recognised(
        "Tjeneste",
        "Deltakende kommuner",
        "Vertskommune",
        "Oppstart",
        "Organisering",
        "Lovgrunnlag",
        "ORG.NR.",
        "Merknader:",
        "Hva?",
    )
    fields = ["name", "participants", "host", "valid_from_text", "legal_form", "legal_basis", "org_number", "note", ""]
    assert told == fields
    assert recognised("Avtale", "Avtalepart(er)", "Inngått") == ["name", "participants", "valid_from_text"]
    assert recognised("Samarbeid", "Deltaker(e)") == ["name", "participants"]


def test_a_service_is_the_name_only_where_nothing_else_is():
    assert recognised("Tjeneste", "Kommuner") == ["name", "participants"]
    assert recognised("Tjeneste", "Navn på samarbeidet", "Kommuner") == ["service_areas", "name", "participants"]
    assert recognised("Selskap", "Selskapsform", "Eierandel") == ["name", "legal_form", "share_percent"]


def test_two_columns_for_one_field_are_left_to_a_person_unless_they_say_the_same():
    rows = (["Navn", "Oppstart", "Etablert"], ["Legevakt", "2008", "2012"])
    found = recognise(sheet(*rows))
    assert found.unknown == {1: "Oppstart", 2: "Etablert"} and found.twice == ("Oppstart", "Etablert")
    assert "headings_twice" in codes(table_of(sheet(*rows)))
    same = recognise(sheet(rows[0], ["Legevakt", "2008", "2008"], ["PPT"]))
    assert (same.columns, same.twice) == ({0: "name", 1: "valid_from_text"}, ())
    empty = recognise(sheet(rows[0], ["Legevakt", None, "2008"]))
    assert (empty.columns, empty.twice) == ({0: "name", 2: "valid_from_text"}, ())


def test_a_row_for_each_party_speaks_of_the_party():
    rows = [["Samarbeid", "Part", "Rolle", "Fra"], ["Brann", "Alta", "Vertskommune", 2020], ["Brann", "Loppa", "Deltaker", 2021]]
    assert list(table_of(sheet(*rows)).columns) == ["name", "party", "role", "valid_from_text"]
    owners = [["Selskap", "Eier", "Eierandel"], ["Varanger Kraft AS", "Vadsø", "21,875 %"]]
    assert list(table_of(sheet(*owners)).columns) == ["name", "party", "share_percent"]
    again = [["Samarbeid", "Deltaker"], ["Brann", "Alta"], ["Brann", "Loppa"]]
    assert list(table_of(sheet(*again)).columns) == ["name", "party"]


@pytest.mark.parametrize("second", ["Loppa, Hasvik", "Loppa og Hasvik", "Alle i Finnmark", "Deanu/Tana"])
def test_several_parties_in_a_cell_are_parties_of_the_scheme(second):
    rows = [["Samarbeid", "Part", "Rolle"], ["Brann", "Alta", "Vertskommune"], ["PPT", second, "Deltaker"]]
    assert list(table_of(sheet(*rows)).columns) == ["name", "participants", "own_role"]


def test_words_that_may_mean_two_things_are_asked_about():
    assert recognised("Navn", "Andel", "Kostnad", "Tilskudd", "Dato", "Type", "År") == ["name", "", "", "", "", "", ""]
    assert recognised("Navn", "Årsverk", "År") == ["name", "person_years", "year"]


def test_parties_in_several_columns_are_joined():
    table = table_of(sheet(["Navn", "Deltaker 1", "Deltaker 2", "Deltaker 3"], ["Legevakt", "Bardu", None, "Målselv"]))
    assert table.rows[0].values["participants"] == "Bardu; Målselv"


def test_a_column_for_each_municipality_with_crosses():
    rows = [
        ["Samarbeid", "Form", "Bardu", "Mål-\nselv", "Salangen"],
        ["Legevakt", "IKS", "x", "VK", None],
        ["PPT", "§ 27", "X", 1, "nei"],
    ]
    table = table_of(sheet(*rows))
    assert [row.values["participants"] for row in table.rows] == ["Bardu; Målselv, vertskommune", "Bardu; Målselv"]
    assert table.unknown == ()


def test_crosses_beside_a_column_of_parties_are_not_parties():
    table = table_of(sheet(["Samarbeid", "Deltakere", "Lovpålagt", "Evaluering"], ["Legevakt", "Bardu", "x", "x"]))
    assert table.rows[0].values["participants"] == "Bardu" and table.unknown == ("Lovpålagt", "Evaluering")


def test_one_column_of_crosses_tells_nothing_of_parties():
    assert table_of(sheet(["Samarbeid", "Form", "Lovpålagt"], ["Legevakt", "IKS", "x"])).unknown == ("Lovpålagt",)


def test_a_column_without_heading_is_told_and_can_be_chosen():
    rows = (["Navn", None, "Form"], ["Legevakt", "Bardu", "IKS"])
    table = table_of(sheet(*rows))
    assert table.unknown == ("kolonne B uten overskrift",) and "columns_without_heading" in codes(table)
    assert table_of(sheet(*rows), {1: "participants"}).rows[0].values["participants"] == "Bardu"


def test_headings_over_two_rows_with_merged_cells():
    merges = [(1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4), (1, 5, 2, 5)]
    table = table_of(
        sheet(
            ["Navn", "Periode", None, "Vertskommune", None, "Deltakere"],
            ["Navn", "Fra", "Til", "Navn", "Nummer", "Deltakere"],
            ["Legevakt", "2008", "2012", "Bardu", 5520, "Bardu, Målselv"],
            merges=merges,
        )
    )
    assert list(table.columns) == ["name", "valid_from_text", "last_day_text", "host_number", "participants"]
    assert table.rows[0].values["host_number"] == "5520" and table.rows[0].values["name"] == "Legevakt"
    assert table.unknown == ("Vertskommune Navn",) and codes(table)["headings_in_two_rows"] == (1, 2)


def test_headings_under_a_title_and_blank_rows():
    table = table_of(sheet(["Målselv kommune – samarbeid"], [], ["Per 1.1.2024"], [], ["Navn", "Kommuner"], ["Legevakt", "Bardu"]))
    assert (table.owner, table.titles) == ("Målselv", ("Målselv kommune – samarbeid", "Per 1.1.2024"))
    assert [row.number for row in table.rows] == [6]


def test_a_sheet_nobody_knows_is_mapped_by_hand_and_remembered_by_its_key():
    rows = (["Ding", "Dang", "Dong"], ["Legevakt", "Bardu", "x"], ["PPT", "Dyrøy", "y"])
    found = recognise(sheet(*rows))
    assert not names_schemes(found.columns.values()) and found.unknown == {0: "Ding", 1: "Dang", 2: "Dong"}
    table = table_of(sheet(*rows), {0: "name", 1: "participants", 2: ""})
    assert (table.shape, table.unknown) == ("valgt", ())
    assert [row.values for row in table.rows] == [
        {"name": "Legevakt", "participants": "Bardu"},
        {"name": "PPT", "participants": "Dyrøy"},
    ]
    again = recognise(sheet(["Ny tittel"], [], rows[0], ["Brann", "Senja", "z"]))
    assert again.key == found.key != recognise(sheet(["Dang", "Ding", "Dong"], rows[1], rows[2])).key


def test_a_person_may_overrule_what_was_recognised():
    rows = (["Navn", "Tema", "Kommuner"], ["Legevakt", "Helse", "Bardu"])
    assert table_of(sheet(*rows), {1: "purpose"}).rows[0].values["purpose"] == "Helse"
    assert "service_areas" not in table_of(sheet(*rows), {1: ""}).columns


def test_headings_nobody_knows_may_be_no_headings_and_that_is_told():
    found = codes(table_of(sheet(["Krisesenter", "Tromsø, Karlsøy"], ["Barnevernvakt", "Tromsø, Balsfjord"])))
    assert found["unsure_headings"] == (1,)


@pytest.mark.parametrize("rows", [[], [["bare én celle"]], [["a"], ["b"]], [[1, 2], [3, 4]]])
def test_a_sheet_without_headings_is_no_table(rows):
    table = table_of(sheet(*rows))
    assert table.columns == {} and "no_headings" in codes(table)


def test_a_row_of_words_is_not_taken_for_headings_where_better_ones_are():
    rows = [["Navn", "Kommuner", "Form"], ["Status", "Formål", None], ["Legevakt", "Bardu", "IKS"]]
    assert recognise(sheet(*rows)).row == 1


@pytest.mark.parametrize(
    ("title", "owner"),
    [
        ("Målselv kommune – interkommunale samarbeid", "Målselv"),
        ("Oversikt over interkommunale samarbeid i Sør-Varanger kommune 2024", "Sør-Varanger"),
        ("DYRØY KOMMUNE", "DYRØY"),
        ("SAMARBEIDSAVTALER NORDKAPP KOMMUNE", "NORDKAPP"),
        ("Gáivuona suohkan", "Gáivuona"),
        ("Samarbeid for Unjárga/Nesseby kommunes innbyggere", "Unjárga/Nesseby"),
        ("Interkommunale samarbeid i Troms fylkeskommune", ""),
        ("Alle kommuner", ""),
        ("Vertskommune", ""),
    ],
)
def test_the_title_tells_whose_list_it_is(title, owner):
    assert table_of(sheet([title], ["Navn", "Kommuner"], ["Legevakt", "Bardu"])).owner == owner


def test_the_name_of_the_sheet_tells_it_too():
    assert table_of(sheet(["Navn", "Kommuner"], ["Legevakt", "Bardu"], name="Senja kommune")).owner == "Senja"


def test_plain_has_no_marks_at_its_ends():
    assert plain(" Org.nr.: ") == "org.nr"
