"""Vedlegg til eierskapsmelding: a municipality whose every cell is known, read as a controller reads it."""

import io
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from agreements.models import Answer, CostComponent, CostSplit, Decision, Ownership, PartyYear, Version
from agreements.verification.answering import answer, answer_rest
from agreements.verification.confirming import confirm
from municipalities.models import Organisation
from registry.parameters import today
from tests.agreements.verification.rounds import make_world
from tests.makers import (
    hold,
    make_agreement,
    make_area,
    make_mapping_status,
    make_municipality,
    make_organisation,
)

pytestmark = pytest.mark.django_db
NOTHING = {None, ""}


def sheets(client, address):
    """Each sheet by title as rows of {heading: value}, with the front page as {label: value}."""
    answer = client.get(address)
    assert answer.status_code == 200
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    found = {}
    for sheet in book.worksheets:
        head, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(head, row, strict=True)) for row in rows]
    front = book["Forside"]
    found["Forside"] = {row[0].value: row[1].value for row in front.iter_rows(min_row=3)}
    found["book"] = book
    return found


@pytest.fixture
def company():
    """An IKS of three with everything registered, one host cooperation and one that is over."""
    dyroy, bardu, senja = make_municipality("Dyrøy", "5528"), make_municipality("Bardu", "5520"), make_municipality("Senja", "5530")
    body = make_organisation("Senja avfall IKS", Organisation.Kind.IKS, org_number="931004816", org_form="IKS", seat="Finnsnes")
    iks = make_agreement(
        "Senja avfall",
        [(dyroy, "deltaker", "2010"), (bardu, "deltaker", "2010"), (senja, "deltaker", "2010")],
        areas=[make_area("renovasjon", "Renovasjon", "teknisk")],
        legal_form="iks",
        agreement_type="selskapsavtale",
        organisation=body,
        purpose="Samle inn avfall",
        start="01.02.2010",
        sources=["2024"],
        archive_case_number="2010/17",
        notice_months=12,
    )
    hold_all(iks, dyroy, bardu)
    make_agreement("Legevakt", [(bardu, "vertskommune"), (dyroy,)], start="2015", sources=["2016"], legal_form_certainty="inferred")
    make_agreement("Brann", [(senja, "vertskommune"), (dyroy,)], start="2015", sources=["2016"], last_day="30.06.2026")
    make_mapping_status(dyroy)
    return iks


def hold_all(iks, dyroy, bardu):
    """All that an agreement can hold and the annex tells."""
    own, other, third = iks.participations.order_by("pk")
    own.own_purpose = "Lik avgift"
    own.save()
    split = hold(iks, CostSplit(kind="key", covers="drift"))
    hold(
        iks,
        Ownership(
            participation=own, share_num=1, share_den=3, seats=2, as_of=date(2024, 12, 31), valid_to=date(2026, 1, 1),
            valid_to_precision="day",
        ),
        Ownership(
            participation=own, share_num=1, share_den=4, seats=3, as_of=date(2026, 1, 1), valid_from=date(2026, 1, 1),
            valid_from_precision="day",
        ),
        Ownership(participation=other, share_num=1, share_den=2, as_of=date(2024, 12, 31)),
        Ownership(participation=third, share_num=1, share_den=4, as_of=date(2024, 12, 31)),
        Version(name="2", adopted=date(2019, 5, 6), changes="Nye oppgaver"),
        Decision(municipality=dyroy, outcome="adopted", organ="council", date=date(2019, 6, 7), case_number="PS 12/19"),
        Decision(municipality=bardu, outcome="adopted", organ="council", date=date(2020, 6, 7), case_number="PS 99/20"),
        PartyYear(participation=own, year=2024, payment=100_000),
        PartyYear(participation=own, year=2025, payment=123_456),
        CostComponent(cost_split=split, share_num=1, share_den=5, basis="equal", text="likt"),
        CostComponent(cost_split=split, share_num=4, share_den=5, basis="population", text="folketall"),
    )  # fmt: skip


def test_every_cell_of_a_company(client, company):
    found = sheets(client, "/rapporter/eierskapsmelding/5528.xlsx?on=2026-12-31&since=2025-12-31")
    (row,) = found["Selskaper"]
    known = {heading: value for heading, value in row.items() if value not in NOTHING}
    assert known == {
        "Samarbeid": "Senja avfall",
        "Samarbeidsform": "Interkommunalt selskap (IKS)",
        "Hjemmel": "IKS-loven",
        "Område": "Renovasjon",
        "Org.nr.": "931004816",
        "Selskapets formål": "Samle inn avfall",
        "Kommunens formål": "Lik avgift",
        "Eierandel": 0.25,
        "Ansvarsandel": 0.25,
        "Andeler per dato": datetime(2026, 1, 1),
        "Andre eiere eller parter": "Bardu 50 %, Senja 25 %",
        "Plasser": 3,
        "Vertskommune eller kontorsted": "Finnsnes",
        "Etablert": datetime(2010, 2, 1),
        "Sist revidert": datetime(2019, 5, 6),
        "Vedtak": "PS 12/19, 07.06.2019",
        "Betaling, kroner": 123456,
        "År": 2025,
        "Fordelingsnøkkel": "Drift: 20 % likt, 80 % folketall",
        "Arkivreferanse": "2010/17",
        "Oppsigelsesfrist": "12 måneder",
        "Sist omtalt i kilde": datetime(2024, 12, 31),
        "Nr. i registeret": company.pk,
    }
    assert row["Representanter (fylles ut av kommunen)"] is None


def test_on_an_earlier_day_the_cells_are_of_that_day(client, company):
    (row,) = sheets(client, "/rapporter/eierskapsmelding/5528.xlsx?on=2018-12-31")["Selskaper"]
    assert row["Eierandel"] == pytest.approx(1 / 3)
    assert row["Plasser"] == 2
    assert [row[name] for name in ("Sist revidert", "Vedtak", "Betaling, kroner", "År")] == [None] * 4


def test_cooperation_without_a_company_is_on_a_sheet_of_its_own_and_says_what_is_assumed(client, company):
    found = sheets(client, "/rapporter/eierskapsmelding/5528.xlsx?on=2026-12-31")
    (row,) = found["Samarbeid uten eget selskap"]
    assert (row["Samarbeid"], row["Vertskommune eller kontorsted"], row["Etablert"]) == ("Legevakt", "Bardu (vertskommune)", "2015")
    assert row["Hjemmel"] is None, "the law of an assumed form is not told as its basis"
    assert "formen er antatt" in row["Forbehold"].casefold()
    assert "Eierandel" not in row


def test_the_sheet_of_the_municipalitys_own_has_the_columns_of_companies_and_nothing_in_it(client, company):
    book = sheets(client, "/rapporter/eierskapsmelding/5528.xlsx")["book"]
    headings = [[cell.value for cell in book[name][1]] for name in ("Selskaper", "Kommunens egne tillegg")]
    assert headings[0] == headings[1]
    assert book["Kommunens egne tillegg"].max_row == 1


def test_the_front_page_says_what_the_annex_is_and_what_it_lacks(client, company):
    front = sheets(client, "/rapporter/eierskapsmelding/5528.xlsx?on=2026-12-31")["Forside"]
    assert front["Kommune"] == "Dyrøy (5528)"
    assert front["Gjelder til og med"] == "31.12.2026"
    assert front["Forrige rapport"] == "31.12.2025"
    assert front["Føres av kommunen"] == "Heleide selskaper, kommunale foretak og andre eierposter må kommunen føre på selv."
    assert "delvis kartlagt" in front["Dekning"]
    assert "ikke bekreftet" in front["Bekreftelse"]
    assert "ikke kommet" in front["Merk"]
    assert (front["Selskaper"], front["Samarbeid uten eget selskap"]) == ("1", "1")


def test_what_has_changed_since_the_last_report(client, company):
    found = sheets(client, "/rapporter/eierskapsmelding/5528.xlsx?on=2026-12-31&since=2025-12-31")
    told = [tuple(row.values()) for row in found["Endringer siden 31.12.2025"]]
    assert told == [
        ("Avsluttet", "Brann", datetime(2026, 6, 30), None),
        ("Ny eierandel", "Senja avfall", datetime(2026, 1, 1), "Fra 33,33 % til 25 %"),
    ]
    found = sheets(client, "/rapporter/eierskapsmelding/5528.xlsx?on=2019-12-31&since=2014-12-31")
    told = [tuple(row.values()) for row in found["Endringer siden 31.12.2014"]]
    assert told == [
        ("Nytt samarbeid", "Brann", "2015", "Vertskommune, administrativ"),
        ("Nytt samarbeid", "Legevakt", "2015", "Vertskommune, administrativ"),
        ("Ny avtaletekst", "Senja avfall", datetime(2019, 5, 6), "Nye oppgaver"),
        ("Vedtak i kommunen", "Senja avfall", datetime(2019, 6, 7), "PS 12/19, 07.06.2019"),
    ]


def test_a_party_that_goes_out_or_comes_in_is_told_and_one_that_goes_on_is_not(client):
    dyroy, bardu, senja = make_municipality("Dyrøy", "5528"), make_municipality("Bardu"), make_municipality("Senja")
    make_agreement(
        "Barnevern",
        [
            (senja, "vertskommune", "2010"),
            (dyroy, "samarbeidskommune", "2010", "31.12.2019"),
            (dyroy, "samarbeidskommune", "01.01.2020"),
            (bardu, "samarbeidskommune", "2010", "30.06.2020"),
        ],
        start="2010",
    )
    found = sheets(client, "/rapporter/eierskapsmelding/5528.xlsx?on=2020-12-31&since=2019-06-30")
    told = [tuple(row.values()) for row in found["Endringer siden 30.06.2019"]]
    assert told == [("Part gikk ut", "Barnevern", datetime(2020, 6, 30), "Bardu")]


def test_what_should_be_clarified_is_what_the_register_lacks(client, company):
    rows = sheets(client, "/rapporter/eierskapsmelding/5528.xlsx")["Dette bør avklares"]
    lacking = {row["Samarbeid"]: row["Ikke registrert"] for row in rows}
    assert "Senja avfall" not in lacking
    assert lacking["Legevakt"] == "Formål, kommunens formål, kommunens vedtak, fordelingsnøkkel, arkivreferanse, oppsigelsesfrist"


def test_liability_is_never_taken_from_the_share_where_no_law_says_so(client):
    dyroy, bardu = make_municipality("Dyrøy", "5528"), make_municipality("Bardu")
    parties = [(dyroy, "aksjeeier"), (bardu, "aksjeeier")]
    shares = make_agreement("Kraft", parties, legal_form="as", agreement_type="vedtekter", start="2000")
    hold(shares, Ownership(participation=shares.participations.first(), share_num=1, share_den=2))
    (row,) = sheets(client, "/rapporter/eierskapsmelding/5528.xlsx")["Selskaper"]
    assert (row["Eierandel"], row["Ansvarsandel"]) == (0.5, None)


def test_companies_lie_together_by_form_with_a_line_between(client, company):
    dyroy, bardu = make_municipality("Ibestad"), company.participations.order_by("pk").first().municipality
    make_agreement("Aa AS", [(dyroy, "aksjeeier"), (bardu, "aksjeeier")], legal_form="as", agreement_type="vedtekter", start="2000")
    make_agreement(
        "Zz IKS", [(dyroy, "deltaker"), (bardu, "deltaker")], legal_form="iks", agreement_type="selskapsavtale", start="2000"
    )
    sheet = sheets(client, "/rapporter/eierskapsmelding/5528.xlsx")["book"]["Selskaper"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["Senja avfall", "Zz IKS", "Aa AS"]
    assert [bool(row[0].border.top.style) for row in sheet.iter_rows(min_row=2)] == [False, False, True]


def test_a_draft_and_what_lies_before_a_council_are_in_no_report(client, company):
    dyroy = company.participations.order_by("pk").first().municipality
    make_agreement("Utkastet", [(dyroy,)], publication="draft", start="2015")
    make_agreement("Idéen", [(dyroy,)], stage="idea", start="2015")
    book = sheets(client, "/rapporter/eierskapsmelding/5528.xlsx")["book"]
    cells = {value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row}
    assert not cells & {"Utkastet", "Idéen"}


def test_it_prints_on_landscape_a4_with_headings_on_every_page(client, company):
    book = sheets(client, "/rapporter/eierskapsmelding/5528.xlsx?on=2026-12-31")["book"]
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert len(sheet.title) <= 31
        assert "Vedlegg til eierskapsmelding: Dyrøy kommune, per 31.12.2026" in sheet.oddHeader.right.text
        assert sheet.oddHeader.left.text == "&A"  # the name of the sheet
        if sheet.title != "Forside":
            assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$1", "B2")
            assert sheet.auto_filter.ref


def test_a_row_is_as_high_as_its_longest_text_takes(client):
    many = [(make_municipality(f"Kommune {number}"), "samarbeidskommune") for number in range(30)]
    make_agreement("Stort", [(make_municipality("Dyrøy", "5528"), "vertskommune"), *many], start="2020")
    sheet = sheets(client, "/rapporter/eierskapsmelding/5528.xlsx")["book"]["Samarbeid uten eget selskap"]
    assert sheet.row_dimensions[2].height > 10 * 15


def test_only_what_the_municipality_stood_by_in_its_review_is_confirmed(client):
    tasks, (right, wrong, _brann) = make_world()
    answer(tasks["Dyrøy"], wrong.pk, Answer.Kind.NO_PARTY)
    answer_rest(tasks["Dyrøy"])
    confirm(tasks["Dyrøy"], name="Kari Nordmann", title="Kommunedirektør")
    found = sheets(client, "/rapporter/eierskapsmelding/5528.xlsx")["Samarbeid uten eget selskap"]
    confirmed = {row["Samarbeid"]: row["Sist bekreftet"] and row["Sist bekreftet"].date() for row in found}
    assert confirmed == {"Barnevern": today(), "Brann": today(), "Legevakt": None}


def test_a_list_that_staff_has_marked_as_confirmed_is_so_as_a_whole(client, company):
    make_mapping_status(company.participations.order_by("pk")[0].municipality, "confirmed", date(2026, 3, 4))
    found = sheets(client, "/rapporter/eierskapsmelding/5528.xlsx")
    assert {row["Sist bekreftet"].date() for row in found["Selskaper"]} == {date(2026, 3, 4)}
