"""Parameters in an address: read or refused by name and value, never ignored."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404, QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from registry.parameters import BadParameters, check_names, read_day, read_on, read_page


def request(query):
    return RequestFactory().get("/", query)


@pytest.mark.parametrize("text", ["2019-06-01", "01.06.2019", "1.6.2019"])
def test_a_day_is_read_in_both_spellings(text):
    assert read_day(text) == date(2019, 6, 1)


@pytest.mark.parametrize("text", ["2019", "juni 2019", "31.02.2019", "31.02", "i dag", "0001-01-01", "9999-12-31", "²019-01-01"])
def test_what_is_no_day_is_refused_with_what_would_be_right(text):
    with pytest.raises(ValidationError, match=r"01\.06\.2019"):
        read_day(text)


@pytest.mark.parametrize("query", [{}, {"on": ""}, {"on": "  "}, {"utm_source": "brev"}])
def test_an_absent_or_empty_day_is_no_day(query):
    assert read_on(request(query)) is None


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("on=tull", "on"),
        ("on=2019-06-01&on=2020-06-01", "on"),
        ("tullball=1", "tullball"),
        ("on=%00", "on"),
        ("on=" + "1" * 501, "on"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(query, name):
    with pytest.raises(BadParameters) as caught:
        read_on(RequestFactory().get(f"/?{query}"))
    assert [problem.name for problem in caught.value.problems] == [name]


def test_every_problem_is_told_at_once():
    with pytest.raises(BadParameters) as caught:
        check_names(QueryDict("a=1&b=2&c=1&c=2"), {"c"})
    assert [problem.name for problem in caught.value.problems] == ["a", "b", "c"]


def test_a_name_that_may_be_repeated_may():
    check_names(QueryDict("c=1&c=2"), {"c"}, several={"c"})


def test_a_page_is_read_and_its_size_too():
    page = read_page(request({"page": "2", "page_size": "3"}), list(range(7)))
    assert list(page) == [3, 4, 5]
    assert read_page(request({}), []).number == 1
    assert read_page(request({}), [1, 2], count=2).paginator.count == 2


def test_a_page_past_the_end_is_not_found():
    with pytest.raises(Http404, match="bare 1 sider"):
        read_page(request({"page": "2"}), [1])


@given(st.one_of(st.text(max_size=20), st.integers().map(str)))
def test_any_page_is_read_refused_or_not_found(text):
    try:
        page = read_page(request({"page": text}), list(range(100)), 10)
    except (BadParameters, Http404):
        return
    assert page.number == (int(text) if text else 1)
