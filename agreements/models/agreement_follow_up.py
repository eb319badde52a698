"""What the case officer follows up in an agreement: its dates, its archive, and who does it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Deadlines(models.Model):
    """Dates that bite."""

    notice_months = models.PositiveSmallIntegerField(_("oppsigelsestid, måneder"), null=True, blank=True)
    is_fixed_term = models.BooleanField(
        _("tidsbegrenset"), null=True, blank=True, choices=[(None, _("ikke kjent")), (True, _("ja")), (False, _("nei, løpende"))]
    )
    fixed_term_until = models.DateField(
        _("tidsbegrenset til og med"), null=True, blank=True, help_text=_("Siste dag avtalen gjelder uten å bli forlenget.")
    )
    evaluation_date = models.DateField(_("skal evalueres"), null=True, blank=True)
    last_evaluated = models.DateField(_("sist evaluert"), null=True, blank=True)
    revision_date = models.DateField(_("skal revideres"), null=True, blank=True)

    class Meta:
        abstract = True


class Archive(models.Model):
    """Who answers for the archive, and where it is."""

    archive_responsible = models.CharField(_("arkivansvarlig"), max_length=200, blank=True)
    archive_system = models.CharField(_("arkivsystem"), max_length=200, blank=True)
    archive_depot = models.CharField(_("arkivdepot"), max_length=200, blank=True)
    archive_case_number = models.CharField(_("saksnummer i arkivet"), max_length=100, blank=True)

    class Meta:
        abstract = True


class CaseWork(models.Model):
    """Statsforvalteren's own handling of it. Internal."""

    governor_informed = models.DateField(_("Statsforvalteren orientert"), null=True, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ansvarlig saksbehandler"),
        help_text=_("Får påminnelser om frister. Vises aldri for andre."),
    )

    class Meta:
        abstract = True
