"""The audit trail: what a record looked like before and after one act, and what of it the public may see."""

import datetime
import decimal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.db import models
from django.db.models.expressions import BaseExpression
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from registry.checked import Checking
from registry.models import Change, Role, User

AT_ONCE = 200  # rows of the trail in one query: each may be some hundred kilobytes


@dataclass(frozen=True)
class Actor:
    """Who acts. A person (`user`), or an import without one; `label` is the name kept in the trail, never shown in public.

    `at` is the moment of an act on many records, by which their changes belong together; None: when each is written.
    """

    kind: str
    label: str
    user: User | None = None
    at: datetime.datetime | None = None

    @classmethod
    def of(cls, user: User) -> "Actor":
        """The actor for a logged-in person."""
        kind = Change.ActorKind.MUNICIPALITY if user.role == Role.MUNICIPALITY else Change.ActorKind.GOVERNOR
        return cls(kind, str(user), user)

    @classmethod
    def importer(cls, label: str) -> "Actor":
        """The actor for a file that is loaded without a person."""
        return cls(Change.ActorKind.IMPORT, label)

    def at_one_moment(self) -> "Actor":
        """The actor of one act on many records: every change it writes is of the same moment."""
        return self if self.at else replace(self, at=timezone.now())


@dataclass(frozen=True)
class Difference:
    """One field that differs. `path` is "name" on the record itself, "participations" for a row of a child table."""

    path: str
    row: str
    before: Any
    after: Any


def snapshot(instance: models.Model, children: Mapping[str, Iterable[models.Model]] | None = None) -> dict:
    """The record and its child rows as JSON: what `Change.before` and `.after` hold.

    `children` are the rows by the name of their table; each row carries `label`, its name for people.
    """
    data = columns_of(instance)
    for name, rows in (children or {}).items():
        data[name] = [{**columns_of(row), "label": str(row)} for row in sorted(rows, key=lambda row: row.pk)]
    return data


def columns_of(instance: models.Model) -> dict:
    """The columns of one row as JSON, by the names of their fields."""
    return {
        name: value if (value := getattr(instance, attname)).__class__ in _PLAIN else _plain(value)
        for name, attname in _names(type(instance))
    }


_PLAIN = {str, int, bool, float, type(None)}  # by far the most values, and the same in JSON


@cache
def _names(model: type[models.Model]) -> list[tuple[str, str]]:
    return [(field.name, field.attname) for field in model._meta.concrete_fields]


def _plain(value: Any) -> Any:
    if isinstance(value, BaseExpression):  # F("revision") + 1 has no value before the row is read again
        return None
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    if isinstance(value, decimal.Decimal | FieldFile):
        return str(value)
    return value


def diff(before: dict | None, after: dict | None, ignore: frozenset[str] = frozenset()) -> list[Difference]:
    """Field by field what differs between two snapshots, child rows matched by their id."""
    before, after = before or {}, after or {}
    found = []
    for path in dict.fromkeys([*after, *before]):
        old, new = before.get(path), after.get(path)
        if path in ignore or old == new:
            continue
        if isinstance(old, list) or isinstance(new, list):
            found += _diff_rows(path, old or [], new or [], ignore)
        else:
            found.append(Difference(path, "", old, new))
    return found


def _diff_rows(path: str, old: list[dict], new: list[dict], ignore: frozenset[str]) -> list[Difference]:
    was, now = {row["id"]: row for row in old}, {row["id"]: row for row in new}
    found = []
    for key in dict.fromkeys([*was, *now]):
        left, right = was.get(key), now.get(key)
        if left is None or right is None:
            label = (right or left)["label"]
            found.append(Difference(path, "", left and label, right and label))
            continue
        for name in right:
            if name not in ignore and name != "label" and left.get(name) != right[name]:
                found.append(Difference(f"{path}.{name}", right["label"], left.get(name), right[name]))
    return found


def change_of(
    instance: models.Model,
    *,
    kind: str,
    by: Actor,
    before: dict | None,
    after: dict | None,
    reason: str = "",
    revision: int = 0,
    public: bool = False,
) -> Change:
    """One row of the trail, not stored; `public` when everyone may read of it what the whitelist of its table lets through."""
    return Change(
        at=by.at or timezone.now(),
        kind=kind,
        actor=by.user,
        actor_kind=by.kind,
        actor_label=by.label[:200],
        reason=reason,
        record=instance._meta.label_lower,
        record_id=instance.pk,
        record_name=str(instance)[:300],
        revision=revision,
        public=public,
        before=before,
        after=after,
    )


def record_many(made: Iterable[Change]) -> list[Change]:
    """Write the rows that `change_of` made, in order."""
    checking, made = Checking(), list(made)
    for change in made:
        checking.check(change)
    return Change.objects.bulk_create(made, batch_size=AT_ONCE)


def record(instance: models.Model, **what: Any) -> Change:
    """Write one row, as `change_of` makes it."""
    return record_many([change_of(instance, **what)])[0]
