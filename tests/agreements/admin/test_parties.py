"""Parties as the case officer types them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from agreements.admin.parties import Parties
from municipalities.directory import Directory
from municipalities.models import MunicipalityNumber, Organisation
from tests.makers import make_county, make_municipality, make_organisation

pytestmark = pytest.mark.django_db
MERGED = date(2020, 1, 1)


@pytest.fixture
def parties():
    kafjord = make_municipality(
        "Kåfjord", "5540", name_se="Gáivuotna", name_fkv="Kaivuono", official_name="Gáivuotna - Kåfjord - Kaivuono"
    )
    MunicipalityNumber.objects.create(municipality=kafjord, number="1940", county=make_county(), valid_to=date(2000, 1, 1))
    make_municipality("Hammerfest", "2004", dissolved=MERGED)
    make_municipality("Hammerfest", "5603", founded=MERGED)
    make_municipality("Lenvik", "1931", dissolved=MERGED)
    for name in ("Balsfjord", "Bardu", "Dyrøy"):
        make_municipality(name)
    make_organisation("IKA Finnmark IKS", org_number="996878996", aliases="IKAF")
    make_organisation("Troms og Finnmark fylkeskommune")
    return Parties(Directory.load(date(2026, 1, 1)), list(Organisation.objects.all()))


@pytest.mark.parametrize(
    "text", ["5540", "Gáivuotna", "gaivuotna", "1940", "Kåfjord (5540)", "kafjord", "Kåfjord kommune", "Kaivuono"]
)
def test_a_municipality_is_found_by_any_name_and_number(parties, text):
    assert str(parties.find(text)) == "Kåfjord"


@pytest.mark.parametrize("text", ["IKA Finnmark IKS", "996878996", "996 878 996", "ikaf", "IKA Finnmark IKS (996 878 996)"])
def test_an_organisation_is_found_by_name_and_number(parties, text):
    assert parties.find(text).name == "IKA Finnmark IKS"


@pytest.mark.parametrize(
    ("text", "start", "end", "number"),
    [
        ("Hammerfest", None, None, "5603"),
        ("Hammerfest", date(2012, 1, 1), None, "5603"),
        ("Hammerfest", date(2012, 1, 1), date(2016, 1, 1), "2004"),
        ("Hammerfest (2004)", None, None, "2004"),
        ("Lenvik", date(2012, 1, 1), None, "1931"),
    ],
)
def test_among_several_of_one_name_the_one_that_lived_in_the_period_is_meant(parties, text, start, end, number):
    assert parties.directory.number(parties.find(text, start, end)) == number


def test_a_municipality_that_was_over_before_the_period_is_refused_with_its_years(parties):
    with pytest.raises(ValidationError, match="til og med 2019"):
        parties.find("Lenvik", date(2021, 1, 1))


def test_what_is_not_found_is_named_with_the_nearest(parties):
    with pytest.raises(ValidationError, match=r"«Balsfjor».*Mente du Balsfjord"):
        parties.find("Balsfjor")


def test_a_pasted_list_becomes_rows_with_role_and_time(parties):
    selection = parties.read("Balsfjord (vert), Bardu (fra 2015 til og med 31.12.2020) og IKAF", date(2026, 1, 1))
    rows = [parties.row(party) for party in selection.parties]
    assert [(str(row.party), row.role, row.start_shown, row.end_shown) for row in rows] == [
        ("Balsfjord", "vertskommune", "ukjent", ""),
        ("Bardu", "", "2015", "31.12.2020"),
        ("IKA Finnmark IKS", "", "ukjent", ""),
    ]


def test_a_list_is_read_as_of_the_day(parties):
    assert [party.place.numbers[-1] for party in parties.read("Hammerfest", date(2026, 1, 1)).parties] == ["5603"]
    assert [party.place.numbers[-1] for party in parties.read("Hammerfest", date(2016, 1, 1)).parties] == ["2004"]


def test_no_text_takes_no_query(parties, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert parties.read(" \n", date(2016, 1, 1)).parties == ()


def test_everything_suggested_is_found_again(parties):
    for written, _words in parties.options():
        assert parties.written(parties.find(written)) == written
