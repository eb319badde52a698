"""Ownership reports (eierskapsmeldinger): that a council has adopted one, and where it is found."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.models.municipality import Municipality
from registry.checked import CheckedModel
from registry.periods import EARLIEST_YEAR, LATEST_YEAR, show_day


class OwnershipReport(CheckedModel):
    """An ownership report (koml. § 26-1) as the municipal council itself adopted it."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="ownership_reports", verbose_name=_("kommune"))
    adopted = models.DateField(_("vedtatt"))
    case_number = models.CharField(_("saksnummer"), max_length=100, blank=True, help_text=_("For eksempel PS 12/24."))
    url = models.URLField(_("lenke"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("eierskapsmelding")
        verbose_name_plural = _("eierskapsmeldinger")
        ordering = ["municipality", "adopted"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "adopted"],
                name="one_ownership_report_a_date",
                violation_error_message=_("Datoen er ført to ganger. Slett den ene raden."),
            )
        ]

    def __str__(self):
        return show_day(self.adopted)

    def clean(self):
        """Whoever reads it can find it again."""
        if not self.case_number and not self.url:
            raise ValidationError(_("Skriv saksnummeret eller en lenke, så andre kan finne vedtaket."))
        if self.adopted and not date(EARLIEST_YEAR, 1, 1) <= self.adopted <= date(LATEST_YEAR, 12, 31):
            raise ValidationError(
                {
                    "adopted": _("«%(value)s» er utenfor årene registeret dekker, %(first)s til %(last)s.")
                    % {"value": show_day(self.adopted), "first": EARLIEST_YEAR, "last": LATEST_YEAR}
                }
            )
