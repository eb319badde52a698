"""Where a figure stands, as one word in an address: `niva.niva.region.antall/fylke:55`. The list opens the schemes behind it."""

from dataclasses import dataclass
from datetime import date

from agreements.statistics.subject import ANY, Subject

COUNTY, REGION, DIVISION, WITHOUT_PURCHASE, DAY, SINCE = "fylke", "region", "inndeling", "uten-kjop", "per", "siden"
COMPARED = "med"
SECTOR, AREA, FORM, LEVEL = "sektor", "omrade", "form", "niva"


@dataclass(frozen=True)
class Scope:
    """What a page of figures is narrowed to: a county by number, a region by its name in the address, without purchase, a subject.

    `since` is the earlier of two days. `day` is told where the list cannot show what holds on it, since it is over by then.
    """

    county: str = ""
    region: str = ""
    division: str = ""
    purchase: bool = True
    since: date | None = None
    day: date | None = None
    compare: tuple[str, ...] = ()
    subject: Subject = ANY

    def __str__(self):
        told = [(COUNTY, self.county), (REGION, self.region), (DIVISION, self.division), (SINCE, self.since), (DAY, self.day)]
        told += [(SECTOR, self.subject.sector), (AREA, self.subject.area), (FORM, self.subject.form), (LEVEL, self.subject.level)]
        told += [(COMPARED, code) for code in self.compare]
        words = [f"{name}:{value}" for name, value in told if value]
        return "".join(f"/{word}" for word in [*words, *([] if self.purchase else [WITHOUT_PURCHASE])])

    @classmethod
    def of(cls, words: list[str]) -> "Scope":
        """Read what `str` writes. Raises ValueError for a word that is none."""
        told, known = {}, {COUNTY: "county", REGION: "region", DIVISION: "division"}
        about, subjects = {}, {SECTOR: "sector", AREA: "area", FORM: "form", LEVEL: "level"}
        for word in words:
            name, _colon, value = word.partition(":")
            if word == WITHOUT_PURCHASE:
                told["purchase"] = False
            elif name in known and value:
                told[known[name]] = value
            elif name in subjects and value:
                about[subjects[name]] = value
            elif name in (SINCE, DAY):
                told["since" if name == SINCE else "day"] = date.fromisoformat(value)
            elif name == COMPARED and value:
                told["compare"] = (*told.get("compare", ()), value)
            else:
                raise ValueError(word)
        return cls(**told, subject=Subject(**about))


@dataclass(frozen=True)
class FigureAddress:
    """A cell of a table of a page, and what the page is narrowed to."""

    page: str
    table: str
    row: str
    column: str
    scope: Scope = Scope()

    def __str__(self):
        return f"{self.place}{self.scope}"

    @property
    def place(self) -> str:
        """The cell, whatever the page is narrowed to."""
        return f"{self.page}.{self.table}.{self.row}.{self.column}"

    @classmethod
    def of(cls, text: str) -> "FigureAddress":
        """Read what `str` writes. Raises ValueError when it is nothing of the kind."""
        place, *words = text.split("/")
        page, table, row, column = place.split(".")
        return cls(page, table, row, column, Scope.of(words))
