"""One municipality's page: under any number, on any day, and what its one sentence says."""

from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.browse import municipality
from agreements.models import Publication
from municipalities.models import Succession
from tests.makers import make_agreement, make_area, make_county, make_mapping_status, make_municipality

pytestmark = pytest.mark.django_db


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return answer


def test_an_older_number_leads_to_the_number_of_the_day(client, real_register):
    assert client.get("/kommuner/1940/")["Location"] == "/kommuner/5540/"
    assert client.get("/kommuner/5540/?on=2019-06-01")["Location"] == "/kommuner/1940/?on=2019-06-01"
    assert client.get("/kommuner/5540/?on=2021-06-01&group=area")["Location"] == "/kommuner/5426/?group=area&on=2021-06-01"


def test_the_number_of_an_ended_municipality_leads_to_its_successor_unless_the_day_is_before(client, real_register):
    assert client.get("/kommuner/1931/")["Location"] == "/kommuner/5530/"
    assert client.get("/kommuner/1931/?on=2021-06-01")["Location"] == "/kommuner/5421/?on=2021-06-01"
    answer = page(client, "/kommuner/1931/?on=2019-06-01")
    assert answer.context["municipality"].name == "Lenvik"
    assert "Kommunen finnes ikke lenger. Fra 01.01.2020 er den en del av" in answer.content.decode()


def test_the_number_of_a_municipality_that_was_split_offers_a_choice(client, real_register):
    answer = page(client, "/kommuner/1850/")
    assert [choice.municipality.name for choice in answer.context["existing"]] == ["Hamarøy", "Narvik"]
    assert [choice.address for choice in answer.context["as_they_were"]] == ["/kommuner/1850/?on=2019-12-31"]


def test_on_a_day_before_its_founding_a_municipality_shows_who_it_was_made_of(client, real_register):
    answer = page(client, "/kommuner/5530/?on=2019-06-01")
    assert [choice.municipality.name for choice in answer.context["existing"]] == ["Berg", "Lenvik", "Torsken", "Tranøy"]
    assert "Senja ble opprettet 01.01.2020 og fantes ikke 01.06.2019." in answer.content.decode()
    for choice in answer.context["existing"]:
        assert page(client, choice.address).context["municipality"] == choice.municipality


def test_an_ended_municipality_without_a_known_successor_is_explained(client):
    make_municipality("Gammelby", number="1999", dissolved=date(2020, 1, 1))
    text = page(client, "/kommuner/1999/").content.decode()
    assert "Registeret vet ikke hvilken kommune som overtok." in text


@pytest.mark.parametrize("number", ["9999", "tull", "55288", "5528%00"])
def test_a_number_nobody_has_carried_is_not_found(client, number):
    make_municipality("Dyrøy", number="5528")
    assert client.get(f"/kommuner/{number}/").status_code == 404


def test_the_sentence_says_how_many_with_whom_and_what_is_uncertain(client):
    dyroy, salangen, lavangen = (
        make_municipality("Dyrøy", number="5528"),
        make_municipality("Salangen"),
        make_municipality("Lavangen"),
    )
    make_agreement("A", parties=[(dyroy, "vertskommune"), (salangen,)], stage="in_force")
    make_agreement("B", parties=[(dyroy,), (salangen,), (lavangen,)], stage="unknown", sources=["2015"])
    assert page(client, "/kommuner/5528/").context["sentence"] == (
        "Dyrøy deltar i minst 2 samarbeid, er vert for ett av dem, og samarbeider oftest med Salangen og Lavangen. "
        "For ett er det ikke kjent om det fortsatt gjelder."
    )


def test_the_sentence_of_a_fully_mapped_municipality_has_no_at_least(client):
    dyroy = make_municipality("Dyrøy", number="5528")
    make_mapping_status(dyroy, "mapped")
    make_agreement(parties=[(dyroy,)])
    assert page(client, "/kommuner/5528/").context["sentence"] == "Dyrøy deltar i 1 samarbeid."


def test_a_merged_municipality_names_those_it_was_made_of_as_they_last_were(client, real_register):
    (reform,) = page(client, "/kommuner/5530/").context["came_from"]
    day, kind, predecessors = reform
    assert (day, kind) == (date(2020, 1, 1), "merge")
    assert [one.address for one in predecessors] == [f"/kommuner/{n}/?on=2019-12-31" for n in ("1929", "1931", "1928", "1927")]


def test_without_agreements_the_page_draws_no_conclusion(client):
    make_municipality("Dyrøy", number="5528")
    text = page(client, "/kommuner/5528/").content.decode()
    assert "Ingen samarbeid er registrert for Dyrøy" in text
    assert "Det betyr ikke at kommunen står utenfor" in text


def test_ended_ones_those_it_left_and_those_that_do_not_count_stand_apart(client):
    dyroy, bardu = make_municipality("Dyrøy", number="5528"), make_municipality("Bardu")
    make_agreement("Gjelder", parties=[(dyroy,)])
    make_agreement("Over", parties=[(dyroy,)], start="2010", last_day="31.12.2015", stage="ended")
    make_agreement("Forlatt", parties=[(dyroy, "part", "2010", "2012"), (bardu, "part")])
    make_agreement("Nettverk", parties=[(dyroy, "part")], legal_form="nettverk")
    own = page(client, "/kommuner/5528/").context["own"]
    assert [one.agreement.name for one in own.current] == ["Gjelder"]
    assert [one.agreement.name for one in own.uncounted] == ["Nettverk"]
    assert [(one.agreement.name, one.has_left) for one in own.former] == [("Forlatt", True), ("Over", False)]


def test_with_a_day_only_what_held_then_is_shown(client):
    dyroy = make_municipality("Dyrøy", number="5528")
    make_agreement("Da", parties=[(dyroy, "part", "2010", "31.12.2019")], start="2010", last_day="31.12.2019", stage="ended")
    make_agreement("Siden", parties=[(dyroy,)], start="2021")
    make_agreement("Ukjent start", parties=[(dyroy,)], sources=["2022"])
    context = page(client, "/kommuner/5528/?on=2019-06-01").context
    assert [one.agreement.name for one in context["own"].current] == ["Da"]
    assert (context["own"].former, context["own"].undated) == ([], 1)
    assert context["sentence"].startswith("Dyrøy deltok i minst 1 samarbeid")


def test_what_it_takes_part_in_is_grouped_by_form_area_and_role(client):
    dyroy, bardu = make_municipality("Dyrøy", number="5528"), make_municipality("Bardu")
    areas = [make_area(), make_area("brann", "Brann og redning")]
    make_agreement("Felles", parties=[(dyroy, "vertskommune"), (bardu,)], areas=areas)
    make_agreement("Selskap", parties=[(dyroy, "deltaker")], legal_form="iks")

    def groups(grouping):
        return [
            (group.heading, len(group.agreements)) for group in page(client, f"/kommuner/5528/?group={grouping}").context["groups"]
        ]

    assert groups("form") == [("Administrativt vertskommunesamarbeid", 1), ("Interkommunalt selskap (IKS)", 1)]
    assert groups("area") == [("Barnevern", 1), ("Brann og redning", 1), ("Uten samarbeidsområde", 1)]
    assert groups("role") == [("Vertskommune", 1), ("Deltaker", 1)]


def test_drafts_are_shown_to_nobody(client):
    dyroy = make_municipality("Dyrøy", number="5528")
    make_agreement("Utkast", parties=[(dyroy,)], publication=Publication.DRAFT)
    assert "Utkast" not in page(client, "/kommuner/5528/").content.decode()


def test_one_outside_the_register_is_said_to_be(client):
    narvik = make_municipality("Narvik", number="1806", county=make_county("18", "Nordland", in_register=False))
    make_agreement(parties=[(narvik,)])
    assert "Registeret dekker ikke dette fylket." in page(client, "/kommuner/1806/").content.decode()


@pytest.mark.parametrize("query", ["group=tull", "on=31.02", "page=0", "tullball=1"])
def test_an_address_that_cannot_be_read_is_refused(client, query):
    make_municipality("Dyrøy", number="5528")
    assert client.get(f"/kommuner/5528/?{query}").status_code == 400


@pytest.mark.parametrize("query", ["", "?on=2019-06-01", "?on=1900-01-01", "?group=area", "?group=role"])
def test_every_municipality_of_the_real_register_has_a_page(client, real_register, query):
    for row in client.get(f"/kommuner/{query if 'on=' in query else ''}").context["page"]:
        assert page(client, row.address.split("?")[0] + query).context["municipality"] == row.municipality


def test_queries_do_not_grow_with_rows(client):
    dyroy, counts = make_municipality("Dyrøy", number="5528"), []
    for number in (5, 25):
        for n in range(number):
            other = make_municipality(f"Kommune {number} {n}")
            area = make_area(f"omrade-{number}-{n}", f"Område {n}")
            make_agreement(f"Samarbeid {number} {n}", parties=[(dyroy,), (other,)], areas=[area], sources=["2015"])
            before = make_municipality(f"Før {number} {n}", dissolved=date(2020, 1, 1))
            Succession.objects.create(predecessor=before, successor=dyroy, date=date(2020, 1, 1), kind="merge")
        with CaptureQueriesContext(connection) as queries:
            page(client, "/kommuner/5528/?group=area")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15


def test_a_long_list_is_cut_into_pages_that_show_each_agreement_once(client, monkeypatch):
    monkeypatch.setattr(municipality, "SHOWN", 3)
    dyroy, bardu = make_municipality("Dyrøy", number="5528"), make_municipality("Bardu")
    for number in range(4):
        make_agreement(f"Vert {number}", parties=[(bardu, "vertskommune"), (dyroy,)])
        make_agreement(f"Selskap {number}", parties=[(dyroy, "deltaker")], legal_form="iks")
    make_agreement("Et nettverk", parties=[(dyroy, "part")], legal_form="nettverk")
    make_agreement("Over", parties=[(dyroy,)], last_day="2015", stage="ended")
    pages = [page(client, f"/kommuner/5528/?page={number}") for number in (1, 2, 3, 4)]
    shown = [[own.agreement.name for group in answer.context["groups"] for own in group.agreements] for answer in pages]
    assert shown == [["Vert 0", "Vert 1", "Vert 2"], ["Vert 3", "Selskap 0", "Selskap 1"], ["Selskap 2", "Selskap 3"], []]
    assert [group.number for group in pages[1].context["groups"]] == [4, 4]
    assert [own.agreement.name for own in pages[2].context["uncounted"].agreements] == ["Et nettverk"]
    assert [own.agreement.name for own in pages[3].context["former"].agreements] == ["Over"]
    assert 'page=3#andre"' in pages[0].content.decode()
    assert "Vert: Bardu" in pages[0].content.decode()
    assert len(pages[0].context["own"].current) == 8
    assert client.get("/kommuner/5528/?page=5").status_code == 404


@pytest.mark.parametrize("query", ["", "?on=2019-06-01", "?on=2023-06-01"])
def test_the_partners_are_those_counted_row_by_row(client, real_register, query):
    own = client.get(f"/kommuner/5503/{query}", follow=True).context["own"]
    shared = Counter()
    for one in own.current:
        rows = one.agreement.participations.select_related("agreement", "municipality")
        shared.update({row.municipality_id for row in rows if row.municipality_id and row.takes_part(own.directory.day)})
    del shared[own.municipality.pk]
    assert {partner.municipality.pk: partner.shared for partner in own.partners} == dict(shared) != {}


def test_the_page_leads_to_what_can_be_taken_out_of_the_municipality_on_the_day(client, real_register):
    page = client.get("/kommuner/5418/?on=2023-06-01").content.decode()
    for report in ("eierskapsmelding", "arsmelding", "arkivplan", "endringer"):
        address = f"/rapporter/{report}/5418/?on=2023-06-01"
        assert f'href="{address}"' in page and client.get(address).status_code == 200
    assert "/rapporter/avklares/" not in page and 'href="/rapporter/?on=2023-06-01"' in page
