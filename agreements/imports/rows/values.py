"""Cells as people fill them, as plain values. Whatever cannot be read raises ValidationError with what would be right."""

import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.imports.table import Value
from agreements.legal_forms.rules.wording import percent
from municipalities.organisation_number import check_organisation_number
from municipalities.selection import dates
from registry.periods import EARLIEST_YEAR, LATEST_YEAR, Span, parse_date, show_day

KEPT = 5000  # dates that are remembered: a file has the same few over and over
SAYS_NOTHING = {"-", "–", "—", "?", "ukjent", "ikke kjent", "ikke oppgitt", "ingen", "n/a", "i.a.", "løpende", "pågår"}
_BEFORE_DATE = re.compile(
    r"^(?:fra og med|f\.?o\.?m\.?|fra|siden|etablert|stiftet|opprettet|til og med|t\.?o\.?m\.?|avviklet|avsluttet|opphørt|i)\s+",
    re.I,
)
_BRACKET = re.compile(r"\s*\(([^()]*)\)$")
_CLOCK = re.compile(r"[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$")
_YES, _NO = {"ja", "j", "x", "yes", "true", "sant", "1"}, {"nei", "n", "no", "false", "usant", "0"}
_NUMBER = re.compile(r"(?P<whole>\d{1,3}(?:[ .]\d{3})+|\d+)(?:,(?P<part>\d+))?\s*(?P<unit>[a-zæøå. ]*)")
_UNITS = {"", "kr", "kr.", "kroner", "stk", "stk.", "kommuner", "mnd", "mnd.", "måneder", "måned", "årsverk", ",-"}
_YEARS = {"år"}


def text_of(value: Value) -> str:
    """The words of a cell; a whole number as Excel keeps it, 5.0, is 5."""
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, date):
        return show_day(value)
    return str(value)


@lru_cache(KEPT, typed=True)
def read_span(value: Value) -> Span | None:
    """A date as written, or as Excel has it; None when the words say that none is known. A bracket after it goes with it."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return Span.of(value)
    written = _CLOCK.sub("", " ".join(text_of(value).split()))
    if not written or written.lower() in SAYS_NOTHING:
        return None
    for text in (written, _BEFORE_DATE.sub("", written)):
        if span := _as_date(text):
            return span
    bracket = _BRACKET.search(written)
    if bracket and (span := _as_date(_BEFORE_DATE.sub("", written[: bracket.start()]))):
        return Span(span.first, span.last, span.precision, written)
    return parse_date(written)


def _as_date(text: str) -> Span | None:
    try:
        span = parse_date(text)
    except ValidationError:
        found = dates.match(text, 0)
        return parse_date(found[1].text) if found and found[0] == len(text) else None
    return span


def read_yes_no(value: Value) -> bool:
    """Yes or no."""
    written = text_of(value).lower()
    if written in _YES or written in _NO:
        return written in _YES
    raise ValidationError(_("«%(value)s» er verken ja eller nei. Skriv ja eller nei."), params={"value": written[:60]})


def read_decimal(value: Value) -> Decimal:
    """A number with or without decimals, and with the words people put after it; years become months where that is the unit."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(repr(value))
    written = " ".join(text_of(value).lower().removeprefix("kr").split())
    match = _NUMBER.fullmatch(written.removesuffix(",-"))
    if match and match["unit"].strip() in _UNITS:
        return Decimal(f"{re.sub('[ .]', '', match['whole'])}.{match['part'] or 0}")
    message = _("«%(value)s» er ikke et tall vi kan lese. Skriv bare tallet, for eksempel 12 eller 3,5.")
    raise ValidationError(message, params={"value": text_of(value)[:60]})


def read_whole(value: Value) -> int:
    """A whole number, not below nought."""
    number = read_decimal(value)
    if number != int(number) or not 0 <= number < 10**15:
        message = _("«%(value)s» er ikke et helt tall vi kan bruke. Skriv for eksempel 12.")
        raise ValidationError(message, params={"value": text_of(value)[:60]})
    return int(number)


def read_year(value: Value) -> int:
    """A year."""
    year = read_whole(value)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValidationError(_("«%(value)s» er ikke et årstall."), params={"value": text_of(value)[:60]})
    return year


def read_months(value: Value) -> int:
    """A time in months, told in months or years."""
    match = re.fullmatch(r"(\d{1,2}|ett|et) år", text_of(value).lower())
    if match:
        return 12 * (int(match[1]) if match[1].isdecimal() else 1)
    return read_whole(value)


def read_org_number(value: Value) -> str:
    """An organisation number: nine digits that can be one."""
    written = re.sub(r"[\s.\xa0]|^no|mva$|^org\.?\s?nr\.?:?", "", text_of(value).lower())
    check_organisation_number(written)
    return written


def read_share(value: Value) -> tuple[int, int]:
    """A share as two whole numbers, not shortened: 31,25 % is 3125 of 10000. A number is a fraction of one, words are per cent."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        written = f"{round(100 * Decimal(repr(value)), 6).normalize():f}" if 0 <= value <= 1 else ""
    else:
        written = text_of(value).replace(",", ".").removesuffix("%").strip()
    if match := re.fullmatch(r"(\d{1,9})\s*/\s*(\d{1,9})", written):
        share = int(match[1]), int(match[2])
    elif match := re.fullmatch(r"(\d{1,3})(?:\.(\d{1,6}))?", written):
        if isinstance(value, str) and "%" not in value and float(written) <= 1:
            message = _("«%(value)s» kan være en brøkdel eller prosent. Skriv prosenttegnet, for eksempel 50 %% eller 0,5 %%.")
            raise ValidationError(message, params={"value": value[:60]})
        decimals = match[2] or ""
        share = int(match[1] + decimals), 100 * 10 ** len(decimals)
    else:
        message = _("«%(value)s» er ikke en andel vi kan lese. Skriv prosent (31,25 %%) eller brøk (1/3).")
        raise ValidationError(message, params={"value": text_of(value)[:60]})
    if not share[1] or share[0] > share[1]:
        message = _("En eierandel må være mellom 0 og 100 %%. «%(value)s» er det ikke.")
        raise ValidationError(message, params={"value": text_of(value)[:60]})
    return share


def show_share(share: tuple[int, int]) -> str:
    """A share as people read it."""
    exact = 10**4 % Fraction(100 * share[0], share[1]).denominator == 0
    return percent(Fraction(*share), 4) if exact else f"{share[0]}/{share[1]}"
