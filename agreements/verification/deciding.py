"""A case officer decides what becomes of a proposal: taken in, taken in amended, or declined with a reason that goes back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements import actions
from agreements.models import Agreement, Proposal, Publication, Task
from agreements.verification.contradictions import look_for
from agreements.verification.proposed import act_of, says_the_same
from registry.changes import Actor
from registry.models import Change, User
from registry.periods import show_moment

NOT_TYPED = (Proposal.Field.OWN_PART, Proposal.Field.OTHER)  # what the officer types is no other answer than the municipality's


@transaction.atomic
def accept(
    proposal: Proposal, *, by: User, revision: int, value: str | None = None, last_day: str = "", reason: str = ""
) -> Proposal:
    """Write what the municipality proposed, or `value` in its place, in the register; in the history it is the municipality's.

    `revision` is that of the agreement as the officer saw it. `last_day` is that of whoever goes out; without one they were never
    in it. Raises ValidationError when somebody came first, the agreement is another now, or it cannot be read or stored.
    """
    proposal = held(proposal)
    agreement = _as_seen(proposal, revision)
    typed = proposal.new if value is None else value.strip()
    act = act_of(proposal.field, typed, last_day, proposal.task.municipality)
    if act:
        kind = Change.Kind.ENDED if proposal.field == Proposal.Field.END else ""
        proposal.change = actions.amend(agreement, act, by=speaking_for(proposal.task, by), kind=kind, reason=reason_of(proposal))
    amended = proposal.field not in NOT_TYPED and not says_the_same(proposal.field, typed, proposal.new)
    said = reason.strip() or (_("Ført inn: %(value)s") % {"value": typed} if amended else "")
    return close(proposal, Proposal.State.AMENDED if amended else Proposal.State.ACCEPTED, by, said)


@transaction.atomic
def decline(proposal: Proposal, *, by: User, reason: str) -> Proposal:
    """Leave the register as it is; the reason goes back to the municipality. Raises ValidationError."""
    proposal = held(proposal)
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv hvorfor. Svaret går tilbake til kommunen.")})
    return close(proposal, Proposal.State.DECLINED, by, reason.strip())


@transaction.atomic
def undo(proposal: Proposal, *, by: User) -> Proposal:
    """Take back what was decided, as long as nothing has changed since. Raises ValidationError when it cannot be."""
    proposal = held(proposal, Proposal.DECIDED)
    if proposal.task.round.exported_at:
        raise ValidationError(_("Gjennomgangen er lagt i arkivet. Rett det i skjemaet for samarbeidet."))
    change = proposal.change
    if change:
        told = _("Ført inn ved en feil")
        reason = _("Angret: %(proposal)s") % {"proposal": proposal}
        outcome = actions.set_back([change], {change.record_id: change.revision}, by=Actor.of(by), reason=reason, told=told)
        if outcome.refused:
            raise ValidationError(_("Samarbeidet er endret siden forslaget ble tatt inn. Rett det i skjemaet for samarbeidet."))
    same = Proposal.objects.filter(change=change) if change else Proposal.objects.filter(pk=proposal.pk)
    for one in same.select_related("task__round"):
        one.state, one.decided_at, one.decided_by, one.reason = Proposal.State.WAITING, None, None, ""
        one.change, one.became = None, None
        if change and one.revision == change.revision - 1:  # nothing had changed since the municipality answered, nor has now
            one.revision = change.revision + 1
        one.save()
    _look_again(proposal)
    return held(proposal)


def held(proposal: Proposal, states: tuple[str, ...] = (Proposal.State.WAITING,)) -> Proposal:
    """The proposal, nobody else's until the transaction ends. Raises ValidationError when it is not in one of the states."""
    proposals = Proposal.objects.select_for_update(of=("self",)).select_related("task__round", "task__municipality", "decided_by")
    proposal = proposals.get(pk=proposal.pk)
    if proposal.state not in states:
        said = _("Forslaget er alt behandlet: %(state)s.") if proposal.decided_at else _("Forslaget er ikke behandlet: %(state)s.")
        who = ""
        if proposal.decided_by and proposal.decided_at:
            who = " " + _("Av %(who)s %(when)s.") % {"who": proposal.decided_by, "when": show_moment(proposal.decided_at)}
        raise ValidationError(said % {"state": proposal.get_state_display()} + who)
    return proposal


def close(proposal: Proposal, state: str, by: User, reason: str) -> Proposal:
    """Store what was decided, and see what is still contradicted. The municipality is told by `replying`."""
    proposal.state, proposal.decided_at, proposal.decided_by, proposal.reason = state, timezone.now(), by, reason
    proposal.save()
    _look_again(proposal)
    return proposal


def speaking_for(task: Task, by: User) -> Actor:
    """The actor of what a municipality proposed and an officer took in: the municipality, by the officer's hand."""
    return Actor(Change.ActorKind.MUNICIPALITY, task.municipality.name, by)


def reason_of(proposal: Proposal) -> str:
    """Why, as the trail keeps it."""
    said = _("Kommunens svar i %(round)s") % {"round": proposal.task.round.name}
    return f"{said}: {proposal.why}" if proposal.why else said


def _as_seen(proposal: Proposal, revision: int) -> Agreement:
    agreement = Agreement.objects.select_for_update(of=("self",)).get(pk=proposal.agreement_id)
    if agreement.merged_into_id:
        raise ValidationError(_("Samarbeidet er slått sammen med «%(kept)s». Endre det der.") % {"kept": agreement.kept})
    if agreement.publication == Publication.WITHDRAWN:
        raise ValidationError(_("Samarbeidet er trukket tilbake. Publiser det først, eller skriv hvorfor forslaget ikke tas inn."))
    if agreement.revision != revision:
        raise ValidationError(_("Samarbeidet er endret siden du åpnet siden. Se over det som står nå, og prøv igjen."))
    return agreement


def _look_again(proposal: Proposal) -> None:
    if proposal.agreement_id:
        look_for([proposal.agreement_id], proposal.task.round)
