"""Brings the stored findings of agreements in step with what is registered about them."""

from collections.abc import Collection, Iterator
from datetime import date
from hashlib import sha256
from itertools import islice

from agreements.findings.facts import facts_of
from agreements.legal_forms.check import Breach, check
from agreements.models import Agreement, Finding

CHUNK = 500
TOLD = ("severity", "message", "public_words", "paragraph", "field", "evidence")
FORGOTTEN = {"accepted_at": None, "accepted_by": None, "accepted_reason": "", "told_on": None, "published_at": None}


def recheck(agreements: Collection[int], day: date) -> int:
    """Judge the agreements by the law on the day and store what is found; answers how many findings they have.

    A finding that somebody accepted or published stays so for as long as the facts it cites are the same. Withdrawn agreements
    have none. A flat number of queries beside one for each finding that has changed.
    """
    judged = Agreement.objects.filter(pk__in=agreements).exclude(publication="withdrawn")
    facts = facts_of(judged, day)
    stored: dict[tuple, Finding] = {_key(row.agreement_id, row): row for row in Finding.objects.filter(agreement__in=agreements)}
    found = {_key(pk, breach): breach for pk in facts for breach in check(facts[pk])}
    gone = [row.pk for key, row in stored.items() if key not in found]
    if gone:
        Finding.objects.filter(pk__in=gone).delete()
    new = [_new(key, breach) for key, breach in found.items() if key not in stored]
    Finding.objects.bulk_create(new, ignore_conflicts=True)  # another process may have found the same
    for key, breach in found.items():
        if key in stored:
            _renew(stored[key], breach)
    return len(found)


def recheck_all(day: date) -> Iterator[int]:
    """Judge every agreement, some hundreds at a time; yields how many findings each lot has."""
    ids = Agreement.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=CHUNK)
    while lot := list(islice(ids, CHUNK)):
        yield recheck(lot, day)


def _key(agreement: int, of: Finding | Breach) -> tuple[int, str, str]:
    return agreement, of.code, of.subject


def _told(breach: Breach) -> dict[str, str]:
    evidence = sha256(repr(breach.evidence).encode()).hexdigest()
    return {**{name: getattr(breach, name) for name in TOLD[1:-1]}, "severity": breach.severity.code, "evidence": evidence}


def _new(key: tuple[int, str, str], breach: Breach) -> Finding:
    agreement, code, subject = key
    return Finding(agreement_id=agreement, code=code, subject=subject, **_told(breach))


def _renew(row: Finding, breach: Breach) -> None:
    told = _told(breach)
    if told["evidence"] != row.evidence:
        told |= FORGOTTEN
    if any(getattr(row, name) != value for name, value in told.items()):
        Finding.objects.filter(pk=row.pk).update(**told)
