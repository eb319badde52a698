"""What municipalities answer in a yearly review, line by line, and what they want put right."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.models.agreement import Agreement
from agreements.models.round import Task
from municipalities.models import Municipality
from registry.checked import CheckedModel
from registry.models import Change
from registry.periods import show_day

PRIVACY_HELP = _("Ikke skriv taushetsbelagte eller personlige opplysninger. Andre kan kreve innsyn i teksten.")


class Answer(CheckedModel):
    """The newest answer of a municipality on one line of its list. `together`: confirmed with the rest by one button."""

    class Kind(models.TextChoices):
        RIGHT = "stemmer", _("Stemmer")
        WRONG = "rettes", _("Noe må rettes")
        ENDED = "avsluttet", _("Er avsluttet")
        NO_PARTY = "deltar-ikke", _("Vi deltar ikke")
        UNSURE = "undersokes", _("Må undersøkes")

    SETTLED = (Kind.RIGHT, Kind.WRONG, Kind.ENDED, Kind.NO_PARTY)  # the last may stay open, and counts as not answered

    task = models.ForeignKey(Task, models.CASCADE, related_name="answers", verbose_name=_("oppgave"))
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="answers", verbose_name=_("samarbeid"))
    kind = models.CharField(_("svar"), max_length=12, choices=Kind.choices)
    together = models.BooleanField(_("bekreftet samlet"), default=False)
    revision = models.PositiveIntegerField(_("utgave"))  # of the agreement, as it was shown
    at = models.DateTimeField(_("tidspunkt"), default=timezone.now)

    class Meta:
        verbose_name = _("svar")
        verbose_name_plural = _("svar")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["task", "agreement"], name="one_answer_a_line")]

    def __str__(self):
        return f"{self.agreement}: {self.get_kind_display()}"


class ContradictionQuerySet(models.QuerySet):
    """Contradictions, the settled ones too."""

    def open(self):
        """Those that are not settled."""
        return self.filter(settled_at__isnull=True)

    def told(self):
        """Those that the public may know of: that there is one, never who said what."""
        return self.open().filter(told_at__isnull=False)

    def visible_to(self, user):
        """Staff alone see who said what."""
        return self if user.is_authenticated and user.is_staff else self.none()


class Contradiction(CheckedModel):
    """Municipalities say different things of one agreement: one case for staff, whoever answered.

    The public is told only when the parties have been, and never who said what. The agreement stays as it was last settled.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="contradictions", verbose_name=_("samarbeid"))
    found_at = models.DateTimeField(_("funnet"), default=timezone.now)
    told_at = models.DateTimeField(_("partene er orientert"), null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("orientert av")
    )
    settled_at = models.DateTimeField(_("avklart"), null=True, blank=True)

    objects = ContradictionQuerySet.as_manager()

    class Meta:
        verbose_name = _("motstrid")
        verbose_name_plural = _("motstridende svar")
        ordering = ["-found_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement"], condition=Q(settled_at__isnull=True), name="one_open_contradiction")
        ]

    def __str__(self):
        return str(self.agreement)


class ProposalQuerySet(models.QuerySet):
    """Endringsforslag."""

    def waiting(self):
        """Those that nobody has decided."""
        return self.filter(state=Proposal.State.WAITING)

    def untold(self):
        """Those decided since the municipality was last told. Nothing is said of what was taken in just as it was."""
        words = ~Q(state=Proposal.State.ACCEPTED) | ~Q(reason="")
        news = Q(replied_at__isnull=True) & words | Q(replied_at__lt=F("decided_at"))
        return self.filter(news, state__in=Proposal.DECIDED, task__round__forgotten_at__isnull=True)

    def visible_to(self, user):
        """Staff; a municipality sees its own."""
        if user.is_authenticated and user.is_staff:
            return self
        if user.is_authenticated and user.municipality_id:
            return self.filter(task__municipality=user.municipality_id)
        return self.none()

    def editable_by(self, user):
        """Those who may write in the register decide."""
        return self if user.is_authenticated and user.is_editor else self.none()


class Proposal(CheckedModel):
    """What a municipality wants changed: one field of one agreement, its end, a party, or a scheme that is not there yet."""

    class Field(models.TextChoices):
        NAME = "name", _("navn")
        FORM = "legal_form", _("samarbeidsform")
        PARTIES = "parties", _("parter")
        HOST = "host", _("vertskommune")
        START = "valid_from", _("startdato")
        OTHER = "other", _("noe annet")
        END = "last_day", _("siste dag")
        OWN_PART = "own_part", _("kommunen deltar ikke")
        MISSING = "missing", _("samarbeid som ikke står i registeret")

    class State(models.TextChoices):
        WAITING = "waiting", _("til behandling")
        ACCEPTED = "accepted", _("tatt inn")
        AMENDED = "amended", _("tatt inn med endring")
        DECLINED = "declined", _("ikke tatt inn")
        WITHDRAWN = "withdrawn", _("trukket av kommunen")

    DECIDED = (State.ACCEPTED, State.AMENDED, State.DECLINED)

    task = models.ForeignKey(Task, models.CASCADE, related_name="proposals", verbose_name=_("oppgave"))
    answer = models.ForeignKey(Answer, models.SET_NULL, null=True, blank=True, related_name="proposals", verbose_name=_("svar"))
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="proposals", verbose_name=_("samarbeid")
    )
    field = models.CharField(_("felt"), max_length=12, choices=Field.choices)
    old = models.TextField(_("står nå"), max_length=2000, blank=True)
    new = models.TextField(_("riktig er"), max_length=2000, blank=True)
    parties = models.TextField(_("parter"), max_length=2000, blank=True)  # of a missing scheme, in plain words
    why = models.TextField(_("begrunnelse"), max_length=2000, blank=True, help_text=PRIVACY_HELP)
    revision = models.PositiveIntegerField(_("utgave"), null=True, blank=True)  # of the agreement, as it was shown
    at = models.DateTimeField(_("mottatt"), default=timezone.now)
    contradiction = models.ForeignKey(
        Contradiction, models.SET_NULL, null=True, blank=True, related_name="proposals", verbose_name=_("motstrid")
    )
    state = models.CharField(_("tilstand"), max_length=10, choices=State.choices, default=State.WAITING)
    decided_at = models.DateTimeField(_("behandlet"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("behandlet av")
    )
    reason = models.TextField(_("svar til kommunen"), max_length=2000, blank=True)
    replied_at = models.DateTimeField(_("besvart"), null=True, blank=True)  # when the letter that tells of it was queued
    became = models.ForeignKey(  # the scheme that a missing one became, or turned out to be
        Agreement, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ble til")
    )
    change = models.ForeignKey(Change, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("endring"))

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("endringsforslag")
        verbose_name_plural = _("endringsforslag")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["state", "at"], name="proposal_queue")]
        constraints = [
            models.CheckConstraint(condition=Q(field="missing") | Q(agreement__isnull=False), name="proposal_has_agreement")
        ]

    def __str__(self):
        return f"{self.agreement or self.new}: {self.get_field_display()}"

    @property
    def stood(self) -> str:
        """What stood in the register when the municipality answered, in words."""
        return self.old or {self.Field.OWN_PART: _now("part"), self.Field.END: _now("ingen siste dag")}.get(self.field, "–")

    @property
    def wanted(self) -> str:
        """What the municipality says is right, in words."""
        return self.new or {self.Field.OWN_PART: _now("deltar ikke")}.get(self.field, "–")

    def clean(self):
        """One that is declined says why: the reason goes back."""
        if self.state == self.State.DECLINED and not self.reason.strip():
            raise ValidationError({"reason": _now("Skriv hvorfor. Svaret går tilbake til kommunen.")})


class Confirmation(CheckedModel):
    """A municipality stood by one agreement on a day: its form, host and parties, not its shares, amounts and dates."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="confirmations", verbose_name=_("samarbeid"))
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="confirmations", verbose_name=_("kommune"))
    task = models.ForeignKey(Task, models.PROTECT, related_name="confirmations", verbose_name=_("oppgave"))
    on = models.DateField(_("bekreftet per"))

    class Meta:
        verbose_name = _("bekreftelse")
        verbose_name_plural = _("bekreftelser")
        ordering = ["-on", "pk"]
        indexes = [models.Index(fields=["agreement", "municipality", "on"], name="confirmation_of_agreement")]
        constraints = [models.UniqueConstraint(fields=["task", "agreement"], name="one_confirmation_a_line")]

    def __str__(self):
        return f"{self.agreement}: {self.municipality.name}, {show_day(self.on)}"
