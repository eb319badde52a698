"""How far a round has come: one row a municipality, for the board. A flat number of queries, however many are asked."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db import models
from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import Answer, Participation, Proposal, Round, Task, TaskLetter
from agreements.verification.letters import recipients
from agreements.verification.lines import asked_about
from municipalities.directory import Directory, Entry
from municipalities.lineage import Lineage
from registry.models import Letter
from registry.parameters import today

ORDERINGS = tuple(sign + name for name in ("name", "state", "letters", "last") for sign in ("", "-"))
WORST_FIRST = (Letter.State.REFUSED, Letter.State.UNCERTAIN, Letter.State.QUEUED, Letter.State.SENT)


class State(models.TextChoices):
    """How far a municipality has come. It has started when it has answered, not when a link was opened."""

    NOT_STARTED = "ikke-startet", gettext_lazy("ikke startet")
    HALF_WAY = "underveis", gettext_lazy("underveis")
    CONFIRMED = "bekreftet", gettext_lazy("bekreftet")
    CARRIED = "overtatt", gettext_lazy("overtatt av en annen kommune")
    GONE = "borte", gettext_lazy("finnes ikke lenger")
    ENDED = "avsluttet", gettext_lazy("avsluttet uten bekreftelse")


ORDER = list(State)


@dataclass(frozen=True)
class Posted:
    """What became of one letter."""

    kind: str
    state: str
    error: str


@dataclass(frozen=True)
class Row:
    """One municipality in the round."""

    task: Task
    entry: Entry
    answered: int
    total: int
    waiting: int
    last: datetime | None
    letters: tuple[Posted, ...]
    mailboxes: tuple[str, ...]  # the roles that letters go to
    fate: str = ""  # what became of a municipality that is no more, in words

    @property
    def state(self) -> State:
        """How far it has come."""
        if self.task.carried_to_id:
            return State.CARRIED
        if self.task.confirmed_at:
            return State.CONFIRMED
        if self.task.ended_at:
            return State.ENDED
        if self.task.is_gone:
            return State.GONE
        return State.HALF_WAY if self.task.started_at else State.NOT_STARTED

    @property
    def is_missing(self) -> bool:
        """Whether the governor still waits for it."""
        return self.state in (State.NOT_STARTED, State.HALF_WAY)

    @property
    def overdue(self) -> bool:
        """Whether it should have been confirmed by now."""
        return self.is_missing and self.task.round.deadline < today()

    @property
    def in_words(self) -> str:
        """The state as the table says it: underveis, 12 av 27."""
        if self.state == State.HALF_WAY:
            return _("underveis, %(answered)s av %(total)s") % {"answered": self.answered, "total": self.total}
        return str(self.state.label)

    @property
    def letter_state(self) -> str:
        """The worst that became of its letters; "" when there are none."""
        return next((state for state in WORST_FIRST if any(one.state == state for one in self.letters)), "")

    @property
    def letters_in_words(self) -> str:
        """What became of its letters: 2 sendt, 1 avvist."""
        if not self.letters:
            return _("ingen brev") if self.mailboxes else _("ingen postkasse")
        number = Counter(one.state for one in self.letters)
        return ", ".join(f"{number[state]} {Letter.State(state).label}" for state in WORST_FIRST if number[state])

    @property
    def errors(self) -> list[str]:
        """What the mail server answered to those that it did not take."""
        return list(dict.fromkeys(one.error for one in self.letters if one.error and one.state != Letter.State.QUEUED))

    @property
    def reminded_twice(self) -> bool:
        """Whether the second reminder has been queued."""
        return any(one.kind == TaskLetter.Kind.AFTER for one in self.letters)


@dataclass(frozen=True)
class Board:
    """A round with all who are asked."""

    round: Round
    rows: list[Row]

    @cached_property
    def numbers(self) -> Counter:
        """How many have come how far."""
        return Counter(row.state for row in self.rows)

    @property
    def asked(self) -> int:
        """How many answer for themselves."""
        return len(self.rows) - self.numbers[State.CARRIED] - self.numbers[State.ENDED]

    @property
    def gone(self) -> list[Row]:
        """Those that are no more, and that staff have to decide on while the round is open."""
        return [row for row in self.rows if row.state == State.GONE and self.round.is_open]

    @property
    def overdue(self) -> int:
        """How many should have confirmed by now."""
        return sum(row.overdue for row in self.rows)

    @property
    def unreachable(self) -> list[Row]:
        """Those that have no mailbox to write to."""
        return [row for row in self.rows if not row.mailboxes and row.is_missing]

    @property
    def delayed(self) -> list[Posted]:
        """The letters that wait for a mail server that does not answer: told once, since it is the same for all."""
        return [one for row in self.rows for one in row.letters if one.error and one.state == Letter.State.QUEUED]

    @property
    def to_phone(self) -> list[Row]:
        """Those to be phoned: reminded twice, or without a mailbox when the deadline has passed."""
        return [row for row in self.rows if row.is_missing and (row.reminded_twice or (row.overdue and not row.mailboxes))]


def board_of(round_: Round) -> Board:
    """The board of a round, in order of name. Seven queries, and one more when a municipality is no more."""
    tasks = round_.tasks.select_related("municipality", "carried_to__municipality").defer("shown", "statement")
    tasks = list(tasks.prefetch_related("municipality__contacts"))
    directory = Directory.load(today())
    answers = _grouped(
        Answer.objects.filter(task__round=round_), answered=Count("pk", filter=~Q(kind=Answer.Kind.UNSURE)), last=Max("at")
    )
    proposals = _grouped(
        Proposal.objects.filter(task__round=round_), waiting=Count("pk", filter=Q(state=Proposal.State.WAITING)), last=Max("at")
    )
    totals, letters = _totals(round_, tasks), _letters(round_)
    for task in tasks:
        task.round = round_
    lineage = Lineage.load() if any(task.is_gone or task.ended_at for task in tasks) else None
    rows = []
    for task in tasks:
        answer, proposal = answers.get(task.pk, {}), proposals.get(task.pk, {})
        answered = answer.get("answered", 0)
        total = answered if task.confirmed_at else totals.get(task.municipality_id, 0)
        moments = [task.confirmed_at, answer.get("last"), proposal.get("last")]
        rows.append(
            Row(
                task,
                directory[task.municipality_id],
                min(answered, total),
                total,
                proposal.get("waiting", 0),
                max((moment for moment in moments if moment), default=None),
                tuple(letters.get(task.pk, ())),
                tuple(contact.get_role_display() for contact in recipients(task)),
                lineage.fate(task.municipality) if lineage and (task.is_gone or task.ended_at) else "",
            )
        )
    return Board(round_, rows)


def _grouped(rows: QuerySet, **what) -> dict[int, dict]:
    return {row["task"]: row for row in rows.order_by().values("task").annotate(**what)}


def _totals(round_: Round, tasks: Iterable[Task]) -> dict[int, int]:
    """How many lines each municipality's list has now."""
    day: date = round_.as_of or today()
    own = Participation.objects.on(day).filter(municipality__in=[task.municipality_id for task in tasks])
    own = own.filter(agreement__in=asked_about(day).order_by().values("pk")).order_by()
    return dict(own.values("municipality").annotate(number=Count("agreement", distinct=True)).values_list("municipality", "number"))


def _letters(round_: Round) -> dict[int, list[Posted]]:
    found: dict[int, list[Posted]] = {}
    columns = ("task", "kind", "letter__state", "letter__error")
    for task, *told in TaskLetter.objects.filter(task__round=round_).order_by("pk").values_list(*columns):
        found.setdefault(task, []).append(Posted(*told))
    return found


def in_order(rows: list[Row], ordering: str) -> list[Row]:
    """The rows in one of ORDERINGS; rows that are equal stay in order of name, and those never active come last."""
    keys = {
        "name": lambda row: (row.task.municipality.sort_key,),
        "state": lambda row: (not row.overdue, ORDER.index(row.state), row.answered / (row.total or 1)),
        "letters": lambda row: (WORST_FIRST.index(row.letter_state) if row.letter_state else -1,),
        "last": lambda row: (row.last,),
    }
    name, key = ordering.removeprefix("-"), keys[ordering.removeprefix("-")]
    never = [row for row in rows if name == "last" and row.last is None]
    others = [row for row in rows if name != "last" or row.last]
    return sorted(others, key=key, reverse=ordering.startswith("-")) + never
