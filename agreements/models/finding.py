"""What a rule has found about an agreement: guidance, never a judgment. Kept until the facts that it cites change."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models.agreement import Agreement
from agreements.models.participation import Participation
from agreements.models.states import seen_by_all
from registry.checked import CheckedModel


class FindingQuerySet(models.QuerySet):
    """Findings, accepted ones too, until narrowed."""

    def visible_to(self, user):
        """Staff see all, a municipality those of agreements it takes or has taken part in, others those that are published."""
        if user.is_authenticated and user.is_staff:
            return self
        published = Q(published_at__isnull=False)
        if user.is_authenticated and user.municipality_id:
            own = Participation.objects.filter(municipality=user.municipality_id)
            visible = Agreement.objects.visible_to(user)
            return self.filter(
                published & seen_by_all("agreement__") | Q(agreement__in=own.values("agreement")), agreement__in=visible
            )
        return self.filter(published & seen_by_all("agreement__"))

    def open(self):
        """Those nobody has accepted."""
        return self.filter(accepted_at__isnull=True)


class Finding(CheckedModel):
    """One thing to clear up in one agreement. Written by `agreements.findings` alone."""

    class Severity(models.TextChoices):
        MUST = "must", _("må rettes i registeret")
        SHOULD = "should", _("bør avklares")
        NOTE = "note", _("til orientering")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="findings", verbose_name=_("samarbeid"))
    code = models.CharField(_("sjekkpunkt"), max_length=60)
    subject = models.CharField(_("gjelder"), max_length=200, blank=True, help_text=_("Skiller to funn av samme sjekkpunkt."))
    severity = models.CharField(_("alvor"), max_length=10, choices=Severity.choices)
    message = models.TextField(_("hva som bør avklares"))
    public_words = models.TextField(_("det alle ser"), blank=True)
    paragraph = models.CharField(_("hjemmel"), max_length=200, blank=True)
    field = models.CharField(_("felt i skjemaet"), max_length=60, blank=True)
    evidence = models.CharField(_("fingeravtrykk av opplysningene"), max_length=64)
    found_at = models.DateTimeField(_("funnet"), auto_now_add=True)
    accepted_at = models.DateTimeField(_("godtatt"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("godtatt av")
    )
    accepted_reason = models.CharField(_("hvorfor godtatt"), max_length=500, blank=True)
    told_on = models.DateField(_("kommunen fikk uttale seg"), null=True, blank=True)
    published_at = models.DateTimeField(_("vist for alle"), null=True, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("sjekkpunkt")
        verbose_name_plural = _("dette bør avklares")
        ordering = ["agreement", "pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "code", "subject"], name="one_finding_a_subject")]

    def __str__(self):
        return self.message
