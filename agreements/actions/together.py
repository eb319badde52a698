"""One act on many agreements, with one reason: all in one transaction, each with its own change, all of one moment."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agreements.actions.acts import end
from agreements.actions.joining import Party, leave, staying_after
from agreements.actions.trail import changed, snapshot
from agreements.models import Agreement
from registry.changes import Actor
from registry.models import Change
from registry.periods import Span


@dataclass
class Outcome:
    """What came of it: the changes, and those agreements it could not be done on, each with why."""

    changes: list[Change] = field(default_factory=list)
    refused: list[tuple[Agreement, str]] = field(default_factory=list)


@transaction.atomic
def on_each(agreements: Iterable[Agreement], act: Callable[[Agreement], Change | None]) -> Outcome:
    """Do one act on each. One that refuses is left as it was, and the others are done."""
    outcome = Outcome()
    for agreement in agreements:
        try:
            with transaction.atomic():
                if agreement.merged_into_id:
                    raise ValidationError(_("Er slått sammen med «%(kept)s».") % {"kept": agreement.kept})
                change = act(agreement)
        except ValidationError as error:
            outcome.refused.append((agreement, " ".join(error.messages)))
        else:
            if change:
                outcome.changes.append(change)
            else:
                outcome.refused.append((agreement, _("Ingenting blir annerledes.")))
    return outcome


@transaction.atomic
def end_each(
    agreements: Iterable[Agreement], *, last_day: Span, by: Actor, reason: str, successor: Agreement | None = None
) -> Outcome:
    """End agreements on one last day. The one that carries them on, if any, has one change too, however many they are."""
    by, before = by.at_one_moment(), snapshot(successor) if successor else None
    outcome = on_each(agreements, lambda agreement: end(agreement, last_day=last_day, by=by, reason=reason, successor=successor))
    if successor and outcome.changes:
        successor.refresh_from_db()
        change = changed(successor, by=by, before=before, reason=reason)
        outcome.changes += [change] if change else []
    return outcome


def leave_everything(party: Party, *, last_day: Span, by: Actor, reason: str) -> Outcome:
    """Let a party out of every agreement it is still in after the day."""
    by = by.at_one_moment()
    still_in = Agreement.objects.filter(staying_after(party, last_day), merged_into=None)
    return on_each(still_in, lambda agreement: leave(agreement, party, last_day=last_day, by=by, reason=reason))
