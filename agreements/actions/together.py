"""One act on many agreements, with one reason: all in one transaction, each with its own change, all of one moment."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agreements.actions.acts import ending
from agreements.actions.joining import Party, joining, leaving, staying_after
from agreements.actions.many import Act, Outcome, amend_many
from agreements.actions.trail import changed, stored_snapshot
from agreements.models import Agreement
from agreements.models.whole import Whole
from registry.changes import Actor
from registry.models import Change
from registry.periods import Span


@transaction.atomic
def end_each(
    agreements: Iterable[Agreement], *, last_day: Span, by: Actor, reason: str, successor: Agreement | None = None
) -> Outcome:
    """End agreements on one last day. The one that carries them on, if any, has one change too, however many they are."""
    by, before = by.at_one_moment(), stored_snapshot(successor) if successor else None
    outcome = amend_many(agreements, _of_one_kept(ending(last_day, successor)), by=by, kind=Change.Kind.ENDED, reason=reason)
    if successor and outcome.changes:
        successor.refresh_from_db()
        change = changed(successor, by=by, before=before, reason=reason)
        outcome.changes += [change] if change else []
    return outcome


def join_each(agreements: Iterable[Agreement], party: Party, *, start: Span | None, by: Actor, role: str, reason: str) -> Outcome:
    """Let a party into each."""
    return amend_many(agreements, _of_one_kept(joining(party, start, role)), by=by, reason=reason)


def leave_each(agreements: Iterable[Agreement], party: Party, *, last_day: Span, by: Actor, reason: str) -> Outcome:
    """Let a party out of each."""
    return amend_many(agreements, _of_one_kept(leaving(party, last_day)), by=by, reason=reason)


def leave_everything(party: Party, *, last_day: Span, by: Actor, reason: str) -> Outcome:
    """Let a party out of every agreement it is still in after the day."""
    still_in = Agreement.objects.filter(staying_after(party, last_day), merged_into=None)
    return leave_each(still_in, party, last_day=last_day, by=by, reason=reason)


def _of_one_kept(act: Act) -> Act:
    """The act, refused for what was merged into another."""

    def careful(whole: Whole) -> None:
        if whole.agreement.merged_into_id:
            raise ValidationError(_("Er slått sammen med «%(kept)s».") % {"kept": whole.agreement.kept})
        act(whole)

    return careful
