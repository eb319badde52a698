"""Tables with a column for each municipality and a cross for those that take part: the heading is the party."""

from collections.abc import Iterable

from agreements.imports.headings.wording import whole
from agreements.imports.reading.book import Line
from registry.search import fold

FEWEST = 2  # such columns beside each other make a table of crosses
YES = {"x", "xx", "v", "ja", "j", "1", "1.0", "true", "deltar", "med", "deltaker", "✓", "✔", "●", "•", "*", "+"}
NO = {"nei", "n", "0", "0.0", "false", "-", "deltar ikke"}
HOST = {"vert", "vk", "vertskommune", "vertskommunen", "h"}


def only_crosses(below: Iterable[Line], column: int) -> bool:
    """Whether all that stands in the column is crosses and the like, and something does."""
    some = False
    for line in below:
        cell = line.cells[column] if column < len(line.cells) else None
        if cell is None:
            continue
        if _said(cell) not in YES | NO | HOST:
            return False
        some = True
    return some


def party(heading: str, cell: object) -> str:
    """What the cross says, as it would be written in a column of parties: «Bardu», «Bardu, vertskommune», or nothing."""
    name, said = whole(heading), _said(cell)
    if said in HOST:
        return f"{name}, vertskommune"
    return name if said in YES else ""


def _said(cell: object) -> str:
    return fold(str(cell)).strip(" .")
