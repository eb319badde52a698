"""★ Register and amend many agreements at once, in bulk; one act is the same of one."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agreements.actions.storing import ROWS_AT_ONCE, Difference, check
from agreements.actions.trail import finish, snapshot_of
from agreements.models import Agreement
from agreements.models.whole import Whole, bring_to_hand, wholes_of
from municipalities.models import Organisation
from registry.changes import Actor, change_of, record_many, snapshot
from registry.checked import Checking
from registry.models import Change

ROWS_IN_MEMORY, LIKELY_ROWS = 5000, 20
Thing = TypeVar("Thing")
Act = Callable[[Whole], None]


@dataclass
class Outcome:
    """What came of it: the changes, and those agreements it could not be done on, each with why."""

    changes: list[Change] = field(default_factory=list)
    refused: list[tuple[Agreement, str]] = field(default_factory=list)


class Refused(ValidationError):
    """One of many cannot be stored; `whole` is the one."""

    def __init__(self, error: ValidationError, whole: Whole):
        super().__init__(error)
        self.whole = whole


@transaction.atomic
def register_many(drafts: Iterable[Whole], *, by: Actor, reason: str = "") -> list[Change]:
    """Store new agreements with all their rows, none of which has an id yet. One change each.

    Parties, areas, bodies and parents that they point to are stored already (`register_organisations`), and best at hand.
    Raises Refused for the first that cannot be; then nothing is stored. Drafts are taken some thousand rows at a time, so they may
    be made on the way.
    """
    by, checking, written = by.at_one_moment(), Checking(), []
    for wholes in _lots(drafts, lambda whole: 1 + len(whole.participations)):
        bring_to_hand(wholes)
        found = []
        for whole in wholes:
            try:
                found.append(check(whole, None, checking))
            except ValidationError as error:
                raise Refused(error, whole) from error
        written += finish(found, {}, by=by, reason=reason)
    return written


@transaction.atomic
def register_organisations(organisations: Iterable[Organisation], *, by: Actor, reason: str = "") -> list[Change]:
    """Store new organisations that drafts name, before the drafts. One change each. Raises ValidationError."""
    by, checking, organisations = by.at_one_moment(), Checking(), list(organisations)
    for organisation in organisations:
        checking.check(organisation)
    Organisation.objects.bulk_create(organisations, batch_size=ROWS_AT_ONCE)
    return record_many(
        change_of(row, kind=Change.Kind.CREATED, by=by, reason=reason, before=None, after=snapshot(row)) for row in organisations
    )


@transaction.atomic
def amend_many(agreements: Iterable[Agreement], act: Act, *, by: Actor, kind: str = "", reason: str = "") -> Outcome:
    """Lock the agreements, let `act` change each in memory, and store what differs. One change for each that does.

    One that `act` refuses by a ValidationError, or that cannot be stored as `act` left it, is left as it was, and the others
    are done. `act` has everything at hand and asks the database nothing.
    """
    by, checking, outcome = by.at_one_moment(), Checking(), Outcome()
    for lot in _lots(agreements, lambda agreement: LIKELY_ROWS):
        before, tried = _try(lot, act, checking)
        differing = [one for one in tried if isinstance(one, Difference) and one]
        outcome.changes += finish(differing, before, by=by, kind=kind, reason=reason)
        for agreement, one in zip(lot, tried, strict=True):
            if isinstance(one, ValidationError):
                outcome.refused.append((agreement, " ".join(one.messages)))
            elif not one:
                outcome.refused.append((agreement, _("Ingenting blir annerledes.")))
    return outcome


@transaction.atomic
def amend(agreement: Agreement, act: Act, *, by: Actor, kind: str = "", reason: str = "") -> Change | None:
    """`amend_many` of one, which raises what `act` raises; the caller's object follows. None when nothing differs."""
    before, [found] = _try([agreement], act, Checking())
    if isinstance(found, ValidationError):
        raise found
    written = finish([found], before, by=by, kind=kind, reason=reason) if found else []
    agreement.refresh_from_db()
    return written[0] if written else None


def _try(lot: list[Agreement], act: Act, checking: Checking) -> tuple[dict[int, dict], list[Difference | ValidationError]]:
    """The snapshots from before, and of each agreement what would differ, or why it cannot be done."""
    wholes = wholes_of([agreement.pk for agreement in lot], lock=True)
    before, tried = {pk: snapshot_of(whole) for pk, whole in wholes.items()}, []
    for agreement in lot:
        try:
            act(wholes[agreement.pk])
            tried.append(check(wholes[agreement.pk], before[agreement.pk], checking))
        except ValidationError as error:
            tried.append(error)
    return before, tried


def _lots(things: Iterable[Thing], rows: Callable[[Thing], int]) -> Iterator[list[Thing]]:
    """A few at a time, so that their rows fit in memory; `rows` tells how many one has, or is likely to have."""
    lot, number = [], 0
    for thing in things:
        lot.append(thing)
        number += rows(thing)
        if number >= ROWS_IN_MEMORY:
            yield lot
            lot, number = [], 0
    if lot:
        yield lot
