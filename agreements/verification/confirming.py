"""A municipality confirms its list: what was shown is kept, and the register knows that the list is confirmed."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements import actions
from agreements.models import Answer, Confirmation, LinkUse, PersonalLink, Proposal, Task
from agreements.verification.answering import held
from agreements.verification.contradictions import look_for
from agreements.verification.letters import send_receipt
from agreements.verification.lines import Line, last_confirmed, lines_of
from agreements.verification.links import log_use
from agreements.verification.standing import Seen, Standing
from municipalities.models import MappingStatus


def statement(number: int, of: int) -> str:
    """What is confirmed, in the words that stand on the button's side of the page: so many lines of the list."""
    if not of:
        return _("Jeg bekrefter at kommunen har sett listen. Ingen samarbeid står på den.")
    if not number:
        return _("Jeg bekrefter at kommunen har sett gjennom listen. Ingen samarbeid er bekreftet slik de står der.")
    return ngettext(
        "Jeg bekrefter at kommunen deltar i dette ene, med denne formen, verten og deltakerne. "
        "Eierandeler, beløp og datoer er ikke bekreftet.",
        "Jeg bekrefter at kommunen deltar i disse %(number)s, med denne formen, verten og deltakerne. "
        "Eierandeler, beløp og datoer er ikke bekreftet.",
        number,
    ) % {"number": number}


@transaction.atomic
def confirm(
    task: Task,
    *,
    name: str,
    title: str,
    link: PersonalLink | None = None,
    renews: Task | None = None,
    seen: Seen | None = None,
) -> Task:
    """Confirm the list as it is answered. Raises ValidationError when it cannot be, and says what is left.

    A link that may only answer cannot confirm, and nobody confirms another list than the one they have `seen`. Lines that are
    being looked into may stay open; then the municipality's list does not count as confirmed, but every line that stands does.
    """
    task = held(task)
    if link is not None and link.kind != PersonalLink.Kind.CONFIRM:
        raise ValidationError(_("Med denne lenken kan du svare, men ikke bekrefte. Det gjør den som fikk brevet."))
    lines = lines_of(task)
    standing = Standing.of(task, lines)
    answers = standing.answers
    if seen is not None:
        seen.check(lines, standing, answers=True)
    if missing := standing.rest(lines):
        said = _("%(number)s samarbeid er ikke besvart. Svar for resten før listen bekreftes.")
        raise ValidationError(said % {"number": len(missing)})
    name, title = _who(name, title)
    now, right = timezone.now(), [line for line in lines if answers[line.agreement].kind == Answer.Kind.RIGHT]
    task.started_at = task.started_at or now
    task.confirmed_at, task.confirmed_on, task.name, task.title, task.renews = now, task.day, name, title, renews
    task.statement = statement(len(right), len(lines))
    task.shown = _shown(task, lines, answers)
    task.save()
    _count(task, right)
    if all(answers[line.agreement].kind != Answer.Kind.UNSURE for line in lines):
        _mark_as_confirmed(task, task.confirmed_on)
    log_use(link, LinkUse.What.CONFIRMED)
    send_receipt(task, link)
    return task


def _who(name: str, title: str) -> tuple[str, str]:
    """Name and title as they are kept. Raises ValidationError for the one that is missing."""
    name, title = " ".join(name.split()), " ".join(title.split())
    if errors := {
        field: text
        for field, value, text in (("name", name, _("Skriv navnet ditt.")), ("title", title, _("Skriv stillingen din.")))
        if not value
    }:
        raise ValidationError(errors)
    return name, title


def can_be_renewed(task: Task, lines: list[Line]) -> Task | None:
    """The earlier confirmation that one tap renews: nothing is answered yet, and the list is the one that was confirmed then."""
    earlier = last_confirmed(task)
    if earlier is None or task.started_at or task.confirmed_at:
        return None
    then = {stored["agreement"]: stored["answer"] for stored in earlier.shown["lines"]}
    same = then.keys() == {line.agreement for line in lines} and not any(line.changed for line in lines)
    return earlier if same and set(then.values()) <= {Answer.Kind.RIGHT} else None


@transaction.atomic
def renew(task: Task, *, name: str, title: str, link: PersonalLink | None = None, seen: Seen | None = None) -> Task:
    """«Ingen endringer siden …»: confirm the same list anew. Raises ValidationError when the list is another now."""
    task = held(task)
    lines = lines_of(task)
    earlier = can_be_renewed(task, lines)
    if earlier is None:
        raise ValidationError(_("Listen er ikke den samme som sist. Se gjennom den og bekreft den."))
    if seen is not None:
        seen.check(lines, Standing.of(task, lines), answers=True)
    for line in lines:
        Answer.objects.create(task=task, agreement_id=line.agreement, kind=Answer.Kind.RIGHT, together=True, revision=line.revision)
    look_for([line.agreement for line in lines], task.round)
    return confirm(task, name=name, title=title, link=link, renews=earlier)


def _shown(task: Task, lines: list[Line], answers: Mapping[int, Answer]) -> dict:
    """Exactly what is on the page: each line with its answer and what is to be put right, and what is missing."""
    proposed: dict[int | None, list[dict]] = {}
    for one in task.proposals.exclude(state=Proposal.State.WITHDRAWN):
        told = {"field": one.field, "old": one.old, "new": one.new, "parties": one.parties, "why": one.why}
        proposed.setdefault(one.agreement_id, []).append(told)
    return {
        "lines": [{**_stored(line, answers[line.agreement]), "proposed": proposed.get(line.agreement, [])} for line in lines],
        "missing": proposed.get(None, []),
    }


def _stored(line: Line, given: Answer) -> dict:
    return {**line.as_stored(), "answer": str(given.kind), "together": given.together, "at": given.at.isoformat()}


def _count(task: Task, lines: list[Line]) -> None:
    Confirmation.objects.bulk_create(
        Confirmation(task=task, municipality=task.municipality, agreement_id=line.agreement, on=task.confirmed_on) for line in lines
    )
    actions.confirmed([line.agreement for line in lines])


def _mark_as_confirmed(task: Task, day: date) -> None:
    source = _("Kommunens bekreftelse, %(round)s") % {"round": task.round.name}
    MappingStatus.objects.update_or_create(
        municipality=task.municipality, date=day, defaults={"level": MappingStatus.Level.CONFIRMED, "source": source}
    )
