"""How the rules write what they speak of."""

from fractions import Fraction

import pytest

from agreements.legal_forms.rules.wording import percent


@pytest.mark.parametrize(
    ("share", "decimals", "written"),
    [
        (Fraction(1, 3), 2, "33,33 %"),
        (Fraction(1, 3), 1, "33,3 %"),
        (Fraction(1225, 10_000), 1, "12,3 %"),
        (Fraction(3125, 10_000), 4, "31,25 %"),
        (Fraction(1, 2), 2, "50 %"),
        (0.125, 2, "12,5 %"),
        (1, 2, "100 %"),
        (0, 1, "0 %"),
    ],
)
def test_a_share_is_written_in_per_cent_without_needless_decimals_and_halves_go_up(share, decimals, written):
    assert percent(share, decimals) == written
