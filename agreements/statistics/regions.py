"""What the members of a region do together on a day."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, QuerySet

from agreements.models import Participation


def shared_agreements(agreements: QuerySet, members: Collection[int], day: date) -> dict[int, int]:
    """The agreements that at least two of the municipalities take part in on the day, each with how many of them do."""
    rows = (
        Participation.objects.on(day)
        .filter(municipality__in=members, agreement__in=agreements.on(day).order_by().values("pk"))
        .order_by()
        .values("agreement")
        .annotate(members=Count("municipality", distinct=True))
        .filter(members__gte=2)
    )
    return {row["agreement"]: row["members"] for row in rows}
