"""What agreements hold beside their parties and sources, all tables in one query, however many agreements."""

import json
from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models import F, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject

from agreements.models.body import Body, Grant
from agreements.models.candidate import Candidate
from agreements.models.cost_split import CostComponent, CostSplit
from agreements.models.decision import Decision, Version
from agreements.models.document import Document
from agreements.models.figures import AgreementYear, PartyYear
from agreements.models.ownership import Ownership
from municipalities.models import Municipality, Organisation

# Each table by the name of its rows, and the path from a row to its agreement.
TABLES: dict[str, tuple[type[models.Model], str]] = {
    "ownerships": (Ownership, "participation__agreement"),
    "party_years": (PartyYear, "participation__agreement"),
    "bodies": (Body, "agreement"),
    "grants": (Grant, "agreement"),
    "candidates": (Candidate, "agreement"),
    "versions": (Version, "agreement"),
    "decisions": (Decision, "agreement"),
    "documents": (Document, "agreement"),
    "cost_splits": (CostSplit, "agreement"),
    "components": (CostComponent, "cost_split__agreement"),
    "years": (AgreementYear, "agreement"),
}
# Who decided, with no more of the party than its name, its life and its place among others.
NAMED = {"municipality": Municipality, "organisation": Organisation}
NAMED_BY = {
    "municipality": ("id", "name", "founded", "dissolved", "sort_key"),
    "organisation": ("id", "name", "kind", "org_number", "sort_key"),
}


class Holdings:
    """The rows of one agreement, oldest first, each list by the name of its table."""

    ownerships: list[Ownership]
    party_years: list[PartyYear]
    bodies: list[Body]
    grants: list[Grant]
    candidates: list[Candidate]
    versions: list[Version]
    decisions: list[Decision]
    documents: list[Document]
    cost_splits: list[CostSplit]
    components: list[CostComponent]
    years: list[AgreementYear]

    def __init__(self):
        for name in TABLES:
            setattr(self, name, [])

    def tables(self) -> dict[str, list]:
        """Every list by its name."""
        return {name: getattr(self, name) for name in TABLES}

    def parts_of(self, split: CostSplit) -> list[CostComponent]:
        """The components of one key, which may not be stored yet."""
        if split.pk is None:
            return [row for row in self.components if row.cost_split_id is None and row.cost_split is split]
        return [row for row in self.components if row.cost_split_id == split.pk]

    def version(self, pk: int | None) -> Version | None:
        """The version with this id."""
        return next((row for row in self.versions if row.pk == pk), None)


def holdings_of(ids: Collection[int]) -> defaultdict[int, Holdings]:
    """What each agreement holds. One query; what a row points to, other than the party that decided, is not fetched with it."""
    found: defaultdict[int, Holdings] = defaultdict(Holdings)
    sql, params = _compiled(connection.vendor)
    given = json.dumps(list(ids)) if connection.vendor == "sqlite" else list(ids)
    with connection.cursor() as cursor:
        cursor.execute(sql, [given if param == _IDS else param for param in params])
        for agreement, name, data in cursor:
            getattr(found[agreement], name).append(_instance(TABLES[name][0], json.loads(data)))
    for holdings in found.values():
        for rows in holdings.tables().values():
            rows.sort(key=lambda row: row.pk)
    return found


_IDS = "the ids of the agreements"  # stands for them, as one value, in what is compiled once
_EACH_OF = {"sqlite": "SELECT value FROM json_each(%s)", "postgresql": "SELECT unnest(%s::bigint[])"}


@cache
def _compiled(vendor: str) -> tuple[str, tuple]:
    """The query with its parameters. To make it takes longer than to ask it, and every act and page asks."""
    first, *rest = (_rows(name, RawSQL(_EACH_OF[vendor], [_IDS])) for name in TABLES)  # noqa: S611 nothing of it comes from outside
    return first.union(*rest, all=True).query.sql_with_params()


def _rows(name: str, ids: RawSQL) -> models.QuerySet:
    model, path = TABLES[name]
    columns = {field.attname: F(field.attname) for field in model._meta.concrete_fields}
    if model is Decision:
        columns |= {f"{party}__{column}": F(f"{party}__{column}") for party in NAMED for column in NAMED_BY[party]}
    data = JSONObject(**columns)
    rows = model._base_manager.filter(**{f"{path}__in": ids}).order_by()
    return rows.annotate(_owner=F(path), _table=Value(name), _data=data).values_list("_owner", "_table", "_data")


def _instance(model: type[models.Model], data: dict[str, Any]) -> models.Model:
    row = _made(model, data, [field.attname for field in model._meta.concrete_fields])
    if model is Decision:
        for name, kind in NAMED.items():
            if data[f"{name}_id"] is not None:
                setattr(row, name, _made(kind, data, NAMED_BY[name], f"{name}__"))
    return row


def _made(model: type[models.Model], data: dict[str, Any], columns: Collection[str], prefix: str = "") -> models.Model:
    fields = [field for field in model._meta.concrete_fields if field.attname in columns]
    values = [_value(field, data[f"{prefix}{field.attname}"]) for field in fields]
    return model.from_db("default", [field.attname for field in fields], values)


def _value(field: models.Field, value: Any) -> Any:
    """The value as the column holds it: JSON has neither dates nor, on SQLite, booleans."""
    value = field.target_field.to_python(value) if field.is_relation else field.to_python(value)
    if isinstance(value, datetime) and value.tzinfo is None:  # SQLite keeps UTC without saying so
        return value.replace(tzinfo=UTC)
    return value
