"""In which one county a scheme is counted, so that the counties add up; where it crosses the line is told beside."""

from collections import Counter
from collections.abc import Collection, Mapping

from municipalities.directory import Directory


def home_county(leading: Collection[int], seat: str, counties: Mapping[int, str], directory: Directory) -> str | None:
    """The number of the county of the party that leads it, else of its seat, else of most parties; a tie is the lowest number.

    `counties` are those of its municipal parties on the day, by the municipality's id. None without any.
    """
    if leading:
        return _most(counties[pk] for pk in leading)
    if counties and seat and (found := [entry for entry in directory.find(seat) if entry.municipality.exists_on(directory.day)]):
        return found[0].number_row(directory.day).county.number
    return _most(counties.values())


def _most(numbers) -> str | None:
    found = list(numbers)
    if len(set(found)) < 2:  # nearly all of them
        return found[0] if found else None
    counted = Counter(found)
    return min(counted, key=lambda number: (-counted[number], number))
