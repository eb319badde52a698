"""Following the register: a place in the diary that stays put while new changes are written.

Changes are read oldest first, by moment and id. One that is written later must never get a place before one that has been
given out. SQLite writes one transaction at a time, so there they come in order. PostgreSQL may commit an older moment after a
newer one: nothing is given out that is younger than the oldest transaction that is still writing, or than the moment when we
looked for one, since another may have begun before the changes are read.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from agreements.models.edition import OLDEST_WRITER
from registry.models import Change
from registry.parameters import BadParameters, Problem

MARGIN = timedelta(seconds=1)  # between a change's moment and its transaction's first write


def settled(changes: QuerySet) -> QuerySet:
    """The changes before which nothing more can come, oldest first."""
    changes = changes.order_by("at", "pk")
    if connection.vendor != "postgresql":
        return changes
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT LEAST(({OLDEST_WRITER}) - %s, clock_timestamp())", [MARGIN])
        return changes.filter(at__lt=cursor.fetchone()[0])


def after(changes: QuerySet, cursor: str) -> QuerySet:
    """The changes after a place. Raises BadParameters for what is no cursor of ours."""
    if not cursor:
        return changes
    try:
        moment, pk = urlsafe_b64decode(cursor.encode("ascii")).decode("ascii").split("|")
        at, pk = datetime.fromisoformat(moment).astimezone(UTC), int(pk)
    except (ValueError, OverflowError):
        at = pk = None
    if at is None or not 0 <= pk < 2**63:
        right = _("Dette er ikke et sted i endringsloggen. Bruk adressen i «next» eller «resume» slik den står.")
        raise BadParameters([Problem("cursor", cursor[:60], right)])
    return changes.filter(Q(at__gt=at) | Q(at=at, pk__gt=pk))


def place_of(change: Change) -> str:
    """The place just after a change."""
    return urlsafe_b64encode(f"{change.at.astimezone(UTC).isoformat()}|{change.pk}".encode()).decode()
