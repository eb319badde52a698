"""Municipalities through time. A municipality and its number are two things: renumbering touches only number rows."""

from datetime import date

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from municipalities.models.county import County
from municipalities.organisation_number import check_organisation_number
from registry.checked import CheckedModel
from registry.periods import Period, PeriodQuerySet, check_order, show_day
from registry.search import fold, sort_key


class MunicipalityQuerySet(models.QuerySet):
    """Municipalities, the ended ones too."""

    def on(self, day: date):
        """Those that existed on the day."""
        return self.filter(Q(founded__isnull=True) | Q(founded__lte=day), Q(dissolved__isnull=True) | Q(dissolved__gt=day))

    def in_register(self, day: date):
        """Those that existed on the day in a county the register covers: 43 on 2019-06-01, 39 from 2020."""
        numbered = MunicipalityNumber.objects.on(day).filter(county__in_register=True)
        return self.on(day).filter(pk__in=numbered.values("municipality"))


class Municipality(CheckedModel):
    """One legal municipality from founding to dissolution. Neither name nor org number is unique: Hammerfest exists twice."""

    name = models.CharField(_("navn på norsk"), max_length=100)
    name_se = models.CharField(_("navn på nordsamisk"), max_length=100, blank=True)
    name_fkv = models.CharField(_("navn på kvensk"), max_length=100, blank=True)
    official_name = models.CharField(_("offisielt navn"), max_length=200, blank=True)
    aliases = models.TextField(
        _("andre skrivemåter"), blank=True, help_text=_("En per linje, for eksempel Gáivuona suohkan eller Unjarga.")
    )
    org_number = models.CharField(_("organisasjonsnummer"), max_length=9, blank=True, validators=[check_organisation_number])
    founded = models.DateField(_("opprettet"), null=True, blank=True, help_text=_("Tomt når den er eldre enn registeret."))
    dissolved = models.DateField(_("opphørt"), null=True, blank=True, help_text=_("Første dag den ikke lenger finnes."))
    tile_column = models.PositiveSmallIntegerField(_("kolonne i rutekartet"), null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField(_("rad i rutekartet"), null=True, blank=True)
    note = models.TextField(_("merknad om kilden"), blank=True, help_text=_("Vises for alle på kommunens side."))
    search_text = models.TextField(editable=False, blank=True)
    sort_key = models.CharField(max_length=200, editable=False, blank=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommune")
        verbose_name_plural = _("kommuner")
        ordering = ["sort_key", "founded", "pk"]

    def __str__(self):
        return self.name if self.dissolved is None else f"{self.name} (til {self.dissolved.year - 1})"

    def clean(self):
        """Founded before dissolved; keeps the folded columns in step."""
        check_order(self.founded, self.dissolved)
        self.sort_key = sort_key(self.name)
        self.search_text = fold(" ".join([self.name, self.name_se, self.name_fkv, self.official_name, self.aliases]))

    def exists_on(self, day: date) -> bool:
        """Whether it existed as a legal municipality on the day."""
        return (self.founded is None or self.founded <= day) and (self.dissolved is None or day < self.dissolved)

    @property
    def spellings(self) -> list[str]:
        """Every name it may be written by, the Norwegian first."""
        official = [part.strip() for part in self.official_name.split(" - ")]
        known = [self.name, self.name_se, self.name_fkv, *official, *self.aliases.splitlines()]
        return list(dict.fromkeys(name.strip() for name in known if name.strip()))


class MunicipalityNumber(CheckedModel, Period):
    """The number a municipality carries for a period, and the county it lies in then."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="numbers", verbose_name=_("kommune"))
    number = models.CharField(_("kommunenummer"), max_length=4, validators=[RegexValidator(r"^\d{4}$", _("Skriv fire sifre."))])
    county = models.ForeignKey(County, models.PROTECT, related_name="numbers", verbose_name=_("fylke"))

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommunenummer")
        verbose_name_plural = _("kommunenumre")
        ordering = ["number", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["municipality", "number", "valid_from"], name="one_number_row")]
        indexes = [models.Index(fields=["number"], name="municipality_by_number")]

    def __str__(self):
        return f"{self.number} {self.municipality.name}"

    def clean(self):
        """Start before end."""
        check_order(self.valid_from, self.valid_to)


class Population(CheckedModel):
    """Inhabitants of a municipality on a date, as the source says."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="populations", verbose_name=_("kommune"))
    date = models.DateField(_("dato"))
    number = models.PositiveIntegerField(_("innbyggere"))
    source = models.CharField(_("kilde"), max_length=300)

    class Meta:
        verbose_name = _("folketall")
        verbose_name_plural = _("folketall")
        ordering = ["municipality", "date"]
        constraints = [models.UniqueConstraint(fields=["municipality", "date"], name="one_population_a_date")]

    def __str__(self):
        return f"{self.number} ({self.date.year})"


class MappingStatus(CheckedModel):
    """How completely a municipality's cooperation has been mapped, from a date on. The newest row counts."""

    class Level(models.TextChoices):
        NONE = "none", _("ikke kartlagt")
        PARTIAL = "partial", _("delvis kartlagt")
        MAPPED = "mapped", _("kartlagt")
        CONFIRMED = "confirmed", _("bekreftet")

    FULL = (Level.MAPPED, Level.CONFIRMED)

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="mapping_statuses", verbose_name=_("kommune"))
    level = models.CharField(_("kartlegging"), max_length=10, choices=Level.choices)
    date = models.DateField(_("dato"))
    source = models.CharField(_("kilde"), max_length=300)

    class Meta:
        verbose_name = _("kartleggingsstatus")
        verbose_name_plural = _("kartleggingsstatus")
        ordering = ["-date", "-pk"]
        constraints = [models.UniqueConstraint(fields=["municipality", "date"], name="one_mapping_status_a_date")]

    def __str__(self):
        return f"{self.get_level_display()} ({show_day(self.date)})"
