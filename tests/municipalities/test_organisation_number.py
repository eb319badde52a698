"""Organisation numbers: nine digits with a check digit."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from municipalities.organisation_number import check_organisation_number, show_organisation_number


@pytest.mark.parametrize("number", ["940101808", "972417971", "921770669", "887013322", "931004816", "986574689"])
def test_numbers_of_enhetsregisteret_pass(number):
    check_organisation_number(number)


@pytest.mark.parametrize("text", ["", "94010180", "9401018080", "940 101 808", "94010180a", "٩٤٠١٠١٨٠٨", "NO940101808"])
def test_what_is_not_nine_digits_is_refused_with_an_example(text):
    with pytest.raises(ValidationError, match="Skriv ni sifre uten mellomrom") as caught:
        check_organisation_number(text)
    assert f"«{text}»" in caught.value.messages[0]


@given(st.integers(0, 8), st.integers(1, 9))
def test_one_mistyped_digit_is_always_caught(place, step):
    number = "940101808"
    wrong = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    with pytest.raises(ValidationError, match="kontrollsifferet stemmer ikke"):
        check_organisation_number(wrong)


def test_a_number_is_printed_in_groups_of_three():
    assert show_organisation_number("940101808") == "940 101 808"
    assert show_organisation_number("") == ""
