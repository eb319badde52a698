"""How the parties share the cost: by a key whose parts make a whole, a price, what it cost, or in words."""

from fractions import Fraction

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.legal_forms.rules.wording import percent
from agreements.models.agreement import Agreement
from registry.checked import CheckedModel
from registry.periods import Period, check_order


class CostSplit(CheckedModel, Period):
    """One way of sharing cost for a period. Only a key has components."""

    class Kind(models.TextChoices):
        KEY = "key", _("fordelingsnøkkel")
        UNIT_PRICE = "unit_price", _("pris per enhet")
        ACTUAL = "actual", _("faktiske kostnader")
        FREE = "free", _("gratis for partene")
        TEXT = "text", _("beskrevet med ord")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="cost_splits", verbose_name=_("samarbeid"))
    kind = models.CharField(_("måte"), max_length=10, choices=Kind.choices)
    covers = models.CharField(
        _("gjelder"), max_length=200, blank=True, help_text=_("Når ulike utgifter deles ulikt, for eksempel «administrasjon».")
    )
    unit_price = models.PositiveBigIntegerField(_("pris, kroner"), null=True, blank=True)
    unit = models.CharField(_("per"), max_length=100, blank=True, help_text=_("For eksempel «time» eller «elev»."))
    description = models.TextField(_("med ord"), blank=True)
    source = models.CharField(_("kilde"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("kostnadsfordeling")
        verbose_name_plural = _("kostnadsfordelinger")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.covers})" if self.covers else self.get_kind_display()

    def clean(self):
        """Start before end; a price belongs to a price per unit."""
        check_order(self.valid_from, self.valid_to)
        if self.unit_price is not None and self.kind and self.kind != self.Kind.UNIT_PRICE:
            message = _now("Bare måten «%(kind)s» har en pris. Velg den, eller la feltet stå tomt.")
            raise ValidationError({"unit_price": message % {"kind": self.Kind.UNIT_PRICE.label}})


class CostComponent(CheckedModel):
    """One part of a key: so much of the cost is shared by this. Whole numbers, so that three thirds add up."""

    class Basis(models.TextChoices):
        EQUAL = "equal", _("likt")
        POPULATION = "population", _("folketall")
        TARGET_POPULATION = "target_population", _("folketall i målgruppen")
        USE = "use", _("bruk")
        PERSON_YEARS = "person_years", _("årsverk")
        OWNERSHIP = "ownership", _("eierandel")
        OTHER = "other", _("annet")

    cost_split = models.ForeignKey(CostSplit, models.CASCADE, related_name="components", verbose_name=_("kostnadsfordeling"))
    share_num = models.PositiveIntegerField(_("del, teller"))
    share_den = models.PositiveIntegerField(_("del, nevner"))
    basis = models.CharField(_("deles etter"), max_length=20, choices=Basis.choices, default=Basis.OTHER)
    text = models.CharField(_("med ord"), max_length=200, help_text=_("For eksempel «folketall 1. januar året før»."))

    class Meta:
        verbose_name = _("del av fordelingsnøkkel")
        verbose_name_plural = _("deler av fordelingsnøkkel")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.share_num}/{self.share_den} {self.text}"

    def clean(self):
        """A part is more than nothing and at most all."""
        if self.share_num is not None and self.share_den is not None and not 0 < self.share_num <= self.share_den:
            message = _now("En del av en nøkkel må være over 0 og høyst 100 %%, ikke %(num)s av %(den)s.")
            raise ValidationError({"share_num": ValidationError(message, params={"num": self.share_num, "den": self.share_den})})

    @property
    def share(self) -> Fraction:
        """The part as an exact fraction."""
        return Fraction(self.share_num, self.share_den)


def check_components(kind: str, components: list[CostComponent]) -> None:
    """Refuse parts of what is no key, and parts that make no whole. Raises ValidationError naming the sum."""
    if not components:
        return
    if kind != CostSplit.Kind.KEY:
        raise ValidationError(_now("Bare en fordelingsnøkkel har deler. Velg måten «fordelingsnøkkel», eller fjern delene."))
    total = sum((row.share for row in components), Fraction())
    if total != 1:
        raise ValidationError(
            _now("Delene av fordelingsnøkkelen blir %(total)s. De må til sammen bli 100 %%."), params={"total": percent(total)}
        )
