"""★ The schemes of a day as every figure counts them: read once, kept in memory, counted by plain functions.

A scheme counts on a day when everybody may see it, it counts as formal, and its period covers the day. A grunnavtale counts only
while no tjenesteavtale under it does. A party counts within its own existence. All figures are made of one inventory, so that no
two of them mean different schemes; and since a figure is the schemes themselves and not a number, it always opens what it counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db.models import QuerySet

from agreements.legal_forms.catalogue import HOST_ROLE, LEADING_ROLES
from agreements.legal_forms.purchase import PURCHASE
from agreements.models import Agreement, Participation, Status
from agreements.models.edition import Remembered
from agreements.statistics.home_county import home_county
from municipalities.directory import Directory
from municipalities.models import Organisation
from municipalities.models.region import Certainty


class Scheme(NamedTuple):
    """One scheme on the day. Municipalities are ids; `home` is the number of its county, None without a municipality.

    `others` are the parties that are no municipalities; `complete`: all parties are named. A tuple, because thousands are made.
    """

    pk: int
    form: str
    form_stated: bool
    status: Status
    parent: int | None
    start: date | None
    complete: bool
    areas: frozenset[int]
    municipalities: frozenset[int]
    hosts: frozenset[int]
    counties: frozenset[str]
    home: str | None
    others: int = 0
    foreign: bool = False

    @property
    def unclear(self) -> bool:
        """Whether nobody knows that it still holds."""
        return self.status == Status.UNCLEAR

    @property
    def parties(self) -> int:
        """How many parties are named."""
        return len(self.municipalities) + self.others


@dataclass(frozen=True)
class Inventory:
    """The schemes that count on the directory's day. `basic_agreements`: grunnavtaler left out because tjenesteavtaler count."""

    directory: Directory
    schemes: tuple[Scheme, ...]
    basic_agreements: tuple[Scheme, ...] = ()
    purchase: bool = True

    @cached_property
    def of_municipality(self) -> Mapping[int, tuple[Scheme, ...]]:
        """The schemes of each municipality that takes part in one."""
        return by_municipality(self.schemes)

    @property
    def day(self) -> date:
        """The day."""
        return self.directory.day

    @classmethod
    def published(cls, directory: Directory, *, purchase: bool = True, remembered: Remembered | None = None) -> "Inventory":
        """Of what everybody may see. Counted once in each state of the register: then one query."""

        def count() -> tuple[tuple[Scheme, ...], tuple[Scheme, ...]]:
            found = cls.load(Agreement.objects.published(), directory, purchase=purchase)
            return found.schemes, found.basic_agreements

        name = f"inventory {directory.day} {purchase}"
        return cls(directory, *(remembered or Remembered()).made(name, count), purchase)

    @classmethod
    def load(cls, agreements: QuerySet, directory: Directory, *, purchase: bool = True) -> "Inventory":
        """Count among the agreements on the directory's day, with or without purchase of services. Three queries."""
        day = directory.day
        counting = agreements.counting().on(day).order_by()
        if not purchase:
            counting = counting.exclude(legal_form=PURCHASE.code)
        parties, areas = _parties(day), _areas()
        rows = counting.with_status(day).values_list(*_COLUMNS)
        counties = {pk: row.county.number for pk, entry in directory.entries.items() if (row := entry.number_row(day))}
        schemes = [_scheme(row, parties[row[0]], areas[row[0]], counties, directory) for row in rows]
        above = {scheme.parent for scheme in schemes}
        counted, basic_agreements = [], []
        for scheme in schemes:
            (basic_agreements if scheme.pk in above else counted).append(scheme)
        return cls(directory, tuple(counted), tuple(basic_agreements), purchase)

    def with_any(self, municipality_ids: Iterable[int]) -> tuple[Scheme, ...]:
        """The schemes that one of the municipalities takes part in."""
        return tuple({scheme.pk: scheme for pk in municipality_ids for scheme in self.of_municipality.get(pk, ())}.values())


def by_municipality(schemes: Iterable[Scheme]) -> dict[int, tuple[Scheme, ...]]:
    """The schemes of each municipality that takes part in one."""
    found: dict[int, list[Scheme]] = defaultdict(list)
    for scheme in schemes:
        for municipality_id in scheme.municipalities:
            found[municipality_id].append(scheme)
    return {pk: tuple(schemes) for pk, schemes in found.items()}


_COLUMNS = (
    *("pk", "legal_form", "legal_form_certainty", "status", "parent", "valid_from", "participants_complete"),
    *("organisation__seat", "office"),
)
_PARTY = ("agreement", "municipality", "role", "organisation", "organisation__kind")


def _scheme(row: tuple, parties: "_Parties", areas: frozenset[int], county_of: Mapping[int, str], directory: Directory) -> Scheme:
    pk, form, certainty, status, parent, start, complete, seat, office = row
    counties = {pk: county_of[pk] for pk in parties.municipalities if pk in county_of}
    return Scheme(
        pk,
        form,
        certainty == Certainty.STATED,
        Status(status),
        parent,
        start,
        complete,
        areas,
        frozenset(parties.municipalities),
        frozenset(parties.hosts),
        frozenset(counties.values()),
        home_county(parties.leading, seat or office, counties, directory),
        len(parties.others),
        parties.foreign,
    )


@dataclass
class _Parties:
    municipalities: set[int] = field(default_factory=set)
    hosts: set[int] = field(default_factory=set)
    leading: set[int] = field(default_factory=set)
    others: set[int] = field(default_factory=set)
    foreign: bool = False


def _parties(day: date) -> Mapping[int, _Parties]:
    """Of every agreement: to leave out those few that do not count takes the database longer than to read them."""
    found: dict[int, _Parties] = defaultdict(_Parties)
    rows = Participation.objects.on(day).order_by()
    for pk, municipality_id, role, other, kind in rows.values_list(*_PARTY):
        parties = found[pk]
        if municipality_id is None:
            parties.others.add(other)
            parties.foreign |= kind == Organisation.Kind.FOREIGN
            continue
        parties.municipalities.add(municipality_id)
        if role in LEADING_ROLES:
            parties.leading.add(municipality_id)
        if role == HOST_ROLE:
            parties.hosts.add(municipality_id)
    return found


def _areas() -> Mapping[int, frozenset[int]]:
    """Of every agreement too."""
    found: dict[int, set[int]] = defaultdict(set)
    for pk, area in Agreement.service_areas.through.objects.values_list("agreement", "servicearea"):
        found[pk].add(area)
    return defaultdict(frozenset, {pk: frozenset(areas) for pk, areas in found.items()})
