"""Rows of a form: written in words, and safe against somebody else having deleted one of them meanwhile."""

import re
from collections.abc import Iterable

from django import forms
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT

from agreements.models import Agreement
from agreements.models.holdings import Holdings

READ_TOGETHER = {"decisions", "versions", "documents", "years", "bodies", "grants"}  # tables whose rows need nothing beside them


class RowForm(forms.ModelForm):
    """A row whose fields are words; the words of a stored row are its initial values, so that what is untouched stays as it is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial |= self.written()

    def written(self) -> dict:
        """The stored row as its fields write it."""
        return {}


class StoredRow(forms.ModelChoiceField):
    """The hidden id of a row, read without asking the database for a row that is in hand already."""

    widget = forms.HiddenInput

    def __init__(self, row, field: forms.ModelChoiceField):
        super().__init__(field.queryset, required=False, initial=field.initial)
        self.row = row

    def to_python(self, value):
        """The row."""
        return self.row if self.row.pk and str(self.row.pk) == str(value) else super().to_python(value)


def stored_rows(agreement: Agreement, name: str) -> Iterable:
    """The rows of one table of what an agreement holds: as they were read together for a page that is only shown, else now."""
    held: Holdings | None = getattr(agreement, "held", None)
    return getattr(held, name) if held else getattr(agreement, name).all()


class RowFormSet(forms.BaseInlineFormSet):
    """Rows of which one may have been deleted by somebody else meanwhile: what was typed in it stays, as a new row."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound and not self.save_as_new:
            self._make_gone_rows_new()

    def get_queryset(self):
        """The stored rows."""
        if self.is_bound or self.fk.remote_field.name not in READ_TOGETHER or not hasattr(self.instance, "held"):
            return super().get_queryset()
        return stored_rows(self.instance, self.fk.remote_field.name)

    shared_choices: dict[str, list] = {}  # of fields whose choices are the same in every row: read once, not once a row

    def add_fields(self, form, index):
        """With the shared choices."""
        super().add_fields(form, index)
        form.fields["id"] = StoredRow(form.instance, form.fields["id"])
        for name, choices in self.shared_choices.items():
            form.fields[name].choices = [("", "---------"), *choices]

    def _make_gone_rows_new(self) -> None:
        counts = {name: self.data.get(f"{self.prefix}-{name}", "") for name in (INITIAL_FORM_COUNT, TOTAL_FORM_COUNT)}
        if not all(count.isdecimal() and len(count) < 5 for count in counts.values()):
            return  # the management form says so
        initial, total = (int(count) for count in counts.values())
        stored = {str(row.pk) for row in self.get_queryset()}
        gone = [number for number in range(initial) if self.data.get(f"{self.prefix}-{number}-id") not in stored]
        if not gone:
            return
        kept = [number for number in range(initial) if number not in gone]
        places = {old: new for new, old in enumerate([*kept, *gone, *range(initial, total)])}
        data = self.data.copy()
        for key in [key for key in self.data if (match := self._row_key(key)) and int(match[1]) in places]:
            data.setlist(self._moved(key, places), self.data.getlist(key))
        for old in gone:
            data[f"{self.prefix}-{places[old]}-id"] = ""
        data[f"{self.prefix}-{INITIAL_FORM_COUNT}"] = str(len(kept))
        self.data = data

    def _row_key(self, key: str) -> re.Match | None:
        return re.fullmatch(rf"{re.escape(self.prefix)}-(\d{{1,4}})-(\w+)", key)

    def _moved(self, key: str, places: dict[int, int]) -> str:
        match = self._row_key(key)
        return f"{self.prefix}-{places[int(match[1])]}-{match[2]}"
