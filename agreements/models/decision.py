"""The texts of an agreement through time, and what each council decided about them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models.agreement import Agreement
from agreements.models.party import OfOneParty, exactly_one_party
from registry.checked import CheckedModel
from registry.periods import Period, check_order, show_day


class Version(CheckedModel, Period):
    """One adopted text of the agreement, and when it was in force."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="versions", verbose_name=_("samarbeid"))
    name = models.CharField(_("utgave"), max_length=100, help_text=_("For eksempel «1» eller «Revidert 2019»."))
    adopted = models.DateField(_("vedtatt"), null=True, blank=True)
    changes = models.TextField(_("hva som er endret"), blank=True)

    class Meta:
        verbose_name = _("avtaleversjon")
        verbose_name_plural = _("avtaleversjoner")
        ordering = ["pk"]

    def __str__(self):
        return self.name

    def clean(self):
        """Start before end."""
        check_order(self.valid_from, self.valid_to)


class Decision(CheckedModel, OfOneParty):
    """One party's treatment of the agreement, or of one version of it."""

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", _("vedtatt")
        NOT_ADOPTED = "not_adopted", _("ikke vedtatt")
        IN_PROCESS = "in_process", _("til behandling")
        NOT_TREATED = "not_treated", _("ikke behandlet")

    class Organ(models.TextChoices):
        COUNCIL = "council", _("øverste folkevalgte organ selv")
        DELEGATED = "delegated", _("etter delegert myndighet")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="decisions", verbose_name=_("samarbeid"))
    version = models.ForeignKey(
        Version, models.SET_NULL, null=True, blank=True, related_name="decisions", verbose_name=_("avtaleversjon")
    )
    outcome = models.CharField(_("utfall"), max_length=12, choices=Outcome.choices)
    organ = models.CharField(
        _("behandlet av"),
        max_length=10,
        choices=Organ.choices,
        blank=True,
        help_text=_("Øverste organ er kommunestyret, fylkestinget eller et IKS sitt representantskap."),
    )
    date = models.DateField(_("vedtaksdato"), null=True, blank=True)
    case_number = models.CharField(_("saksnummer"), max_length=100, blank=True, help_text=_("For eksempel PS 12/24."))
    url = models.URLField(_("lenke"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("vedtak")
        verbose_name_plural = _("vedtak")
        ordering = ["pk"]
        indexes = [models.Index(fields=["agreement", "municipality"], name="decision_in_agreement")]
        constraints = [exactly_one_party("decision_of_one_party")]

    def __str__(self):
        text = f"{self.party}, {self.get_outcome_display()}" if self.party else self.get_outcome_display()
        return f"{text} {show_day(self.date)}" if self.date else text

    @property
    def settled(self) -> bool:
        """Whether the party has said yes or no."""
        return self.outcome in (self.Outcome.ADOPTED, self.Outcome.NOT_ADOPTED)
