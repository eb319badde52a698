"""Who leads: one vertskommune, one kontorkommune; and what goes with being host (koml. kap. 18–20)."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from django.utils.translation import gettext as _

from agreements.legal_forms.base import HOST, OFFICE, Role
from agreements.legal_forms.facts import Party, PartyKind
from agreements.legal_forms.rules.rule import Case, Found, RestsOn, Severity, rule
from agreements.legal_forms.rules.wording import names_of

FIELD = "participations"


@rule("no_host", Severity.MUST, RestsOn.FORM, RestsOn.ALL_PARTIES)
def no_host(case: Case) -> Iterator[Found]:
    """A host form without vertskommune (koml. kap. 20)."""
    yield from _nobody(case, HOST)


@rule("several_hosts", Severity.MUST, RestsOn.FORM)
def several_hosts(case: Case) -> Iterator[Found]:
    """Two vertskommuner on one day (koml. kap. 20)."""
    yield from _several(case, HOST)


@rule("no_office", Severity.SHOULD, RestsOn.FORM, RestsOn.ALL_PARTIES)
def no_office(case: Case) -> Iterator[Found]:
    """A political council or task community without kontorkommune (koml. §§ 18-4, 19-4)."""
    yield from _nobody(case, OFFICE)


@rule("several_offices", Severity.SHOULD, RestsOn.FORM)
def several_offices(case: Case) -> Iterator[Found]:
    """Two kontorkommuner on one day (koml. §§ 18-4, 19-4)."""
    yield from _several(case, OFFICE)


@rule("county_among_host_parties", Severity.NOTE, RestsOn.FORM)
def county_among_host_parties(case: Case) -> Iterator[Found]:
    """Municipalities and a county municipality in one host cooperation, which the old act did not allow."""
    law = case.legal_form.law.counties
    counties = [party for party in case.parties if party.kind == PartyKind.COUNTY]
    if law and counties and any(party.kind == PartyKind.MUNICIPALITY for party in case.parties):
        message = _("Både kommuner og %(county)s er ført som parter.") % {"county": names_of(counties)}
        yield Found(law, FIELD, message, right=_(law.text), cites=tuple(party.key for party in counties))


@rule("governor_not_informed", Severity.NOTE, RestsOn.FORM)
def governor_not_informed(case: Case) -> Iterator[Found]:
    """Not registered when Statsforvalteren was informed of the host cooperation."""
    law = case.legal_form.law.governor
    if law and case.facts.governor_informed is None:
        missing = _("når Statsforvalteren ble orientert")
        yield Found(law, "governor_informed", missing=missing, right=_(law.text), internal=True)


def _nobody(case: Case, role: Role) -> Iterator[Found]:
    law = case.legal_form.law.lead
    if law and law.role == role.code and not case.in_role(role.code):
        yield Found(law, FIELD, missing=_(role.label))


def _several(case: Case, role: Role) -> Iterator[Found]:
    law = case.legal_form.law.lead
    if not law or law.role != role.code:
        return
    rows = [party for party in case.facts.parties if party.role == role.code]
    found = [pair for pair in combinations(rows, 2) if pair[0].key != pair[1].key and _together(*pair, case.day)]
    if found:
        parties = [party for pair in found for party in pair]
        cited = {fact: None for party in parties for fact in ((party.key, party.valid_from, party.valid_to),)}
        message = _("%(names)s er ført som %(role)s samtidig.") % {"names": names_of(parties), "role": _(role.label)}
        yield Found(law, FIELD, message, right=_(law.text), cites=tuple(fact for row in cited for fact in row))


def _together(one: Party, other: Party, day: date) -> bool:
    """Whether both lead on one and the same day: the day judged on, or one that both are known to have begun by."""
    if one.holds(day) and other.holds(day):
        return True
    if one.valid_from is None or other.valid_from is None:
        return False
    first = max(one.valid_from, other.valid_from)
    return one.holds(first) and other.holds(first)


RULES = (no_host, several_hosts, no_office, several_offices, county_among_host_parties, governor_not_informed)
