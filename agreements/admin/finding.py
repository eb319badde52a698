"""What should be cleared up, one by one: accept it with a reason, open it again, or show it to everybody."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements import findings
from agreements.models import Finding
from registry.role_admin import RegisterForm, RoleAdmin

KEEP, ACCEPT, REOPEN, PUBLISH = "", "accept", "reopen", "publish"


class FindingForm(RegisterForm):
    """What is to be done with it, and what that takes."""

    act = forms.ChoiceField(
        label=_("Hva vil du gjøre?"),
        required=False,
        choices=[
            (KEEP, _("la det stå")),
            (ACCEPT, _("godta det som det er")),
            (REOPEN, _("åpne det igjen")),
            (PUBLISH, _("vise det for alle")),
        ],
    )

    class Meta:
        model = Finding
        fields = ("accepted_reason", "told_on")
        help_texts = {
            "accepted_reason": _("Når du godtar. Punktet kommer igjen når opplysningene det bygger på, endres."),
            "told_on": _("Før det vises for alle: dagen kommunen fikk uttale seg."),
        }

    def clean(self):
        """Try the act, so that its refusal stands at the field."""
        data = super().clean()
        if not self.errors:
            try:
                self.do(dry=True)
            except forms.ValidationError as error:
                self.add_error(None, error)
        return data

    def do(self, *, dry: bool = False, user=None) -> None:
        """Do what is asked for."""
        row, data = Finding.objects.get(pk=self.instance.pk), self.cleaned_data
        if data["act"] == ACCEPT:
            findings.accept(row, by=user, reason=data["accepted_reason"], dry=dry)
        elif data["act"] == REOPEN:
            findings.reopen(row, dry=dry)
        elif data["act"] == PUBLISH:
            findings.publish(row, told_on=data["told_on"], dry=dry)


@admin.register(Finding)
class FindingAdmin(RoleAdmin):
    """Found by the register alone; people only say what becomes of it."""

    position = 3
    form = FindingForm
    fields = [
        *("agreement", "message", "severity", "paragraph", "found_at", "accepted_at", "accepted_by", "published_at"),
        *("act", "accepted_reason", "told_on"),
    ]
    readonly_fields = ["agreement", "message", "severity", "paragraph", "found_at", "accepted_at", "accepted_by", "published_at"]
    list_display = ["agreement", "message", "severity", "accepted_at", "published_at"]
    list_filter = ["severity", ("accepted_at", admin.EmptyFieldListFilter)]
    list_select_related = ["agreement"]
    search_fields = ["agreement__search_text", "message"]

    def has_add_permission(self, request):
        """Nobody: the rules find them."""
        return False

    def waiting(self, request):
        """How many are to be put right in the register itself."""
        number = Finding.objects.open().filter(severity=Finding.Severity.MUST).count()
        text = ngettext("%(number)s punkt må rettes i registeret", "%(number)s punkter må rettes i registeret", number)
        return text % {"number": number} if number else ""

    def save_model(self, request, obj, form, change):
        """Only the act is done; nothing else of the row is for people to write."""
        form.do(user=request.user)
