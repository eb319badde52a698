"""Figures per municipality, against a slow count row by row."""

from collections import Counter
from datetime import date

import pytest

from agreements.models import Agreement, Status
from agreements.models.edition import Remembered
from agreements.statistics.municipalities import Tally, by_municipality, standing
from municipalities.models import Municipality
from tests.makers import make_agreement, make_municipality

pytestmark = pytest.mark.django_db

DAYS = [date(1990, 1, 1), date(2012, 6, 1), date(2019, 6, 1), date(2019, 12, 31), date(2020, 1, 1), date(2026, 11, 20)]


def slowly(municipality, day):
    """One agreement and one party at a time, by the rules for a row in hand."""
    found = []
    for agreement in Agreement.objects.filter(counts=True):
        if not (agreement.holds(day) and agreement.begun_on(day)):
            continue
        rows = [row for row in agreement.participations.filter(municipality=municipality) if row.takes_part(day)]
        if rows:
            found.append((agreement.status_on(day), any(row.is_host for row in rows)))
    return Tally(len(found), sum(host for _, host in found), sum(status == Status.UNCLEAR for status, _ in found))


@pytest.mark.parametrize("day", DAYS)
def test_the_tally_is_the_same_as_counting_row_by_row(real_register, day):
    tallies = by_municipality(Agreement.objects.published().counting(), day)
    for municipality in Municipality.objects.filter(name__in=["Dyrøy", "Senja", "Lenvik", "Kåfjord", "Harstad", "Narvik"]):
        assert tallies.get(municipality.pk, Tally()) == slowly(municipality, day), municipality


def test_one_query_however_many_and_none_until_something_changes(django_assert_num_queries):
    dyroy = make_municipality()
    make_agreement("A", parties=[(dyroy, "vertskommune")])
    make_agreement("B", parties=[(dyroy,)], stage="unknown", sources=["2015"])
    for queries in (2, 1):  # one of them asks which state the register is in
        with django_assert_num_queries(queries):
            assert by_municipality(Agreement.objects.all(), date(2100, 1, 1)) == {dyroy.pk: Tally(2, 1, 1)}
    make_agreement("C", parties=[(dyroy,)])
    assert by_municipality(Agreement.objects.all(), date(2100, 1, 1)) == {dyroy.pk: Tally(3, 1, 1)}


def test_each_agreement_has_one_status():
    make_agreement("A")
    make_agreement("B", start="2010", last_day="2015", stage="ended")
    make_agreement("Et nettverk", legal_form="nettverk")
    found = standing(Agreement.objects.all(), date(2100, 1, 1), Remembered())
    assert (found.entered, found.on_day, found.ever) == (3, {Status.IN_FORCE: 1}, {Status.IN_FORCE: 1, Status.ENDED: 1})


@pytest.mark.parametrize("day", DAYS)
def test_the_standing_is_the_same_as_counting_row_by_row(real_register, day):
    found, rows = standing(Agreement.objects.published(), day, Remembered()), Agreement.objects.published().filter(counts=True)
    assert found.entered == Agreement.objects.published().count()
    assert found.ever == Counter(row.status_on(day) for row in rows)
    assert found.on_day == Counter(row.status_on(day) for row in rows if row.holds(day) and row.begun_on(day))
