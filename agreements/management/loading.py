"""What the loaders of the fixtures have in common: reading a period, and refusing a file in words."""

from collections.abc import Iterable
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.actions import PERIOD_COLUMNS
from registry.periods import Period, parse_date


def read_start(row: Period, record: dict) -> None:
    """Set the start from `from`, and from `from_text` the source's own words."""
    row.set_start(read_date(record, "from"), record.get("from_text", ""))


def read_last_day(row: Period, record: dict) -> None:
    """Set the end from `until`, the last day, and from `until_text` the source's own words."""
    row.set_last_day(read_date(record, "until"), record.get("until_text", ""))


def read_date(record: dict, name: str):
    """The span of a field as `parse_date` reads it, None when it is absent. Raises ValidationError naming the field."""
    if not record.get(name):
        return None
    try:
        return parse_date(str(record[name]))
    except ValidationError as error:
        raise ValidationError({name: error.messages}) from error


def period_columns(row: Period) -> dict:
    """The six columns of a period as they stand."""
    return {column: getattr(row, column) for column in PERIOD_COLUMNS}


def check_fields(record: dict, known: Iterable[str], required: Iterable[str] = (), within: str = "") -> None:
    """Refuse a field nobody reads, and a missing one; `within` is the list the record is in. Raises ValidationError."""
    if not isinstance(record, dict):
        raise ValidationError({within: _("Skriv en tabell: { navn = verdi }, ikke «%(value)s».") % {"value": record}})
    if unknown := record.keys() - set(known):
        raise ValidationError(
            _("Feltet «%(field)s» finnes ikke. Disse finnes: %(known)s.")
            % {"field": min(unknown), "known": ", ".join(sorted(known))}
        )
    if missing := [name for name in required if record.get(name) in (None, "", [])]:
        raise ValidationError(_("Feltet «%(field)s» mangler.") % {"field": missing[0]})


KIND_WORDS = {
    list: gettext_lazy("en liste i klammer: […]"),
    bool: gettext_lazy("true eller false"),
    int: gettext_lazy("et helt tall"),
}


def check_kinds(record: dict, kinds: dict[str, type]) -> None:
    """Refuse a number where a list belongs, and the like; a field not in `kinds` is text or a date. Raises ValidationError."""
    for name, value in record.items():
        kind = kinds.get(name)
        if kind and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
            raise ValidationError({name: _("Skriv %(right)s, ikke «%(value)s».") % {"right": KIND_WORDS[kind], "value": value}})
        if kind is None and isinstance(value, list | dict | bool | float):
            raise ValidationError({name: _("Skriv tekst i anførselstegn, ikke «%(value)s».") % {"value": value}})


def one_of(record: dict, name: str, allowed: Iterable[str], default: str = "") -> str:
    """The value of a field that has a fixed set of values. Raises ValidationError naming the value and the set."""
    value = record.get(name, default)
    if value not in allowed:
        raise ValidationError(
            {name: _("«%(value)s» passer ikke her. Velg en av: %(allowed)s.") % {"value": value, "allowed": ", ".join(allowed)}}
        )
    return value


def words(error: Exception) -> str:
    """What is wrong, on one line: each field with its message."""
    if not isinstance(error, ValidationError):
        return _("Feltet %(field)s mangler eller har feil form.") % {"field": error}
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(
        " ".join(messages) if field == "__all__" else f"{field}: {' '.join(messages)}"
        for field, messages in error.message_dict.items()
    )


@contextmanager
def refusing(place):
    """Turn what goes wrong into a CommandError that says where; `place` is called only then."""
    try:
        yield
    except (ValidationError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise CommandError(f"{place()}: {words(error)}") from error
