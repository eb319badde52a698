"""Service areas: what a cooperation is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.checked import CheckedModel
from registry.search import fold, sort_key


class Sector(models.TextChoices):
    """The eleven sectors of NIVI's county reports, in their order (NIVI Rapport 2019:4 and 2021:1, chapter names)."""

    POLITICAL = "regionrad", _("Regionråd")
    ADMINISTRATION = "administrasjon", _("Administrasjon")
    HEALTH = "helse", _("Helsetjenester")
    SOCIAL = "sosial", _("Sosialtjenester")
    EDUCATION = "oppvekst", _("Skoler og barnehager")
    PLANNING = "plan", _("Planlegging og byggesak")
    AGRICULTURE = "landbruk-natur", _("Landbruk og naturforvaltning")
    TECHNICAL = "teknisk", _("Tekniske tjenester")
    FIRE = "brann-beredskap", _("Brannvern og beredskap")
    CULTURE = "kultur", _("Kultur")
    BUSINESS = "naring", _("Næringsutvikling")


class RecommendedArea(models.IntegerChoices):
    """The nine areas NIVI recommended to the county governor for regional cooperation (2023)."""

    IT = 1, _("Regionale IKT-organisasjoner")
    SUPPORT = 2, _("Administrative støttefunksjoner")
    DEVELOPMENT = 3, _("Oppgavefellesskap for tjenesteutvikling")
    RECRUITMENT = 4, _("Rekruttering og kompetanseutvikling")
    HEALTH = 5, _("Felles helse- og sosialtjenester")
    EDUCATION = 6, _("Pedagogisk utviklingssenter")
    PLANNING = 7, _("Regionalt plankontor")
    BUSINESS = 8, _("Næring og innovasjon")
    PREPAREDNESS = 9, _("Beredskap og samfunnssikkerhet")


class ServiceArea(CheckedModel):
    """An area within a sector: barnevern within Sosialtjenester."""

    code = models.SlugField(_("kode"), max_length=50, unique=True)
    name = models.CharField(_("navn"), max_length=100)
    sector = models.CharField(_("sektor"), max_length=20, choices=Sector.choices)
    kostra_function = models.CharField(_("KOSTRA-funksjon"), max_length=3, blank=True)
    kostra_label = models.CharField(_("KOSTRA-funksjonens navn"), max_length=150, blank=True)
    recommended_area = models.PositiveSmallIntegerField(
        _("anbefalt område"),
        choices=RecommendedArea.choices,
        null=True,
        blank=True,
        help_text=_("Ett av de ni områdene NIVI anbefalte."),
    )
    synonyms = models.TextField(_("søkeord"), blank=True, help_text=_("Andre ord for det samme, ett per linje."))
    search_text = models.TextField(editable=False, blank=True)
    sort_key = models.CharField(max_length=200, editable=False, blank=True)

    class Meta:
        verbose_name = _("samarbeidsområde")
        verbose_name_plural = _("samarbeidsområder")
        ordering = ["sort_key", "pk"]

    def __str__(self):
        return self.name

    def clean(self):
        """Keeps the folded columns in step."""
        self.sort_key = sort_key(self.name)
        self.search_text = fold(f"{self.name} {self.synonyms}")
