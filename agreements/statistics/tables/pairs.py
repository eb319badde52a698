"""Who cooperates with whom: every two municipalities that have schemes in common, those with most first."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from agreements.statistics.inventory import Scheme
from agreements.statistics.partners import pairs
from agreements.statistics.question import Question
from agreements.statistics.tables.table import Column, Page, Row, Table, counted

CODE, SHARED = "nettverk", "antall"
JOINT = "-"  # between the numbers of the two, in the code of their row


class Pair(NamedTuple):
    """Two municipalities by their ids, in the order of the page, and what they have in common."""

    one: int
    two: int
    schemes: list[Scheme]

    @property
    def number(self) -> int:
        """How many schemes that is."""
        return len(self.schemes)


def found(question: Question) -> list[Pair]:
    """Every two that have something in common, those with most first."""
    order = {pk: place for place, pk in enumerate(question.municipality_ids)}
    met = [
        Pair(one, two, schemes) if order[one] < order[two] else Pair(two, one, schemes)
        for (one, two), schemes in pairs(question.schemes).items()
        if one in order and two in order
    ]
    return sorted(met, key=lambda pair: (-len(pair.schemes), order[pair.one], order[pair.two]))


def page(question: Question, some: Iterable[Pair] | None = None) -> Page:
    """The page of all pairs, or of some. What two have in common is known in full when the list of one of them is."""
    how = (
        _("Tallet er samarbeid der begge kommunene er med, også sammen med andre."),
        _("Et samarbeid mellom mange kommuner gir mange par: tre kommuner er tre par, ti kommuner er 45."),
        _("«Minst» betyr at ingen av de to er ferdig kartlagt. De kan ha flere felles samarbeid enn dem som er registrert."),
        _("Parter som ikke er kommuner, og kommuner utenfor det tallene gjelder, er ikke med."),
    )
    table = Table(
        CODE,
        _("Felles samarbeid"),
        _("Kommuner"),
        (Column(SHARED, _("Felles samarbeid")),),
        tuple(rows(question, found(question) if some is None else some)),
        missing=_("Ingen av kommunene har registrert felles samarbeid i dette utvalget."),
    )
    lead = _("Strekene går mellom kommuner som har felles samarbeid. Jo bredere strek, jo flere.")
    return Page(CODE, _("Hvem samarbeider med hvem"), lead, (table,), how, True)


def rows(question: Question, some: Iterable[Pair]) -> Iterator[Row]:
    """A row for each. There may be tens of thousands, so that what is known of each municipality is looked up once."""
    day, both = question.directory.day, _("%(one)s og %(two)s")
    known = {
        entry.municipality.pk: (entry.number(day), entry.municipality.name, question.coverage.is_full(entry.municipality.pk))
        for entry in question.entries
    }
    for one, two, schemes in some:
        (first, name, full), (second, other, other_full) = known[one], known[two]
        label = both % {"one": name, "two": other}
        yield Row(f"{first}{JOINT}{second}", label, (counted(schemes, not (full or other_full)),))


def common(row: Row) -> int:
    """How many schemes the two municipalities of a row have in common."""
    return len(row.cells[0].schemes or ())


def numbers(row: Row) -> tuple[str, ...]:
    """The numbers of the two municipalities of a row."""
    return tuple(row.code.split(JOINT))
