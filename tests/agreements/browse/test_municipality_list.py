"""The list of municipalities: found by any name or number, strict parameters, honest figures."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from municipalities.models import Population, RegionMembership, Succession
from tests.makers import make_agreement, make_county, make_mapping_status, make_municipality, make_region

pytestmark = pytest.mark.django_db


def names(client, **query):
    answer = client.get("/kommuner/", query)
    assert answer.status_code == 200
    return [row.municipality.name for row in answer.context["page"]]


def test_the_real_register_lists_39_today_and_43_in_2019(client, real_register):
    assert client.get("/kommuner/").context["page"].paginator.count == 39
    assert client.get("/kommuner/?on=2019-06-01").context["page"].paginator.count == 43


@pytest.mark.parametrize("q", ["Kárášjohka", "karasjohka", "KARASJOK", "5610", "2021", "5437"])
def test_a_municipality_is_found_by_its_names_in_any_language_and_its_numbers(client, real_register, q):
    assert names(client, q=q) == ["Karasjok"]


@pytest.mark.parametrize("q", ["lenvik", "1931", "Torsken"])
def test_a_former_municipality_leads_to_its_successor(client, real_register, q):
    answer = client.get("/kommuner/", {"q": q})
    assert [(row.municipality.name, len(row.was)) for row in answer.context["page"]] == [("Senja", 1)]
    assert "tidligere" in answer.content.decode()


def test_on_a_day_before_the_merger_it_is_found_itself(client, real_register):
    assert names(client, q="lenvik", on="2019-06-01") == ["Lenvik"]


def test_county_and_region_narrow_the_list(client, real_register):
    assert len(names(client, county="56")) == 18
    assert len(names(client, county="55")) == 21
    assert names(client, region="altaregionen") == ["Alta", "Kvænangen", "Loppa"]
    assert names(client, region="altaregionen", county="55") == ["Kvænangen"]
    assert len(names(client, county="20", on="2019-06-01")) == 19


def test_figures_of_one_that_is_not_fully_mapped_are_at_least(client):
    dyroy, alta, loppa = (make_municipality(name) for name in ("Dyrøy", "Alta", "Loppa"))
    make_mapping_status(alta, "mapped")
    make_mapping_status(dyroy, "partial")
    make_agreement(parties=[(dyroy, "vertskommune"), (alta,)])
    shown = {
        row.municipality.name: (row.agreements_in_words, row.hosted_in_words) for row in client.get("/kommuner/").context["page"]
    }
    assert shown == {"Alta": ("1", "–"), "Dyrøy": ("minst 1", "minst 1"), "Loppa": ("ingen registrert", "–")}


def test_the_unknown_comes_last_in_both_orders(client):
    for name, number in (("Alta", 20), ("Bardu", 10), ("Dyrøy", None)):
        municipality = make_municipality(name)
        if number:
            Population.objects.create(municipality=municipality, date=date(2020, 1, 1), number=number, source="SSB")
    assert names(client, ordering="population") == ["Bardu", "Alta", "Dyrøy"]
    assert names(client, ordering="-population") == ["Alta", "Bardu", "Dyrøy"]


def test_nobody_is_ranked_by_number_of_agreements(client):
    assert client.get("/kommuner/?ordering=agreements").status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "tullball=1",
        "ordering=drop",
        "county=99",
        "region=ingensteds",
        "on=31.02",
        "page=0",
        "page_size=-1",
        "page_size=1001",
        "q=%00",
    ],
)
def test_a_value_that_cannot_be_read_is_refused_and_named(client, query):
    make_municipality()
    answer = client.get(f"/kommuner/?{query}")
    assert answer.status_code == 400
    assert query.split("=")[0] in answer.content.decode()


def test_a_page_past_the_end_is_not_found(client):
    assert client.get("/kommuner/?page=2").status_code == 404


def test_pages_keep_the_selection(client):
    for n in range(3):
        make_municipality(f"Kommune {n}")
    answer = client.get("/kommuner/?page_size=2&ordering=-name&on=2019-06-01")
    assert "page_size=2&amp;ordering=-name&amp;on=2019-06-01&amp;page=2" in answer.content.decode()


def test_an_empty_register_says_so(client):
    assert "Ingen kommuner er lagt inn" in client.get("/kommuner/").content.decode()


def test_municipalities_outside_the_register_are_not_counted(client):
    make_municipality("Narvik", county=make_county("18", "Nordland", in_register=False))
    assert names(client) == []


def test_queries_do_not_grow_with_rows(client):
    region, counts = make_region(), []
    for number in (5, 25):
        for n in range(number):
            old = make_municipality(f"Gammel {number} {n}", dissolved=date(2020, 1, 1))
            new = make_municipality(f"Ny {number} {n}", founded=date(2020, 1, 1))
            Succession.objects.create(predecessor=old, successor=new, date=date(2020, 1, 1), kind="merge")
            RegionMembership.objects.create(region=region, municipality=new, certainty="stated")
            make_agreement(parties=[(new,)])
        with CaptureQueriesContext(connection) as queries:
            assert names(client, q="gammel", region=region.slug)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
