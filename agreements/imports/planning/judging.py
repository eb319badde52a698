"""What the law would ask of schemes as the file has them: guidance beside the preview, which stops nobody."""

import copy
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone

from agreements.findings.facts import facts_of
from agreements.findings.groups import in_one_line
from agreements.legal_forms.check import Breach, check
from agreements.models.whole import Whole


class StandIns:
    """For a while an organisation that is not stored has a number, so that rows may point to it and rules tell it from others."""

    def __init__(self):
        self._numbers = count(-1, -1)
        self._made: dict[int, Any] = {}

    def party(self, party: Any) -> Any:
        """The party itself, or one that stands in for it."""
        if party.pk is not None:
            return party
        if id(party) not in self._made:
            self._made[id(party)] = copy.copy(party)
            self._made[id(party)].pk = next(self._numbers)
        return self._made[id(party)]

    def number(self, whole: Whole) -> int:
        """Let a new scheme and its rows have numbers of their own. Never to be stored."""
        whole.agreement.pk = whole.agreement.pk or next(self._numbers)
        whole.agreement.created_at = whole.agreement.created_at or timezone.now()
        for rows in whole.tables().values():
            for row in rows:
                row.pk = row.pk or next(self._numbers)
        hanging: list[Any] = [*whole.held.ownerships, *whole.held.party_years]
        for share in hanging:
            share.participation = share.participation  # which has its number only now
        return whole.agreement.pk


def breaches_of(wholes: Mapping[int, Whole], day: date) -> dict[int, list[str]]:
    """What the rules find in each, the findings of one rule in one line. Few queries, however many."""
    facts = facts_of([whole.agreement for whole in wholes.values()], day, wholes)
    return {pk: _lines(check(found)) for pk, found in facts.items()}


def _lines(breaches: Iterable[Breach]) -> list[str]:
    by_rule: dict[str, list[str]] = {}
    for breach in breaches:
        by_rule.setdefault(breach.code, []).append(breach.message.rstrip("."))
    return [in_one_line(messages) for messages in by_rule.values()]
