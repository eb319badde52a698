"""Tables with a row for each party of a scheme: what the row says of role and time is about the party, not the scheme."""

import re
from collections import Counter
from collections.abc import Mapping

from agreements.imports.headings.wording import plain
from agreements.imports.reading.book import Line

ONE = {"part", "deltaker", "deltakar", "eier", "eigar"}  # headings that speak of one
OF_THE_PARTY = {"participants": "party", "own_role": "role"}
_SEVERAL = re.compile(r"[,;/\n]| og |\balle\b", re.IGNORECASE)


def of_one_party(texts: Mapping[int, str], columns: Mapping[int, str], below: list[Line]) -> dict[int, str]:
    """The columns as they are when each row is about one party; none when it is not so, or nothing shows it.

    It shows by a heading of one, a single name in each of its cells, and a role, a share, or a scheme on more than one row.
    """
    party = [column for column, code in columns.items() if code == "participants"]
    name = next((column for column, code in columns.items() if code == "name"), None)
    if len(party) != 1 or name is None or plain(texts.get(party[0])) not in ONE:
        return {}
    if any(_SEVERAL.search(text) for text in _texts(below, party[0])):
        return {}
    again = any(number > 1 for number in Counter(_texts(below, name)).values())
    if not again and not {"own_role", "share_percent"} & set(columns.values()):
        return {}
    return {column: OF_THE_PARTY.get(code, code) for column, code in columns.items()}


def _texts(below: list[Line], column: int) -> list[str]:
    return [str(line.cells[column]) for line in below if column < len(line.cells) and line.cells[column] is not None]
