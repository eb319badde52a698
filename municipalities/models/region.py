"""Regions of several kinds, overlapping, with dated members."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.models.municipality import Municipality
from registry.checked import CheckedModel
from registry.periods import Period, PeriodQuerySet, check_order
from registry.search import fold, sort_key


class Certainty(models.TextChoices):
    """How well a fact is founded. Only what is stated is shown without a word of caution."""

    STATED = "stated", _("oppgitt i kilden")
    INFERRED = "inferred", _("antatt")
    UNVERIFIED = "unverified", _("ubekreftet")


class Region(CheckedModel, Period):
    """A group of municipalities: a kommuneregion of some division, a regionråd, a plankontor."""

    class Kind(models.TextChoices):
        DIVISION = "kommuneregion", _("kommuneregion")
        COUNCIL = "regionråd", _("regionråd")
        PLANNING = "plankontor", _("plankontor")
        PROJECT = "prosjektsamarbeid", _("prosjektsamarbeid")
        OTHER = "annet", _("annet")

    slug = models.SlugField(_("navn i adressen"), max_length=100, unique=True)
    name = models.CharField(_("navn"), max_length=200)
    kind = models.CharField(_("slag"), max_length=20, choices=Kind.choices)
    division = models.CharField(_("inndeling"), max_length=100, blank=True, help_text=_("For kommuneregioner: hvem sin inndeling."))
    seat = models.CharField(_("kontorsted"), max_length=100, blank=True)
    source = models.CharField(_("kilde"), max_length=500)
    source_url = models.URLField(_("lenke til kilden"), max_length=500, blank=True)
    members_certainty = models.CharField(_("hvor sikre medlemmene er"), max_length=10, choices=Certainty.choices)
    members_note = models.CharField(_("om medlemmene"), max_length=300, blank=True)
    stated_members = models.PositiveSmallIntegerField(_("antall medlemmer i kilden"), null=True, blank=True)
    stated_population = models.PositiveIntegerField(_("folketall i kilden"), null=True, blank=True)
    stated_population_year = models.PositiveSmallIntegerField(_("år for folketallet"), null=True, blank=True)
    source_key = models.CharField(_("nøkkel i kilden"), max_length=20, unique=True, null=True, blank=True)
    search_text = models.TextField(editable=False, blank=True)
    sort_key = models.CharField(max_length=400, editable=False, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regioner")
        ordering = ["sort_key", "pk"]

    def __str__(self):
        return self.name

    def clean(self):
        """Start before end; keeps the folded columns in step."""
        check_order(self.valid_from, self.valid_to)
        self.sort_key = sort_key(self.name)
        self.search_text = fold(self.name)


class RegionMembershipQuerySet(PeriodQuerySet):
    """Members through time."""

    def on(self, day: date):
        """Members on the day: the row's period within the municipality's and the region's own existence."""
        return (
            super()
            .on(day)
            .filter(
                PeriodQuerySet.holds_on(day, "region__"),
                models.Q(municipality__founded__isnull=True) | models.Q(municipality__founded__lte=day),
                models.Q(municipality__dissolved__isnull=True) | models.Q(municipality__dissolved__gt=day),
            )
        )


class RegionMembership(CheckedModel, Period):
    """A municipality's membership of a region for a period."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="memberships", verbose_name=_("region"))
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="region_memberships", verbose_name=_("kommune"))
    certainty = models.CharField(_("sikkerhet"), max_length=10, choices=Certainty.choices)

    objects = RegionMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("medlemskap i region")
        verbose_name_plural = _("medlemskap i regioner")
        ordering = ["region", "municipality__sort_key", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["region", "municipality", "valid_from"], name="one_membership_row")]

    def __str__(self):
        return str(self.municipality)

    def clean(self):
        """Start before end."""
        check_order(self.valid_from, self.valid_to)
