"""How many agreements each municipality takes part in on a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from agreements.legal_forms.catalogue import HOST_ROLE
from agreements.models import Participation, Status
from agreements.models.edition import Remembered


@dataclass(frozen=True)
class Tally:
    """One municipality's agreements on the day: all, those it hosts, and those nobody knows still hold."""

    agreements: int = 0
    hosted: int = 0
    unclear: int = 0


def by_municipality(agreements: QuerySet, day: date) -> dict[int, Tally]:
    """The tally of every municipality that takes part in one of the agreements on the day."""
    current = agreements.on(day).order_by()
    unclear = current.with_status(day).filter(status=Status.UNCLEAR)
    rows = (
        Participation.objects.on(day)
        .filter(municipality__isnull=False, agreement__in=current.values("pk"))
        .order_by()
        .values("municipality")
        .annotate(
            agreements=Count("agreement", distinct=True),
            hosted=Count("agreement", distinct=True, filter=Q(role=HOST_ROLE)),
            unclear=Count("agreement", distinct=True, filter=Q(agreement__in=unclear.values("pk"))),
        )
    )
    return {row["municipality"]: Tally(row["agreements"], row["hosted"], row["unclear"]) for row in Remembered().rows(rows)}


def by_status(agreements: QuerySet, day: date) -> dict[Status, int]:
    """How many of the agreements have each status on the day."""
    rows = agreements.with_status(day).order_by().values("status").annotate(number=Count("pk"))
    return {Status(row["status"]): row["number"] for row in Remembered().rows(rows)}
