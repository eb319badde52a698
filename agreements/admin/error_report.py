"""The queue of messages about errors: read, answered by letter or closed."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.models import ErrorReport
from registry import outbox
from registry.role_admin import RegisterForm, TrailAdmin


class AnswerForm(RegisterForm):
    """The answer, or none."""

    class Meta:
        model = ErrorReport
        fields = ["answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField"})}
        help_texts = {"answer": _("Sendes på e-post når melderen har oppgitt adresse. Tomt felt: meldingen lukkes uten svar.")}


@admin.register(ErrorReport)
class ErrorReportAdmin(TrailAdmin):
    """Messages about errors, newest first. Written by the public page alone; deleted when they should not have been kept."""

    position = 2
    form = AnswerForm
    editors_only = True
    deletable = True
    fields = ["received_at", "page", "agreement", "message", "source", "email", "state", "answered_at", "answer"]
    readonly_fields = ["received_at", "page", "agreement", "message", "source", "email", "state", "answered_at"]
    list_display = ["received_at", "page", "short", "state", "answered_at"]
    list_filter = ["state", "received_at"]
    search_fields = ["page", "message"]

    def has_add_permission(self, request):
        """Nobody: they come from the public page."""
        return False

    def waiting(self, request):
        """New messages."""
        number = ErrorReport.objects.filter(state=ErrorReport.State.NEW).count()
        text = ngettext("%(number)s melding om feil venter på svar", "%(number)s meldinger om feil venter på svar", number)
        return text % {"number": number} if number else ""

    def get_readonly_fields(self, request, obj=None):
        """What is answered or closed stays as it was."""
        handled = obj is not None and obj.state != ErrorReport.State.NEW
        return [*self.readonly_fields, "answer"] if handled else self.readonly_fields

    def save_model(self, request, obj, form, change):
        """Answer or close, and send the letter."""
        super().save_model(request, obj, form, change)
        if obj.state != ErrorReport.State.NEW:
            return
        obj.state = ErrorReport.State.ANSWERED if obj.answer.strip() else ErrorReport.State.CLOSED
        obj.answered_at = timezone.now()
        obj.save()
        if obj.answer.strip() and obj.email:
            outbox.queue(obj.email, _now("Svar på meldingen din til Samarbeidsregisteret"), _letter(obj))
            self.message_user(request, _now("Svaret er lagt i kø og sendes til %(to)s.") % {"to": obj.email}, messages.SUCCESS)

    def snapshot(self, obj):
        """Without the address and the text of the person: the trail outlives the message."""
        kept = super().snapshot(obj)
        return {name: value for name, value in kept.items() if name not in ("email", "message", "source")}

    @admin.display(description=_("hva er feil?"))
    def short(self, obj):
        """The beginning of the message."""
        return obj.message[:120]


def _letter(report: ErrorReport) -> str:
    return _now(
        "Hei!\n\nTakk for at du meldte fra om en feil på denne siden:\n%(page)s\n\n"
        "Du skrev:\n%(message)s\n\nVårt svar:\n%(answer)s\n\nHilsen Statsforvalteren i Troms og Finnmark"
    ) % {"page": settings.SITE_URL + report.page, "message": report.message, "answer": report.answer}
