"""What became of a municipality's proposals goes back to it in one letter, when nothing has been decided for a while.

Whoever proposed twelve things gets one letter and not twelve, and what is undone at once is never told.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from agreements.models import Proposal
from agreements.verification.letters import reply

QUIET = timedelta(minutes=15)  # since the last decision on what the municipality proposed


def reply_to_municipalities(now: datetime) -> int:
    """Queue what is due. Returns how many letters."""
    tasks = Proposal.objects.untold().order_by("task").values("task").annotate(last=Max("decided_at"))
    return sum(_reply_to(pk, now) for pk in tasks.filter(last__lte=now - QUIET).values_list("task", flat=True))


@transaction.atomic
def _reply_to(pk: int, now: datetime) -> int:
    """Tell one municipality. What it is told of is held, so that two runs wait for each other; without a mailbox it waits."""
    untold = Proposal.objects.untold().filter(task=pk).select_for_update(of=("self",)).order_by("pk")
    proposals = list(untold.select_related("agreement", "task__round", "task__municipality"))
    letters = reply(proposals[0].task, proposals) if proposals else []
    if letters:
        Proposal.objects.filter(pk__in=[proposal.pk for proposal in proposals]).update(replied_at=now)
    return len(letters)
