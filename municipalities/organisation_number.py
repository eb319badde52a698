"""Organisation numbers of Enhetsregisteret: nine digits, the last a mod 11 check digit."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


def check_organisation_number(value: str) -> None:
    """Refuse a number that cannot be one. Raises ValidationError naming the value.

    Weights 3 2 7 6 5 4 3 2 on the first eight digits; the check digit is 11 minus the sum mod 11, 11 becomes 0 and 10
    never occurs (Brønnøysundregistrene).
    """
    if len(value) != 9 or not (value.isascii() and value.isdigit()):
        message = _("«%(value)s» er ikke et organisasjonsnummer. Skriv ni sifre uten mellomrom, for eksempel 940101808.")
    elif (11 - sum(w * int(d) for w, d in zip(WEIGHTS, value, strict=False)) % 11) % 11 != int(value[8]):
        message = _("«%(value)s» er ikke et gyldig organisasjonsnummer: kontrollsifferet stemmer ikke. Se etter en tastefeil.")
    else:
        return
    raise ValidationError(message, code="org_number", params={"value": value})


def show_organisation_number(value: str) -> str:
    """The number in groups of three, as it is printed: 940 101 808."""
    return f"{value[:3]} {value[3:6]} {value[6:]}" if value else ""
