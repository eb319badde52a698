"""★ The agreement: one cooperation scheme, the unit that is counted."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.legal_forms.catalogue import CATALOGUE, LegalForm, legal_form
from agreements.models.agreement_follow_up import Archive, CaseWork, Deadlines
from agreements.models.agreement_law import DecidingPower, WrittenContents
from agreements.models.agreement_queryset import AgreementQuerySet
from agreements.models.service_area import ServiceArea
from agreements.models.states import AgreementType, Publication, Stage, Status
from municipalities.models import Organisation, Region
from municipalities.models.region import Certainty
from registry.checked import CheckedModel
from registry.periods import Period, check_order
from registry.search import fold, sort_key

__all__ = ["Agreement", "AgreementSuccession", "AgreementType", "Publication", "Stage", "Status"]


# All that status and counts are made of, so that figures are read from an index a tenth the size of the table.
TALLIED = [
    "publication",
    "counts",
    "valid_from",
    "valid_to",
    "stage",
    "evidence_first",
    "evidence_last",
    "legal_form",
    "participants_complete",
    "created_at",
]


class Agreement(CheckedModel, Period, DecidingPower, WrittenContents, Deadlines, Archive, CaseWork):
    """One cooperation scheme.

    Form, basis and type are three things: `legal_form` is a code of `agreements.legal_forms.catalogue`, `legal_basis` what
    the source says it rests on ("§ 28-1 b"), `agreement_type` what the document is. Written through `agreements.actions`.
    """

    # Identification
    name = models.CharField(_("navn"), max_length=300)
    former_names = models.TextField(_("andre navn"), blank=True, help_text=_("Ett per linje. Navnet kan søkes på."))
    purpose = models.TextField(_("formål"), blank=True)
    service_areas = models.ManyToManyField(ServiceArea, blank=True, related_name="agreements", verbose_name=_("samarbeidsområder"))
    # Law
    legal_form = models.CharField(_("samarbeidsform"), max_length=30, choices=[(form.code, form.label) for form in CATALOGUE])
    legal_form_certainty = models.CharField(
        _("hvor sikker formen er"), max_length=10, choices=Certainty.choices, default=Certainty.STATED
    )
    legal_basis = models.CharField(
        _("rettslig grunnlag"), max_length=200, blank=True, help_text=_("Slik kilden sier det, for eksempel koml. § 20-2.")
    )
    agreement_type = models.CharField(_("avtaletype"), max_length=20, choices=AgreementType.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="service_agreements", verbose_name=_("grunnavtale")
    )
    # What it established, or is
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("organisasjon"),
        help_text=_("Selskapet, rådet eller stiftelsen som samarbeidet har opprettet."),
    )
    office = models.CharField(
        _("kontorsted"), max_length=200, blank=True, help_text=_("Bare når samarbeidet ikke har egen organisasjon.")
    )
    region = models.OneToOneField(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreement",
        verbose_name=_("region"),
        help_text=_("Når samarbeidet er et regionråd eller plankontor. Medlemmene i regionen følger deltakerne her."),
    )
    # State
    stage = models.CharField(_("stadium"), max_length=10, choices=Stage.choices, default=Stage.UNKNOWN)
    publication = models.CharField(_("publisering"), max_length=10, choices=Publication.choices, default=Publication.DRAFT)
    withdrawn_reason = models.CharField(
        _("hvorfor trukket tilbake"), max_length=300, blank=True, help_text=_("Vises på siden som er trukket tilbake.")
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="duplicates",
        verbose_name=_("slått sammen med"),
        help_text=_("Samarbeidet som ble beholdt da dette viste seg å være ført inn to ganger. Adressen leder dit."),
    )
    counts_override = models.BooleanField(
        _("teller med"),
        null=True,
        blank=True,
        choices=[(None, _("som formen og stadiet tilsier")), (True, _("ja")), (False, _("nei"))],
    )
    counts_reason = models.CharField(_("hvorfor (ikke) teller"), max_length=300, blank=True)
    # Evidence
    participants_text = models.TextField(_("kildens ord om partene"), blank=True)
    participants_stated_count = models.PositiveSmallIntegerField(_("antall parter i kilden"), null=True, blank=True)
    participants_complete = models.BooleanField(_("alle parter er ført inn"), default=False)
    unnamed_participants = models.CharField(
        _("parter kilden ikke navngir"), max_length=300, blank=True, help_text=_("For eksempel «6 kommuner i Nordland».")
    )
    ownership_text = models.CharField(_("kildens ord om eierandeler"), max_length=500, blank=True)
    note = models.TextField(_("internt notat"), blank=True, help_text=_("Vises aldri for andre enn saksbehandlere."))
    # Kept by agreements.actions. Evidence goes from the first day any source can be from to the last.
    source_key = models.CharField(_("nøkkel i kilden"), max_length=20, unique=True, null=True, blank=True, editable=False)
    evidence_first = models.DateField(null=True, editable=False)
    evidence_last = models.DateField(null=True, editable=False)
    last_confirmed = models.DateField(_("sist bekreftet"), null=True, editable=False)  # by any of its municipalities
    counts = models.BooleanField(default=False, editable=False)
    search_text = models.TextField(editable=False, blank=True)
    sort_key = models.CharField(max_length=600, editable=False, blank=True)
    revision = models.PositiveIntegerField(_("utgave"), default=0, editable=False)
    created_at = models.DateTimeField(_("ført inn"), auto_now_add=True)
    updated_at = models.DateTimeField(_("sist endret"), auto_now=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("samarbeid")
        verbose_name_plural = _("samarbeid")
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["publication", "sort_key"], name="agreement_listed"),
            models.Index(fields=["valid_from", "valid_to"], name="agreement_period"),
            models.Index(fields=["updated_at"], name="agreement_updated"),
            models.Index(fields=TALLIED, name="agreement_tallied"),
            models.Index(fields=["organisation", "publication"], name="agreement_of_organisation"),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        """Only the impossible is refused; keeps the folded and derived columns in step."""
        check_order(self.valid_from, self.valid_to)
        errors = {}
        if self.parent_id and (self.parent_id == self.pk or self.parent.parent_id):
            errors["parent"] = _now("En grunnavtale kan ikke ligge under en annen avtale. Velg en som står øverst.")
        if self.parent_id and self.pk and self.service_agreements.exists():
            errors["parent"] = _now("Dette samarbeidet har selv tjenesteavtaler under seg og kan ikke legges under et annet.")
        if self.counts_override is not None and not self.counts_reason:
            errors["counts_reason"] = _now("Skriv hvorfor samarbeidet skal telle annerledes enn formen og stadiet tilsier.")
        if self.publication == Publication.WITHDRAWN and not self.withdrawn_reason:
            errors["withdrawn_reason"] = _now("Skriv hvorfor samarbeidet er trukket tilbake. Grunnen vises på siden.")
        if self.merged_into_id and (self.merged_into_id == self.pk or self.publication == Publication.PUBLISHED):
            errors["merged_into"] = _now("Et samarbeid som er slått sammen med et annet, kan ikke vises for seg selv.")
        if errors:
            raise ValidationError(errors)
        self.sort_key = sort_key(self.name)
        self.search_text = fold(f"{self.name} {self.former_names} {self.purpose}")
        if self.legal_form:
            agreed = self.form.counts and self.stage not in Stage.before_start()
            self.counts = agreed if self.counts_override is None else self.counts_override

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("agreement-detail", args=[self.pk])

    @property
    def kept(self) -> "Agreement":
        """The one it lives on in: itself, or at the end of the chain of mergers. One query a link."""
        kept = self
        while kept.merged_into_id:
            kept = kept.merged_into
        return kept

    @property
    def known_to_all(self) -> bool:
        """Whether everybody may know of it: published or withdrawn, and laid before a council."""
        return self.publication != Publication.DRAFT and self.stage not in Stage.before_council()

    @property
    def form(self) -> LegalForm:
        """The legal form's entry in the catalogue."""
        return legal_form(self.legal_form)

    @property
    def certain_form(self) -> bool:
        """Whether a source states the form."""
        return self.legal_form_certainty == Certainty.STATED

    @property
    def seat(self) -> str:
        """Where it has its office: the organisation's seat, else its own."""
        return self.organisation.seat if self.organisation else self.office

    @property
    def last_spoken_of(self) -> str:
        """How old the newest dated source is, as people read it; "" when none is dated. Fetch `sources` with it."""
        return next((source.as_of_shown for source in self.sources.all() if source.as_of), "")

    def status_on(self, day: date) -> Status:
        """The status on the day; the same rule as `AgreementQuerySet.with_status`, for a row in hand."""
        if self.valid_to and self.valid_to <= day:
            return Status.ENDED
        if self.stage in Stage.before_start():
            return Status.UNCLEAR
        if self.valid_from and day < self.valid_from:
            return Status.COMING
        if not self.begun_on(day):
            return Status.UNCLEAR
        if self.evidence_last and day <= self.evidence_last:
            return Status.IN_FORCE
        return {Stage.IN_FORCE: Status.IN_FORCE, Stage.NOTICE: Status.NOTICE}.get(Stage(self.stage), Status.UNCLEAR)

    def begun_on(self, day: date) -> bool:
        """Whether it is known to have begun by the day; an unknown start is counted from the first evidence."""
        return self.valid_from <= day if self.valid_from else self.spoken_of_by(day)

    def spoken_of_by(self, day: date) -> bool:
        """Whether a source had spoken of it by the day; without a dated source, whether it was entered here."""
        return (self.evidence_first or timezone.localdate(self.created_at)) <= day


class AgreementSuccession(CheckedModel):
    """One agreement was carried on by another, as a new form or legal person always is. Many to many."""

    class Kind(models.TextChoices):
        REORGANISED = "reorganised", _("omdannet")
        MERGED = "merged", _("slått sammen")
        SPLIT = "split", _("delt")
        REPLACED = "replaced", _("avløst")

    predecessor = models.ForeignKey(Agreement, models.PROTECT, related_name="successions_out", verbose_name=_("forgjenger"))
    successor = models.ForeignKey(Agreement, models.PROTECT, related_name="successions_in", verbose_name=_("etterfølger"))
    date = models.DateField(_("dato"), null=True, blank=True)
    kind = models.CharField(_("hva skjedde"), max_length=12, choices=Kind.choices)

    class Meta:
        verbose_name = _("etterfølger")
        verbose_name_plural = _("etterfølgere")
        ordering = ["date", "pk"]
        constraints = [models.UniqueConstraint(fields=["predecessor", "successor"], name="one_agreement_succession")]

    def __str__(self):
        return f"{self.predecessor} → {self.successor}"

    def clean(self):
        """An agreement is not carried on by itself."""
        if self.predecessor_id is not None and self.predecessor_id == self.successor_id:
            raise ValidationError({"successor": _now("Et samarbeid kan ikke etterfølge seg selv.")})
