"""A form that notices when somebody else has saved the same agreement since it was opened, and overwrites nothing unseen."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.models import Agreement
from registry.history import readable
from registry.models import Change
from registry.role_admin import RegisterForm


class SeenForm(RegisterForm):
    """The base of the forms of an agreement and of its parts. `saved_meanwhile` is what others saved, for the page to show."""

    revision_seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.saved_meanwhile: list = []
        if self.instance.pk:
            self.initial["revision_seen"] = self.edited.revision

    @property
    def edited(self) -> Agreement:
        """The agreement it is about."""
        return self.instance

    def notice_other_saves(self, data: dict) -> None:
        """Somebody saved since this form was opened: keep what is typed, show what they saved, and let the next save go through."""
        if not self.instance.pk or data.get("revision_seen") == self.edited.revision:
            return
        seen, stored = data.get("revision_seen") or 0, self.edited
        since = Change.objects.filter(record=Agreement._meta.label_lower, record_id=stored.pk, revision__gt=seen)
        self.saved_meanwhile = readable(since.select_related("actor"))
        self.data = self.data.copy()
        self.data[self.add_prefix("revision_seen")] = str(stored.revision)
        message = _(
            "Noen andre lagret dette samarbeidet mens du hadde det åpent. Se rammen øverst. Det du har skrevet, står her "
            "fortsatt. Lagrer du nå, er det dine felter som gjelder."
        )
        self.add_error(None, ValidationError(message, code="saved_meanwhile"))
