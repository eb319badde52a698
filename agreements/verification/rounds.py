"""A round is prepared, opened, and closed. Nothing else moves it, and a wrong move is refused in words."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Round, Task
from agreements.verification.letters import ask
from municipalities.models import Municipality
from registry.models import User
from registry.parameters import today
from registry.periods import show_day


@transaction.atomic
def prepare(round_: Round, municipalities: Iterable[Municipality]) -> Round:
    """Store a round that is not open yet, with the municipalities that are to be asked. Raises ValidationError.

    Somebody may have opened it, or taken it away, since it was fetched.
    """
    if round_.pk and _held(round_).state != Round.State.PREPARED:
        raise ValidationError(_("Gjennomgangen er åpnet. Navn, dato og kommuner kan ikke endres."))
    check_days(round_.as_of, round_.deadline)
    round_.save()
    wanted = {municipality.pk: municipality for municipality in municipalities}
    round_.tasks.exclude(municipality__in=wanted).delete()
    there = set(round_.tasks.values_list("municipality", flat=True))
    for pk, municipality in wanted.items():
        if pk not in there:
            Task.objects.create(round=round_, municipality=municipality)
    return round_


def check_days(as_of: date | None, deadline: date | None) -> None:
    """Raise ValidationError, by field, for days that cannot be: a list cannot be confirmed as of a day that has not come."""
    errors = {}
    if as_of and as_of >= today():
        errors["as_of"] = _(
            "%(day)s har ikke vært ennå. Velg en dag som har vært, eller la feltet stå tomt: slik det er i dag."
        ) % {"day": show_day(as_of)}
    if deadline and deadline <= today():
        errors["deadline"] = _("Fristen %(day)s må være en dag som kommer.") % {"day": show_day(deadline)}
    if errors:
        raise ValidationError(errors)


@transaction.atomic
def discard(round_: Round) -> None:
    """Take away a round that nobody has been asked in yet. Raises ValidationError for one that has been opened."""
    round_ = _held(round_)
    if round_.state != Round.State.PREPARED:
        raise ValidationError(_("Gjennomgangen er alt %(state)s.") % {"state": round_.get_state_display()})
    round_.tasks.all().delete()
    round_.delete()


@transaction.atomic
def open_round(round_: Round, by: User) -> Round:
    """Open a prepared round, and queue a letter to the contacts of each municipality. Raises ValidationError when it cannot be.

    Another that is opened at the same moment and asks one of them waits, and is refused.
    """
    list(Municipality.objects.select_for_update(of=("self",), no_key=True).filter(tasks__round=round_).order_by("pk"))
    round_ = _held(round_)
    if round_.state != Round.State.PREPARED:
        raise ValidationError(_("Gjennomgangen er alt %(state)s.") % {"state": round_.get_state_display()})
    check_days(round_.as_of, round_.deadline)
    tasks = list(round_.tasks.select_related("municipality", "round"))
    if not tasks:
        raise ValidationError(_("Velg minst én kommune som skal spørres."))
    if gone := [task.municipality.name for task in tasks if task.is_gone]:
        said = _("Disse kommunene finnes ikke på den dagen listen gjelder: %(names)s. Endre hvem som skal spørres.")
        raise ValidationError(said % {"names": ", ".join(gone)})
    busy = Task.objects.filter(round__state=Round.State.OPEN, municipality__in=[task.municipality_id for task in tasks])
    if names := sorted(task.municipality.name for task in busy.select_related("municipality") if task.confirmed_at is None):
        said = _("Disse er alt spurt i en gjennomgang som er åpen: %(names)s. Lukk den først, eller ta dem ut.")
        raise ValidationError(said % {"names": ", ".join(names)})
    round_.state, round_.opened_at, round_.opened_by = Round.State.OPEN, timezone.now(), by
    round_.save()
    for task in tasks:
        task.round = round_
        ask(task)
    return round_


@transaction.atomic
def close_round(round_: Round) -> Round:
    """Close an open round: its links lead nowhere from now on, and what was answered stands. Raises ValidationError.

    What is being answered now is let finish first.
    """
    round_ = _held(round_)
    if not round_.is_open:
        raise ValidationError(_("Gjennomgangen er ikke åpen."))
    round_.state, round_.closed_at = Round.State.CLOSED, timezone.now()
    round_.save()
    return round_


def _held(round_: Round) -> Round:
    """The round, nobody else's until the transaction ends: its tasks first, in the order of whoever answers or hands one over.

    Raises ValidationError when it has been taken away.
    """
    list(round_.tasks.select_for_update().order_by("pk"))
    found = Round.objects.select_for_update().filter(pk=round_.pk).first()
    if found is None:
        raise ValidationError(_("Gjennomgangen er tatt bort."))
    return found
