"""The list of regions: by kind, as of the day, strict parameters."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from municipalities.models import RegionMembership
from tests.makers import make_county, make_municipality, make_region

pytestmark = pytest.mark.django_db


def names(client, **query):
    answer = client.get("/regioner/", query)
    assert answer.status_code == 200
    return [row.region.name for _label, rows in answer.context["groups"] for row in rows]


def test_the_real_register_lists_all_28_and_only_those_of_the_day(client, real_register):
    assert len(names(client)) == 28
    in_2019 = names(client, on="2019-06-01")
    assert "Midt-Troms regionråd" in in_2019
    assert "Midt-Tromsrådet" not in in_2019 and "Altaregionen" not in in_2019


def test_regions_are_grouped_by_kind_and_those_that_are_over_come_last(client):
    make_region("Å-rådet", valid_to=date(2020, 1, 1), valid_to_precision="day")
    make_region("Ærådet")
    make_region("Plankontoret", kind="plankontor")
    groups = client.get("/regioner/").context["groups"]
    assert [(label, [row.region.name for row in rows]) for label, rows in groups] == [
        ("regionråd", ["Ærådet", "Å-rådet"]),
        ("plankontor", ["Plankontoret"]),
    ]


def test_a_region_with_unknown_start_is_not_said_to_have_existed_on_an_earlier_day(client, real_register):
    text = client.get("/regioner/", {"on": "1990-01-01"}).content.decode()
    assert "Er starten ukjent, vet registeret ikke om regionen fantes denne dagen." in text
    assert "registeret kjenner ikke eldre endringer" in text
    page = client.get("/regioner/midt-troms-regionrad/", {"on": "1990-01-01"}).content.decode()
    assert "Startdatoen er ukjent, så registeret vet ikke om regionen fantes 01.01.1990." in page


def test_a_region_is_found_by_its_name_or_a_member_in_any_language(client, real_register):
    assert "Altaregionen" in names(client, q="altareg")
    assert "Nord-Tromsrådet" in names(client, q="gáivuotna")


def test_kind_and_county_narrow_the_list(client, real_register):
    assert len(names(client, kind="plankontor")) == 4
    assert "Altaregionen" in names(client, county="55") and "Altaregionen" in names(client, county="56")


def test_a_region_that_is_over_shows_the_members_of_its_last_day(client):
    lenvik, over = make_municipality("Lenvik", dissolved=date(2020, 1, 1)), date(2020, 1, 1)
    region = make_region(valid_to=over, valid_to_precision="day")
    RegionMembership.objects.create(region=region, municipality=lenvik, certainty="stated")
    row = client.get("/regioner/").context["groups"][0][1][0]
    assert row.over and [member.membership.municipality for member in row.members.members] == [lenvik]


@pytest.mark.parametrize("query", ["kind=tull", "county=99", "on=31.02", "tullball=1", "page=0"])
def test_a_value_that_cannot_be_read_is_refused(client, query):
    make_region()
    assert client.get(f"/regioner/?{query}").status_code == 400


def test_an_empty_register_says_so(client):
    assert "Ingen regioner er lagt inn" in client.get("/regioner/").content.decode()


def test_queries_do_not_grow_with_rows(client):
    counts = []
    for number in (5, 25):
        for n in range(number):
            region = make_region(f"Region {number} {n}")
            municipality = make_municipality(f"Kommune {number} {n}", county=make_county("56", "Finnmark"))
            RegionMembership.objects.create(region=region, municipality=municipality, certainty="stated")
        with CaptureQueriesContext(connection) as queries:
            names(client)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
