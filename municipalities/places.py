"""Municipalities as lists need them, without their models: rows by the thousand point to them."""

from datetime import date
from typing import NamedTuple

from django.db.models import F

from municipalities.models import Municipality


class Place(NamedTuple):
    """A municipality as lists need it: its place in the order of names, the number of a day, and its own existence."""

    sort_key: str
    number: str
    name: str
    founded: date | None
    dissolved: date | None

    def exists_on(self, day: date) -> bool:
        """Whether it existed as a legal municipality on the day."""
        return (self.founded is None or self.founded <= day) and (self.dissolved is None or day < self.dissolved)


def places_on(day: date) -> dict[int, Place]:
    """Each municipality by its id, with the number of the day: the rule of `Entry.number`, without the models. One query."""
    rows = Municipality.objects.order_by(F("numbers__valid_from").asc(nulls_first=True), "numbers__pk").values_list(
        "pk", "numbers__valid_from", "numbers__number", "sort_key", "name", "founded", "dissolved"
    )
    found: dict[int, Place] = {}
    for pk, start, number, sort_key, *rest in rows:
        if pk not in found or start is None or start <= day:
            found[pk] = Place(sort_key, number or "", *rest)
    return found
