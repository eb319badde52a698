"""A file that is brought into the register: who, when, what it holds, what it would do, and what became of each scheme in it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models.agreement import Agreement
from registry.checked import CheckedModel
from registry.models import Change


class Import(CheckedModel):
    """One import, of one file or of several that belong together. The row stays; the files are forgotten when they are old.

    Nothing of it is public: the files are what municipalities have sent.
    """

    class State(models.TextChoices):
        HEADINGS = "headings", _("venter på overskrifter")
        WAITING = "waiting", _("venter på å bli lest")
        PLANNING = "planning", _("leses")
        PLANNED = "planned", _("klar til å ses gjennom")
        APPLYING = "applying", _("tas i bruk")
        APPLIED = "applied", _("tatt i bruk")
        UNDONE = "undone", _("angret")
        FAILED = "failed", _("kunne ikke leses")

    state = models.CharField(_("tilstand"), max_length=10, choices=State.choices, default=State.HEADINGS)
    name = models.CharField(_("navn"), max_length=300)
    started_at = models.DateTimeField(_("lastet opp"), default=timezone.now)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("lastet opp av")
    )
    pasted = models.BooleanField(_("limt inn"), default=False)
    as_of_text = models.CharField(_("opplysningene er fra"), max_length=100, blank=True)
    # What the person chose: headings by table, and answers by question
    headings = models.JSONField(_("overskrifter"), default=dict, blank=True)
    answers = models.JSONField(_("svar"), default=dict, blank=True)
    publish = models.BooleanField(_("publiser nye samarbeid"), default=False)
    # How far the worker has come; who holds no lock tells by `beat` that it is alive
    done = models.PositiveIntegerField(_("gjort"), default=0)
    total = models.PositiveIntegerField(_("i alt"), default=0)
    beat = models.DateTimeField(_("siste livstegn"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("forsøk"), default=0)
    problem = models.TextField(_("hva som er galt"), blank=True)
    # What came of it
    about = models.JSONField(_("om filen"), default=dict, blank=True)
    applied_at = models.DateTimeField(_("tatt i bruk"), null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("tatt i bruk av")
    )
    undone_at = models.DateTimeField(_("angret"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("angret av")
    )

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("importer")
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["state", "started_at"], name="import_queue")]

    def __str__(self):
        return self.name


class ImportFile(CheckedModel):
    """One file of an import as it was sent, kept in the database and never served as it is; empty when it has been forgotten."""

    part_of = models.ForeignKey(Import, models.CASCADE, related_name="files", verbose_name=_("import"))
    name = models.CharField(_("filnavn"), max_length=200)
    content = models.BinaryField(_("innhold"))
    size = models.PositiveIntegerField(_("størrelse"))
    checksum = models.CharField(_("kontrollsum"), max_length=64)

    class Meta:
        verbose_name = _("importfil")
        verbose_name_plural = _("importfiler")
        ordering = ["pk"]

    def __str__(self):
        return self.name


class ImportedScheme(models.Model):
    """One scheme of an import as it was shown: what would become of it, and what did. Written many at a time, never typed."""

    part_of = models.ForeignKey(Import, models.CASCADE, related_name="schemes", verbose_name=_("import"))
    place = models.PositiveIntegerField(_("plass"))
    state = models.CharField(_("hva som skjer"), max_length=10)
    name = models.CharField(_("navn"), max_length=300)
    agreement = models.ForeignKey(Agreement, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("samarbeid"))
    revision = models.PositiveIntegerField(_("utgave"), null=True, blank=True)  # compared with; when written, what it became
    shown = models.JSONField(_("slik det ble vist"), default=dict)
    digest = models.CharField(_("fingeravtrykk"), max_length=64)
    change = models.ForeignKey(Change, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("endring"))
    note = models.TextField(_("hvorfor ikke gjort"), blank=True)  # why it was not written, or not taken back

    class Meta:
        verbose_name = _("samarbeid i import")
        verbose_name_plural = _("samarbeid i importer")
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["part_of", "place"], name="one_scheme_a_place")]
        indexes = [models.Index(fields=["part_of", "state", "place"], name="imported_by_state")]

    def __str__(self):
        return self.name


class RememberedHeadings(CheckedModel):
    """What somebody once said the columns of a table are, by its shape: the headings it has."""

    shape = models.CharField(_("form"), max_length=64, unique=True)
    columns = models.JSONField(_("kolonner"), default=dict)
    chosen_at = models.DateTimeField(_("valgt"), auto_now=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("valgt av")
    )

    class Meta:
        verbose_name = _("huskede overskrifter")
        verbose_name_plural = _("huskede overskrifter")

    def __str__(self):
        return ", ".join(self.columns)
