"""Every list page and every list of the API: as many queries for many rows as for few, the first time and the next."""

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement
from municipalities.models import Population, RegionMembership
from tests.makers import make_agreement, make_area, make_mapping_status, make_municipality, make_organisation, make_region

pytestmark = pytest.mark.django_db

API = ["agreements", "municipalities", "regions", "organisations", "service-areas", "legal-forms", "changes"]
LISTS = ["/samarbeid/", "/kommuner/", "/regioner/", "/endringer/", *(f"/api/v1/{name}/" for name in API)]
LONG = [f"{address}?page_size=1000" for address in LISTS if address != "/regioner/"]  # which is one page
MOST_QUERIES = 15


@pytest.mark.parametrize("address", [*LISTS, *LONG])
def test_queries_are_few_and_do_not_grow_with_rows(client, address):
    fill(3, "Noen")
    few = queries(client, address)
    fill(12, "Mange")
    assert Agreement.objects.count() == 15
    many = queries(client, address)
    assert many == few
    assert max(many) <= MOST_QUERIES


def queries(client, address):
    """How many there are for the first visit in this state of the register, and for the next one."""
    cache.clear()
    numbers = []
    for _visit in range(2):
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
            numbers.append(len(found))
    return numbers


def fill(number, word):
    """As many of everything that a list shows."""
    for n in range(number):
        name = f"{word} {n}"
        municipality, organisation = make_municipality(name), make_organisation(name)
        make_mapping_status(municipality)
        Population.objects.create(municipality=municipality, date=date(2025, 1, 1), number=1000, source="SSB")
        RegionMembership.objects.create(region=make_region(name), municipality=municipality, certainty="stated")
        area = make_area(f"{word.lower()}-{n}", name)
        make_agreement(name, parties=[(municipality, "vertskommune"), (organisation, "part")], areas=[area], sources=["2020"])
