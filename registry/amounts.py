"""Numbers as people write them: «1 000 000», «1,5 mill.», 3,5 årsverk. Kept as whole numbers."""

import re
from fractions import Fraction

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_KRONER = re.compile(
    r"(?:kr\.?|nok)?\s*(\d[\d\s.]*)(?:,(\d{1,6}))?\s*(mill(?:\.|ioner|ion)?)?\s*(?:kr\.?|kroner|,-)?", re.IGNORECASE
)
_HUNDREDTHS = re.compile(r"(\d{1,6})(?:[.,](\d{1,2}))?")


class KronerField(forms.IntegerField):
    """An amount of whole kroner in one text field."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value):
        """Read the amount. Raises ValidationError naming the value."""
        written = " ".join(str(value or "").replace("\u00a0", " ").split())
        if not written:
            return None
        match = _KRONER.fullmatch(written)
        number = match and Fraction(re.sub(r"[\s.]", "", match[1]) + (f".{match[2]}" if match[2] else ""))
        if match and match[3]:
            number *= 1_000_000
        if number is None or number.denominator != 1:
            raise ValidationError(
                _("«%(value)s» er ikke et beløp i hele kroner. Skriv for eksempel 1 000 000 eller 1,5 mill."),
                code="unreadable_amount",
                params={"value": written[:60]},
            )
        return int(number)

    def prepare_value(self, value):
        """With a space between thousands."""
        return f"{value:,}".replace(",", " ") if isinstance(value, int) else value


class HundredthsField(forms.IntegerField):
    """A number with at most two decimals, kept as hundredths."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value):
        """Read the number. Raises ValidationError naming the value."""
        written = str(value or "").strip()
        if not written:
            return None
        match = _HUNDREDTHS.fullmatch(written)
        if not match:
            raise ValidationError(
                _("«%(value)s» er ikke et tall med høyst to desimaler. Skriv for eksempel 3,5."),
                code="unreadable_number",
                params={"value": written[:60]},
            )
        return 100 * int(match[1]) + int((match[2] or "").ljust(2, "0"))

    def prepare_value(self, value):
        """With a comma."""
        if not isinstance(value, int):
            return value
        whole, rest = divmod(value, 100)
        return f"{whole},{rest:02}".rstrip("0").rstrip(",") if rest else str(whole)
