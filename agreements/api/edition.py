"""Which edition of the register an answer is of: what ETag and Last-Modified are made from, in one cheap query.

The day is in it too, because a status may change at midnight, and so is the program itself, which may word an answer anew. On
PostgreSQL the diary holds back what is younger than somebody who still writes (`cursor.settled`): an answer given just after a
change is of an edition of its own, since a writer may turn up between this question and the answer.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from hashlib import sha256
from pathlib import Path

from django.db import connection
from django.utils import timezone

from agreements.api.cursor import MARGIN
from agreements.models.edition import state
from registry.parameters import today

_ROOT = Path(__file__).resolve().parents[2]
_SOURCES = [path for app in ("agreements", "municipalities") for path in sorted((_ROOT / app).rglob("*.py"))]
_PROGRAM = sha256(b"".join(path.read_bytes() for path in _SOURCES))


@dataclass(frozen=True)
class Edition:
    """One edition of one address."""

    etag: str
    seconds: int


def edition_of(address: str) -> Edition:
    """The edition that the address would be answered in now."""
    found = state()
    midnight = timezone.make_aware(datetime.combine(today(), time.min))
    newest = max([midnight, *(_moment(value) for value in found[:2] if value)])
    settling = connection.vendor == "postgresql" and timezone.now() - newest < 2 * MARGIN
    digest = _PROGRAM.copy()
    digest.update(repr((address, today(), settling, [str(value) for value in found])).encode())
    return Edition(f'"{digest.hexdigest()[:32]}"', int(newest.timestamp()))


def _moment(value: datetime | str) -> datetime:
    """A moment as the database tells it: SQLite as text in UTC."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value).replace(tzinfo=UTC)
