"""What one does with one agreement: register it, end it, publish it, withdraw it."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.actions.many import Act, amend, register_many
from agreements.models import Agreement, AgreementSuccession, Ownership, Participation, Publication, Source, Stage
from agreements.models.whole import Whole
from registry.changes import Actor
from registry.models import Change
from registry.periods import Precision, Span


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
    whole = Whole(agreement, list(participations), list(sources), list(service_areas), successions_in=list(predecessors))
    whole.add(*ownerships)
    register_many([whole], by=by, reason=reason)
    return agreement


def end(agreement: Agreement, *, last_day: Span, by: Actor, reason: str = "", successor: Agreement | None = None) -> Change | None:
    """End an agreement, and with it every party that is still in it, on a last day as read by `parse_date`.

    `successor` carries it on from the day after. Raises ValidationError when it is over before that day, and known to be.
    """
    return amend(agreement, ending(last_day, successor), by=by, kind=Change.Kind.ENDED, reason=reason)


def ending(last_day: Span, successor: Agreement | None = None) -> Act:
    """The act of `end`."""

    def act(whole: Whole) -> None:
        agreement = whole.agreement
        known = agreement.stage == Stage.ENDED and agreement.valid_to_precision != Precision.UNKNOWN
        if known and agreement.valid_to and agreement.valid_to <= last_day.last:
            raise ValidationError(_("Er alt avsluttet. Siste dag: %(day)s.") % {"day": agreement.end_shown})
        agreement.set_last_day(last_day)
        agreement.stage = Stage.ENDED
        for row in whole.participations:
            if row.valid_to is None or row.valid_to > agreement.valid_to:
                row.set_last_day(last_day)
        if successor and all(row.successor_id != successor.pk for row in whole.successions_out):
            day = agreement.valid_to if last_day.precision == Precision.DAY else None
            kind = AgreementSuccession.Kind.REPLACED
            whole.add(AgreementSuccession(predecessor=agreement, successor=successor, date=day, kind=kind))

    return act


def publish(agreement: Agreement, *, by: Actor, reason: str = "") -> Change | None:
    """Show a draft, or one that was withdrawn, to everyone."""

    def act(whole: Whole) -> None:
        if whole.agreement.merged_into_id:
            raise ValidationError(_("Samarbeidet er slått sammen med «%(kept)s». Det vises der.") % {"kept": whole.agreement.kept})
        whole.agreement.publication, whole.agreement.withdrawn_reason = Publication.PUBLISHED, ""

    return amend(agreement, act, by=by, reason=reason)


def withdraw(agreement: Agreement, *, reason: str, by: Actor) -> Change | None:
    """Take a published agreement away from the public; its address answers 410 with the reason."""

    def act(whole: Whole) -> None:
        whole.agreement.publication, whole.agreement.withdrawn_reason = Publication.WITHDRAWN, reason

    return amend(agreement, act, by=by, kind=Change.Kind.WITHDRAWN, reason=reason)
