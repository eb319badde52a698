"""Schemes nobody knew whether still held, which all that were asked have confirmed: a case officer puts them in force together.

A municipality changes no scheme by confirming its list, so its status waits for a person; then its stage says that it is in force,
and a source on what. One act, one change for each, taken back as one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agreements import actions
from agreements.actions import Outcome
from agreements.actions.many import Act
from agreements.models import Agreement, Confirmation, Contradiction, Participation, Proposal, Source, Stage, Status, Task
from agreements.models.whole import Whole
from agreements.verification.lines import asked_about
from registry.changes import Actor
from registry.models import Change, User
from registry.parameters import today
from registry.periods import Span, show_moment

REASON = "Bekreftet av alle spurte kommuner i årlig gjennomgang"  # by which the changes of the act are known again


@dataclass(frozen=True)
class Confirmed:
    """A scheme that may be put in force: who stood by it, the newest day, and how many of its municipalities were never asked."""

    agreement: Agreement
    municipalities: tuple[str, ...]
    on: date
    not_asked: int


@dataclass(frozen=True)
class Acted:
    """One earlier act, with how much of it can still be taken back."""

    at: datetime
    by: str
    changes: tuple[Change, ...]


def confirmed_by_all() -> list[Confirmed]:
    """Schemes of unclear status that each municipality in it has confirmed in the newest round it was asked in. Eight queries.

    One that somebody wants changed, or that municipalities disagree on, waits until that is settled.
    """
    day, newest = today(), _newest_tasks()
    unclear = asked_about(day).with_status(day).filter(status=Status.UNCLEAR, stage=Stage.UNKNOWN, merged_into=None)
    said = Confirmation.objects.filter(task__in=newest.values())
    unclear = unclear.filter(pk__in=said.order_by().values("agreement"))
    unclear = unclear.exclude(pk__in=Proposal.objects.waiting().exclude(agreement=None).order_by().values("agreement"))
    unclear = unclear.exclude(pk__in=Contradiction.objects.open().order_by().values("agreement"))
    agreements = {row.pk: row for row in unclear.prefetch_related("sources").order_by("sort_key", "pk")}
    days: dict[int, dict[int, date]] = {}
    for agreement, municipality, on in said.filter(agreement__in=agreements).values_list("agreement", "municipality", "on"):
        days.setdefault(agreement, {})[municipality] = on
    parties: dict[int, dict[int, str]] = {}
    for row in Participation.objects.on(day).filter(agreement__in=agreements, municipality__isnull=False).for_list():
        parties.setdefault(row.agreement_id, {})[row.municipality_id] = row.municipality.name
    found = []
    for pk, agreement in agreements.items():
        asked = {one: name for one, name in parties.get(pk, {}).items() if one in newest}
        if asked and asked.keys() <= days[pk].keys():
            on = max(days[pk][one] for one in asked)
            found.append(Confirmed(agreement, tuple(sorted(asked.values())), on, len(parties[pk]) - len(asked)))
    return found


def _newest_tasks() -> dict[int, int]:
    """By municipality the task of the newest round it was asked in."""
    tasks = Task.objects.own().filter(round__opened_at__isnull=False).order_by("round__opened_at", "pk")
    return dict(tasks.values_list("municipality", "pk"))


@transaction.atomic
def put_in_force(seen: Mapping[int, int], *, by: User) -> Outcome:
    """Put schemes in force: their ids, each with its revision as it was seen. Those that are not as they were are refused in words.

    Raises ValidationError when none was chosen.
    """
    if not seen:
        raise ValidationError(_("Kryss av for minst ett samarbeid."))
    waiting = {one.agreement.pk: one for one in confirmed_by_all()}
    agreements = Agreement.objects.filter(pk__in=seen).order_by("sort_key", "pk")
    return actions.amend_many(agreements, _putting(seen, waiting), by=Actor.of(by), reason=REASON)


def _putting(seen: Mapping[int, int], waiting: Mapping[int, Confirmed]) -> Act:
    def act(whole: Whole) -> None:
        one = waiting.get(whole.agreement.pk)
        if one is None or whole.agreement.stage != Stage.UNKNOWN:
            raise ValidationError(_("Venter ikke lenger på dette: noen har endret, avklart eller foreslått noe."))
        if whole.agreement.revision != seen[whole.agreement.pk]:
            raise ValidationError(_("Er endret siden du åpnet siden. Se over det, og prøv igjen."))
        whole.agreement.stage = Stage.IN_FORCE
        source = Source(citation=_("Kommunenes bekreftelse i årlig gjennomgang"))
        source.set_as_of(Span.of(one.on))
        whole.add(source)

    return act


def latest_act() -> Acted | None:
    """The newest act, with those of its changes that nothing has come after; None when there is none."""
    made = Change.objects.filter(record=Agreement._meta.label_lower, reason=REASON)
    newest = made.only("at", "actor_label").order_by("-at", "-pk").first()
    if newest is None:
        return None
    changes = list(made.filter(at=newest.at).defer("before", "after").order_by("record_name", "pk"))
    now = dict(Agreement.objects.filter(pk__in=[row.record_id for row in changes]).values_list("pk", "revision"))
    return Acted(newest.at, newest.actor_label, tuple(row for row in changes if now.get(row.record_id) == row.revision))


@transaction.atomic
def take_back(at: datetime, *, by: User) -> Outcome:
    """Take back the act of a moment, in schemes that are as it left them. Raises ValidationError when none is."""
    changes = list(Change.objects.filter(record=Agreement._meta.label_lower, reason=REASON, at=at))
    moment = show_moment(at)
    if not changes:
        raise ValidationError(_("Ingenting ble satt i kraft %(when)s.") % {"when": moment})
    reason, told = _("Angret: satt i kraft %(when)s") % {"when": moment}, _("Ført inn ved en feil")
    revisions = {change.record_id: change.revision for change in changes}
    outcome = actions.set_back(changes, revisions, by=Actor.of(by), reason=reason, told=told)
    if not outcome.changes:
        raise ValidationError(_("Samarbeidene er endret siden de ble satt i kraft. Rett dem i skjemaet for hvert samarbeid."))
    return outcome
