"""What law asks of an agreement: who may decide what under it, and what its written text must hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _

YES_NO_UNKNOWN = [(None, _("ikke kjent")), (True, _("ja")), (False, _("nei"))]


class Authority(models.TextChoices):
    """How much of the municipalities' power to decide has moved to the cooperation, the least first."""

    UNKNOWN = "unknown", _("ikke kjent")
    NONE = "none", _("ingen")
    ADVISORY = "advisory", _("rådgivende")
    ADMINISTRATIVE = "administrative", _("vedtak i saker som ikke er prinsipielle")
    PRINCIPLE = "principle", _("også vedtak av prinsipiell betydning")
    REGULATIONS = "regulations", _("også forskrifter")

    @classmethod
    def moved(cls) -> tuple["Authority", ...]:
        """Those by which something is decided on behalf of the municipalities."""
        return (cls.ADMINISTRATIVE, cls.PRINCIPLE, cls.REGULATIONS)


def yes_or_no(label, help_text=""):
    """A column that says yes, no, or that nobody here knows."""
    return models.BooleanField(label, null=True, blank=True, choices=YES_NO_UNKNOWN, help_text=help_text)


def own_words(label, help_text=""):
    """A short text with what the agreement says."""
    return models.TextField(label, blank=True, help_text=help_text)


class DecidingPower(models.Model):
    """Who may decide what."""

    authority = models.CharField(
        _("myndighet som er overført"), max_length=15, choices=Authority.choices, default=Authority.UNKNOWN
    )
    sector_law = models.CharField(
        _("særlov"),
        max_length=200,
        blank=True,
        help_text=_("Loven og paragrafen som åpner for å overføre myndighet til denne formen."),
    )
    authority_from = models.DateField(_("myndighet overført fra"), null=True, blank=True)
    is_legal_person = yes_or_no(_("eget rettssubjekt"), _("Bare når formen lar avtalen avgjøre det."))

    class Meta:
        abstract = True


class WrittenContents(models.Model):
    """What the written agreement says. Yes and no are about the text: whether it has a rule, not whether the rule is good."""

    tasks_stated = yes_or_no(_("hvilke oppgaver den gjelder"))
    transfer_date_stated = yes_or_no(_("når oppgavene går over"))
    information_stated = yes_or_no(_("hvordan partene får vite om vedtak"))
    settlement_stated = yes_or_no(_("regler om økonomisk oppgjør"))
    settlement = own_words(_("økonomisk oppgjør"))
    exit_stated = yes_or_no(_("regler om uttreden"))
    exit_rule = own_words(_("uttreden"))
    dissolution_stated = yes_or_no(_("regler om oppløsning"))
    dissolution_rule = own_words(_("oppløsning"))
    archive_stated = yes_or_no(_("regler om arkivet"))
    archive_rule = own_words(_("arkivet"))
    contribution_duty = yes_or_no(_("innskuddsplikt"))
    contribution = own_words(_("innskudd"))
    loan_allowed = yes_or_no(_("kan ta opp lån"))
    loan_ceiling = models.PositiveBigIntegerField(_("ramme for lån, kroner"), null=True, blank=True)
    representantskap_members = models.PositiveSmallIntegerField(_("medlemmer i representantskapet"), null=True, blank=True)
    board_members = models.PositiveSmallIntegerField(_("medlemmer i styret"), null=True, blank=True)

    class Meta:
        abstract = True
