"""What began and what ended between two days. Told by the dates that are known; how many are not stands beside."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from agreements.legal_forms.purchase import PURCHASE
from registry.periods import Precision


@dataclass(frozen=True)
class Movement:
    """The ids of what began after the first day and no later than the last, and of what ended by the last and not by the first.

    `unknown_start` and `unknown_end` are those of which no source tells when, and which are in neither.
    """

    begun: tuple[int, ...]
    ended: tuple[int, ...]
    unknown_start: tuple[int, ...]
    unknown_end: tuple[int, ...]


def movement(agreements: QuerySet, first: date, last: date, *, purchase: bool = True) -> Movement:
    """Between two days, among the agreements that count. Half-open: what holds on the first day had begun already. One query."""
    counting = agreements.counting() if purchase else agreements.counting().exclude(legal_form=PURCHASE.code)
    begun, ended, without_start, without_end = [], [], [], []
    for pk, start, end, precision in counting.order_by("sort_key", "pk").values_list(
        "pk", "valid_from", "valid_to", "valid_to_precision"
    ):
        if start is None:
            without_start.append(pk)
        elif first < start <= last:
            begun.append(pk)
        if end is not None and precision == Precision.UNKNOWN:
            without_end.append(pk)
        elif end is not None and first < end <= last:
            ended.append(pk)
    return Movement(tuple(begun), tuple(ended), tuple(without_start), tuple(without_end))
