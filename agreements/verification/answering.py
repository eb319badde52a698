"""A municipality answers, line by line or the rest together. Every answer is saved as given; the newest of a line stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Answer, LinkUse, PersonalLink, Proposal, Task
from agreements.verification.contradictions import look_for
from agreements.verification.lines import Line, line_of, lines_of
from agreements.verification.links import log_use
from agreements.verification.standing import Seen, Standing, changes_since
from municipalities.lineage import Lineage
from registry.periods import show_moment

ASKS_MORE = {Answer.Kind.WRONG, Answer.Kind.ENDED}  # what one has to say something more about


@dataclass(frozen=True)
class Correction:
    """One thing that is to be put right: a field of Proposal, what is right, and why."""

    field: str
    new: str
    why: str = ""


@transaction.atomic
def answer(
    task: Task,
    agreement: int,
    kind: str,
    corrections: Iterable[Correction] = (),
    *,
    link: PersonalLink | None = None,
    revision: int | None = None,
) -> Answer:
    """Save the answer on one line. What the line's earlier answer proposed, and nobody has decided, is withdrawn.

    `revision` is the one that was shown. Raises ValidationError when the task can no longer be answered, the line is gone or
    says something else since it was shown, or the answer says too little.
    """
    task = held(task)
    line = line_of(task, agreement)
    if line is None:
        raise ValidationError(_("Samarbeidet står ikke lenger på listen. Last siden på nytt for å se hva som gjelder nå."))
    if revision is not None and revision < line.revision and (said := changes_since({agreement: revision})):
        raise ValidationError(
            _("Samarbeidet er endret siden du åpnet siden (%(changes)s). Se om svaret fortsatt er riktig, og svar igjen.")
            % {"changes": "; ".join(said[agreement])}
        )
    corrections = list(corrections)
    if kind in ASKS_MORE and not corrections:
        raise ValidationError(_("Skriv hva som er siste dag.") if kind == Answer.Kind.ENDED else _("Skriv hva som må rettes."))
    given = _save(task, line, kind)
    _propose(given, line, corrections)
    look_for([agreement], task.round)
    _started(task)
    log_use(link, LinkUse.What.ANSWERED)
    return given


@transaction.atomic
def answer_rest(task: Task, *, link: PersonalLink | None = None, seen: Seen | None = None) -> int:
    """Confirm together every line that has no answer that stands. Returns how many; what is being looked into stays open.

    Raises ValidationError when a line among them is not as it was `seen`. What a colleague answered meanwhile stays so.
    """
    task = held(task)
    lines = lines_of(task)
    standing = Standing.of(task, lines)
    rest = standing.rest(lines)
    if seen is not None:
        seen.check(rest, standing, answers=False)
    for line in rest:
        _save(task, line, Answer.Kind.RIGHT, together=True)
    look_for([line.agreement for line in rest], task.round)
    _started(task)
    log_use(link, LinkUse.What.ANSWERED)
    return len(rest)


@transaction.atomic
def report_missing(
    task: Task, name: str, parties: str, since: str = "", why: str = "", *, link: PersonalLink | None = None
) -> Proposal:
    """Tell of a scheme that is not on the list; the same words twice are one, as a button pressed twice. Raises ValidationError."""
    task = held(task)
    if not name.strip():
        raise ValidationError({"name": _("Skriv hva samarbeidet heter.")})
    said = {"new": name.strip(), "old": since.strip(), "parties": parties.strip(), "why": why.strip()}
    if earlier := task.proposals.waiting().filter(field=Proposal.Field.MISSING, **said).first():
        return earlier
    proposal = Proposal.objects.create(task=task, field=Proposal.Field.MISSING, **said)
    _started(task)
    log_use(link, LinkUse.What.ANSWERED)
    return proposal


@transaction.atomic
def take_back(task: Task, proposal: Proposal) -> None:
    """Take back a proposal of the task that nobody has decided yet. Raises ValidationError when somebody has, or all is over."""
    held(task)
    taken = Proposal.objects.waiting().filter(pk=proposal.pk).update(state=Proposal.State.WITHDRAWN, decided_at=timezone.now())
    if not taken:
        raise ValidationError(_("Forslaget er alt behandlet og kan ikke trekkes."))


def held(task: Task) -> Task:
    """The task, locked until the transaction ends. Raises ValidationError when it can no longer be answered, and says why."""
    task = Task.objects.held(task.pk)
    if task.carried_to_id:
        raise ValidationError(
            _("%(old)s er en del av %(new)s, som svarer nå.")
            % {"old": task.municipality.name, "new": task.carried_to.municipality.name}
        )
    if task.confirmed_at:
        raise ValidationError(
            _("Listen er alt bekreftet av %(title)s %(when)s. Finner du feil, bruker du «Meld fra om feil».")
            % {"title": task.title.lower(), "when": show_moment(task.confirmed_at)}
        )
    if not task.round.is_open:
        raise ValidationError(_("Gjennomgangen er lukket. Finner du feil, bruker du «Meld fra om feil»."))
    if task.ended_at or task.is_gone:
        fate = Lineage.load().fate(task.municipality)
        raise ValidationError(_("%(fate)s, og kan ikke svare lenger.") % {"fate": fate})
    return task


def _started(task: Task) -> None:
    """The first answer starts the task; opening the link does not, since mail scanners do that too."""
    if task.started_at is None:
        task.started_at = timezone.now()
        task.save()


def _save(task: Task, line: Line, kind: str, together: bool = False) -> Answer:
    given = Answer.objects.filter(task=task, agreement=line.agreement).first() or Answer(task=task, agreement_id=line.agreement)
    given.kind, given.together, given.revision, given.at = kind, together, line.revision, timezone.now()
    given.save()
    return given


def _propose(given: Answer, line: Line, corrections: list[Correction]) -> None:
    waiting = Proposal.objects.waiting().filter(task=given.task_id, agreement=line.agreement)
    waiting.update(state=Proposal.State.WITHDRAWN, decided_at=timezone.now())
    if given.kind == Answer.Kind.NO_PARTY:
        corrections = [Correction(Proposal.Field.OWN_PART, "", corrections[0].why if corrections else "")]
    for one in corrections:
        Proposal.objects.create(
            task=given.task, answer=given, agreement_id=line.agreement, field=one.field,
            old=shown_value(line, one.field), new=one.new.strip(), why=one.why.strip(), revision=line.revision,
        )  # fmt: skip


def shown_value(line: Line, field: str) -> str:
    """What the line says today of a field, in words."""
    told = {
        Proposal.Field.NAME: line.name,
        Proposal.Field.FORM: line.form,
        Proposal.Field.PARTIES: ", ".join(line.parties),
        Proposal.Field.HOST: ", ".join(line.hosts),
        Proposal.Field.START: line.since,
    }
    return told.get(Proposal.Field(field), "")
