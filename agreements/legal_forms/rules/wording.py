"""How the rules write names, days, shares and kinds of parties."""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from agreements.legal_forms.catalogue import ROLE_BY_CODE
from agreements.legal_forms.facts import Party, PartyKind
from agreements.legal_forms.law import Law

_KINDS = {
    PartyKind.MUNICIPALITY: gettext_noop("kommune"),
    PartyKind.COUNTY: gettext_noop("fylkeskommune"),
    PartyKind.IKS: gettext_noop("interkommunalt selskap"),
    PartyKind.COMPANY: gettext_noop("aksjeselskap"),
    PartyKind.COOPERATIVE: gettext_noop("samvirkeforetak"),
    PartyKind.FOUNDATION: gettext_noop("stiftelse"),
    PartyKind.ASSOCIATION: gettext_noop("forening"),
    PartyKind.COUNCIL: gettext_noop("samarbeidsorgan"),
    PartyKind.STATE: gettext_noop("statlig organ"),
    PartyKind.FOREIGN: gettext_noop("fra et annet land"),
    PartyKind.OTHER: gettext_noop("annen organisasjon"),
}


def listed(names: Iterable[str]) -> str:
    """Each name once, in order: «A, B og C»."""
    *first, last = dict.fromkeys(names)
    return _("%(first)s og %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def names_of(parties: Iterable[Party]) -> str:
    """The parties as a list of names."""
    return listed(party.name for party in parties)


def answer(question: str, law: Law) -> str:
    """What the law of the form says, after the question it answers: «Hvem kan være med? To eller flere kommuner.»"""
    return f"{question} {_(law.text)}"


def kind_of(party: Party) -> str:
    """What the party is."""
    return _(_KINDS[party.kind])


def role_name(code: str) -> str:
    """A role as people read it; a code that is no role as it stands."""
    return _(ROLE_BY_CODE[code].label) if code in ROLE_BY_CODE else code


def written_day(day: date) -> str:
    """31.12.2025"""
    return day.strftime("%d.%m.%Y")


def last_day(end: date) -> str:
    """The day before the first day it no longer holds, as people speak of an end."""
    return written_day(end - timedelta(days=1))


def percent(share: Fraction | float, decimals: int = 2) -> str:
    """A share in per cent with at most so many decimals, halves up: «99,99 %»."""
    number = floor(Fraction(share) * 100 * 10**decimals + Fraction(1, 2)) / 10**decimals
    return _("%(number)s %%") % {"number": f"{number:.{decimals}f}".rstrip("0").rstrip(".").replace(".", ",")}
