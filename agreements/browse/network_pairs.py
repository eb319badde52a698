"""The pairs a page of the network shows: how many of how many, which thresholds there are, and all of it in words."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from django.utils.translation import gettext as _

from agreements.browse.figure_link import FigureLinks
from agreements.columns.statistics import shown
from agreements.filters.pairs import Pairs
from agreements.filters.statistics import StatisticsSelection
from agreements.statistics.tables import pairs
from agreements.statistics.tables.pairs import Pair
from agreements.statistics.tables.table import NUMBER, Page, Row
from municipalities.directory import Entry

READABLE = 80  # lines: with more of them one sees none
MOST_DRAWN = 1000


@dataclass(frozen=True)
class ShownPair:
    """One pair as the table shows it: its figure, and the schemes behind."""

    row: Row
    text: str
    records: str

    @property
    def number(self) -> int:
        """How many they have in common."""
        return pairs.common(self.row)


@dataclass(frozen=True)
class Asked:
    """What the page was asked for, and what it found."""

    selection: StatisticsSelection
    pairs: Pairs

    @cached_property
    def links(self) -> FigureLinks:
        """Where its numbers lead."""
        return FigureLinks(self.selection, pairs.CODE, pairs.CODE)

    @cached_property
    def all(self) -> list[Pair]:
        """Every pair of the selection that has something in common, those with most first."""
        return pairs.found(self.selection.question)

    @cached_property
    def own(self) -> list[Pair]:
        """Those of the municipality that is chosen; all where none is."""
        chosen = self.pairs.entry
        return [pair for pair in self.all if chosen.municipality.pk in pair[:2]] if chosen else self.all

    @cached_property
    def counts(self) -> dict[int, int]:
        """How many of them have at least so many in common, for each number there is."""
        found = Counter(pair.number for pair in self.own)
        return {least: sum(times for number, times in found.items() if number >= least) for least in sorted(found)}

    @cached_property
    def least(self) -> int:
        """The fewest in common that is shown: what was asked for, else the lowest number that leaves a readable drawing."""
        readable = [least for least, count in self.counts.items() if count <= READABLE]
        return self.pairs.least or min(readable, default=max(self.counts, default=1))

    @cached_property
    def wanted(self) -> list[Pair]:
        """The pairs with so many in common: the first ones."""
        return list(takewhile(lambda pair: pair.number >= self.least, self.own))

    @cached_property
    def page(self) -> Page:
        """The page of figures with the pairs that are shown; with none where they are too many to draw."""
        return pairs.page(self.selection.question, self.wanted if len(self.wanted) <= MOST_DRAWN else ())

    @cached_property
    def rows(self) -> list[ShownPair]:
        """The pairs that are shown."""
        return list(map(self.shown, self.page.tables[0].rows))

    @cached_property
    def others(self) -> list[ShownPair]:
        """Where one municipality is chosen: the pairs of others that would be shown without it."""
        chosen = self.pairs.entry
        if not chosen:
            return []
        least = self.all[READABLE].number + 1 if len(self.all) > READABLE else 1
        most = takewhile(lambda pair: pair.number >= least, self.all)
        others = (pair for pair in most if chosen.municipality.pk not in pair[:2])
        return list(map(self.shown, pairs.rows(self.selection.question, others)))

    def shown(self, row: Row) -> ShownPair:
        """One pair with its words and its address."""
        (cell,) = row.cells
        return ShownPair(row, shown(cell, NUMBER), self.links.of(cell, row.code, pairs.SHARED))

    def partner(self, row: Row) -> str:
        """The name of the other one in a pair of the municipality that is chosen."""
        names = {number: entry.municipality.name for entry, number in self.municipalities}
        return next(names[number] for number in pairs.numbers(row) if number != self.pairs.number)

    @property
    def choices(self) -> list[tuple[int, int]]:
        """What the threshold can be: the number, and how many pairs it leaves."""
        return [(least, count) for least, count in self.counts.items() if count <= MOST_DRAWN]

    @property
    def unlisted(self) -> bool:
        """Whether the threshold is none of them."""
        return bool(self.pairs.least) and self.pairs.least not in dict(self.choices)

    @property
    def municipalities(self) -> list[tuple[Entry, str]]:
        """The municipalities one can choose, and the chosen one when it is none of them."""
        entries = list(self.selection.question.entries)
        outside = [self.pairs.entry] if self.pairs.entry and self.pairs.entry not in entries else []
        return [(entry, entry.number(self.selection.directory.day)) for entry in [*entries, *outside]]

    @property
    def said(self) -> str:
        """What the drawing shows, in words."""
        if not self.rows:
            return self.missing
        told: dict[str, object] = {"shown": len(self.rows), "all": len(self.own), "least": self.least}
        if self.pairs.entry:
            told["name"], told["others"] = self.pairs.entry.municipality.name, max(len(self.selection.question.entries) - 1, 0)
            whole = _("%(name)s har felles samarbeid med %(all)s av %(others)s andre kommuner.") % told
        elif len(self.rows) == len(self.own):
            whole = _("Strekene er alle de %(all)s parene av kommuner som har felles samarbeid.") % told
        else:
            whole = _("Strekene er de %(shown)s parene med minst %(least)s felles samarbeid, av %(all)s par som har noen.") % told
        first = self.rows[0]
        most = _("Flest har %(pair)s: %(number)s.") % {"pair": first.row.label, "number": first.text}
        if self.pairs.entry:
            most = _("Flest med %(name)s: %(number)s.") % {"name": self.partner(first.row), "number": first.text}
        faint = _("Lyse streker er andre par.") if self.others else ""
        return " ".join(filter(None, [whole, most, faint]))

    @property
    def shown_of(self) -> str:
        """How many of how many the table has."""
        told: dict[str, object] = {"shown": len(self.rows), "all": len(self.own), "least": self.least}
        if len(self.rows) == len(self.own):
            return _("Alle %(all)s par med felles samarbeid. Tallet åpner samarbeidene.") % told
        return _("%(shown)s av %(all)s par: de med minst %(least)s felles. Tallet åpner samarbeidene.") % told

    @property
    def missing(self) -> str:
        """Why there is no pair to show."""
        entry = self.pairs.entry
        told = {"name": entry.municipality.name if entry else "", "least": self.least, "all": len(self.wanted), "most": MOST_DRAWN}
        if len(self.wanted) > MOST_DRAWN:
            return _(
                "%(all)s par har minst %(least)s felles, og det er flere enn de %(most)s som kan tegnes. "
                "Velg en høyere grense eller et mindre utvalg. Excel-filen har alle."
            ) % {**told, "all": len(self.wanted)}
        if entry and entry not in self.selection.question.entries:
            return _("%(name)s er ikke blant kommunene i utvalget.") % told
        if self.own:
            return _("Ingen par har minst %(least)s felles. Velg en lavere grense.") % told
        if entry:
            return _("%(name)s har ingen registrerte felles samarbeid med de andre i dette utvalget.") % told
        return self.page.tables[0].missing
