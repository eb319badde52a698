"""The base of every model: nothing is stored that has not been checked, the same on both databases."""

import re
from functools import cache

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # the category Cc, without tab and new lines


def refuse_control_characters(value: str) -> None:
    """Raise ValidationError for NUL and other control characters, which PostgreSQL or spreadsheets cannot hold."""
    if found := _CONTROLS.search(value):
        raise ValidationError(
            _("Teksten inneholder et usynlig kontrolltegn (kode %(code)s). Slett det og lim inn på nytt som ren tekst."),
            code="control_character",
            params={"code": f"U+{ord(found[0]):04X}"},
        )


class CheckedModel(models.Model):
    """A model that runs `full_clean` before every save, because SQLite checks neither lengths nor NUL."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude=None):
        """Also refuse control characters in every text field."""
        errors = {}
        try:
            super().clean_fields(exclude=exclude)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        for field in self._meta.concrete_fields:
            value = getattr(self, field.attname)
            if isinstance(value, str) and field.name not in (exclude or ()):
                try:
                    refuse_control_characters(value)
                except ValidationError as error:
                    errors.setdefault(field.name, []).extend(error.error_list)
        if errors:
            raise ValidationError(errors)

    def save(self, *args, **kwargs):
        """Check, then store. Raises ValidationError naming each field."""
        self.full_clean()
        super().save(*args, **kwargs)


class Checking:
    """Checks rows that are stored in bulk, one by one without the database.

    All of `full_clean`, save that what a row points to is there and that no other row is the same: those the constraints of the
    database see to. What several rows say alike is looked at once.
    """

    def __init__(self):
        self._right: set[tuple] = set()

    def check(self, row: CheckedModel) -> None:
        """Put the values right as `full_clean` does. Raises ValidationError naming each field."""
        relations, columns = _fields(type(row))
        said = (type(row), *(getattr(row, column) for column in columns))
        if said not in self._right:
            row.clean_fields(exclude=relations)
            if said == (type(row), *(getattr(row, column) for column in columns)):
                self._right.add(said)
        row.clean()


@cache
def _fields(model: type[models.Model]) -> tuple[frozenset[str], tuple[str, ...]]:
    """What is not looked at: what a row points to, its id, and JSON, which is made by us; and the columns that are."""
    fields = model._meta.concrete_fields
    left_out = {field.name for field in fields if field.is_relation or field.primary_key or isinstance(field, models.JSONField)}
    return frozenset(left_out), tuple(field.attname for field in fields if field.name not in left_out)
