"""A key of a record: which columns it is read from, and how. Who asks for a few keys pays for their columns alone."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter


@dataclass(frozen=True)
class Key:
    """One key. `read` takes what the reading has at hand and the values of the columns; without it the column is the value."""

    columns: tuple[str, ...] = ()
    read: Callable[..., object] | None = None

    def reader(self, columns: Sequence[str], reading: object) -> Callable[[tuple], object]:
        """A function from a row, which has these columns, to the value."""
        places, read = [columns.index(column) for column in self.columns], self.read
        if read is None:
            return itemgetter(*places)
        if len(places) == 1:
            place = places[0]
            return lambda row: read(reading, row[place])
        values = itemgetter(*places)
        return lambda row: read(reading, *values(row))


def columns_of(keys: Collection[str], known: Mapping[str, Key], first: Sequence[str]) -> list[str]:
    """The columns to read: these first, then what the keys need, each once."""
    return list(dict.fromkeys([*first, *(column for key in keys for column in known[key].columns)]))


def readers_of(
    keys: Collection[str], known: Mapping[str, Key], columns: Sequence[str], reading: object
) -> list[tuple[str, Callable[[tuple], object]]]:
    """Each key with its reader, in the order of the contract."""
    return [(key, known[key].reader(columns, reading)) for key in known if key in keys]
