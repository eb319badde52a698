"""An agreement with every row that belongs to it, in memory: what an act changes, the trail keeps and the rules judge."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Prefetch, Q, QuerySet

from agreements.models.agreement import Agreement, AgreementSuccession
from agreements.models.decision import Version
from agreements.models.evidence import Source
from agreements.models.holdings import TABLES, Holdings, holdings_of
from agreements.models.participation import Participation
from agreements.models.service_area import ServiceArea

MODELS: dict[str, type[Model]] = {
    "participations": Participation,
    "sources": Source,
    "successions_out": AgreementSuccession,
    "successions_in": AgreementSuccession,
    **{name: model for name, (model, _path) in TABLES.items()},
}
LIST_OF = {model: name for name, model in MODELS.items()}
HANGING = {"ownerships": "participation", "party_years": "participation", "components": "cost_split"}  # rows that go with another


@dataclass
class Whole:
    """One agreement, stored or not, and its rows: those that are not stored yet have no id.

    An act changes columns and rows here, with `add` and `remove`; `actions.amend_many` and `register_many` store what differs.
    """

    agreement: Agreement
    participations: list[Participation] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    service_areas: list[ServiceArea] = field(default_factory=list)
    successions_out: list[AgreementSuccession] = field(default_factory=list)
    successions_in: list[AgreementSuccession] = field(default_factory=list)
    held: Holdings = field(default_factory=Holdings)

    def tables(self) -> dict[str, list]:
        """Every list of rows by its name, those first that others point to; without the areas, which are rows of their own."""
        return {name: getattr(self.held if name in TABLES else self, name) for name in MODELS}

    def add(self, *rows: Model) -> None:
        """Rows that are to belong to it."""
        for row in rows:
            self.tables()[self._list_of(row)].append(row)

    def remove(self, row: Model) -> None:
        """A row that is to go, with what hangs on it."""
        tables = self.tables()
        tables[self._list_of(row)].remove(row)
        for name, on in HANGING.items():
            tables[name][:] = [other for other in tables[name] if getattr(other, on) is not row]
        if isinstance(row, Version):
            for other in (*self.held.decisions, *self.held.documents):
                if other.version_id == row.pk:
                    other.version = None

    def _list_of(self, row: Model) -> str:
        if isinstance(row, AgreementSuccession):
            return "successions_out" if row.predecessor_id and row.predecessor_id == self.agreement.pk else "successions_in"
        return LIST_OF[type(row)]

    def own(self) -> None:
        """Let every row know its agreement, which may have its id only now."""
        for name, rows in self.tables().items():
            owner = {"successions_out": "predecessor", "successions_in": "successor"}.get(name, "agreement")
            if hasattr(MODELS[name], owner):
                for row in rows:
                    setattr(row, owner, self.agreement)


def wholes_of(ids: Collection[int] | QuerySet, *, lock: bool = False) -> dict[int, Whole]:
    """The agreements by id, lowest first, each with its rows: a flat number of queries, however many, one less for a query of ids.

    `lock`: until the transaction ends nobody else changes them.
    """
    agreements = Agreement.objects.select_for_update() if lock else Agreement.objects.all()
    below = Prefetch("service_agreements", Agreement.objects.only("parent").order_by())
    found = {row.pk: Whole(row) for row in agreements.filter(pk__in=ids).order_by("pk").prefetch_related(below)}
    for row in Participation.objects.filter(agreement__in=found).order_by("pk"):
        found[row.agreement_id].participations.append(row)
    for row in Source.objects.filter(agreement__in=found).order_by("pk"):
        found[row.agreement_id].sources.append(row)
    areas = Agreement.service_areas.through.objects.filter(agreement__in=found).select_related("servicearea")
    for link in areas.order_by("servicearea_id"):
        found[link.agreement_id].service_areas.append(link.servicearea)
    for row in AgreementSuccession.objects.filter(Q(predecessor__in=found) | Q(successor__in=found)).order_by("pk"):
        if row.predecessor_id in found:
            found[row.predecessor_id].successions_out.append(row)
        if row.successor_id in found:
            found[row.successor_id].successions_in.append(row)
    for pk, held in holdings_of(found).items():
        found[pk].held = held
    bring_to_hand(found.values())
    return found


def bring_to_hand(wholes: Iterable[Whole]) -> None:
    """Fetch what the rows point to, where it is not at hand: a flat number of queries, none for what points to nothing."""
    wholes = list(wholes)
    for whole in wholes:
        whole.own()
        for name, on in HANGING.items():
            pointed_to = whole.participations if on == "participation" else whole.held.cost_splits
            others = {row.pk: row for row in pointed_to if row.pk}
            for row in whole.tables()[name]:
                if other := others.get(getattr(row, f"{on}_id")):
                    setattr(row, on, other)
    fetched = {
        "participations": ("municipality", "organisation"),
        "decisions": ("municipality", "organisation"),
        "successions_out": ("successor",),
        "successions_in": ("predecessor",),
    }
    pointing = [([row for whole in wholes for row in whole.tables()[name]], paths) for name, paths in fetched.items()]
    _fetch([*pointing, ([whole.agreement for whole in wholes], ("parent", "organisation"))])


def _fetch(pointing: Iterable[tuple[list, Iterable[str]]]) -> None:
    """What the rows point to by each path, a query a table. `prefetch_related_objects` stops at a thousand ids on SQLite."""
    wanting: dict[type[Model], list[tuple[Model, Any]]] = {}
    for rows, paths in pointing:
        for column in (rows[0]._meta.get_field(path) for path in paths if rows):
            there = [(row, column) for row in rows if getattr(row, column.attname) and not column.is_cached(row)]
            wanting.setdefault(column.related_model, []).extend(there)
    for model, found in wanting.items():
        by_id = model._base_manager.in_bulk({getattr(row, column.attname) for row, column in found}) if found else {}
        for row, column in found:
            setattr(row, column.name, by_id[getattr(row, column.attname)])
