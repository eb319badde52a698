"""How large a municipality is in all, so that what is cooperation can be told as a share of it."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.models.municipality import Municipality
from registry.checked import CheckedModel
from registry.periods import EARLIEST_YEAR, LATEST_YEAR


class MunicipalityTotal(CheckedModel):
    """All person-years and expenditure of a municipality in a year: what a part that is cooperation can be a share of.

    Person-years are kept as hundredths: 35 050 is 350,5 årsverk. Money is whole kroner.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="totals", verbose_name=_("kommune"))
    year = models.PositiveSmallIntegerField(_("år"), validators=[MinValueValidator(EARLIEST_YEAR), MaxValueValidator(LATEST_YEAR)])
    person_years_hundredths = models.PositiveIntegerField(
        _("årsverk, hundredeler"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    expenditure = models.PositiveBigIntegerField(_("utgifter, kroner"), null=True, blank=True, validators=[MinValueValidator(1)])
    source = models.CharField(_("kilde"), max_length=300)
    url = models.URLField(_("lenke"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("tall for hele kommunen")
        verbose_name_plural = _("tall for hele kommunen")
        ordering = ["municipality", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "year"],
                name="one_total_a_year",
                violation_error_message=_("Året er ført to ganger. Slett den ene raden."),
            )
        ]

    def __str__(self):
        return str(self.year)

    def clean(self):
        """A row tells at least one of the two."""
        if self.person_years_hundredths is None and self.expenditure is None:
            raise ValidationError(_("Før inn årsverk eller utgifter for året, eller slett raden."))
