"""One region's page: members through time, what they share, and what is calculated."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from municipalities.models import Population, RegionMembership
from tests.makers import make_agreement, make_area, make_county, make_municipality, make_region

pytestmark = pytest.mark.django_db


def join(region, municipality, **period):
    return RegionMembership.objects.create(region=region, municipality=municipality, certainty="stated", **period)


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer


def test_members_of_the_day_stand_first_and_those_of_other_times_below(client):
    region = make_region(slug="r")
    now, before = make_municipality("Dyrøy"), make_municipality("Bardu")
    join(region, now)
    join(region, before, valid_to=date(2018, 1, 1), valid_to_precision="day")
    context = page(client, "/regioner/r/").context
    assert [member.membership.municipality for member in context["members"].members] == [now]
    assert [row.municipality for row in context["others"]] == [before]
    then = page(client, "/regioner/r/?on=2017-06-01").context
    assert [member.membership.municipality for member in then["members"].members] == [before, now]


def test_an_area_opens_exactly_the_agreements_it_counts(client):
    region, members = make_region(slug="r"), [make_municipality(name) for name in ("Bardu", "Dyrøy")]
    for member in members:
        join(region, member)
    make_agreement("Vern", parties=[(member,) for member in members], areas=[make_area()])
    make_agreement("Vakt", parties=[(member,) for member in members], areas=[make_area("legevakt", "Legevakt")])
    text = page(client, "/regioner/r/?service_area=legevakt").content.decode()
    assert "Vakt</a>" in text and "Vern</a>" not in text
    assert 'href="/regioner/r/#sam">Vis alle områder' in text
    assert client.get("/regioner/r/?service_area=romfart").status_code == 400


def test_what_they_do_together_is_what_at_least_two_are_in(client):
    region, members = make_region(slug="r"), [make_municipality(name) for name in ("Bardu", "Dyrøy", "Senja")]
    outside = make_municipality("Alta")
    for member in members:
        join(region, member)
    make_agreement("Alle", parties=[(member,) for member in members], areas=[make_area()])
    make_agreement("To", parties=[(members[0],), (members[1],), (outside,)], areas=[make_area()], stage="unknown", sources=["2015"])
    make_agreement("En", parties=[(members[0],), (outside,)])
    make_agreement("Nettverk", parties=[(member, "part") for member in members], legal_form="nettverk")
    answer = page(client, "/regioner/r/")
    cooperation = answer.context["cooperation"]
    assert [(shared.agreement.name, shared.members) for shared in cooperation.shown] == [("Alle", 3), ("To", 2)]
    assert (cooperation.areas, cooperation.unclear) == ([(make_area(), 2)], 1)
    assert "alle 3" in answer.content.decode() and "2 av 3" in answer.content.decode()


def test_a_calculated_membership_is_said_to_be_calculated(client, real_register):
    assert "Beregnet, ikke dokumentert" in page(client, "/regioner/altaregionen/").content.decode()
    assert "Beregnet" not in page(client, "/regioner/kautokeino-og-karasjok/").content.decode()


def test_a_region_across_the_county_line_says_that_totals_differ(client, real_register):
    answer = page(client, "/regioner/altaregionen/")
    assert (
        "Regionen har medlemmer i flere fylker: Troms, Finnmark. Summer for regioner og summer for fylker blir derfor ulike."
        in answer.content.decode()
    )
    assert "Summer for regioner" not in page(client, "/regioner/tromsoregionen/").content.decode()


def test_the_population_the_source_states_stands_beside_the_one_that_is_counted(client):
    region = make_region(slug="r", stated_population=900, stated_population_year=2023)
    for name, number in (("Dyrøy", 500), ("Bardu", 450)):
        municipality = make_municipality(name)
        join(region, municipality)
        Population.objects.create(municipality=municipality, date=date(2023, 1, 1), number=number, source="SSB")
    answer = page(client, "/regioner/r/")
    assert answer.context["counted"].population == 950
    assert "når medlemmene legges sammen per 01.01.2023" in answer.content.decode()


def test_a_missing_population_gives_no_sum(client):
    region, municipality = make_region(slug="r"), make_municipality("Dyrøy")
    join(region, municipality)
    assert page(client, "/regioner/r/").context["members"].population is None


def test_a_region_that_is_an_agreement_leads_to_it(client):
    region, dyroy = make_region(slug="r"), make_municipality("Dyrøy")
    agreement = make_agreement("Rådet", region=region, parties=[(dyroy,)], legal_form="ipr")
    assert f'href="/samarbeid/{agreement.pk}/"' in page(client, "/regioner/r/").content.decode()


def test_members_without_a_tile_are_named_beside_the_picture(client, real_register):
    answer = page(client, "/regioner/halogalandsradet/")
    assert "Narvik" in answer.context["outside"] and "Harstad" not in answer.context["outside"]
    assert "Utenfor kartet: " in answer.content.decode()


def test_a_region_that_is_over_is_shown_as_of_its_last_day(client, real_register):
    answer = page(client, "/regioner/midt-troms-regionrad/")
    assert answer.context["day"] == date(2019, 12, 31)
    assert "Lenvik" in [member.membership.municipality.name for member in answer.context["members"].members]
    assert "Regionen er avsluttet." in answer.content.decode()


def test_on_a_day_before_it_a_region_did_not_exist(client, real_register):
    assert "Midt-Tromsrådet fantes ikke 01.06.2019." in page(client, "/regioner/midt-tromsradet/?on=2019-06-01").content.decode()


def test_every_region_of_the_real_register_has_a_page(client, real_register):
    for query in ("", "?on=2019-06-01", "?on=1900-01-01"):
        for _label, rows in client.get("/regioner/").context["groups"]:
            for row in rows:
                page(client, f"/regioner/{row.region.slug}/{query}")


@pytest.mark.parametrize(
    ("address", "status"), [("/regioner/r/?on=31.02", 400), ("/regioner/r/?x=1", 400), ("/regioner/ingen/", 404)]
)
def test_an_address_that_cannot_be_read_or_found_is_refused(client, address, status):
    make_region(slug="r")
    assert client.get(address).status_code == status


def test_queries_do_not_grow_with_rows(client):
    region, counts, members = make_region(slug="r"), [], []
    for number in (5, 25):
        for n in range(number):
            members.append(make_municipality(f"Kommune {number} {n}", county=make_county()))
            join(region, members[-1])
            area = make_area(f"omrade-{number}-{n}", f"Område {n}")
            make_agreement(f"Samarbeid {number} {n}", parties=[(one,) for one in members], areas=[area], sources=["2015"])
        with CaptureQueriesContext(connection) as queries:
            page(client, "/regioner/r/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
