"""Organisations: legal persons and bodies that are no municipality."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.organisation_number import check_organisation_number
from registry.checked import CheckedModel
from registry.search import fold, sort_key


class Organisation(CheckedModel):
    """An IKS, a county municipality, a company, Sametinget: a party, or the body that a cooperation established."""

    class Kind(models.TextChoices):
        COUNTY = "fylkeskommune", _("fylkeskommune")
        IKS = "iks", _("interkommunalt selskap (IKS)")
        COMPANY = "as", _("aksjeselskap (AS)")
        COOPERATIVE = "sa", _("samvirkeforetak (SA)")
        FOUNDATION = "stiftelse", _("stiftelse")
        ASSOCIATION = "forening", _("forening")
        COUNCIL = "samarbeidsorgan", _("interkommunalt politisk råd, oppgavefellesskap eller annet samarbeidsorgan")
        STATE = "stat", _("statlig organ eller helseforetak")
        FOREIGN = "utenlandsk", _("kommune eller organ i et annet land")
        OTHER = "annet", _("annet")

    class OrgForm(models.TextChoices):
        """As Enhetsregisteret writes it; the last three are those municipalities may not take part in."""

        IKS = "IKS", _("IKS (interkommunalt selskap)")
        AS = "AS", _("AS (aksjeselskap)")
        ASA = "ASA", _("ASA (allmennaksjeselskap)")
        SA = "SA", _("SA (samvirkeforetak)")
        BA = "BA", _("BA (selskap med begrenset ansvar)")
        STI = "STI", _("STI (stiftelse)")
        FLI = "FLI", _("FLI (forening, lag, innretning)")
        ANNA = "ANNA", _("ANNA (annen juridisk person)")
        ORGL = "ORGL", _("ORGL (organisasjonsledd)")
        KF = "KF", _("KF (kommunalt foretak)")
        FKF = "FKF", _("FKF (fylkeskommunalt foretak)")
        KOMM = "KOMM", _("KOMM (kommune)")
        FYLK = "FYLK", _("FYLK (fylkeskommune)")
        ADOS = "ADOS", _("ADOS (administrativ enhet i offentlig sektor)")
        STAT = "STAT", _("STAT (staten)")
        SF = "SF", _("SF (statsforetak)")
        SÆR = "SÆR", _("SÆR (foretak etter særskilt lov)")
        NUF = "NUF", _("NUF (norskregistrert utenlandsk foretak)")
        ANS = "ANS", _("ANS (ansvarlig selskap)")
        DA = "DA", _("DA (selskap med delt ansvar)")
        KS = "KS", _("KS (kommandittselskap)")

    name = models.CharField(_("navn"), max_length=200, unique=True)
    kind = models.CharField(_("slag"), max_length=20, choices=Kind.choices)
    org_number = models.CharField(
        _("organisasjonsnummer"), max_length=9, blank=True, validators=[check_organisation_number], help_text=_("Ni sifre.")
    )
    org_form = models.CharField(
        _("organisasjonsform"),
        max_length=4,
        blank=True,
        choices=OrgForm.choices,
        help_text=_("Koden i Enhetsregisteret. Tomt: ikke kjent. Vises for alle."),
    )
    seat = models.CharField(_("kontorsted"), max_length=200, blank=True)
    aliases = models.TextField(_("andre skrivemåter"), blank=True, help_text=_("En per linje."))
    note = models.TextField(_("merknad om kilden"), blank=True, help_text=_("Internt. Vises ikke for andre."))
    search_text = models.TextField(editable=False, blank=True)
    sort_key = models.CharField(max_length=400, editable=False, blank=True)

    class Meta:
        verbose_name = _("organisasjon")
        verbose_name_plural = _("organisasjoner")
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["sort_key", "id"], name="organisation_listed")]
        constraints = [
            models.UniqueConstraint(
                fields=["org_number"],
                condition=~models.Q(org_number=""),
                name="one_organisation_an_org_number",
                violation_error_message=_("En annen organisasjon i registeret har dette organisasjonsnummeret."),
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        """Keeps the folded columns in step."""
        self.sort_key = sort_key(self.name)
        self.search_text = fold(f"{self.name} {self.aliases} {self.org_number}")

    @property
    def spellings(self) -> list[str]:
        """Every name it may be written by."""
        return list(dict.fromkeys(name.strip() for name in [self.name, *self.aliases.splitlines()] if name.strip()))
