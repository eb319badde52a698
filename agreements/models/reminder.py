"""Dates that bite: their kinds, and which of them the case officer has been told of."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models.agreement import Agreement
from registry.checked import CheckedModel
from registry.models import Letter
from registry.periods import show_day

NO_DEADLINE = "ingen"  # the code of what has no date, where kinds are listed


class DeadlineKind(models.TextChoices):
    """What happens on the day."""

    NOTICE = "oppsigelse", _("siste dag for å si opp")
    FIXED_TERM = "tidsbegrensning", _("tidsbegrensningen går ut")
    END = "slutt", _("samarbeidet tar slutt")
    EVALUATION = "evaluering", _("skal evalueres")
    REVISION = "revisjon", _("skal revideres")
    GRANT = "tilskudd", _("tilskuddet tar slutt")

    @property
    def lingers(self) -> bool:
        """Whether it waits for somebody also after the day. What is past and over otherwise asks for nothing."""
        return self in (self.FIXED_TERM, self.EVALUATION, self.REVISION)


class Reminder(CheckedModel):
    """A deadline told to a case officer, so many days ahead. Stored in one transaction with its letter, so that none goes twice."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="+", verbose_name=_("samarbeid"))
    kind = models.CharField(_("frist"), max_length=20, choices=DeadlineKind.choices)
    due = models.DateField(_("dato"))
    days_ahead = models.PositiveSmallIntegerField(_("dager før"))
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("saksbehandler"))
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="+", verbose_name=_("brev"))

    class Meta:
        verbose_name = _("påminnelse")
        verbose_name_plural = _("påminnelser")
        ordering = ["due", "pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "kind", "due", "days_ahead", "to"], name="one_reminder")]

    def __str__(self):
        return f"{self.get_kind_display()} {show_day(self.due)}: {self.agreement}"
