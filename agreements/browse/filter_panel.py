"""The filter panel and the chips above a list: what there is to choose, and what has been chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from agreements.filters import AgreementFilterSet
from agreements.filters.filterset import Tally
from agreements.filters.ordering import STATUS_ORDER
from agreements.legal_forms.catalogue import BY_CODE, CATALOGUE
from agreements.models import Sector, ServiceArea, Status
from agreements.statistics.tables.catalogue import TITLES
from registry.periods import show_day

WORDS = {
    "q": gettext_noop("Søk"),
    "municipality": gettext_noop("Kommune"),
    "county": gettext_noop("Fylke"),
    "region": gettext_noop("Region"),
    "legal_form": gettext_noop("Form"),
    "service_area": gettext_noop("Område"),
    "sector": gettext_noop("Sektor"),
    "host": gettext_noop("Vertskommune"),
    "status": gettext_noop("Status"),
    "counts": gettext_noop("Formelt samarbeid"),
    "figure": gettext_noop("Tallet"),
    "on": gettext_noop("Per"),
    "changed_since": gettext_noop("Endret siden"),
}

KEPT = ("figure", "ordering", "changed_since", "page_size", "columns")


@dataclass(frozen=True)
class Option:
    """One thing to choose; `number` is how many agreements it would give, None where that is not counted."""

    value: str
    label: str
    chosen: bool
    number: int | None = None


@dataclass(frozen=True)
class Chip:
    """One thing chosen, and the query without it."""

    label: str
    query: str


@dataclass
class FilterPanel:
    """The panel for one selection."""

    selection: AgreementFilterSet
    tally: Tally

    def _given(self, name: str) -> list[str]:
        return self.selection.data.getlist(name)

    @cached_property
    def values(self) -> dict[str, str]:
        """What is typed in the text fields."""
        day = self.selection.on_day
        chosen = self.selection.chosen
        return {"q": chosen["q"], "on": show_day(day) if day else "", "counts": chosen["counts"]}

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What is chosen elsewhere than in the panel, and follows along."""
        return [(name, value) for name in KEPT for value in self._given(name)]

    @property
    def more_chosen(self) -> bool:
        """Whether something is chosen under «Flere filtre»."""
        return any(self._given(name) for name in ("region", "host", "sector", "counts"))

    def _municipalities(self, name: str) -> list[Option]:
        directory = self.selection.directory
        given = self._given(name)
        options = {directory.number(entry.municipality): entry.municipality.name for entry in directory.existing()}
        for number in given:
            options.setdefault(number, f"{self._names(directory.by_number(number))} ({number})")
        return [Option(number, label, number in given) for number, label in options.items()]

    @property
    def municipalities(self) -> list[Option]:
        """The municipalities of the day, and whichever is chosen."""
        return self._municipalities("municipality")

    @property
    def hosts(self) -> list[Option]:
        """The same, as host."""
        return self._municipalities("host")

    @property
    def counties(self) -> list[Option]:
        """The counties of the day that the register covers, and whichever is chosen."""
        directory, given = self.selection.directory, self._given("county")
        rows = [entry.number_row(directory.day) for entry in directory.existing()]
        options = {row.county.number: row.county.name for row in rows if row}
        for number in given:
            options.setdefault(number, str(self.selection.form.counties[number]))
        return [Option(number, options[number], number in given) for number in sorted(options)]

    @property
    def regions(self) -> list[Option]:
        """Every region that holds on the day, and whichever is chosen."""
        given = self._given("region")
        regions = (r for r in self.selection.form.regions.values() if r.holds(self.selection.day) or r.slug in given)
        return [Option(region.slug, region.name, region.slug in given) for region in regions]

    @property
    def areas(self) -> list[tuple[str, list[Option]]]:
        """Every service area, by sector."""
        given, sectors = self._given("service_area"), list(Sector.values)
        ordered = sorted(self.selection.form.areas.values(), key=lambda area: sectors.index(area.sector))
        return [
            (Sector(sector).label, [Option(area.code, area.name, area.code in given[:1]) for area in areas])
            for sector, areas in groupby(ordered, key=lambda area: area.sector)
        ]

    @property
    def more_areas(self) -> list[str]:
        """Areas chosen beside the one that the panel shows."""
        return self._given("service_area")[1:]

    @property
    def sectors(self) -> list[Option]:
        """Every sector."""
        return [Option(sector, label, sector in self._given("sector")) for sector, label in Sector.choices]

    @cached_property
    def legal_forms(self) -> list[Option]:
        """Every form that some agreement has, and whichever is chosen. One query."""
        given, numbers = self._given("legal_form"), self.tally.by_legal_form
        every = self.selection.queryset.order_by().values_list("legal_form", flat=True).distinct()
        shown = {*self.selection.remembered.rows(every), *given}
        forms = [form for form in CATALOGUE if form.code in shown]
        return [Option(f.code, capfirst(_(f.short_label)), f.code in given, numbers.get(f.code, 0)) for f in forms]

    @property
    def statuses(self) -> list[Option]:
        """Every status."""
        given, numbers = self._given("status"), self.tally.by_status
        return [Option(str(s.value), capfirst(s.label), s in given, numbers.get(s, 0)) for s in STATUS_ORDER]

    @cached_property
    def chips(self) -> list[Chip]:
        """Everything chosen, each with the query that is left without it."""
        return list(self._chips())

    def _chips(self) -> Iterator[Chip]:
        for name, values in self.selection.data.lists():
            for value in values if name in WORDS else ():
                query = self.selection.data.copy()
                query.setlist(name, [other for other in values if other != value])
                query.pop("page", None)
                yield Chip(self._chip_label(name, value), query.urlencode())

    def _chip_label(self, name: str, value: str) -> str:
        selection = self.selection
        said = {
            "q": lambda: f"«{value}»",
            "municipality": lambda: self._names(selection.directory.by_number(value)),
            "host": lambda: self._names(selection.directory.by_number(value)),
            "county": lambda: selection.form.counties[value].name,
            "region": lambda: selection.form.regions[value].name,
            "legal_form": lambda: _(BY_CODE[value].short_label),
            "service_area": lambda: self._area(value).name,
            "sector": lambda: Sector(value).label,
            "status": lambda: Status(value).label,
            "on": lambda: show_day(selection.day),
            "changed_since": lambda: show_day(selection.chosen["changed_since"]),
            "counts": lambda: value,
            "figure": lambda: TITLES[selection.chosen["figure"].page],
        }[name]()
        return _("%(name)s: %(value)s") % {"name": _(WORDS[name]), "value": said}

    def _area(self, code: str) -> ServiceArea:
        return self.selection.form.areas[code]

    @staticmethod
    def _names(entries) -> str:
        return " / ".join(entry.municipality.name for entry in entries)
