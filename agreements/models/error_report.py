"""«Meld fra om feil»: what readers say is wrong. Never public."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.models.agreement import Agreement
from registry.checked import CheckedModel


class ErrorReport(CheckedModel):
    """One message about one page, in the case officer's queue until it is answered or closed."""

    class State(models.TextChoices):
        NEW = "new", _("ny")
        ANSWERED = "answered", _("besvart")
        CLOSED = "closed", _("lukket uten svar")

    page = models.CharField(_("side"), max_length=300, help_text=_("Adressen meldingen gjelder."))
    agreement = models.ForeignKey(
        Agreement, models.SET_NULL, null=True, blank=True, related_name="error_reports", verbose_name=_("samarbeid")
    )
    message = models.TextField(_("hva er feil?"), max_length=4000)
    source = models.TextField(_("hvor kan vi se det?"), max_length=1000, blank=True)
    email = models.EmailField(_("e-postadresse"), blank=True)
    state = models.CharField(_("tilstand"), max_length=10, choices=State.choices, default=State.NEW)
    received_at = models.DateTimeField(_("mottatt"), default=timezone.now)
    answer = models.TextField(_("svar"), blank=True, help_text=_("Sendes på e-post når melderen har oppgitt adresse."))
    answered_at = models.DateTimeField(_("besvart"), null=True, blank=True)

    class Meta:
        verbose_name = _("melding om feil")
        verbose_name_plural = _("meldinger om feil")
        ordering = ["-received_at", "-pk"]

    def __str__(self):
        return _now("Melding om %(page)s") % {"page": self.page}  # the trail keeps this name, and never what a person wrote
