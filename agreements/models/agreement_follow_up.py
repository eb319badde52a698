"""What the case officer follows up in an agreement: its dates, its archive, and who does it."""

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.periods import Precision, Span, show_date, show_due, write_date

DATES = ("fixed_term_until", "evaluation_date", "last_evaluated", "revision_date")
LONGEST_WORDS = 100


def precision():
    """How exactly a date is known."""
    kinds = [kind for kind in Precision.choices if kind[0] not in (Precision.UNKNOWN, Precision.OPEN)]
    return models.CharField(_("nøyaktighet"), max_length=8, choices=kinds, default=Precision.DAY, editable=False)


def words():
    """The source's own words for a date."""
    return models.CharField(_("kildens ord"), max_length=LONGEST_WORDS, blank=True, editable=False)


class Deadlines(models.Model):
    """Dates that bite. One that is not known to the day is the last day of its span, and never shown as that day."""

    notice_months = models.PositiveSmallIntegerField(_("oppsigelsestid, måneder"), null=True, blank=True)
    is_fixed_term = models.BooleanField(
        _("tidsbegrenset"), null=True, blank=True, choices=[(None, _("ikke kjent")), (True, _("ja")), (False, _("nei, løpende"))]
    )
    fixed_term_until = models.DateField(
        _("tidsbegrenset til og med"), null=True, blank=True, help_text=_("Siste dag avtalen gjelder uten å bli forlenget.")
    )
    fixed_term_until_precision, fixed_term_until_text = precision(), words()
    evaluation_date = models.DateField(_("skal evalueres"), null=True, blank=True)
    evaluation_date_precision, evaluation_date_text = precision(), words()
    last_evaluated = models.DateField(_("sist evaluert"), null=True, blank=True)
    last_evaluated_precision, last_evaluated_text = precision(), words()
    revision_date = models.DateField(_("skal revideres"), null=True, blank=True)
    revision_date_precision, revision_date_text = precision(), words()

    class Meta:
        abstract = True

    def set_date(self, name: str, span: Span | None) -> None:
        """Store one of DATES as read by `parse_date`; None takes it away."""
        setattr(self, name, span.last if span else None)
        setattr(self, f"{name}_precision", span.precision if span else Precision.DAY)
        setattr(self, f"{name}_text", span.text[:LONGEST_WORDS] if span else "")

    @property
    def dates_shown(self) -> dict[str, str]:
        """Each of DATES as people read it, no more exact than it is known: 31.12.2027, mars 2027, 2027; "" when it is not."""
        return {name: self._date(name, show_date) for name in DATES}

    @property
    def dates_due(self) -> dict[str, str]:
        """The same where something is to be done by then: i løpet av 2027."""
        return {name: self._date(name, show_due) for name in DATES}

    @property
    def dates_written(self) -> dict[str, str]:
        """The same as text that can be typed back into a form."""
        return {name: self._date(name, write_date) for name in DATES}

    def _date(self, name: str, write: Callable[[date, str, str], str]) -> str:
        day = getattr(self, name)
        return write(day, getattr(self, f"{name}_precision"), getattr(self, f"{name}_text")) if day else ""


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
