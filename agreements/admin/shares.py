"""Shares as people write them, 31,25 % or 1/3 or 100/320, and as the register keeps them: two whole numbers."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d{1,6}))?\s*%?")
_FRACTION = re.compile(r"(\d{1,9})\s*/\s*(\d{1,9})")


def read_share(text: str) -> tuple[int, int]:
    """Numerator and denominator as written, not shortened: 31,25 % is 3125 of 10000. Raises ValidationError naming the value."""
    written = text.strip()
    if match := _FRACTION.fullmatch(written):
        share = int(match[1]), int(match[2])
    elif match := _PERCENT.fullmatch(written):
        decimals = match[2] or ""
        share = int(match[1] + decimals), 100 * 10 ** len(decimals)
    else:
        raise ValidationError(
            _("«%(value)s» er ikke en andel vi kan lese. Skriv prosent (31,25 %%) eller brøk (1/3)."),
            code="unreadable_share",
            params={"value": written[:60]},
        )
    if share[1] == 0 or share[0] > share[1]:
        raise ValidationError(
            _("En eierandel må være mellom 0 og 100 %%. «%(value)s» er det ikke."), code="share", params={"value": written[:60]}
        )
    return share


def write_share(numerator: int, denominator: int) -> str:
    """The same share as text that `read_share` reads back to the same two numbers."""
    decimals = len(str(denominator)) - 3
    if decimals >= 0 and denominator == 100 * 10**decimals:
        whole, rest = divmod(numerator, 10**decimals)
        return f"{whole},{rest:0{decimals}} %" if decimals else f"{whole} %"
    return f"{numerator}/{denominator}"
