"""Dates as people write them, and the one overlap function."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from registry.periods import (
    MONTHS,
    ONE_DAY,
    SEASONS,
    Precision,
    check_order,
    overlaps,
    parse_date,
    show_date,
    write_date,
    years_before,
)
from tests.makers import make_party

DAYS = st.dates(date(1837, 1, 1), date(2100, 12, 31))
YEARS = st.integers(1837, 2100)
WRITTEN = st.one_of(
    DAYS.map(lambda day: day.strftime("%d.%m.%Y")),
    DAYS.map(lambda day: f"{day.day}. {day.month}. {day.year}"),
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: f"{day.year}-{day.month:02}"),
    DAYS.map(lambda day: f"{day.month:02}.{day.year}"),
    st.tuples(st.sampled_from(MONTHS), YEARS).map(lambda pair: f"{pair[0].title()}  {pair[1]}"),
    YEARS.map(str),
    st.tuples(st.sampled_from(sorted(SEASONS)), YEARS).map(lambda pair: f"{pair[0]} {pair[1]}"),
    st.tuples(st.sampled_from(["ca. ", "ca ", "cirka ", "rundt "]), YEARS).map(lambda pair: f"{pair[0]}{pair[1]}"),
)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("31.12.2025", date(2025, 12, 31), date(2025, 12, 31), "day"),
        ("2025-12-31", date(2025, 12, 31), date(2025, 12, 31), "day"),
        ("29.2.2024", date(2024, 2, 29), date(2024, 2, 29), "day"),
        ("2012-10", date(2012, 10, 1), date(2012, 10, 31), "month"),
        ("Oktober 2012", date(2012, 10, 1), date(2012, 10, 31), "month"),
        ("02.2023", date(2023, 2, 1), date(2023, 2, 28), "month"),
        ("12.2023", date(2023, 12, 1), date(2023, 12, 31), "month"),
        ("2008", date(2008, 1, 1), date(2008, 12, 31), "year"),
        ("vår 2019", date(2019, 3, 1), date(2019, 5, 31), "circa"),
        ("høsten 2019", date(2019, 9, 1), date(2019, 11, 30), "circa"),
        ("ca. 2008", date(2008, 1, 1), date(2008, 12, 31), "circa"),
    ],
)
def test_a_date_is_read_as_the_days_it_can_mean(text, first, last, precision):
    span = parse_date(text)
    assert (span.first, span.last, span.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "text", ["", "31.02.2020", "2020-13", "00.2020", "0000", "1776", "2525", "i fjor", "1.1.20", "ca.", "ca. i fjor", "٢٠٢٠-٠١-٠١x"]
)
def test_what_is_no_date_is_refused_in_words_that_name_it(text):
    with pytest.raises(ValidationError, match="er ikke en dato vi kan lese") as caught:
        parse_date(text)
    assert f"«{text}»" in caught.value.messages[0]


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        span = parse_date(text)
    except ValidationError:
        return
    assert span.first <= span.last


@given(WRITTEN)
def test_a_date_that_is_written_back_reads_as_the_same_span(text):
    span = parse_date(text)
    for day in (span.first, span.last):
        again = parse_date(write_date(day, span.precision, span.text))
        assert (again.first, again.last, again.precision) == (span.first, span.last, span.precision)


@given(WRITTEN)
def test_a_period_shows_and_writes_what_was_put_into_it(text):
    span = parse_date(text)
    row = make_party(None)
    row.set_start(span)
    row.set_last_day(span)
    assert row.valid_to == span.last + ONE_DAY
    assert row.last_day == span.last
    assert parse_date(row.start_written).first == span.first
    assert parse_date(row.end_written).last == span.last
    assert row.start_shown == row.end_shown


def test_an_imprecise_date_is_never_shown_as_a_day():
    assert show_date(date(2008, 1, 1), Precision.YEAR) == "2008"
    assert show_date(date(2020, 4, 1), Precision.MONTH) == "april 2020"
    assert show_date(date(2019, 3, 1), Precision.CIRCA, "vår 2019") == "vår 2019"
    assert show_date(date(2008, 1, 1), Precision.CIRCA) == "ca. 2008"


def test_an_end_of_unknown_date_says_so():
    row = make_party(None)
    row.valid_to, row.valid_to_precision = date(2022, 1, 1), Precision.UNKNOWN
    assert row.end_shown == "ukjent dato"
    assert row.start_shown == "ukjent"


def test_a_last_day_before_the_first_is_refused_naming_both():
    with pytest.raises(ValidationError, match=r"Siste dag \(31\.12\.2019\) er før første dag \(01\.06\.2020\)"):
        check_order(date(2020, 6, 1), date(2020, 1, 1))
    check_order(date(2020, 6, 1), date(2020, 6, 2))  # one day is a period


BOUNDS = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2020, 1, 12)))
ROWS = st.lists(
    st.tuples(st.sampled_from("ab"), BOUNDS, BOUNDS).filter(lambda row: None in row or row[1] < row[2]),
    max_size=6,
)


@given(ROWS)
def test_overlaps_are_found_exactly_where_one_key_holds_twice_on_one_day(rows):
    days = [date(2019, 12, 31) + timedelta(days=n) for n in range(15)]

    def covering(key, day):
        return [r for r in rows if r[0] == key and (r[1] or date.min) <= day < (r[2] or date.max)]

    twice = any(len(covering(key, day)) > 1 for key in "ab" for day in days)
    assert bool(overlaps(rows)) == twice


@given(ROWS)
def test_what_is_left_without_the_colliding_rows_does_not_overlap(rows):
    colliding = overlaps(rows)
    left = list(rows)
    for row in colliding:
        left.remove(row)
    assert overlaps(left) == []


@pytest.mark.parametrize(
    ("day", "years", "before"),
    [
        (date(2026, 11, 21), 1, date(2025, 11, 21)),
        (date(2024, 2, 29), 1, date(2023, 2, 28)),
        (date(2028, 2, 29), 2, date(2026, 2, 28)),
        (date(2024, 3, 1), 2, date(2022, 3, 1)),
    ],
)
def test_some_years_before_a_leap_day_is_the_day_before_it(day, years, before):
    assert years_before(day, years) == before
