"""What the page of a list shows: its lines in groups, the forms that are open, and how far the municipality has come."""

from dataclasses import dataclass, field
from functools import cached_property

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import Answer, Proposal
from agreements.verification.confirming import can_be_renewed, statement
from agreements.verification.dividing import said_before
from agreements.verification.forms import MORE, ColleagueForm, ConfirmForm, MissingForm
from agreements.verification.letters import recipients
from agreements.verification.lines import Line, gone_since_last, lines_of
from agreements.verification.pages.access import Visit
from agreements.verification.standing import Seen, Standing

MANY = 12  # parties that are told one by one; more are counted, and unfold
TITLE = "Kommunedirektør"
SAVED = gettext_lazy("Svaret er lagret.")


@dataclass(frozen=True)
class Shown:
    """One line with its answer, and the form that is open under it, if any. `said`: what went wrong, or came of it."""

    number: int
    line: Line
    answer: Answer | None
    unsettled: list[str]
    before: str  # what the municipality it was split from had answered
    proposals: list[Proposal]
    kind: str = ""
    form: Form | None = None
    open: bool = False
    said: str = ""
    error: str = ""

    @property
    def kinds(self) -> list[tuple[str, str, bool]]:
        """The five answers, each with whether it is the one that is chosen."""
        chosen = self.kind or (self.answer.kind if self.answer else "")
        return [(value, label, value == chosen) for value, label in Answer.Kind.choices]

    @property
    def stamp(self) -> str:
        """What was answered when the page was shown, sent along with the next answer."""
        return f"{self.answer.kind}@{self.answer.at.isoformat()}" if self.answer else ""

    @property
    def asks(self) -> bool:
        """Whether the five answers are shown; else what was answered."""
        return self.open or self.answer is None

    @property
    def quiet(self) -> bool:
        """Whether what is said is seen anyway, and read out only."""
        return self.said == SAVED

    @property
    def many(self) -> bool:
        """Whether the parties are counted first."""
        return len(self.line.parties) > MANY


@dataclass
class Page:
    """The list of a task for one visit. What a form sent that could not be saved stands in it as it was typed."""

    visit: Visit
    opened: int = 0  # the scheme whose answers are open
    kind: str = ""
    form: Form | None = None
    said: str = ""
    error: str = ""
    forms: dict[str, Form] = field(default_factory=dict)
    problem: dict[str, str] = field(default_factory=dict)  # what was refused, by the part of the page that it stands in

    @cached_property
    def lines(self) -> list[Line]:
        """The lines as they are now."""
        return lines_of(self.visit.task)

    @cached_property
    def standing(self) -> Standing:
        """The answers that stand."""
        return Standing.of(self.visit.task, self.lines)

    @cached_property
    def before(self) -> dict[int, str]:
        """What the municipality it was split from had answered."""
        return said_before(self.visit.task)

    @cached_property
    def proposals(self) -> list[Proposal]:
        """What the municipality has proposed in this round, and not taken back."""
        found = self.visit.task.proposals.exclude(state=Proposal.State.WITHDRAWN).select_related("agreement", "became")
        return list(found)

    @cached_property
    def shown(self) -> list[Shown]:
        """Every line as it is shown."""
        return [self._shown(number, line) for number, line in enumerate(self.lines, 1)]

    def _shown(self, number: int, line: Line) -> Shown:
        pk = line.agreement
        mine = pk == self.opened
        answer = self.standing.answers.get(pk)
        own = [one for one in self.proposals if one.agreement_id == pk]
        kind = (self.kind or (answer.kind if answer and not self.said else "")) if mine else ""
        form = self.form if mine else None
        if mine and form is None and kind in MORE:
            same = answer is not None and answer.kind == kind
            form = MORE[Answer.Kind(kind)](line, given=[one for one in own if same and one.state == Proposal.State.WAITING])
        unsettled, before = self.standing.unsettled.get(pk, []), self.before.get(pk, "")
        return Shown(
            number, line, answer, unsettled, before, own, kind, form, mine and not self.said,
            self.said if mine else "", self.error if mine else "",
        )  # fmt: skip

    def one(self, agreement: int) -> Shown | None:
        """The line of one scheme."""
        return next((shown for shown in self.shown if shown.line.agreement == agreement), None)

    @property
    def groups(self) -> list[tuple[str, list[Shown]]]:
        """What is new since last time, then each sector, under their headings."""
        found: dict[str, list[Shown]] = {}
        for shown in self.shown:
            found.setdefault(_("Nytt siden sist") if shown.line.changed else shown.line.sector_name, []).append(shown)
        return list(found.items())

    def context(self) -> dict:
        """What the templates read."""
        task, rest = self.visit.task, self.standing.rest(self.lines)
        earlier = can_be_renewed(task, self.lines) if self.visit.may_confirm and task.is_open else None
        return {
            "visit": self.visit,
            "task": task,
            "page": self,
            "number": len(self.lines),
            "day": task.day,
            "settled": self.standing.settled,
            "rest": rest,
            "statement": statement(len(rest), len(self.lines)),
            "confirms": statement(self.standing.right, len(self.lines)),
            "mailed": bool(recipients(task)),
            "unsure": [one for one in self.shown if one.answer and one.answer.kind == Answer.Kind.UNSURE],
            "seen": str(Seen.of(self.lines, self.standing)),
            "missing": [one for one in self.proposals if one.field == Proposal.Field.MISSING],
            "missing_form": self.forms.get("mangler") or MissingForm(),
            "confirm_form": self.forms.get("bekreft") or ConfirmForm(initial={"title": TITLE}),
            "colleague_form": self.forms.get("kollega") or ColleagueForm(),
            "renewed": earlier,
            "renew_form": self.forms.get("fornye")
            or (earlier and ConfirmForm(initial={"name": earlier.name, "title": earlier.title}, auto_id="f_%s")),
            "gone": gone_since_last(task, self.lines),
            "problem": self.problem,
            "wrong": bool(self.problem or self.error or any(form.errors for form in (self.form, *self.forms.values()) if form)),
        }

    def answer(self, request: HttpRequest, status: int = 200) -> HttpResponse:
        """The whole page; or for htmx the one line that was asked for, with the figures that follow from it."""
        context = self.context()
        if request.htmx and (shown := self.one(self.opened)):
            return render(
                request, "agreements/verification/line_live.html", {**context, "shown": shown, "live": True}, status=status
            )
        return render(request, "agreements/verification/task.html", context, status=status)
