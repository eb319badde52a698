"""How many municipalities are mapped: the newest status counts, and none is as good as not mapped."""

from datetime import date, timedelta

import pytest

from municipalities.coverage import Coverage
from municipalities.directory import Directory
from registry.parameters import today
from tests.makers import make_county, make_mapping_status, make_municipality

pytestmark = pytest.mark.django_db


def coverage(day=None):
    return Coverage.of(Directory.load(day or today()))


def test_the_newest_status_counts_and_one_of_the_future_does_not():
    dyroy = make_municipality()
    make_mapping_status(dyroy, "partial", date(2025, 1, 1))
    make_mapping_status(dyroy, "mapped", date(2026, 1, 1))
    make_mapping_status(dyroy, "confirmed", today() + timedelta(days=1))
    found = coverage()
    assert (found.municipalities, found.mapped, found.confirmed, found.level(dyroy.pk)) == (1, 1, 0, "mapped")


def test_one_without_status_is_not_mapped():
    dyroy = make_municipality()
    assert (coverage().level(dyroy.pk), coverage().is_full(dyroy.pk)) == ("none", False)


def test_only_municipalities_of_the_register_on_the_day_are_counted():
    make_mapping_status(make_municipality("Lenvik", dissolved=date(2020, 1, 1)), "mapped")
    make_mapping_status(make_municipality("Narvik", county=make_county("18", "Nordland", in_register=False)), "mapped")
    assert (coverage().municipalities, coverage().mapped) == (0, 0)
    assert (coverage(date(2019, 1, 1)).municipalities, coverage(date(2019, 1, 1)).mapped) == (1, 1)
