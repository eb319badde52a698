"""Where the register knows it from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models.agreement import Agreement
from registry.checked import CheckedModel
from registry.periods import Precision, show_date, write_date


class Source(CheckedModel):
    """One source for an agreement, and how old what it says is.

    `as_of` is the day the source is known to speak of; for an imprecise date the last day of its span, and None when the
    source is undated. `as_of_first` is the first day of the span.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="sources", verbose_name=_("samarbeid"))
    citation = models.CharField(_("kilde"), max_length=500, help_text=_("Hva kilden er, så en annen kan finne den igjen."))
    url = models.URLField(_("lenke"), max_length=1000, blank=True)
    as_of_first = models.DateField(_("tidligste dag kilden kan være fra"), null=True, blank=True, editable=False)
    as_of = models.DateField(_("kilden er fra"), null=True, blank=True)
    as_of_precision = models.CharField(_("nøyaktighet"), max_length=8, choices=Precision.choices, default=Precision.UNKNOWN)
    as_of_text = models.CharField(_("kildens alder med ord"), max_length=100, blank=True)
    from_import = models.ForeignKey(
        "agreements.Import", models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("import")
    )

    class Meta:
        verbose_name = _("kilde")
        verbose_name_plural = _("kilder")
        ordering = [models.F("as_of").desc(nulls_last=True), "pk"]

    def __str__(self):
        return self.citation

    def set_as_of(self, span, text=""):
        """Store how old the source is, as read by `parse_date`; None means undated."""
        self.as_of_first = span.first if span else None
        self.as_of = span.last if span else None
        self.as_of_precision = span.precision if span else Precision.UNKNOWN
        self.as_of_text = text or (span.text if span else "")

    @property
    def as_of_shown(self):
        """The age as people read it, "" when the source is undated."""
        if self.as_of is None:
            return ""
        return self.as_of_text or show_date(self.as_of, self.as_of_precision)

    @property
    def as_of_written(self):
        """The age as text that can be typed back into a form."""
        return write_date(self.as_of, self.as_of_precision, self.as_of_text) if self.as_of else ""
