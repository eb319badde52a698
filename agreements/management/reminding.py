"""Telling case officers of the dates that come near: one letter a person, each date told once at each step.

The letter and the note that it has been told are stored together, or not at all; what becomes of the letter is the outbox's
to say. So a second run, or one beside this, queues nothing anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.deadlines import Deadline, falling_due
from agreements.models import Agreement, Reminder
from registry import outbox
from registry.models import STAFF_ROLES, User

STEPS = (90, 14)  # days ahead
LATE = timedelta(days=30)  # a deadline that passed while nobody ran this is still told, for so long


@dataclass(frozen=True)
class Reminded:
    """What one run did: the letters it queued, and the case officers who have no address to write to."""

    letters: int
    unreachable: tuple[str, ...]


def queue_reminders(day: date) -> Reminded:
    """Queue a letter to each case officer who has not been told of something that comes near on the day."""
    officers = User.objects.filter(role__in=STAFF_ROLES, is_active=True)
    responsible = officers.filter(pk__in=Agreement.objects.exclude(responsible=None).order_by().values("responsible"))
    letters, unreachable = 0, []
    for officer in responsible.order_by("pk"):
        if officer.email:
            letters += _tell(officer, day)
        elif _near(officer, day):
            unreachable.append(str(officer))
    return Reminded(letters, tuple(unreachable))


def step(deadline: Deadline, day: date) -> int:
    """How near it is: the last step it has reached."""
    left = (deadline.day - day).days
    return min(ahead for ahead in STEPS if left <= ahead)


def _near(officer: User, day: date) -> list[Deadline]:
    agreements = Agreement.objects.filter(responsible=officer)
    found = falling_due(agreements, day, last=day + timedelta(days=max(STEPS)))
    return [deadline for deadline in found if deadline.day >= day - LATE]


@transaction.atomic
def _tell(officer: User, day: date) -> bool:
    """Queue what the officer has not been told. The row of the officer is held, so that two runs wait for each other."""
    User.objects.select_for_update().get(pk=officer.pk)
    told = set(Reminder.objects.filter(to=officer).values_list("agreement", "kind", "due", "days_ahead"))
    new = [deadline for deadline in _near(officer, day) if _key(deadline, day) not in told]
    if not new:
        return False
    subject = ngettext(
        "%(number)s frist nærmer seg i Samarbeidsregisteret", "%(number)s frister nærmer seg i Samarbeidsregisteret", len(new)
    )
    letter = outbox.queue(officer.email, subject % {"number": len(new)}, _text(new, day))
    for agreement, kind, due, ahead in {_key(deadline, day) for deadline in new}:
        Reminder.objects.create(agreement_id=agreement, kind=kind, due=due, days_ahead=ahead, to=officer, letter=letter)
    return True


def _key(deadline: Deadline, day: date) -> tuple[int, str, date, int]:
    return deadline.agreement.pk, deadline.kind, deadline.day, step(deadline, day)


def _text(deadlines: Iterable[Deadline], day: date) -> str:
    return _(
        "Hei!\n\nDu er ansvarlig saksbehandler for samarbeid der en frist nærmer seg eller nettopp er passert:\n\n"
        "%(lines)s\n\nAlle frister: %(address)s\n\n"
        "Registeret minner om hver frist %(first)s og %(second)s dager før. Hilsen Samarbeidsregisteret"
    ) % {
        "lines": "\n\n".join(_line(deadline, day) for deadline in deadlines),
        "address": settings.SITE_URL + reverse("deadline-list"),
        "first": STEPS[0],
        "second": STEPS[1],
    }


def _line(deadline: Deadline, day: date) -> str:
    what = capfirst(str(deadline.kind.label)) + (f" ({deadline.about})" if deadline.about else "")
    when = _("%(day)s (passert)") % {"day": deadline.shown} if deadline.day < day else deadline.shown
    return f"{when}: {what}\n{deadline.agreement.name}\n{settings.SITE_URL}{deadline.agreement.get_absolute_url()}"
