"""Election periods by dates alone."""

from datetime import date

import pytest

from municipalities.election_period import ElectionPeriod


@pytest.mark.parametrize(
    ("day", "year"),
    [
        *((date(2019, 10, 31), 2015), (date(2019, 11, 1), 2019), (date(2020, 1, 1), 2019), (date(2022, 12, 31), 2019)),
        *((date(2023, 1, 1), 2019), (date(2023, 10, 31), 2019), (date(2023, 11, 1), 2023), (date(2026, 11, 21), 2023)),
        *((date(2027, 10, 31), 2023), (date(2027, 11, 1), 2027), (date(1900, 1, 1), 1899), (date(2100, 1, 1), 2099)),
    ],
)
def test_a_day_lies_in_the_period_whose_council_surely_sits(day, year):
    period = ElectionPeriod.on(day)
    assert period.year == year
    assert period.first_day <= day < ElectionPeriod(year + 4).first_day


def test_a_new_council_sits_by_november_and_not_before_the_election():
    period = ElectionPeriod(2023)
    assert (period.may_begin, period.first_day) == (date(2023, 9, 1), date(2023, 11, 1))
    assert str(period) == "2023–2027"
