"""The list of agreements: what it shows, says about its coverage, and refuses."""

import re
from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from agreements.filters import AgreementFilterSet
from municipalities.models import Succession
from tests.makers import make_agreement, make_area, make_county, make_municipality, make_region, make_user

pytestmark = pytest.mark.django_db
LIST = "/samarbeid/"


def page(client, **query):
    response = client.get(LIST, query)
    assert response.status_code == 200
    return response.content.decode()


def test_each_row_says_form_parties_host_and_status_with_its_uncertainty(client):
    salangen, dyroy = make_municipality("Salangen"), make_municipality("Dyrøy")
    make_agreement(
        "Astafjordlegen",
        parties=[(salangen, "vertskommune"), (dyroy,)],
        areas=[make_area("lege", "Legetjeneste", "helse")],
        legal_form_certainty="inferred",
        stage="unknown",
        sources=["2020-01"],
        participants_complete=False,
    )
    text = page(client)
    for words in ("Astafjordlegen", "Legetjeneste", "(antatt)", "Salangen og Dyrøy", "Vert:", "Uavklart", "Ufullstendig"):
        assert words in text
    assert "sist omtalt januar 2020" in text
    assert '<span class="muted">ukjent</span>' in text


def test_drafts_are_for_staff_only(client):
    make_agreement("Hemmelig utkast", publication="draft")
    assert "Hemmelig utkast" not in page(client)
    client.force_login(make_user())
    assert "Hemmelig utkast" in page(client)


def test_the_footnote_tells_coverage_unknown_starts_and_missing_parties(client):
    make_municipality("Dyrøy")
    make_agreement("A", start="2010")
    make_agreement("B", participants_complete=False)
    text = page(client)
    assert "0 av 1 kommuner er ferdig kartlagt" in text
    assert "1 av 2 samarbeid har ukjent startdato, og 1 mangler navn" in text


def test_on_a_day_those_left_out_for_want_of_a_start_are_counted(client):
    make_agreement("A", start="2010")
    make_agreement("B", sources=["2020"])
    text = page(client, on="2015-01-01")
    assert "1 samarbeid</h2>" in text
    assert "I tillegg er 1 samarbeid med ukjent startdato utelatt" in text
    assert "Du ser registeret slik det var <strong>01.01.2015</strong>" in text
    assert re.search(r'href="/samarbeid/\d+/\?on=2015-01-01"', text)


def test_parties_nobody_can_date_are_not_claimed_for_an_earlier_day(client):
    make_agreement("Legevakta", parties=[(make_municipality("Dyrøy"),)], start="2007", sources=["2020"])
    text = page(client, on="2010-01-01")
    assert "Legevakta" in text and "ingen kjente denne dagen" in text


def test_chips_lead_to_the_selection_without_them(client):
    make_municipality("Dyrøy", "5528")
    text = page(client, municipality="5528", legal_form=["iks", "as"], on="2020-01-01")
    assert "Kommune: Dyrøy" in text
    assert 'href="/samarbeid/?municipality=5528&amp;legal_form=as&amp;on=2020-01-01"' in text
    assert 'href="/samarbeid/?legal_form=iks&amp;legal_form=as&amp;on=2020-01-01"' in text


def test_an_empty_selection_says_what_to_take_away(client):
    make_agreement("A")
    text = page(client, q="romfart", status="avsluttet")
    assert "Ingen samarbeid passer med alt du har valgt." in text
    assert "Vis uten «Status: avsluttet»" in text


def test_an_empty_register_has_a_page(client):
    assert "Ingen samarbeid er ført inn ennå." in page(client)
    assert "0 samarbeid" in page(client, on="1900-01-01")


def test_an_ended_municipality_leads_on_to_its_successor(client):
    day = date(2020, 1, 1)
    lenvik, senja = make_municipality("Lenvik", "1931", dissolved=day), make_municipality("Senja", "5530", founded=day)
    Succession.objects.create(predecessor=lenvik, successor=senja, date=day, kind="merge")
    text = page(client, municipality="1931")
    assert "Lenvik var egen kommune til og med 31.12.2019." in text
    assert 'href="/samarbeid/?municipality=5530"' in text
    text = page(client, municipality="5530", on="2019-06-01")
    assert "Senja ble egen kommune 01.01.2020." in text
    assert 'href="/samarbeid/?municipality=1931&amp;on=2019-06-01"' in text


def test_heads_sort_and_say_how(client):
    make_agreement("A")
    text = page(client, ordering="-valid_from", status="i-kraft")
    assert 'aria-sort="descending"><a href="/samarbeid/?status=i-kraft&amp;ordering=valid_from">Fra' in text


def test_a_page_past_the_end_is_not_found(client):
    make_agreement("A")
    assert client.get(LIST, {"page": "2"}).status_code == 404
    assert client.get(LIST, {"page": "1", "page_size": "1000"}).status_code == 200


@pytest.mark.parametrize("query", [{"page": "0"}, {"page": "-1"}, {"page_size": "abc"}, {"page_size": "1001"}, {"page": "9" * 30}])
def test_paging_that_cannot_be_read_is_refused_by_name(client, query):
    response = client.get(LIST, query)
    assert response.status_code == 400
    assert next(iter(query)) in response.content.decode()


def test_the_400_page_lists_every_problem_and_a_way_out(client):
    response = client.get(LIST, {"on": "31.02", "municipality": "9999", "q": "lege"})
    text = response.content.decode()
    assert response.status_code == 400
    assert text.count("<h1") == 1
    assert "on = 31.02" in text and "municipality = 9999" in text
    assert 'href="/samarbeid/?q=lege"' in text


def test_a_live_request_gets_only_the_results_and_a_clean_address(client):
    make_agreement("A")
    response = client.get(LIST, {"q": "A", "municipality": ""}, headers={"HX-Request": "true"})
    text = response.content.decode()
    assert "<html" not in text
    assert 'id="resultat"' in text and 'id="n-status-i-kraft" hx-swap-oob="true">1<' in text
    assert response["HX-Push-Url"] == "/samarbeid/?q=A"
    assert "HX-Request" in response["Vary"]
    refused = client.get(LIST, {"on": "tull"}, headers={"HX-Request": "true"})
    assert refused.status_code == 400 and "<html" not in refused.content.decode()


def test_a_live_request_for_another_day_loads_the_whole_page(client):
    response = client.get(
        LIST, {"on": "01.06.2019"}, headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/samarbeid/"}
    )
    assert response["HX-Redirect"] == "/samarbeid/?on=01.06.2019"
    same = {"HX-Request": "true", "HX-Current-URL": "http://testserver/samarbeid/?on=2019-06-01"}
    assert "HX-Redirect" not in client.get(LIST, {"on": "01.06.2019"}, headers=same)


def test_only_forms_that_some_agreement_has_are_offered_and_whichever_is_chosen(client):
    make_agreement(legal_form="iks", parties=[(make_municipality(), "deltaker")])
    offered = [option.value for option in client.get(LIST).context["panel"].legal_forms]
    assert offered == ["iks"]
    chosen = client.get(LIST, {"legal_form": "samkommune"}).context["panel"].legal_forms
    assert [(option.value, option.chosen) for option in chosen] == [("iks", False), ("samkommune", True)]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("barnvern Dyrøy", "Dyrøy barnevern"), ("barnevern Dyrøi", "barnevern Dyrøy"), ("barnevern Dyrøy 2015?", "barnevern Dyrøy")],
)
def test_a_search_without_hits_offers_the_nearest_that_can_find_something(client, typed, offered):
    dyroy = make_municipality("Dyrøy")
    make_agreement("Vernet", parties=[(dyroy,)], areas=[make_area("barnevern", "Barnevern")])
    response = client.get(LIST, {"q": typed})
    assert response.context["other_words"] == offered
    assert "Søk heller etter" in response.content.decode()
    assert client.get(LIST, {"q": offered}).context["tally"].number == 1


def test_the_old_address_leads_here(client):
    response = client.get("/avtaler/?q=lege")
    assert (response.status_code, response["Location"]) == (301, "/samarbeid/?q=lege")


def fill(number):
    county, day = make_county("55", "Troms"), date(2020, 1, 1)
    for index in range(number):
        old = make_municipality(f"Gammel {index}", f"{1000 + index}", county, dissolved=day)
        new = make_municipality(f"Ny {index}", f"{5000 + index}", county, founded=day)
        Succession.objects.create(predecessor=old, successor=new, date=day, kind="merge")
        make_region(f"Region {index}", slug=f"r{number}-{index}")
        area = make_area(f"a{index}", f"Barnevern {index}")
        make_agreement(f"Avtale {index}", parties=[(old, "vertskommune"), (new,)], areas=[area], sources=["2019"])


@pytest.mark.parametrize(
    "address",
    ["", "?q=barnevern+Ny+1", "?on=2019-06-01&municipality=5001", "?municipality=1001&county=55&sector=sosial&ordering=-parties"],
)
def test_queries_do_not_grow_with_rows(client, django_assert_max_num_queries, address):
    fill(5)
    with django_assert_max_num_queries(15) as few:
        client.get(LIST + address)
    for index in range(25):
        make_agreement(
            f"Mer {index}", parties=[(make_municipality(f"M{index}"),)], sources=["2019"], areas=[make_area(f"m{index}")]
        )
    with django_assert_max_num_queries(15) as many:
        client.get(LIST + address)
    assert len(many) == len(few)


class AnyAddress(HypothesisTestCase):
    """Whatever an address says, it is answered, refused or not found."""

    @settings(max_examples=80, deadline=None)
    @given(
        query=st.dictionaries(
            st.sampled_from([*AgreementFilterSet.base_filters, "page", "page_size", "tullball", "utm_x"]),
            st.one_of(st.text(max_size=30), st.integers().map(str), st.sampled_from(["\0", "🎉", "<script>", "x" * 10_000])),
            max_size=4,
        )
    )
    def test_is_answered_refused_or_not_found(self, query):
        response = self.client.get(reverse("agreement-list"), query)
        assert response.status_code in (200, 400, 404)
        assert b"<script>" not in response.content
