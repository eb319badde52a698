"""A table of a dump: what it is, its columns, and where the rows come from."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from registry.periods import ONE_DAY

LAST_DAY = "last_day"  # read from valid_to: the day before
PERIOD = ("valid_from", "valid_from_precision", "valid_from_text", "valid_to", LAST_DAY, "valid_to_precision", "valid_to_text")


@dataclass(frozen=True)
class Table:
    """One CSV: what it is, its columns, and where the rows come from."""

    name: str
    about: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterable[tuple]]


def table(name: str, about: str, queryset: Callable[[], QuerySet], *columns: str) -> Table:
    """A table of stored columns; `agreement_id=participation__agreement` reads a column under another heading."""
    headings = tuple(column.partition("=")[0] for column in columns)
    paths = ["valid_to" if column == LAST_DAY else column.partition("=")[2] or column for column in columns]

    def rows() -> Iterator[tuple]:
        for row in queryset().order_by("pk").values_list(*paths).iterator(chunk_size=2000):
            yield tuple(
                value - ONE_DAY if heading == LAST_DAY and value else value for heading, value in zip(headings, row, strict=True)
            )

    return Table(name, about, headings, rows)
