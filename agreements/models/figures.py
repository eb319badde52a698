"""Figures a year: what a cooperation uses, and what each party pays for it and has in its books."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models.agreement import Agreement
from agreements.models.participation import Participation
from registry.checked import CheckedModel
from registry.periods import EARLIEST_YEAR, LATEST_YEAR


class YearFigures(CheckedModel):
    """A year, and where its figures are from. Money is whole kroner."""

    year = models.PositiveSmallIntegerField(_("år"), validators=[MinValueValidator(EARLIEST_YEAR), MaxValueValidator(LATEST_YEAR)])
    source = models.CharField(_("kilde"), max_length=500, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.year)


class AgreementYear(YearFigures):
    """What the cooperation used in a year. Person-years are kept as hundredths: 350 is 3,5 årsverk."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="years", verbose_name=_("samarbeid"))
    person_years_hundredths = models.PositiveIntegerField(_("årsverk, hundredeler"), null=True, blank=True)
    cost = models.PositiveBigIntegerField(_("kostnad, kroner"), null=True, blank=True)

    class Meta:
        verbose_name = _("tall for ett år")
        verbose_name_plural = _("tall per år")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "year"],
                name="one_row_a_year",
                violation_error_message=_("Året er ført to ganger. Slett den ene raden."),
            )
        ]

    @property
    def person_years_shown(self) -> str:
        """The person-years as people write them: 3,5. "" when they are not known."""
        if self.person_years_hundredths is None:
            return ""
        whole, rest = divmod(self.person_years_hundredths, 100)
        return f"{whole},{rest:02}".rstrip("0").rstrip(",")


class PartyYear(YearFigures):
    """What one party paid in a year, and what its share was worth in its books at the end of it."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="party_years", verbose_name=_("deltakelse"))
    payment = models.PositiveBigIntegerField(_("betalt, kroner"), null=True, blank=True)
    book_value = models.PositiveBigIntegerField(_("bokført verdi, kroner"), null=True, blank=True)

    class Meta:
        verbose_name = _("partens tall for ett år")
        verbose_name_plural = _("partenes tall per år")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "year"],
                name="one_row_a_party_and_year",
                violation_error_message=_("Året er ført to ganger for parten. Slett den ene raden."),
            )
        ]

    def __str__(self):
        return f"{self.participation.party}: {self.year}"
