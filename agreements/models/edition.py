"""Which state the register is in, and what is counted once in each state instead of once for every reader.

Everything that is changed in place leaves a row in the trail, whether by a person or by a file that is loaded; what is only added
shows in the highest id of its table. PostgreSQL has several writers, and one of them may commit an older change after a newer:
while somebody writes, the state is another than when they have finished.
"""

from collections.abc import Callable
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

_STATE = """
SELECT (SELECT MAX(updated_at) FROM agreements_agreement), (SELECT MAX(at) FROM registry_change),
       (SELECT MAX(id) FROM registry_change), (SELECT MAX(id) FROM municipalities_municipalitynumber),
       (SELECT MAX(id) FROM municipalities_succession), (SELECT MAX(id) FROM municipalities_population),
       (SELECT MAX(id) FROM municipalities_mappingstatus), (SELECT MAX(id) FROM municipalities_region),
       (SELECT MAX(id) FROM municipalities_regionmembership), (SELECT MAX(id) FROM municipalities_organisation),
       (SELECT MAX(id) FROM agreements_servicearea)
"""
# When the oldest transaction began that is still writing; the server's own tidying writes nothing of ours. The view
# pg_stat_activity says the same in ten times the time.
OLDEST_WRITER = """
SELECT MIN(xact_start) FROM pg_stat_get_activity(NULL) WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()
AND backend_type = 'client backend' AND datid = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
_LONGEST = 300  # seconds: a database can be written to past all this


def state() -> tuple:
    """The state of the register now, in one cheap query. First the moments of the last agreement and the last change."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_STATE}, ({OLDEST_WRITER})" if connection.vendor == "postgresql" else _STATE)
        return cursor.fetchone()


class Remembered:
    """Answers of queries whose work grows with the register, kept for as long as the register is in the same state.

    A query is known by its SQL, so what one person may not see is never taken from another's answer. Make one for each
    request: the state is read once.
    """

    @cached_property
    def _state(self) -> tuple:
        return state()

    def rows(self, queryset: QuerySet) -> list:
        """The rows; of plain values and few, because all are kept."""
        return self._once("rows", queryset, list)

    def number(self, queryset: QuerySet) -> int:
        """How many rows there are."""
        return self._once("number", queryset, QuerySet.count)

    def made(self, name: str, make: Callable[[], Any]) -> Any:
        """What is made of the register for everybody, known by a name that tells all it depends on beside the register."""
        return self._kept(("made", name), make)

    def _once(self, kind: str, queryset: QuerySet, ask: Callable):
        try:
            query = queryset.query.sql_with_params()
        except EmptyResultSet:
            return ask(queryset)
        return self._kept((kind, query), lambda: ask(queryset))

    def _kept(self, what: tuple, ask: Callable[[], Any]) -> Any:
        key = sha256(repr((self._state, *what)).encode()).hexdigest()
        found = cache.get(key)
        if found is None:
            found = ask()
            cache.set(key, found, _LONGEST)
        return found
