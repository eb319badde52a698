"""Person-years, money and ownership reports of the small world, counted by hand."""

from datetime import date
from fractions import Fraction

import pytest
from django.test import Client

from agreements.models import AgreementYear, PartyYear
from agreements.statistics.question import Question
from agreements.statistics.tables import ownership_reports, resources
from municipalities.directory import Directory
from municipalities.models import MunicipalityTotal, OwnershipReport
from registry.models import Role
from tests.agreements.statistics.world import DAY, make_world
from tests.makers import hold, make_agreement, make_mapping_status, make_user
from tests.test_only_public import text_of

pytestmark = pytest.mark.django_db
BARDU, DYROY = "5520", "5528"
MILLION = 1_000_000
PAGE, REPORTS = "/statistikk/arsverk-og-kostnad/", "/statistikk/eierskapsmeldinger/"


@pytest.fixture
def world(kept):
    return kept(make_world)


def tables(day=DAY, page=resources.page, **narrowed):
    return {table.code: table for table in page(Question.ask(Directory.load(day), "prøve", **narrowed)).tables}


def values(table, row):
    found = next(one for one in (*table.rows, *filter(None, [table.total])) if one.code == row)
    return {column.code: cell.value for column, cell in zip(table.columns, found.cells, strict=True)}


def test_sums_are_of_the_newest_year_of_those_that_are_known_and_never_of_what_does_not_count(world):
    found = tables()["sektorer"]
    # Barnevern 10 (2025) and Legevakt 4,25; 9 million (2024), 6 and 3. The network has figures too, and does not count.
    assert values(found, "alle") == {
        "antall": 8,
        "arsverk-kjent": 2,
        "arsverk": Fraction(1425, 100),
        "kostnad-kjent": 3,
        "kostnad": 18 * MILLION,
    }
    assert world.names(found.cell("alle", "arsverk").schemes) == {"Barnevern", "Legevakt"}
    assert world.names(found.cell("alle", "kostnad").schemes) == {"Barnevern", "Legevakt", "Revisjon"}
    assert found.cell("alle", "arsverk").at_least and found.cell("alle", "kostnad").at_least
    assert values(found, "sosial") == {"antall": 2, "arsverk-kjent": 1, "arsverk": 10, "kostnad-kjent": 1, "kostnad": 9 * MILLION}
    assert (values(found, "helse")["arsverk"], found.cell("helse", "arsverk").at_least) == (Fraction(425, 100), False)
    assert [row.code for row in found.rows] == ["administrasjon", "helse", "sosial"]
    assert values(found, "administrasjon")["arsverk"] is None
    assert "2024–2025" in found.note
    forms = tables()["former"]
    assert values(forms, "vertskommune")["antall"] == 4
    assert values(forms, "vertskommune")["kostnad"] == 15 * MILLION


def test_a_day_knows_no_later_year(world):
    found = tables(date(2024, 12, 31))["sektorer"]
    assert values(found, "alle") == {"antall": 3, "arsverk-kjent": 1, "arsverk": Fraction(17, 2), "kostnad-kjent": 1,
                                     "kostnad": 9 * MILLION}  # fmt: skip
    assert "2024." in found.note


def test_a_share_is_of_the_municipalitys_own_total_of_the_same_year(world):
    hosted, paid = tables()["verter"], tables()["betaling"]
    told = {"ar": "2025", "kilde": "Årsregnskapet", "kjent": 2}
    assert values(hosted, BARDU) == {**told, "andel": Fraction(1, 20), "antall": 2, "sum": Fraction(1425, 100), "i-alt": 285}
    assert values(paid, BARDU) == {**told, "andel": Fraction(1, 50), "antall": 4, "sum": 6 * MILLION, "i-alt": 300 * MILLION}
    assert world.names(paid.cell(BARDU, "sum").schemes) == {"Barnevern", "Legevakt"}
    assert world.names(paid.cell(BARDU, "antall").schemes) == {"Barnevern", "Legevakt", "Revisjon", "Havn"}
    assert hosted.cell(BARDU, "kilde").link == "https://bardu.kommune.no/regnskap"
    # Dyrøy hosts nothing, and its expenditure is not known; the others have nothing entered
    assert values(hosted, DYROY) == {
        "andel": None,
        "antall": 0,
        "kjent": 0,
        "sum": None,
        "i-alt": 100,
        "ar": "2024",
        "kilde": "Telling",
    }
    assert values(paid, DYROY)["sum"] == 3 * MILLION
    assert (values(paid, DYROY)["andel"], values(paid, DYROY)["i-alt"], values(paid, DYROY)["ar"]) == (None, None, "2025")
    assert [row.code for row in (*hosted.rows, *paid.rows)] == [BARDU, DYROY] * 2


def test_a_share_is_at_least_until_the_list_is_whole_and_all_of_it_known(world):
    bardu = world.municipalities["Bardu"]
    assert tables()["verter"].cell(BARDU, "andel").at_least
    make_mapping_status(bardu, "mapped")
    assert not tables()["verter"].cell(BARDU, "andel").at_least
    assert tables()["betaling"].cell(BARDU, "andel").at_least  # paid is known for two of four


def test_a_total_of_another_year_gives_no_share(world):
    MunicipalityTotal.objects.filter(municipality=world.municipalities["Bardu"]).update(year=2023)
    for table in (tables()["verter"], tables()["betaling"]):
        assert (values(table, BARDU)["andel"], values(table, BARDU)["sum"], values(table, BARDU)["kjent"]) == (None, None, 0)
        assert table.marks == ()


def test_a_scheme_with_two_hosts_is_given_to_neither(world):
    parties = [(world.municipalities["Bardu"], "vertskommune"), (world.municipalities["Dyrøy"], "vertskommune")]
    made = make_agreement("Delt", parties, sources=["2025"])
    hold(made, AgreementYear(year=2025, person_years_hundredths=50_000))
    assert values(tables()["verter"], BARDU)["sum"] == Fraction(1425, 100)
    assert values(tables()["sektorer"], "alle")["arsverk"] == Fraction(51425, 100)


def test_the_marks_stand_only_against_a_known_share(world):
    for table in tables().values():
        assert [mark.value for mark in table.marks] == (
            [Fraction(1, 20), Fraction(1, 5)] if table.code in ("verter", "betaling") else []
        )
    page = Client().get(f"{PAGE}?on={DAY}").content.decode()
    assert page.count('x1="25.00%"') == 2  # 5 of 20 per cent, in the two rows that have a share
    MunicipalityTotal.objects.all().delete()
    assert not any(table.marks for table in tables().values())
    assert "key-mark" not in Client().get(f"{PAGE}?on={DAY}").content.decode()


def test_the_page_writes_sums_and_shares_as_people_do(world):
    page = Client().get(f"{PAGE}?on={DAY}").content.decode()
    for text in ("minst 14,25", "minst 18\u00a0000\u00a0000", "minst 5 %", "minst 2 %", "https://bardu.kommune.no/regnskap"):
        assert text in page, text


def test_what_nobody_has_entered_is_said(world):
    for model in (AgreementYear, PartyYear, MunicipalityTotal):
        model.objects.all().delete()
    for table in tables().values():
        assert table.rows == () and table.total is None and table.missing


def test_a_page_counts_in_one_county_or_without_purchase(world):
    question = Question.ask(Directory.load(DAY), "prøve")
    troms = next(county for county in question.by_county if county.number == "55")
    assert values(tables(county=troms)["sektorer"], "alle")["antall"] == 5
    assert values(tables(purchase=False)["sektorer"], "alle")["antall"] == 7


def test_reports_of_the_period_are_listed_and_those_that_may_be_older_are_not_counted(world):
    found = ownership_reports.page(Question.ask(Directory.load(DAY), "prøve"))
    assert "valgperioden 2023–2027 er en vedtatt eierskapsmelding registrert for 1 av 5" in found.lead
    rows = {row.label: [cell.value for cell in row.cells] for row in found.tables[0].rows}
    doubt = "kan være vedtatt av det forrige kommunestyret"
    assert rows == {"Dyrøy": [date(2024, 3, 12), "PS 12", ""], "Senja": [date(2023, 10, 20), "PS 12", doubt]}
    earlier = ownership_reports.page(Question.ask(Directory.load(date(2023, 6, 1)), "prøve"))
    assert [row.label for row in earlier.tables[0].rows] == ["Alta"]
    before_it = ownership_reports.page(Question.ask(Directory.load(date(2024, 3, 11)), "prøve"))
    assert [row.label for row in before_it.tables[0].rows] == ["Senja"]


def test_a_column_of_remarks_stands_on_the_page_when_somebody_has_one_and_always_in_the_files(client, world):
    def heads(address):
        return "Merknad</th>" in client.get(address).content.decode()

    assert (
        heads(f"{REPORTS}?on={DAY}") and not heads(f"{REPORTS}?on=2024-03-11&county=56") and not heads(f"{REPORTS}?on=2023-06-01")
    )
    file = text_of(client.get(f"{REPORTS}?on=2023-06-01&format=csv"))
    assert "merknad" in file.splitlines()[0]


def test_the_newest_report_of_a_municipality_is_the_one_that_stands(world):
    for day in (date(2025, 1, 2), date(2024, 1, 2)):
        OwnershipReport.objects.create(municipality=world.municipalities["Dyrøy"], adopted=day, case_number=str(day.year))
    assert tables(page=ownership_reports.page)["eierskapsmeldinger"].cell(DYROY, "sak").value == "2025"


@pytest.mark.parametrize("role", [None, *Role])
def test_only_staff_see_of_whom_none_is_registered_and_only_on_the_page(client, world, role):
    if role:
        client.force_login(make_user(role, municipality=world.municipalities["Alta"] if role == Role.MUNICIPALITY else None))
    staff = role in (Role.READER, Role.CASE_OFFICER, Role.ADMINISTRATOR)
    page = client.get(f"{REPORTS}?on={DAY}")
    assert [name for name, _address in page.context["without_report"] or ()] == (["Alta", "Bardu", "Loppa"] if staff else [])
    text = page.content.decode()
    assert "Dyrøy" in text and ("Loppa" in text) == staff
    for address in (f"{REPORTS}?on={DAY}&format=csv", f"{REPORTS}?on={DAY}&format=xlsx", f"/api/v1{REPORTS}?on={DAY}"):
        whole = text_of(client.get(address.replace("/api/v1/statistikk/", "/api/v1/statistics/")))
        assert "Dyrøy" in whole and "https://kommune.no/sak" in whole and "Loppa" not in whole


def test_a_municipality_page_shows_the_reports_there_are_and_says_nothing_where_there_are_none(client, world):
    heading = '<h2 id="eier" class="h3">Eierskapsmelding</h2>'
    page = client.get(f"/kommuner/{DYROY}/?on={DAY}").content.decode()
    assert heading in page and "PS 12" in page
    for address in (f"/kommuner/{BARDU}/", f"/kommuner/{DYROY}/?on=2024-03-11"):
        page = client.get(address).content.decode()
        assert heading not in page and "PS 12" not in page
