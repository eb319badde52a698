"""Candidate areas: what the parties of a grunnavtale may come to cooperate on next."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.models.agreement import Agreement
from agreements.models.service_area import ServiceArea
from agreements.models.states import Stage
from registry.checked import CheckedModel


class Candidate(CheckedModel):
    """An area under consideration in a grunnavtale. It becomes a tjenesteavtale by `actions.start_service_agreement`."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="candidates", verbose_name=_("grunnavtale"))
    name = models.CharField(_("navn"), max_length=300)
    area = models.ForeignKey(
        ServiceArea, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("samarbeidsområde")
    )
    stage = models.CharField(
        _("stadium"),
        max_length=10,
        choices=[(stage.value, stage.label) for stage in Stage.before_start()],
        default=Stage.IDEA,
    )
    became = models.OneToOneField(
        Agreement,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="grown_from",
        verbose_name=_("ble tjenesteavtalen"),
    )

    class Meta:
        verbose_name = _("kandidatområde")
        verbose_name_plural = _("kandidatområder")
        ordering = ["pk"]

    def __str__(self):
        return self.name

    def clean(self):
        """Only what may have service agreements under it has candidates for them."""
        if self.agreement_id and self.agreement.parent_id:
            raise ValidationError(_now("Kandidatområder føres på grunnavtalen, ikke på en tjenesteavtale under den."))

    @property
    def before_council(self) -> bool:
        """Whether only staff and the parties may see it."""
        return self.stage in Stage.before_council()
