"""The base of every model: nothing is stored that has not been checked, the same on both databases."""

import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

ALLOWED_CONTROLS = {"\n", "\r", "\t"}


def refuse_control_characters(value: str) -> None:
    """Raise ValidationError for NUL and other control characters, which PostgreSQL or spreadsheets cannot hold."""
    for character in value:
        if unicodedata.category(character) == "Cc" and character not in ALLOWED_CONTROLS:
            raise ValidationError(
                _("Teksten inneholder et usynlig kontrolltegn (kode %(code)s). Slett det og lim inn på nytt som ren tekst."),
                code="control_character",
                params={"code": f"U+{ord(character):04X}"},
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
