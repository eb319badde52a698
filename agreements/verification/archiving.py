"""What goes to the governor's archive from a round: each confirmed list as it was shown, each proposal with what it became."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.models import Answer, Proposal, Round, Task
from agreements.verification.lines import Line
from registry.periods import show_day_of

DECIDED = (Proposal.State.ACCEPTED, Proposal.State.AMENDED, Proposal.State.DECLINED)


def confirmed_tasks(round_: Round) -> QuerySet:
    """The tasks whose lists are confirmed, in order of name."""
    return round_.tasks.confirmed().select_related("municipality")


def confirmed_lines(task: Task) -> list[tuple[Line, str, bool]]:
    """Each line of a confirmed list as it was shown, its answer in words, and whether it was confirmed with the rest."""
    return [
        (Line.read(stored), str(Answer.Kind(stored["answer"]).label), bool(stored["together"])) for stored in task.shown["lines"]
    ]


def decided_proposals(round_: Round) -> QuerySet:
    """The proposals that are decided, municipality by municipality."""
    found = Proposal.objects.filter(task__round=round_, state__in=DECIDED)
    found = found.select_related("task__municipality", "agreement", "became", "decided_by")
    return found.order_by("task__municipality__sort_key", "at", "pk")


def confirmation_records(round_: Round, numbers: dict[int, str]) -> Iterator[dict]:
    """A record a line, for the file. `numbers`: those of the municipalities, by id."""
    for task in confirmed_tasks(round_).iterator():
        whose = {
            "number": numbers.get(task.municipality_id, ""),
            "municipality": task.municipality.name,
            "confirmed_at": task.confirmed_at,
            "confirmed_on": task.confirmed_on,
            "name": task.name,
            "title": task.title,
        }
        for line, answer, together in confirmed_lines(task):
            shown = {"agreement": line.agreement, "agreement_name": line.name, "form": line.form, "form_stated": line.form_stated}
            parties = {"role": line.role, "hosts": ", ".join(line.hosts), "parties": ", ".join(line.parties)}
            yield {**whose, **shown, **parties, "since": line.since, "status": line.status, "answer": answer, "together": together}


def proposal_records(round_: Round, numbers: dict[int, str]) -> Iterator[dict]:
    """A record a proposal, for the file."""
    for one in decided_proposals(round_).iterator():
        yield {
            "number": numbers.get(one.task.municipality_id, ""),
            "municipality": one.task.municipality.name,
            "agreement": one.agreement_id,
            "agreement_name": one.agreement.name if one.agreement else "",
            "field": one.get_field_display(),
            "old": one.old,
            "new": one.new,
            "parties": one.parties,
            "why": one.why,
            "at": one.at,
            "state": one.get_state_display(),
            "decided_at": one.decided_at,
            "decided_by": str(one.decided_by or ""),
            "reason": one.reason,
            "became": one.became_id,
        }


def still_open(round_: Round) -> str:
    """Why the round cannot be laid in the archive as it is; "" when it can."""
    if round_.state != Round.State.CLOSED:
        return _("Gjennomgangen er ikke lukket. Lukk den først, så det som legges i arkivet, er helt.")
    if waiting := Proposal.objects.waiting().filter(task__round=round_).count():
        said = ngettext(
            "%(number)s endringsforslag venter. Behandle det først.",
            "%(number)s endringsforslag venter. Behandle dem først.",
            waiting,
        )
        return said % {"number": waiting}
    return ""


@transaction.atomic
def mark_archived(round_: Round) -> Round:
    """A person has laid the page and the files in the archive. Raises ValidationError when it cannot be, or is done."""
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    if round_.exported_at:
        moment = show_day_of(round_.exported_at)
        raise ValidationError(_("Gjennomgangen ble lagt i arkivet %(day)s.") % {"day": moment})
    if why := still_open(round_):
        raise ValidationError(why)
    round_.exported_at = timezone.now()
    round_.save()
    return round_
