"""The dates that bite in the form of an agreement, each typed as it is known: 31.12.2027, mars 2027, 2027, ca. 2027."""

from django.contrib import admin
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agreements.admin.seen import SeenForm
from agreements.admin.written import WrittenDate
from agreements.models import DATES, Agreement

COLUMNS = {field.name: field for field in Agreement._meta.concrete_fields if field.name in DATES}


def written(name: str) -> WrittenDate:
    """The field of one of them."""
    column = COLUMNS[name]
    help_text = column.help_text or _("31.12.2027, mars 2027, 2027 eller ca. 2027.")
    return WrittenDate(label=capfirst(column.verbose_name), unknown=False, help_text=help_text)


class DueDatesForm(SeenForm):
    """What is typed is read into the record here, so that a date that is not known to the day stays so."""

    fixed_term_until = written("fixed_term_until")
    evaluation_date = written("evaluation_date")
    last_evaluated = written("last_evaluated")
    revision_date = written("revision_date")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial |= self.instance.dates_written

    def clean(self):
        """Read the words into the record, and hand on the rest."""
        data = super().clean()
        for name in DATES:
            if name in data and name in self.changed_data:
                self.instance.set_date(name, data[name])
            data.pop(name, None)
        return data


def shown(name: str):
    """What a reader of the form sees of one of them."""

    @admin.display(description=COLUMNS[name].verbose_name)
    def as_known(self, agreement: Agreement) -> str:
        return agreement.dates_shown[name] or "-"

    return as_known


class DueDatesShown:
    """For readers, who have no fields to type in."""

    fixed_term_until_shown = shown("fixed_term_until")
    evaluation_date_shown = shown("evaluation_date")
    last_evaluated_shown = shown("last_evaluated")
    revision_date_shown = shown("revision_date")
