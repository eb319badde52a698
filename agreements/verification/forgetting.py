"""Two years after a round nobody's name is kept: who confirmed, and the mailboxes written to. What was confirmed stays."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Round, Task, TaskLetter
from municipalities.models import Contact
from registry.models import Letter
from registry.periods import years_before

YEARS = 2


@dataclass
class Forgotten:
    """What came of it: the rounds that are forgotten, and those that could not be, each with why."""

    rounds: list[Round] = field(default_factory=list)
    refused: list[tuple[Round, str]] = field(default_factory=list)


def forget_reviews(day: date) -> Forgotten:
    """Forget the persons of every round that was over two years before the day. Once more changes nothing."""
    outcome, latest = Forgotten(), years_before(day, YEARS)
    over = Q(closed_at__date__lte=latest) | Q(state=Round.State.OPEN, deadline__lte=latest)
    for round_ in Round.objects.opened().filter(over, forgotten_at__isnull=True).order_by("pk"):
        if round_.state != Round.State.CLOSED:
            outcome.refused.append((round_, _("gjennomgangen er ikke lukket")))
        elif round_.exported_at is None:
            outcome.refused.append((round_, _("gjennomgangen er ikke lagt i arkivet")))
        else:
            _forget(round_)
            outcome.rounds.append(round_)
    return outcome


@transaction.atomic
def _forget(round_: Round) -> None:
    """Names, titles, letters; and mailboxes of municipalities that have not been asked again. What was answered has no names."""
    letters = TaskLetter.objects.filter(task__round=round_)
    addresses = set(letters.values_list("letter__to", flat=True))
    ids = list(letters.values_list("letter", flat=True))
    letters.delete()
    Letter.objects.filter(pk__in=ids).delete()
    again = Task.objects.filter(Q(round__state=Round.State.PREPARED) | Q(round__opened_at__gt=round_.opened_at))
    asked = round_.tasks.exclude(municipality__in=again.values("municipality"))
    Contact.objects.filter(municipality__in=asked.values("municipality"), email__in=addresses).delete()
    round_.tasks.update(name="", title="")
    round_.forgotten_at = timezone.now()
    round_.save()
