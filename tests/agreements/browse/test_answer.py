"""A question in the search: who does it for whom, or "ikke registrert" and nothing more than that."""

from datetime import date

import pytest

from municipalities.models import MappingStatus, Succession
from tests.makers import make_agreement, make_area, make_mapping_status, make_municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    """Salangen hosts for Dyrøy; barnevern and barnevernvakt are two areas."""
    make_area(synonyms="barneverntjeneste")
    make_area("barnevernvakt", "Barnevernvakt")
    return make_municipality("Salangen"), make_municipality("Dyrøy"), make_municipality("Bardu")


def ask(client, question, **query):
    response = client.get("/samarbeid/", {"q": question, **query})
    assert response.status_code == 200
    return response.content.decode()


def host(places, area="barnevernvakt", **fields):
    fields = {"start": "2019", "stage": "unknown", "sources": ["2020-01"], **fields}
    return make_agreement("Vakten", parties=[(places[0], "vertskommune"), (places[1],)], areas=[make_area(area)], **fields)


def test_who_hosts_it_since_when_and_that_it_is_unclear(client, places):
    host(places, legal_form_certainty="inferred", legal_basis="koml. § 20-2")
    text = ask(client, "barnevernvakt dyrøy")
    assert "Barnevernvakt i Dyrøy" in text
    assert "Salangen er registrert som vert for barnevernvakt for Dyrøy, fra 2019." in text
    assert "Det er ikke kjent om samarbeidet fortsatt gjelder." in text
    assert "(antatt)" in text and "(koml. § 20-2)" in text


def test_what_is_known_to_hold_is_said_plainly(client, places):
    host(places, stage="in_force")
    assert "Salangen er vert for barnevernvakt for Dyrøy, fra 2019." in ask(client, "barnevernvakt dyrøy")


def test_an_area_named_by_its_beginning_or_synonym_gets_a_panel_too(client, places):
    host(places)
    text = ask(client, "barnevern Dyrøy")
    assert text.index("Barnevernvakt i Dyrøy") < text.index("Barnevern i Dyrøy"), "what is registered comes first"
    assert "Ikke registrert." in text
    assert "Barnevern i Dyrøy" in ask(client, "barneverntjeneste Dyrøy")


def test_an_area_that_only_begins_like_the_one_asked_for_is_not_said_to_be_missing(client, places):
    text = ask(client, "barnevern Bardu")
    assert "Barnevern i Bardu" in text
    assert "Barnevernvakt i Bardu" not in text


def test_a_municipality_that_is_over_leads_on_to_the_one_that_took_over(client, places):
    day = date(2020, 1, 1)
    lenvik, senja = make_municipality("Lenvik", dissolved=day), make_municipality("Senja", founded=day)
    Succession.objects.create(predecessor=lenvik, successor=senja, date=day, kind="merge")
    text = ask(client, "barnevern Lenvik")
    assert "Lenvik var egen kommune til og med 31.12.2019." in text
    assert 'href="/samarbeid/?q=barnevern+Senja">Senja</a>' in text
    assert "Lenvik er ikke egen kommune denne dagen." in text and "Listen for Lenvik" not in text
    assert "var egen kommune" not in ask(client, "barnevern Lenvik", on="2019-06-01")


def test_what_is_not_registered_says_how_far_the_list_is_mapped(client, places):
    host(places)
    assert "Listen for Bardu er ikke ferdig kartlagt, så det kan finnes et slikt samarbeid." in ask(client, "barnevernvakt Bardu")
    make_mapping_status(places[2], MappingStatus.Level.MAPPED)
    text = ask(client, "barnevernvakt Bardu")
    assert "Listen for Bardu ble kartlagt 01.01.2026, og det står ikke noe slikt samarbeid der." in text
    assert "Andre samarbeid om barnevernvakt, der Bardu ikke er registrert som part:" in text


def test_what_is_over_is_not_the_answer_but_is_mentioned(client, places):
    host(places, last_day="2020", stage="ended")
    text = ask(client, "barnevernvakt dyrøy")
    assert "Ikke registrert." in text
    assert "Tidligere eller kommende:" in text
    assert "Salangen var vert" not in text


def test_the_answer_travels_with_the_day(client, places):
    host(places, last_day="2020", stage="ended")
    assert "Salangen er vert" not in ask(client, "barnevernvakt dyrøy", on="2018-01-01")
    undated = "Ikke registrert."
    assert undated in ask(client, "barnevernvakt dyrøy", on="2018-01-01")


def test_a_party_of_the_day_is_answered_for_an_earlier_day(client, places):
    salangen, dyroy, _bardu = places
    parties = [(salangen, "vertskommune", "2019"), (dyroy, "samarbeidskommune", "2019", "2020")]
    make_agreement("Vakten", parties=parties, areas=[make_area("barnevernvakt")], start="2019", sources=["2020"])
    assert "Salangen er vert for barnevernvakt for Dyrøy, fra 2019." in ask(client, "barnevernvakt dyrøy", on="2019-06-01")
    assert "Ikke registrert." in ask(client, "barnevernvakt dyrøy", on="2021-06-01")


@pytest.mark.parametrize("question", ["barnevern", "Dyrøy", "romfart Dyrøy", "barnevern Atlantis"])
def test_without_both_area_and_municipality_there_are_only_hits(client, places, question):
    assert 'id="svar"' not in ask(client, question)


def test_the_example_of_the_real_register(client, real_register):
    text = ask(client, "barnevern Dyrøy")
    assert "Salangen er registrert som vert for barnevernvakt for blant andre Bardu og Dyrøy, fra 2019." in text
    assert "Barnevern i Dyrøy" in text
