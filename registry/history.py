"""A change as people read it: field labels instead of columns, dates as written, names instead of numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry.changes import diff
from registry.models import Change
from registry.periods import ONE_DAY, Precision, show_date, show_day, show_moment

END = "valid_to"  # stored as the first day after; people read the last day


@dataclass(frozen=True)
class Line:
    """One thing that differs; `row` names the row of a child table, "" for the record itself."""

    label: str
    row: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One change with its lines."""

    change: Change
    lines: list[Line]


def readable(
    found: Iterable[Change], fields: frozenset[str] | None = None, known: Iterable[models.Model | None] = ()
) -> list[Entry]:
    """The changes with what differs in each, in words. One query a table that is pointed to, but for rows that are `known`.

    `fields` is the whitelist of what everyone may see: columns of the record ("name"), its tables ("participations") and
    their columns ("participations.role"). Without it everything is told.
    """
    found = list(found)
    names = {(type(row), row.pk): str(row) for row in known if row}
    names |= _names(found, fields, names)
    return [Entry(change, _lines(change, names, fields)) for change in found]


def _lines(change: Change, names: dict, fields: frozenset[str] | None) -> list[Line]:
    model = _model(change.record)
    before, after = (_in_words(model, data, names) for data in (change.before, change.after))
    lines = []
    for difference in diff(before, after):
        if (fields is None or difference.path in fields) and (difference.before or difference.after):
            label = capfirst(_label(model, difference.path))
            lines.append(Line(label, difference.row, difference.before or "", difference.after or ""))
    return lines


def _in_words(model: type[models.Model] | None, data: dict | None, names: dict) -> dict | None:
    if data is None:
        return None
    words: dict[str, Any] = {}
    for name in sorted(data, key=lambda name: _place(model, name)):
        value = data[name]
        if isinstance(value, list):
            child = _child_model(model, name)
            words[name] = [{**_in_words(child, row, names), "id": row["id"], "label": row["label"]} for row in value]
        elif _told(model, name, data):
            words[name] = _value(model, name, data, names)
    return words


def _place(model: type[models.Model] | None, name: str) -> tuple[int, str]:
    """The order of the model: a JSON column of PostgreSQL keeps none."""
    columns = [field.name for field in model._meta.concrete_fields] if model else []
    return (columns.index(name) if name in columns else len(columns), name)


def _told(model: type[models.Model] | None, name: str, data: dict) -> bool:
    """Whether a column is worth a line of its own: not ids and derived columns, and not the words and precision of a date."""
    base = name.removesuffix("_precision").removesuffix("_text").removesuffix("_first")
    if base != name and f"{base}_precision" in data:
        return False
    field = _field(model, name)
    return field is None or (field.editable and not field.primary_key)


def _value(model: type[models.Model] | None, name: str, data: dict, names: dict) -> str:
    value, field = data[name], _field(model, name)
    if f"{name}_precision" in data:
        return _date(name, value, data)
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value if value is not None else ""))
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if field is not None and field.is_relation:
        return names.get((field.related_model, value), _("nr. %(id)s (slettet)") % {"id": value})
    if isinstance(field, models.DateTimeField):
        return show_moment(datetime.fromisoformat(value))
    if isinstance(field, models.DateField):
        return show_day(date.fromisoformat(value))
    return str(value)


def _date(name: str, value: str | None, data: dict) -> str:
    precision = data[f"{name}_precision"]
    if value is None:
        return _("ukjent") if precision == Precision.UNKNOWN else ""
    if precision == Precision.UNKNOWN:
        return _("ukjent dato")
    day = date.fromisoformat(value)
    return show_date(day - ONE_DAY if name == END else day, precision, data.get(f"{name}_text", ""))


def _names(found: list[Change], fields: frozenset[str] | None, known: dict) -> dict:
    """What every record is called today that a column pointed to, or points to now, where the two differ."""
    wanted: dict[type[models.Model], set] = {}
    for change in found:
        model = _model(change.record)
        for difference in diff(change.before, change.after):
            if fields is None or difference.path in fields:
                table, _dot, column = difference.path.rpartition(".")
                field = _field(_child_model(model, table) if table else model, column)
                if field is not None and (field.many_to_one or field.one_to_one):
                    to = field.related_model
                    unknown = {pk for pk in (difference.before, difference.after) if pk is not None and (to, pk) not in known}
                    wanted.setdefault(to, set()).update(unknown)
    return {(model, row.pk): str(row) for model, keys in wanted.items() for row in model._base_manager.filter(pk__in=keys)}


def _label(model: type[models.Model] | None, path: str) -> str:
    name, _dot, column = path.partition(".")
    if name == END:
        return _("til og med")
    if column:
        return _label(_child_model(model, name), column)
    if (field := _field(model, name)) is not None:
        return str(field.verbose_name)
    child = _child_model(model, name)
    return str(child._meta.verbose_name_plural) if child else name


def _model(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def _field(model: type[models.Model] | None, name: str) -> Any:
    """The column or many-to-many field; None for a reverse relation and for what the model no longer has."""
    try:
        field = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None
    return field if getattr(field, "verbose_name", None) else None


def _child_model(model: type[models.Model] | None, name: str) -> type[models.Model] | None:
    """The model of a child table in a snapshot, which may hang one level further down (shares hang on parties)."""
    if model is None:
        return None
    children = {relation.name: relation.related_model for relation in model._meta.get_fields() if relation.is_relation}
    if name in children:
        return children[name]
    for child in {child for child in children.values() if child}:
        for relation in child._meta.related_objects:
            if relation.name == name:
                return relation.related_model
    return None
