"""What became of municipalities, over several reforms."""

from datetime import date

import pytest

from municipalities.lineage import Lineage
from municipalities.models import Succession
from tests.makers import make_municipality

pytestmark = pytest.mark.django_db

FIRST, SECOND = date(2013, 1, 1), date(2020, 1, 1)


def succeed(predecessor, successor, day, kind="merge"):
    Succession.objects.create(predecessor=predecessor, successor=successor, date=day, kind=kind)


@pytest.fixture
def twice_merged():
    a = make_municipality("A", dissolved=FIRST)
    b = make_municipality("B", founded=FIRST, dissolved=SECOND)
    c, d = make_municipality("C", dissolved=SECOND), make_municipality("D", founded=SECOND)
    succeed(a, b, FIRST)
    succeed(b, d, SECOND)
    succeed(c, d, SECOND)
    return a, b, c, d


def test_heirs_and_forebears_are_those_of_the_day_however_many_reforms_lie_between(twice_merged):
    a, b, c, d = twice_merged
    lineage = Lineage.load()
    assert lineage.heirs(a, date(2015, 1, 1)) == [b]
    assert lineage.heirs(a, date(2021, 1, 1)) == [d]
    assert lineage.forebears(d, date(2015, 1, 1)) == [b, c]
    assert lineage.forebears(d, date(2010, 1, 1)) == [a, c]


def test_a_split_has_several_heirs():
    old, left, right = make_municipality("Gammel", dissolved=SECOND), make_municipality("Nord"), make_municipality("Sør")
    succeed(old, left, SECOND, "split")
    succeed(old, right, SECOND, "split")
    assert Lineage.load().heirs(old, date(2021, 1, 1)) == [left, right]


def test_what_it_came_from_is_in_order_of_time(twice_merged):
    *_, d = twice_merged
    assert [row.predecessor.name for row in Lineage.load().came_from(d)] == ["B", "C"]


def test_it_is_read_in_one_query(twice_merged, django_assert_num_queries):
    with django_assert_num_queries(1):
        lineage = Lineage.load()
        lineage.heirs(twice_merged[0], date(2021, 1, 1))
