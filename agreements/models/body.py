"""The bodies of a cooperation and the money given to it: roles and sums, never names of people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models.agreement import Agreement
from registry.checked import CheckedModel
from registry.periods import Period, check_order


class Body(CheckedModel):
    """A body or leading role of the cooperation, as the agreement describes it."""

    class Kind(models.TextChoices):
        COUNCIL = "representantskap", _("representantskap")
        COMMITTEE = "nemnd", _("felles folkevalgt nemnd")
        BOARD = "styre", _("styre")
        MANAGER = "daglig-leder", _("daglig leder")
        COORDINATOR = "koordinator", _("koordinator")
        OTHER = "annet", _("annet organ")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="bodies", verbose_name=_("samarbeid"))
    kind = models.CharField(_("organ"), max_length=20, choices=Kind.choices)
    seats = models.PositiveSmallIntegerField(_("medlemmer i alt"), null=True, blank=True)
    seats_each = models.PositiveSmallIntegerField(_("medlemmer fra hver part"), null=True, blank=True)
    about = models.CharField(
        _("hvem og hva"),
        max_length=300,
        blank=True,
        help_text=_("For eksempel «ordførerne» eller hvor stillingen ligger. Ikke navn."),
    )

    class Meta:
        verbose_name = _("organ")
        verbose_name_plural = _("organer")
        ordering = ["pk"]

    def __str__(self):
        return self.get_kind_display()


class Grant(CheckedModel, Period):
    """Money given to the cooperation from outside, so much a year from one day to another."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="grants", verbose_name=_("samarbeid"))
    giver = models.CharField(_("tilskuddsgiver"), max_length=200)
    amount = models.PositiveBigIntegerField(_("kroner per år"), null=True, blank=True)
    purpose = models.CharField(_("til hva"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("tilskudd")
        verbose_name_plural = _("tilskudd")
        ordering = ["pk"]

    def __str__(self):
        return self.giver

    def clean(self):
        """Start before end."""
        check_order(self.valid_from, self.valid_to)
