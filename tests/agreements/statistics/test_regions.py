"""What members of a region share."""

from datetime import date

import pytest

from agreements.models import Agreement
from agreements.statistics.regions import shared_agreements
from tests.makers import make_agreement, make_municipality

pytestmark = pytest.mark.django_db


def test_only_agreements_that_two_members_are_in_on_the_day_are_shared():
    bardu, dyroy, alta = make_municipality("Bardu"), make_municipality("Dyrøy"), make_municipality("Alta")
    both = make_agreement("Begge", parties=[(bardu, "part", "2010"), (dyroy, "part", "2015")], start="2010")
    make_agreement("En", parties=[(bardu, "part", "2010"), (alta, "part", "2010")], start="2010")
    members = [bardu.pk, dyroy.pk]
    assert shared_agreements(Agreement.objects.all(), members, date(2016, 1, 1)) == {both.pk: 2}
    assert shared_agreements(Agreement.objects.all(), members, date(2012, 1, 1)) == {}
    assert shared_agreements(Agreement.objects.all(), [], date(2016, 1, 1)) == {}
