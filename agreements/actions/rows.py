"""What cannot be, seen over the whole set of an agreement's rows: the same party, share, key or body twice at one time."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.models import CostSplit, Ownership, Participation, Version, check_components
from agreements.models.whole import Whole
from registry.periods import overlaps


def check_participations(rows: Iterable[Participation]) -> None:
    """Refuse the impossible: one party with two overlapping rows. Raises ValidationError naming the party."""
    message = _("%(what)s står to ganger i samme tidsrom. Slett den ene raden, eller la den første slutte før den neste begynner.")
    _refuse_overlaps(rows, lambda row: row.party_key, lambda row: str(row.party), message)


def check_ownerships(rows: Iterable[Ownership]) -> None:
    """Refuse two shares of one party at one time. Raises ValidationError naming the party."""
    message = _("%(what)s har to eierandeler i samme tidsrom. La den første slutte før den neste begynner.")
    _refuse_overlaps(
        rows, lambda row: row.participation_id or id(row.participation), lambda row: str(row.participation.party), message
    )


def check_cost_splits(rows: Iterable[CostSplit]) -> None:
    """Refuse two ways of sharing the same cost at one time. Raises ValidationError naming the way."""
    message = _(
        "«%(what)s» gjelder i samme tidsrom som en annen fordeling av de samme kostnadene. "
        "La den første slutte før den neste begynner, eller skriv hva hver av dem gjelder."
    )
    _refuse_overlaps(rows, lambda row: row.covers.casefold(), str, message)


def check_versions(rows: Iterable[Version]) -> None:
    """Refuse two texts in force at one time. A version whose start nobody knows is left out. Raises ValidationError naming it."""
    message = _("Versjonen «%(what)s» gjelder i samme tidsrom som en annen. La den første slutte før den neste begynner.")
    _refuse_overlaps((row for row in rows if row.valid_from), lambda row: "", str, message)


def check_rows(whole: Whole) -> None:
    """Everything that belongs to the agreement. Raises ValidationError."""
    held = whole.held
    check_participations(whole.participations)
    check_ownerships(held.ownerships)
    check_versions(held.versions)
    check_cost_splits(held.cost_splits)
    for split in held.cost_splits:
        check_components(split.kind, held.parts_of(split))


def _refuse_overlaps(rows: Iterable[Any], key: Callable[[Any], object], name: Callable[[Any], str], message: str) -> None:
    rows = list(rows)
    if colliding := overlaps((key(row), row.valid_from, row.valid_to) for row in rows):
        named = next(row for row in reversed(rows) if (key(row), row.valid_from, row.valid_to) == colliding[0])
        raise ValidationError(message, code="overlap", params={"what": name(named)})
