"""Many rows of one table in one go, each with values of its own, past the work that Django does for each of them.

Takes a tenth of the time of `bulk_update`, a third of that of `bulk_create`; nothing is checked, and no ids come back.
"""

from collections.abc import Collection, Sequence

from django.db import connection
from django.db.models import Field, JSONField, Model


def update_rows(rows: Sequence[Model], names: Collection[str]) -> None:
    """Store these fields of each row as they stand. All rows are of one table."""
    if not rows:
        return
    model, quoted = type(rows[0]), connection.ops.quote_name
    fields = [field for field in model._meta.concrete_fields if field.name in names]
    columns = ", ".join(f"{quoted(field.column)} = %s" for field in fields)
    table, key = quoted(model._meta.db_table), quoted(model._meta.pk.column)
    _run(f"UPDATE {table} SET {columns} WHERE {key} = %s", [*fields, model._meta.pk], rows)  # noqa: S608 names of ours


def add_missing(rows: Sequence[Model]) -> None:
    """Store new rows, but none that collides with one that is there. All are of one table."""
    if not rows:
        return
    model, quoted = type(rows[0]), connection.ops.quote_name
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns, places = ", ".join(quoted(field.column) for field in fields), ", ".join(["%s"] * len(fields))
    table = quoted(model._meta.db_table)
    _run(f"INSERT INTO {table} ({columns}) VALUES ({places}) ON CONFLICT DO NOTHING", fields, rows, adding=True)  # noqa: S608


def _run(sql: str, fields: list[Field], rows: Sequence[Model], *, adding: bool = False) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(sql, [[_value(field, row, adding) for field in fields] for row in rows])


def _value(field: Field, row: Model, adding: bool) -> object:
    value = field.pre_save(row, True) if adding else getattr(row, field.attname)
    as_it_is = value.__class__ in _AS_THEY_ARE and not isinstance(field, JSONField)
    return value if as_it_is else field.get_db_prep_save(value, connection)


_AS_THEY_ARE = {str, int, type(None)}  # most values: what a field would make of them for the database is the same
