"""What is kept of persons outside the yearly review goes when a year has passed: letters, and addresses of those who reported."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from agreements.models import ErrorReport, Reminder, TaskLetter
from registry.models import Letter

KEPT = timedelta(days=365)


@transaction.atomic
def forget_correspondence() -> int:
    """Forget what is older. How many letters there were.

    Letters of the review go with it, and those that tell an officer what has been told already stay.
    """
    before = timezone.now() - KEPT
    ErrorReport.objects.filter(answered_at__lt=before).exclude(email="").update(email="")
    old = Letter.objects.filter(queued_at__lt=before)
    for needed in (TaskLetter, Reminder):
        old = old.exclude(pk__in=needed.objects.values("letter"))
    return old.delete()[0]
