"""How many agreements each municipality takes part in on a day."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Q, QuerySet, Value, When

from agreements.legal_forms.catalogue import HOST_ROLE
from agreements.models import Participation, Status
from agreements.models.agreement_queryset import begun_by
from agreements.models.edition import Remembered


@dataclass(frozen=True)
class Tally:
    """One municipality's agreements on the day: all, those it hosts, and those nobody knows still hold."""

    agreements: int = 0
    hosted: int = 0
    unclear: int = 0


@dataclass(frozen=True)
class Standing:
    """How many agreements there are, and those that count by their status on a day: of that day, and ended ones and all."""

    entered: int
    on_day: Mapping[Status, int]
    ever: Mapping[Status, int]


def by_municipality(agreements: QuerySet, day: date, remembered: Remembered | None = None) -> dict[int, Tally]:
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
    return {
        row["municipality"]: Tally(row["agreements"], row["hosted"], row["unclear"])
        for row in (remembered or Remembered()).rows(rows)
    }


def standing(agreements: QuerySet, day: date, remembered: Remembered) -> Standing:
    """How many agreements there are, and how many of those that count have each status on the day. One query."""
    held = Case(When(agreements.holds_on(day) & begun_by(day), then=Value(True)), default=Value(False))
    groups = agreements.with_status(day).annotate(held=held).order_by().values("counts", "held", "status")
    entered, on_day, ever = 0, Counter(), Counter()
    for group in remembered.rows(groups.annotate(number=Count("pk"))):
        entered += group["number"]
        if group["counts"]:
            ever[Status(group["status"])] += group["number"]
            on_day[Status(group["status"])] += group["number"] * group["held"]
    return Standing(entered, +on_day, ever)
