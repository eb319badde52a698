"""Municipalities, their numbers and regions through time."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from municipalities.models import Municipality, MunicipalityNumber, RegionMembership, Succession
from tests.makers import make_county, make_municipality, make_organisation, make_region

pytestmark = pytest.mark.django_db
DAY = date(2020, 1, 1)
BEFORE = DAY - timedelta(days=1)


def test_a_municipality_exists_from_its_founding_to_the_day_before_it_is_dissolved():
    lenvik, senja = make_municipality("Lenvik", dissolved=DAY), make_municipality("Senja", founded=DAY)
    assert set(Municipality.objects.on(BEFORE)) == {lenvik}
    assert set(Municipality.objects.on(DAY)) == {senja}
    assert [m.exists_on(BEFORE) for m in (lenvik, senja)] == [True, False]
    assert [m.exists_on(DAY) for m in (lenvik, senja)] == [False, True]


def test_municipalities_of_other_counties_are_known_but_not_in_the_register():
    make_municipality("Dyrøy")
    make_municipality("Narvik", county=make_county("18", "Nordland", in_register=False))
    assert [m.name for m in Municipality.objects.in_register(DAY)] == ["Dyrøy"]
    assert Municipality.objects.on(DAY).count() == 2


def test_a_municipality_is_found_by_every_way_its_name_is_written():
    row = make_municipality(
        "Kåfjord",
        name_se="Gáivuotna",
        name_fkv="Kaivuono",
        official_name="Gáivuotna - Kåfjord - Kaivuono",
        aliases="Gaivuona suohkan\n",
    )
    assert row.spellings == ["Kåfjord", "Gáivuotna", "Kaivuono", "Gaivuona suohkan"]
    assert "gaivuotna" in row.search_text


def test_an_ended_municipality_says_until_when_it_was():
    assert str(make_municipality("Lenvik", dissolved=DAY)) == "Lenvik (til 2019)"


def test_dissolved_before_founded_is_refused():
    with pytest.raises(ValidationError, match="er før første dag"):
        make_municipality(founded=DAY, dissolved=BEFORE)


def test_a_number_is_four_digits():
    with pytest.raises(ValidationError, match="Skriv fire sifre"):
        make_municipality(number="55O1")


def test_a_region_holds_a_member_only_while_both_exist():
    region, lenvik = make_region(valid_from=date(2015, 1, 1)), make_municipality("Lenvik", dissolved=DAY)
    RegionMembership.objects.create(region=region, municipality=lenvik, certainty="stated")
    assert region.memberships.on(BEFORE).exists()
    assert not region.memberships.on(DAY).exists()
    assert not region.memberships.on(date(2014, 12, 31)).exists()


def test_a_municipality_cannot_succeed_itself():
    dyroy = make_municipality()
    with pytest.raises(ValidationError, match="kan ikke etterfølge seg selv"):
        Succession.objects.create(predecessor=dyroy, successor=dyroy, date=DAY, kind="merge")


def test_two_organisations_cannot_have_one_org_number_but_many_can_have_none():
    make_organisation("A", org_number="940101808")
    make_organisation("B")
    make_organisation("C")
    with pytest.raises(ValidationError, match="har dette organisasjonsnummeret"):
        make_organisation("D", org_number="940101808")


@pytest.mark.parametrize("text", ["Dyr\x00øy", "Dyr\x1føy"])
def test_control_characters_are_refused_in_words_before_the_database_sees_them(text):
    with pytest.raises(ValidationError, match="usynlig kontrolltegn"):
        make_municipality(text)
    assert not MunicipalityNumber.objects.exists()
