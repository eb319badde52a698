"""What would be registered of a new scheme, field by field, as people read it."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.models import Agreement, Participation
from agreements.models.whole import Whole
from registry.periods import Precision, show_day

SAID_ELSEWHERE = {"name", "legal_form", "legal_form_certainty", "publication", "participants_text", "organisation"}
PERIOD = ("valid_from", "valid_to")


def facts_of(whole: Whole) -> list[dict[str, str]]:
    """Each field that is filled, in the form of a change from nothing."""
    return [{"label": capfirst(label), "before": "", "after": text} for label, text in _facts(whole) if text]


def _facts(whole: Whole) -> Iterator[tuple[str, str]]:
    agreement = whole.agreement
    yield _("samarbeidsform"), agreement.get_legal_form_display() + ("" if agreement.certain_form else _(" (antatt)"))
    yield _("organisasjon"), str(agreement.organisation or "")  # which may have no id yet
    yield _("parter"), ", ".join(_party(row) for row in whole.participations)
    yield _("samarbeidsområder"), ", ".join(str(area) for area in whole.service_areas)
    yield _("fra og med"), agreement.start_shown if agreement.valid_from else ""
    yield _("til og med"), agreement.end_shown if agreement.valid_to_precision != Precision.OPEN else ""
    for field, usual in _fields():
        if (value := getattr(agreement, field.attname)) not in (None, "", usual):
            yield str(field.verbose_name), _in_words(agreement, field, value)
    yield _("kilder"), "; ".join(source.citation for source in whole.sources)


def _party(row: Participation) -> str:
    told = [row.role_label] if row.leads else []
    told += [_("fra %(start)s") % {"start": row.start_shown}] if row.valid_from else []
    told += [_("til og med %(end)s") % {"end": row.end_shown}] if row.valid_to else []
    return f"{row.party} ({', '.join(told)})" if told else str(row.party)


@cache
def _fields() -> tuple[tuple[models.Field, Any], ...]:
    """The columns that are told as they stand, and what they hold when nothing is said."""
    fields = [field for field in Agreement._meta.concrete_fields if field.editable and not field.primary_key]
    told = [field for field in fields if field.name not in SAID_ELSEWHERE and not field.name.startswith(PERIOD)]
    return tuple((field, field.get_default()) for field in told)


def _in_words(agreement: Agreement, field: models.Field, value: Any) -> str:
    if field.choices:
        return str(getattr(agreement, f"get_{field.name}_display")())
    if field.is_relation:
        return str(getattr(agreement, field.name))
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    return show_day(value) if isinstance(value, date) else str(value)
