"""The list of agreements in the admin: search, filters, and queries that do not grow."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers import make_agreement, make_area

pytestmark = pytest.mark.django_db


def test_the_list_takes_as_many_queries_for_forty_agreements_as_for_two(officer, places):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert officer.get("/admin/agreements/agreement/?q=barnevern+Bardu").status_code == 200
        return len(captured)

    for number in range(2):
        make_agreement(f"Barnevern {number}", parties=[(places["Bardu"],)], areas=[make_area()], sources=["2019"])
    few = queries()
    for number in range(38):
        make_agreement(
            f"Barnevern i {number}", parties=[(places["Bardu"],), (places["Dyrøy"],)], areas=[make_area()], sources=["2019"]
        )
    assert queries() == few <= 15


def test_the_list_is_searched_by_area_and_party_and_filtered_by_county_sector_and_state(officer, places):
    make_agreement("Astafjord", parties=[(places["Dyrøy"],)], areas=[make_area()])
    make_agreement("Museum", parties=[(places["Bardu"],)], stage="ended")
    for query, found in [
        ("q=barnevern+Dyr%C3%B8y", {"Astafjord"}),
        ("q=5520", {"Museum"}),
        ("q=finnes+ikke", set()),
        ("county=55", {"Astafjord", "Museum"}),
        ("sector=sosial", {"Astafjord"}),
        ("stage__exact=ended", {"Museum"}),
    ]:
        rows = officer.get(f"/admin/agreements/agreement/?{query}").context["cl"].result_list
        assert {row.name for row in rows} == found, query
