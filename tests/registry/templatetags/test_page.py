"""What every page uses to write addresses, numbers and lists."""

from datetime import date

import pytest
from django.core.paginator import Paginator
from django.template import Context
from django.test import RequestFactory

from registry.templatetags.page import address, dated, hidden_fields, listed, page_numbers, sort_head, spaced

DAY = date(2019, 6, 1)


def context(address):
    return Context({"request": RequestFactory().get(address)})


@pytest.mark.parametrize(
    ("before", "on", "after"),
    [("/kommuner/", None, "/kommuner/"), ("/kommuner/", DAY, "/kommuner/?on=2019-06-01"), ("/?q=a", DAY, "/?q=a&on=2019-06-01")],
)
def test_a_date_follows_the_reader(before, on, after):
    assert dated(before, on) == after


def test_an_address_is_changed_in_one_parameter_and_begins_on_the_first_page():
    page = context("/kommuner/?q=gáivuotna&county=55&page=3&empty=")
    assert address(page, county=None) == "/kommuner/?q=g%C3%A1ivuotna"
    assert address(page, page=4) == "/kommuner/?q=g%C3%A1ivuotna&county=55&page=4"
    assert address(page, on=DAY) == "/kommuner/?q=g%C3%A1ivuotna&county=55&on=2019-06-01"
    assert address(context("/kommuner/?q=a"), q=None) == "/kommuner/"


def test_a_form_keeps_the_other_parameters():
    assert hidden_fields(context("/?a=1&a=2&on=x&page=2&b="), "on") == [("a", "1"), ("a", "2")]


def test_a_second_click_turns_the_order_round():
    first, second = sort_head(context("/"), "name", "Navn", "-name"), sort_head(context("/"), "name", "Navn", "name")
    assert (first["direction"], first["href"]) == ("descending", "/?ordering=name")
    assert (second["direction"], second["href"]) == ("ascending", "/?ordering=-name")


def test_numbers_and_lists_are_written_as_people_write_them():
    assert [spaced(number) for number in (None, 0, 846, 79943)] == ["", "0", "846", "79\xa0943"]
    assert [listed(words) for words in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == ["", "A", "A og B", "A, B og C"]


def test_many_pages_are_left_out_in_the_middle():
    assert page_numbers(Paginator(range(20), 1).page(10)) == [1, None, 9, 10, 11, None, 20]
