"""What one does with one agreement: register it, end it, publish it, withdraw it."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agreements.actions.trail import act_on, changed
from agreements.models import Agreement, AgreementSuccession, Ownership, Participation, Publication, Source, Stage
from registry.changes import Actor
from registry.models import Change
from registry.periods import Precision, Span


@transaction.atomic
def register(
    agreement: Agreement,
    *,
    by: Actor,
    participations: Iterable[Participation] = (),
    sources: Iterable[Source] = (),
    service_areas: Iterable = (),
    ownerships: Iterable[Ownership] = (),
    predecessors: Iterable[AgreementSuccession] = (),
    reason: str = "",
) -> Agreement:
    """Store a new agreement with everything that belongs to it. Raises ValidationError; then nothing is stored."""
    agreement.save()
    agreement.service_areas.set(service_areas)
    for row in [*participations, *sources]:
        row.agreement = agreement
        row.save()
    for row in ownerships:
        row.participation = row.participation  # the participation has its id only now
        row.save()
    for row in predecessors:
        row.successor = agreement
        row.save()
    changed(agreement, by=by, before=None, reason=reason)
    return agreement


@transaction.atomic
def end(agreement: Agreement, *, last_day: Span, by: Actor, reason: str = "", successor: Agreement | None = None) -> Change | None:
    """End an agreement, and with it every party that is still in it, on a last day as read by `parse_date`.

    `successor` carries it on from the day after. Raises ValidationError when it is over before that day, and known to be.
    """

    def act(locked: Agreement) -> None:
        known = locked.stage == Stage.ENDED and locked.valid_to_precision != Precision.UNKNOWN
        if known and locked.valid_to and locked.valid_to <= last_day.last:
            raise ValidationError(_("Er alt avsluttet. Siste dag: %(day)s.") % {"day": locked.end_shown})
        locked.set_last_day(last_day)
        locked.stage = Stage.ENDED
        locked.save()
        for row in locked.participations.exclude(valid_to__lte=locked.valid_to):
            row.set_last_day(last_day)
            row.save()
        if successor and not locked.successions_out.filter(successor=successor).exists():
            day = locked.valid_to if last_day.precision == Precision.DAY else None
            kind = AgreementSuccession.Kind.REPLACED
            AgreementSuccession(predecessor=locked, successor=successor, date=day, kind=kind).save()

    return act_on(agreement, act, by=by, kind=Change.Kind.ENDED, reason=reason)


@transaction.atomic
def publish(agreement: Agreement, *, by: Actor, reason: str = "") -> Change | None:
    """Show a draft, or one that was withdrawn, to everyone."""

    def act(locked: Agreement) -> None:
        if locked.merged_into_id:
            raise ValidationError(_("Samarbeidet er slått sammen med «%(kept)s». Det vises der.") % {"kept": locked.kept})
        locked.publication, locked.withdrawn_reason = Publication.PUBLISHED, ""

    return act_on(agreement, act, by=by, reason=reason)


@transaction.atomic
def withdraw(agreement: Agreement, *, reason: str, by: Actor) -> Change | None:
    """Take a published agreement away from the public; its address answers 410 with the reason."""

    def act(locked: Agreement) -> None:
        locked.publication, locked.withdrawn_reason = Publication.WITHDRAWN, reason

    return act_on(agreement, act, by=by, kind=Change.Kind.WITHDRAWN, reason=reason)
