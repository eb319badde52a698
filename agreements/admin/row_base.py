"""The base of the rows of a form, and of those that hold for a period."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.admin.agreement_form import set_end
from agreements.admin.row_formset import RowForm, RowFormSet
from agreements.admin.written import WrittenDate, end_text
from registry.amounts import KronerField
from registry.periods import check_order
from registry.role_admin import RolePermissions, bare


class Rows(RolePermissions, admin.StackedInline):
    """The base of the rows: laid out by the style sheet as a grid, every field with its label."""

    deletable = True
    formset = RowFormSet
    extra = 1
    classes = ["rows"]
    formfield_overrides = {
        models.PositiveBigIntegerField: {"form_class": KronerField, "widget": KronerField.widget},
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})},
        models.URLField: {"assume_scheme": "https"},
    }

    def get_queryset(self, request):
        """In the order they were entered, which is the order a form sends them back in."""
        return super().get_queryset(request).order_by("pk")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The field without Django's pencil and eye."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return bare(field)


class PeriodForm(RowForm):
    """A row that holds from one day to another, both as people write them. Nothing written is not known, or no known end."""

    start = WrittenDate(label=_("Fra og med"), unknown=False)
    end = WrittenDate(label=_("Til og med"))

    def written(self):
        """Both dates in words."""
        return {"start": self.instance.start_written, "end": end_text(self.instance)}

    def clean(self):
        """Read the words into the row."""
        data, row = super().clean(), self.instance
        if "start" in data and "start" in self.changed_data:
            row.set_start(data["start"])
        if "end" in data and "end" in self.changed_data:
            set_end(row, data["end"], None)
        try:
            check_order(row.valid_from, row.valid_to)
        except ValidationError as error:
            self.add_error("end", error)
            row.valid_to = None  # said once is enough: the record's own check would say it again
        return data


class PeriodRows(Rows):
    """Rows with a period; what a reader sees of it."""

    @admin.display(description=_("Fra og med"))
    def start(self, row):
        """The start in words."""
        return row.start_shown

    @admin.display(description=_("Til og med"))
    def end(self, row):
        """The last day in words."""
        return row.end_shown
