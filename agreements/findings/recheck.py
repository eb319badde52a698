"""Brings the stored findings of agreements in step with what is registered about them."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from hashlib import sha256
from itertools import islice
from types import MappingProxyType

from agreements.findings.facts import facts_of
from agreements.legal_forms.check import Breach, check
from agreements.models import Agreement, Finding, Publication
from agreements.models.whole import Whole
from registry.bulk import add_missing, update_rows

CHUNK = 500
TOLD = ("severity", "message", "public_words", "paragraph", "field", "evidence")
FORGOTTEN = {"accepted_at": None, "accepted_by": None, "accepted_reason": "", "told_on": None, "published_at": None}


def recheck(agreements: Collection[int], day: date, at_hand: Mapping[int, Whole] = MappingProxyType({})) -> int:
    """Judge the agreements by the law on the day and store what is found; answers how many findings they have.

    A finding that somebody accepted or published stays so for as long as the facts it cites are the same. Withdrawn agreements
    have none. Those `at_hand` are not read again. A flat number of queries.
    """
    judged = [whole.agreement for pk, whole in at_hand.items() if pk in agreements]
    if unread := set(agreements) - at_hand.keys():
        judged += Agreement.objects.filter(pk__in=unread).only("publication")
    facts = facts_of([row for row in judged if row.publication != Publication.WITHDRAWN], day, at_hand)
    stored: dict[tuple, Finding] = {_key(row.agreement_id, row): row for row in Finding.objects.filter(agreement__in=agreements)}
    found = {_key(pk, breach): breach for pk in facts for breach in check(facts[pk])}
    gone = [row.pk for key, row in stored.items() if key not in found]
    if gone:
        Finding.objects.filter(pk__in=gone).delete()
    add_missing(
        [_new(key, breach) for key, breach in found.items() if key not in stored]
    )  # another process may have found the same
    renewed = [stored[key] for key, breach in found.items() if key in stored and _renew(stored[key], breach)]
    update_rows(renewed, [*TOLD, *FORGOTTEN])
    return len(found)


def recheck_all(day: date) -> Iterator[int]:
    """Judge every agreement, some hundreds at a time; yields how many findings each lot has."""
    ids = Agreement.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=CHUNK)
    while lot := list(islice(ids, CHUNK)):
        yield recheck(lot, day)


def _key(agreement: int, of: Finding | Breach) -> tuple[int, str, str]:
    return agreement, of.code, of.subject


def evidence_of(breach: Breach) -> str:
    """The facts it cites, as a finding keeps them."""
    return sha256(repr(breach.evidence).encode()).hexdigest()


def _told(breach: Breach) -> dict[str, str]:
    told = {name: getattr(breach, name) for name in TOLD[1:-1]}
    return {**told, "severity": breach.severity.code, "evidence": evidence_of(breach)}


def _new(key: tuple[int, str, str], breach: Breach) -> Finding:
    agreement, code, subject = key
    return Finding(agreement_id=agreement, code=code, subject=subject, **_told(breach))


def _renew(row: Finding, breach: Breach) -> bool:
    """Put the row in step; whether anything in it was different."""
    told = _told(breach)
    if told["evidence"] != row.evidence:
        told |= FORGOTTEN
    different = {name: value for name, value in told.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)
