"""What a party owns, answers for and elects: as whole numbers, never a float, so that shares add up."""

from fractions import Fraction

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.models.participation import Participation
from registry.checked import CheckedModel
from registry.periods import Period, PeriodQuerySet, Precision, check_order, show_date


class Ownership(CheckedModel, Period):
    """A party's part for a period: 17 of 100 shares, one third. Without a share it only says how many the party elects."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="ownerships", verbose_name=_("deltakelse"))
    share_num = models.PositiveIntegerField(_("andel, teller"), null=True, blank=True)
    share_den = models.PositiveIntegerField(_("andel, nevner"), null=True, blank=True)
    liability_num = models.PositiveIntegerField(_("ansvar, teller"), null=True, blank=True)
    liability_den = models.PositiveIntegerField(_("ansvar, nevner"), null=True, blank=True)
    shares_number = models.PositiveBigIntegerField(_("antall aksjer eller andeler"), null=True, blank=True)
    capital = models.PositiveBigIntegerField(_("innskudd, kroner"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("medlemmer i øverste organ"), null=True, blank=True)
    by_population = models.BooleanField(
        _("etter folketall"), default=False, help_text=_("Avtalen sier at andelen følger folketallet.")
    )
    as_of = models.DateField(_("per"), null=True, blank=True)
    as_of_precision = models.CharField(
        _("nøyaktighet"), max_length=8, choices=Precision.choices, default=Precision.DAY, editable=False
    )
    source = models.CharField(_("kilde"), max_length=500, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("eierandel")
        verbose_name_plural = _("eierandeler")
        ordering = ["pk"]

    def __str__(self):
        party = str(self.participation.party)
        return f"{party}: {self.share_num}/{self.share_den}" if self.share_den else party

    def clean(self):
        """A share is between nothing and all; start before end."""
        check_order(self.valid_from, self.valid_to)
        for name in ("share", "liability"):
            _check_share(f"{name}_num", getattr(self, f"{name}_num"), getattr(self, f"{name}_den"))

    @property
    def as_of_shown(self) -> str:
        """How old the share is, never more exact than the source; "" when it is not known."""
        return show_date(self.as_of, self.as_of_precision) if self.as_of else ""

    @property
    def share(self) -> Fraction | None:
        """The share as an exact fraction."""
        return Fraction(self.share_num, self.share_den) if self.share_den else None

    @property
    def liability(self) -> Fraction | None:
        """The part of the obligations the party answers for: as stated, else the same as the share."""
        return Fraction(self.liability_num, self.liability_den) if self.liability_den else self.share


def _check_share(column: str, numerator: int | None, denominator: int | None) -> None:
    if numerator is None and denominator is None:
        return
    if numerator is None or not denominator or numerator > denominator:
        message = _now("En eierandel må være mellom 0 og 100 %%, ikke %(num)s av %(den)s.")
        raise ValidationError({column: ValidationError(message, params={"num": numerator, "den": denominator})})
