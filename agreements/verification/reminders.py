"""Reminders to municipalities that have not confirmed: one a week before the deadline, one the day after, then the phone list.

A reminder that would have gone in a pause goes the first day after it; when both would, the second goes alone. The letter and the
note that it has gone are stored together, so a second run, or one beside this, queues nothing anew.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Round, Task, TaskLetter
from agreements.verification.letters import ask, recipients, remind
from agreements.verification.pauses import is_pause
from registry.periods import show_day

AHEAD = timedelta(days=7)


def remind_municipalities(day: date) -> int:
    """Queue what is due on the day. Returns how many letters."""
    if is_pause(day):
        return 0
    return _ask_successors() + sum(_remind(round_, kind, day) for round_ in Round.objects.open() if (kind := due(round_, day)))


def due(round_: Round, day: date) -> str:
    """Which reminder is due in an open round, "" when none: nobody is reminded at once of what has just been asked."""
    if day > round_.deadline:
        return TaskLetter.Kind.AFTER
    asked_before = timezone.localdate(round_.opened_at) < round_.deadline - AHEAD
    return TaskLetter.Kind.BEFORE if asked_before and day >= round_.deadline - AHEAD else ""


def _ask_successors() -> int:
    """Ask those that took the place of a municipality after the round was opened. Returns how many letters."""
    tasks = Task.objects.own().filter(round__state=Round.State.OPEN, confirmed_at=None, carried_from__isnull=False)
    new = tasks.exclude(pk__in=_asked()).distinct().order_by("pk")
    return sum(_ask_one(pk) for pk in new.values_list("pk", flat=True))


@transaction.atomic
def _ask_one(pk: int) -> int:
    """Ask one, unless another run has done so meanwhile."""
    task = Task.objects.held(pk)
    return len(ask(task)) if task.is_open and not _asked().filter(task=pk).exists() else 0


def _asked() -> QuerySet:
    return TaskLetter.objects.filter(kind=TaskLetter.Kind.ASKED).order_by().values("task")


def _remind(round_: Round, kind: str, day: date) -> int:
    successors = Q(task__carried_from__isnull=False) | Q(task__split_from__isnull=False)
    just_asked = _asked().filter(successors, letter__queued_at__date=day)
    missing = round_.tasks.own().filter(confirmed_at=None).exclude(pk__in=just_asked).order_by("pk")
    told = set(TaskLetter.objects.filter(task__round=round_, kind=kind).values_list("task", "letter__to"))
    return sum(
        _remind_one(task.pk, kind)
        for task in missing.select_related("municipality").prefetch_related("municipality__contacts")
        if any((task.pk, contact.email) not in told for contact in recipients(task))
    )


@transaction.atomic
def _remind_one(pk: int, kind: str) -> int:
    """Remind one municipality. Its task is held, so that two runs wait for each other, and one that confirms meanwhile is left."""
    task = Task.objects.held(pk)
    return len(remind(task, kind, *_words(task, kind))) if task.is_open else 0


def _words(task: Task, kind: str) -> tuple[str, str]:
    subject = _("Påminnelse: %(subject)s") % {"subject": task.round.subject}
    told = {"municipality": task.municipality.name, "day": show_day(task.round.deadline)}
    if kind == TaskLetter.Kind.BEFORE:
        text = _("Vi minner om at vi ber %(municipality)s bekrefte oversikten over kommunens samarbeid innen %(day)s.")
    else:
        text = _("Fristen for å bekrefte oversikten over samarbeid i %(municipality)s var %(day)s. Dere kan fortsatt svare.")
    begun = _("Svarene dere alt har gitt, er tatt vare på.") if task.started_at else _("Det tar omtrent fem minutter.")
    return subject, f"{text % told} {begun}"
