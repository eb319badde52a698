"""A municipality that is split while it is asked: nobody can answer for it, until staff let each successor answer for itself.

A split has no single heir. Each successor is told what was answered on the lines that now are its own, and answers anew; what was
proposed waits for staff as before. Staff may also end the task without asking anybody, and take either back until somebody answers.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Agreement, Answer, Participation, PersonalLink, Proposal, Task
from agreements.verification.letters import ask, recipients
from agreements.verification.lines import Line, asked_about, lines_of
from municipalities.lineage import Lineage
from municipalities.models import Municipality, Succession
from registry.models import Letter, User
from registry.periods import ONE_DAY, show_day_of
from registry.templatetags.page import listed

WITHDRAWN = Proposal.State.WITHDRAWN


@dataclass(frozen=True)
class Successor:
    """One of those that carry the municipality on: what it is, or will be, asked about."""

    task: Task  # not stored unless it has one in the round
    lines: list[Line]
    mailboxes: list[str]  # the roles that the letter goes to


@dataclass(frozen=True)
class Division:
    """What comes of letting the successors answer: who they are, and the schemes of the old one that none of them is in."""

    fate: str
    was_split: bool
    successors: list[Successor]
    outside: list[Municipality]  # successors that the register does not cover, and so does not ask
    left: list[Agreement]

    @property
    def outside_names(self) -> str:
        """Those that are not asked, as a sentence says it."""
        return listed(one.name for one in self.outside)


def division_of(task: Task) -> Division:
    """The preview of `divide`, and afterwards what came of it."""
    lineage = Lineage.load()
    asked, outside = _heirs(task, lineage)
    stored = {one.municipality_id: one for one in task.round.tasks.filter(municipality__in=asked)}
    tasks = [stored.get(one.pk) or Task(round=task.round, municipality=one) for one in asked]
    successors = [
        Successor(one, lines_of(one), [contact.get_role_display() for contact in recipients(one)]) for one in _at_hand(tasks, task)
    ]
    taken_over = {line.agreement for one in successors for line in one.lines}
    last = Participation.objects.on(task.municipality.dissolved - ONE_DAY).filter(municipality=task.municipality_id)
    left = asked_about(task.day).filter(pk__in=last.order_by().values("agreement")).exclude(pk__in=taken_over)
    was_split = any(row.kind == Succession.Kind.SPLIT for row in lineage.became(task.municipality))
    return Division(lineage.fate(task.municipality), was_split, successors, outside, list(left.order_by("sort_key", "pk")))


def said_before(task: Task) -> dict[int, str]:
    """By scheme what the municipality that was asked before this one answered, in words; nothing when there was none.

    That it was no party says nothing of its successor. Three queries.
    """
    if not task.split_from_id:
        return {}
    told = {}
    answers = Answer.objects.filter(task=task.split_from_id).exclude(kind=Answer.Kind.NO_PARTY)
    for given in answers.select_related("task__municipality").prefetch_related("proposals"):
        wanted = [f"{one.get_field_display()}: {one.wanted}" for one in given.proposals.all() if one.state != WITHDRAWN]
        said = {
            "name": given.task.municipality.name,
            "day": show_day_of(given.at),
            "kind": given.get_kind_display(),
        }
        told[given.agreement_id] = "; ".join([_("%(name)s svarte %(day)s: %(kind)s") % said, *wanted])
    return told


@transaction.atomic
def divide(task: Task, *, by: User) -> list[Task]:
    """End the task, and ask each successor that is not in the round already. Returns the new tasks. Raises ValidationError."""
    task = _held(task)
    asked, _outside = _heirs(task, Lineage.load())
    if not asked:
        raise ValidationError(_("Ingen av etterfølgerne hører til registeret. Avslutt oppgaven i stedet."))
    there = set(task.round.tasks.values_list("municipality", flat=True))
    new = [Task.objects.create(round=task.round, municipality=one, split_from=task) for one in asked if one.pk not in there]
    for one in new:
        ask(one)
    _end(task, by)
    return new


@transaction.atomic
def end_unanswered(task: Task, *, by: User) -> None:
    """End the task without asking anybody in its place. Raises ValidationError."""
    _end(_held(task), by)


@transaction.atomic
def take_back(task: Task) -> None:
    """Let the task wait for staff again, and ask its successors no more. Raises ValidationError when one of them has answered.

    What has been sent to them stays among the letters of the old task; its links lead nowhere.
    """
    task = _locked(task)
    if not task.ended_at:
        raise ValidationError(_("Oppgaven er ikke avsluttet."))
    new = list(task.split_to.select_for_update(of=("self",)).select_related("municipality"))
    if begun := [one.municipality.name for one in new if one.started_at or one.carried_to_id or one.carried_from.exists()]:
        raise ValidationError(_("%(names)s har begynt å svare, så dette kan ikke angres.") % {"names": listed(begun)})
    for one in new:
        queued = list(one.letters.filter(letter__state=Letter.State.QUEUED).values_list("letter", flat=True))
        one.letters.filter(letter__in=queued).delete()
        Letter.objects.filter(pk__in=queued).delete()
        one.letters.update(task=task)
        PersonalLink.objects.filter(task=one).update(task=task, revoked_at=timezone.now())
        one.delete()
    task.ended_at, task.ended_by = None, None
    task.save()


def _heirs(task: Task, lineage: Lineage) -> tuple[list[Municipality], list[Municipality]]:
    """Who carries the municipality on now: those that the register covers, and the others."""
    heirs = lineage.heirs(task.municipality, task.day)
    covered = set(Municipality.objects.in_register(task.day).filter(pk__in=[one.pk for one in heirs]).values_list("pk", flat=True))
    return [one for one in heirs if one.pk in covered], [one for one in heirs if one.pk not in covered]


def _at_hand(tasks: list[Task], old: Task) -> list[Task]:
    """The tasks with the round they share."""
    for one in tasks:
        one.round = old.round
    return tasks


def _held(task: Task) -> Task:
    """The task, nobody else's until the transaction ends. Raises ValidationError when it is no longer one to decide on."""
    task = _locked(task)
    if not task.is_gone:
        raise ValidationError(_("Oppgaven er alt avsluttet, eller kommunen svarer selv."))
    return task


def _locked(task: Task) -> Task:
    task = Task.objects.held(task.pk)
    if not task.round.is_open:
        raise ValidationError(_("Gjennomgangen er ikke åpen."))
    return task


def _end(task: Task, by: User) -> None:
    task.ended_at, task.ended_by = timezone.now(), by
    task.save()
