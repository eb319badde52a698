"""The documents in an agreement's form: a link or a file, and the tick that somebody has looked for what may not be shown."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from agreements.admin.holding_rows import FOLDED, VersionedRows
from agreements.admin.row_formset import RowForm
from agreements.models import Document
from registry.models import User
from registry.periods import show_day_of


class StoredFile(forms.FileInput):
    """A file that is stored: a link to it, and no way of putting another in its place."""

    def __init__(self, document: Document):
        super().__init__()
        self.document = document

    def render(self, name, value, attrs=None, renderer=None):
        """The link."""
        kind = self.document.get_file_kind_display()
        return format_html('<a id="{}" href="{}">{}</a>', attrs["id"], self.document.file_address, kind)


class DocumentForm(RowForm):
    """One document. Another link or file needs another look."""

    user: User

    checked = forms.BooleanField(
        label=_("Kontrollert for taushetsbelagte og personlige opplysninger"),
        required=False,
        help_text=_("Dokumentet vises ikke for andre før dette er krysset av."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.file and "file" in self.fields:
            self.fields["file"].widget = StoredFile(self.instance)
            self.fields["file"].disabled = True

    def written(self):
        """Whether it is checked."""
        return {"checked": self.instance.checked}

    def clean(self):
        """Keep who ticked, and when. A tick for what was there before does not stand for what is there now."""
        data, row = super().clean(), self.instance
        looked_at_another = row.checked and {"url", "file"} & set(self.changed_data)
        if not data.get("checked"):
            row.checked_at = row.checked_by = None
        elif not row.checked or looked_at_another:
            row.checked_at, row.checked_by = timezone.now(), self.user
        return data


class DocumentRows(VersionedRows):
    """Documents."""

    model = Document
    form = DocumentForm
    extra = 0
    classes = FOLDED
    fields = [("kind", "title", "date", "version"), ("url", "file"), "checked"]

    def get_formset(self, request, obj=None, **kwargs):
        """The rows, knowing who ticks."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.user = request.user
        return formset

    @admin.display(description=_("Kontrollert"))
    def checked(self, row):
        """When, and by whom."""
        return f"{show_day_of(row.checked_at)}, {row.checked_by}" if row.checked else _("nei")
