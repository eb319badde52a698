"""Looking up a municipality by anything people call it."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from municipalities import reform
from municipalities.directory import Directory
from tests.makers import make_county, make_municipality

pytestmark = pytest.mark.django_db
DAY = date(2020, 1, 1)
TODAY, BEFORE = date(2026, 1, 1), date(2019, 6, 1)


def names(entries):
    return [str(entry.municipality) for entry in entries]


@pytest.fixture
def kafjord():
    row = make_municipality(
        "Kåfjord",
        "1940",
        name_se="Gáivuotna",
        name_fkv="Kaivuono",
        official_name="Gáivuotna - Kåfjord - Kaivuono",
        aliases="Gáivuona suohkan",
    )
    reform.renumber(row, number="5426", county=make_county("54", "Troms og Finnmark"), day=DAY)
    reform.renumber(row, number="5540", county=make_county(), day=date(2024, 1, 1))
    return row


@pytest.mark.parametrize(
    "text",
    [
        "Kåfjord",
        "kafjord",
        "KÅFJORD KOMMUNE",
        "Gáivuotna",
        "gaivuotna",
        "Gáivuona suohkan",
        "Kaivuono",
        "Gáivuotna - Kåfjord - Kaivuono",
        "Gáivuotna/Kåfjord",
        "1940",
        "5426",
        " 5540 ",
        "Kåfjord (5540)",
        "Kåfjord (1940)",
        "Gáivuotna (5426, til 2023)",
    ],
)
def test_every_spelling_and_number_finds_its_municipality(kafjord, text):
    make_municipality("Kvænangen", "5546")
    assert names(Directory.load(TODAY).find(text)) == ["Kåfjord"]


@pytest.mark.parametrize(
    "text", ["", "Kåfj", "9999", "Kåfjord (9999)", "Kvænangen (5540)", "Kåfjord/Kvænangen", "x" * 10_000, "()"]
)
def test_what_names_no_municipality_finds_none(kafjord, text):
    make_municipality("Kvænangen", "5546")
    assert Directory.load(TODAY).find(text) == []


def test_a_name_carried_by_two_gives_the_one_of_the_day_first():
    make_municipality("Hammerfest", "2004", dissolved=DAY)
    make_municipality("Hammerfest", "5603", founded=DAY)
    assert names(Directory.load(TODAY).find("hammerfest")) == ["Hammerfest", "Hammerfest (til 2019)"]
    assert names(Directory.load(BEFORE).find("hammerfest")) == ["Hammerfest (til 2019)", "Hammerfest"]


def test_the_number_is_the_one_of_the_day(kafjord):
    shown = {day: Directory.load(day).number(kafjord) for day in (BEFORE, DAY, TODAY)}
    assert shown == {BEFORE: "1940", DAY: "5426", TODAY: "5540"}


def test_a_municipality_that_is_gone_is_known_by_its_last_number():
    lenvik = make_municipality("Lenvik", "1931", dissolved=DAY)
    assert Directory.load(TODAY).number(lenvik) == "1931"
    assert Directory.load(TODAY).existing() == []


def test_the_whole_directory_is_one_query(kafjord, django_assert_num_queries):
    make_municipality("Kvænangen", "5546")
    with django_assert_num_queries(1):
        directory = Directory.load(TODAY)
        found = [(e.municipality.name, e.number(TODAY), e.number_row(TODAY).county.name) for e in directory.existing()]
    assert found == [("Kvænangen", "5546", "Troms"), ("Kåfjord", "5540", "Troms")]


@given(text=st.text(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
def test_any_text_can_be_looked_up(text):
    assert isinstance(Directory.load(TODAY).find(text), list)


@pytest.mark.usefixtures("real_register")
def test_everybody_there_is_on_a_day_takes_five_queries(django_assert_num_queries):
    with django_assert_num_queries(5):
        names = Directory.load(TODAY).gazetteer()
    counties = {group.name: len(group.members) for group in names.groups.values() if group.kind == "fylke" and group.whole}
    assert counties == {"Troms": 21, "Finnmark": 18}


@pytest.mark.usefixtures("real_register")
@pytest.mark.parametrize(
    ("day", "counties"),
    [
        (BEFORE, {"Troms": 24, "Finnmark": 19}),
        (date(2022, 1, 1), {"Troms": 21, "Finnmark": 18, "Troms og Finnmark": 39}),
    ],
)
def test_of_troms_and_finnmark_people_spoke_also_while_they_were_one(day, counties):
    groups = Directory.load(day).gazetteer().groups.values()
    assert {group.name: len(group.members) for group in groups if group.kind == "fylke" and group.whole} == counties


@pytest.mark.usefixtures("real_register")
def test_a_merged_municipality_has_one_heir_and_a_divided_one_two():
    places = {place.name: place for place in Directory.load(TODAY).gazetteer().places.values() if place.ends}
    assert len(places["Lenvik"].heirs) == 1 and len(places["Tysfjord"].heirs) == 2
    senja = next(place for place in Directory.load(BEFORE).gazetteer().places.values() if place.name == "Senja")
    assert len(senja.forebears) == 4
