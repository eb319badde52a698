"""What municipalities have sent is not kept longer than it is of use: the files go, and what was done with them stays."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from agreements.models import Import, ImportedScheme, ImportFile

NEVER_APPLIED, APPLIED = timedelta(days=30), timedelta(days=365)
OVER = (Import.State.APPLIED, Import.State.UNDONE)


@transaction.atomic
def forget_old_files() -> int:
    """Empty the files of old imports, and what was shown and said of one that was never applied. How many imports there were."""
    now = timezone.now()
    applied = Q(state__in=OVER, applied_at__lt=now - APPLIED)
    never = ~Q(state__in=OVER) & Q(started_at__lt=now - NEVER_APPLIED)
    old = list(Import.objects.filter(applied | never, files__size__gt=0).distinct())
    for one in old:
        one.about, one.answers = {"counts": one.about.get("counts", {})}, {}
        one.save()
    ImportFile.objects.filter(part_of__in=old).update(content=b"", size=0)
    ImportedScheme.objects.filter(part_of__in=old, part_of__applied_at=None).delete()
    return len(old)
