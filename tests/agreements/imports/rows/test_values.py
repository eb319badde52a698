"""Dates, numbers and shares in people's words."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError

from agreements.imports.rows.values import read_months, read_org_number, read_share, read_span, read_whole, read_yes_no


@pytest.mark.parametrize(("value", "first", "last", "precision"), [
    (date(2020, 4, 1), "2020-04-01", "2020-04-01", "day"), (datetime(2020, 4, 1, 12), "2020-04-01", "2020-04-01", "day"),
    ("01.04.2020", "2020-04-01", "2020-04-01", "day"), ("01.04.20", "2020-04-01", "2020-04-01", "day"),
    ("1. april 2020", "2020-04-01", "2020-04-01", "day"), ("2020-04-01 00:00:00", "2020-04-01", "2020-04-01", "day"),
    ("fra 1. april 2020", "2020-04-01", "2020-04-01", "day"), ("siden 2008", "2008-01-01", "2008-12-31", "year"),
    ("2008", "2008-01-01", "2008-12-31", "year"), (2008, "2008-01-01", "2008-12-31", "year"),
    (2008.0, "2008-01-01", "2008-12-31", "year"),
    ("oktober 2012", "2012-10-01", "2012-10-31", "month"), ("vår 2019", "2019-03-01", "2019-05-31", "circa"),
    ("ca. 2008", "2008-01-01", "2008-12-31", "circa"), ("t.o.m. 31.12.2025", "2025-12-31", "2025-12-31", "day"),
    ("2020 (omdannet til IPR)", "2020-01-01", "2020-12-31", "year"),
])  # fmt: skip
def test_a_date_is_read_as_exactly_as_it_is_told(value, first, last, precision):
    span = read_span(value)
    assert (f"{span.first}", f"{span.last}", span.precision) == (first, last, precision)


@pytest.mark.parametrize("value", [None, "", "-", "–", "ukjent", "Løpende", " ? "])
def test_words_for_no_date_say_nothing(value):
    assert read_span(value) is None


@pytest.mark.parametrize(
    "value", ["31.02.2020", "i fjor", "20", "2020-13-01", 43_831, "2019-12-31 / videreført", "1.1", "12.2020.01"]
)
def test_what_is_no_date_is_refused_with_the_value(value):
    with pytest.raises(ValidationError, match="ikke en dato"):
        read_span(value)


@pytest.mark.parametrize(("value", "share"), [
    ("31,25 %", (3125, 10_000)), ("31,25", (3125, 10_000)), ("1/3", (1, 3)), (" 17/320 ", (17, 320)), ("0,5 %", (5, 1000)),
    (0.3125, (3125, 10_000)), (1.0, (100, 100)), (0.5, (50, 100)), ("100", (100, 100)),
])  # fmt: skip
def test_a_share_is_kept_exactly_as_written(value, share):
    assert read_share(value) == share


@pytest.mark.parametrize("value", ["0,5", "1", "101 %", "3/2", "1/0", "halvparten", 1.5])
def test_a_share_that_can_be_read_in_two_ways_or_not_at_all_is_refused(value):
    with pytest.raises(ValidationError):
        read_share(value)


def test_numbers_with_the_words_people_put_around_them():
    assert [read_whole(text) for text in ("12", "1 200 000", "1.200.000", "kr 500,-", "500 kroner", 19.0)] == [
        12, 1_200_000, 1_200_000, 500, 500, 19,
    ]  # fmt: skip
    assert [read_months(text) for text in ("12", "6 mnd", "1 år", "ett år")] == [12, 6, 12, 12]
    assert [read_yes_no(text) for text in ("Ja", "x", "nei", True, False)] == [True, True, False, True, False]
    assert read_org_number(" 996 878 996 MVA") == "996878996"
    for read, value in (
        (read_whole, "3,5"),
        (read_whole, "mange"),
        (read_months, "lenge"),
        (read_yes_no, "delvis"),
        (read_org_number, "12"),
    ):
        with pytest.raises(ValidationError):
            read(value)
