"""Shares as people write them."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from agreements.admin.shares import read_share, write_share


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("31,25 %", (3125, 10000)),
        ("31.25", (3125, 10000)),
        ("25%", (25, 100)),
        ("1/3", (1, 3)),
        ("100 / 320", (100, 320)),
        ("0 %", (0, 100)),
    ],
)
def test_a_share_is_kept_as_written(text, share):
    assert read_share(text) == share


@pytest.mark.parametrize("text", ["140 %", "4/3", "1/0", "-5 %", "halvparten", "1/3/4", "", "9" * 50, "١/٣"[:1] + "x"])
def test_a_share_that_cannot_be_is_refused_by_name(text):
    with pytest.raises(ValidationError):
        read_share(text)


@given(st.integers(0, 100_000), st.integers(1, 100_000))
def test_a_share_survives_the_round_trip(numerator, denominator):
    share = min(numerator, denominator), denominator
    assert read_share(write_share(*share)) == share
