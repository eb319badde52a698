"""Every municipality in memory: numbers, names in three languages, former names and spellings, on any day. One query."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from municipalities.lineage import Lineage
from municipalities.models import County, Municipality, MunicipalityNumber, Organisation, Region, RegionMembership
from municipalities.models.region import Certainty
from municipalities.selection.gazetteer import Gazetteer, Group, Place
from municipalities.selection.words import COUNTY, ORGANISATION
from registry.search import fold

_SUFFIXES = re.compile(r"\s*\b(kommune|suohkan|gielda|komuuni)$")


def _plain(name: str) -> str:
    return _SUFFIXES.sub("", fold(name)) or fold(name)


@dataclass(frozen=True)
class Entry:
    """A municipality with the numbers it has carried, oldest first."""

    municipality: Municipality
    numbers: tuple[MunicipalityNumber, ...]

    def number_row(self, day: date) -> MunicipalityNumber | None:
        """The number row on the day; for a municipality that does not exist then, its last (or first) one."""
        for row in self.numbers:
            if row.holds(day):
                return row
        if not self.numbers:
            return None
        started = [row for row in self.numbers if row.valid_from is None or row.valid_from <= day]
        return started[-1] if started else self.numbers[0]

    def number(self, day: date) -> str:
        """The number it is known by on the day."""
        row = self.number_row(day)
        return row.number if row else ""

    def in_register(self, day: date) -> bool:
        """Whether it is one of the municipalities the register covers on the day."""
        row = self.number_row(day)
        return bool(row and row.county.in_register and self.municipality.exists_on(day))


@dataclass(frozen=True)
class Surroundings:
    """What a gazetteer holds beside the municipalities. Four queries, for all days together."""

    lineage: Lineage
    organisations: tuple[Organisation, ...]
    regions: tuple[Region, ...]
    memberships: tuple[RegionMembership, ...]

    @classmethod
    def load(cls) -> "Surroundings":
        """Read them all."""
        memberships = RegionMembership.objects.select_related("municipality")
        return cls(Lineage.load(), tuple(Organisation.objects.all()), tuple(Region.objects.all()), tuple(memberships))


@dataclass
class Directory:
    """Look-up by id, number and name. Build one per request with `Directory.load(day)`."""

    day: date
    entries: dict[int, Entry]
    _by_number: dict[str, list[Entry]] = field(default_factory=dict)
    _by_name: dict[str, list[Entry]] = field(default_factory=dict)

    @classmethod
    def load(cls, day: date) -> "Directory":
        """Read all municipalities with their numbers and counties, in one query."""
        rows = MunicipalityNumber.objects.select_related("municipality", "county").order_by(
            "municipality__sort_key", "municipality_id"
        )
        grouped: dict[int, list[MunicipalityNumber]] = {}
        for row in rows:
            grouped.setdefault(row.municipality_id, []).append(row)
        entries = {
            pk: Entry(numbers[0].municipality, tuple(sorted(numbers, key=lambda row: row.valid_from or date.min)))
            for pk, numbers in grouped.items()
        }
        directory = cls(day, entries)
        for entry in entries.values():
            for number in {row.number for row in entry.numbers}:
                directory._by_number.setdefault(number, []).append(entry)
            for name in {_plain(name) for name in entry.municipality.spellings}:
                directory._by_name.setdefault(name, []).append(entry)
        return directory

    def on(self, day: date) -> "Directory":
        """The same on another day. No query."""
        return replace(self, day=day)

    def __getitem__(self, pk: int) -> Entry:
        return self.entries[pk]

    def number(self, municipality: Municipality) -> str:
        """The number the municipality is known by on the directory's day."""
        return self.entries[municipality.pk].number(self.day)

    def existing(self) -> list[Entry]:
        """The municipalities of the register on the directory's day, in order of name."""
        return [entry for entry in self.entries.values() if entry.in_register(self.day)]

    @property
    def counties(self) -> dict[str, County]:
        """Every county in which some municipality has lain, by its number."""
        rows = (row for entry in self.entries.values() for row in entry.numbers)
        return {county.number: county for county in sorted({row.county for row in rows}, key=lambda county: county.number)}

    @property
    def covered(self) -> list[County]:
        """The counties in which a municipality of the register lies on the directory's day, by number."""
        return sorted({entry.number_row(self.day).county for entry in self.existing()}, key=lambda county: county.number)

    def county(self, number: str) -> County | None:
        """The county of this number, whichever it has had; None unless a municipality of the register lies there on the day."""
        found = self.counties.get(number)
        return found if found and found.name in {county.name for county in self.covered} else None

    def by_number(self, number: str) -> list[Entry]:
        """Every municipality that has ever carried the number, those that exist on the directory's day first.

        Several only where a number was carried on by more than one.
        """
        return self._on_day_first(self._by_number.get(number, []))

    def by_name(self, name: str) -> list[Entry]:
        """Every municipality written so in any language, with or without «kommune», those of the directory's day first."""
        folded = _plain(name)
        found = self._by_name.get(folded, [])
        if not found:
            halves = [half for half in re.split(r"\s*[/,]\s*|\s-\s", folded) if half]
            found = self._by_name.get(halves[0], []) if len(halves) > 1 else []
            found = [e for e in found if all(e in self._by_name.get(half, []) for half in halves)]
        return self._on_day_first(found)

    def find(self, text: str) -> list[Entry]:
        """By number, by name, or by both as the register writes it: 5540, Gáivuotna, "Kåfjord (5540)"."""
        text = text.strip()
        if re.fullmatch(r"\d{4}", text):
            return self.by_number(text)
        if match := re.fullmatch(r"(.+?)\s*\((\d{4})[^)]*\)", text):
            named = self.by_name(match[1])
            return [entry for entry in self.by_number(match[2]) if entry in named]
        return self.by_name(text)

    def gazetteer(self, beside: Surroundings | None = None) -> Gazetteer:
        """Everybody there is on the day, for reading parties as people write them. Four queries more, none with `beside`."""
        beside = beside or Surroundings.load()
        places = [self._place(entry, beside.lineage) for entry in self.entries.values()]
        for row in beside.organisations:
            numbers = (row.org_number,) if row.org_number else ()
            places.append(Place(("organisation", row.pk), row.name, ORGANISATION, tuple(row.spellings), numbers))
        return Gazetteer.of(self.day, places, [*self._county_groups(), *self._region_groups(beside)])

    def _place(self, entry: Entry, lineage: Lineage) -> Place:
        municipality, known = entry.municipality, entry.number(self.day)
        numbers = tuple(dict.fromkeys([row.number for row in entry.numbers if row.number != known] + [known]))
        heirs = tuple(_key(heir) for heir in lineage.heirs(municipality, self.day))
        forebears = tuple(_key(forebear) for forebear in lineage.forebears(municipality, self.day))
        spellings, life = tuple(municipality.spellings), (municipality.founded, municipality.dissolved)
        return Place(
            _key(municipality),
            municipality.name,
            spellings=spellings,
            numbers=numbers,
            begins=life[0],
            ends=life[1],
            heirs=heirs,
            forebears=forebears,
        )

    def _county_groups(self) -> list[Group]:
        """The counties of the day, and those that were away for some years: of Troms people spoke in 2022 too."""
        existing = [entry for entry in self.entries.values() if entry.municipality.exists_on(self.day)]
        members: dict[str, set] = {}
        covered: dict[str, bool] = {}
        for name in {county.name for county in self.counties.values()}:
            rows = [(entry, row) for entry in existing for row in entry.numbers if row.county.name == name]
            now = {_key(entry.municipality) for entry, row in rows if row.holds(self.day)}
            before = any(row.valid_to and row.valid_to <= self.day for _, row in rows)
            later = {_key(entry.municipality) for entry, row in rows if row.valid_from and row.valid_from > self.day}
            members[name] = now or (later if before else set())
            covered[name] = all(row.county.in_register for _, row in rows)
        return [
            Group(("county", name), name, COUNTY, frozenset(found), whole=covered[name]) for name, found in members.items() if found
        ]

    def _region_groups(self, beside: Surroundings) -> list[Group]:
        members: dict[int, list[RegionMembership]] = {}
        for row in beside.memberships:
            if row.holds(self.day):
                members.setdefault(row.region_id, []).append(row)
        return [
            Group(
                ("region", region.pk),
                region.name,
                region.kind,
                frozenset(_key(row.municipality) for row in members.get(region.pk, [])),
                frozenset(_key(row.municipality) for row in members.get(region.pk, []) if row.certainty != Certainty.STATED),
                exists=region.holds(self.day),
            )
            for region in beside.regions
        ]

    def _on_day_first(self, entries: list[Entry]) -> list[Entry]:
        return sorted(entries, key=lambda entry: not entry.municipality.exists_on(self.day))


def _key(municipality: Municipality) -> tuple[str, int]:
    return ("municipality", municipality.pk)
