"""Which edition of the register an answer is of: what ETag and Last-Modified are made from, in one cheap query.

Everything a person changes leaves a row in the trail; what is loaded without one shows in the highest id of its table. The day
is in it too, because a status may change at midnight, and so is the program itself, which may word an answer anew.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from hashlib import sha256
from pathlib import Path

from django.db import connection
from django.utils import timezone

from registry.parameters import today

_STATE = """
SELECT (SELECT MAX(updated_at) FROM agreements_agreement), (SELECT MAX(at) FROM registry_change),
       (SELECT MAX(id) FROM registry_change), (SELECT COUNT(*) FROM municipalities_municipalitynumber),
       (SELECT MAX(id) FROM municipalities_population), (SELECT MAX(id) FROM municipalities_mappingstatus),
       (SELECT MAX(id) FROM municipalities_regionmembership), (SELECT MAX(id) FROM municipalities_organisation),
       (SELECT MAX(id) FROM agreements_servicearea)
"""
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
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        state = cursor.fetchone()
    midnight = timezone.make_aware(datetime.combine(today(), time.min))
    newest = max([midnight, *(_moment(value) for value in state[:2] if value)])
    digest = _PROGRAM.copy()
    digest.update(repr((address, today(), [str(value) for value in state])).encode())
    return Edition(f'"{digest.hexdigest()[:32]}"', int(newest.timestamp()))


def _moment(value: datetime | str) -> datetime:
    """A moment as the database tells it: SQLite as text in UTC."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value).replace(tzinfo=UTC)
