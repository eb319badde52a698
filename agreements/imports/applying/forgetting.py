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
    """Empty the files of old imports, and what was shown of an import that was never applied. How many files there were."""
    now = timezone.now()
    applied = Q(part_of__state__in=OVER, part_of__applied_at__lt=now - APPLIED)
    never = ~Q(part_of__state__in=OVER) & Q(part_of__started_at__lt=now - NEVER_APPLIED)
    ImportedScheme.objects.filter(never).delete()
    return ImportFile.objects.filter(applied | never, size__gt=0).update(content=b"", size=0)
