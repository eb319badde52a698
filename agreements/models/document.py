"""Documents of an agreement: a link to the municipality's own copy, or a file; withheld until a case officer has checked it."""

import hashlib
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.models.agreement import Agreement
from agreements.models.decision import Version
from agreements.models.file_kind import FileKind, file_kind
from registry.checked import CheckedModel

LARGEST = 20 * 1024 * 1024
SHOWN_LARGEST = "20 MB"


class DocumentQuerySet(models.QuerySet):
    """Documents, the withheld ones too, until narrowed."""

    def checked(self):
        """Those a case officer has checked for what may not be shown."""
        return self.filter(checked_at__isnull=False)

    def visible_to(self, user):
        """What the person may see: staff all; others the checked ones of agreements they may see."""
        if user.is_authenticated and user.is_staff:
            return self
        return self.checked().filter(agreement__in=Agreement.objects.visible_to(user))


class Document(CheckedModel):
    """One document. Nobody but staff sees it before it is checked for confidential and personal content."""

    class Kind(models.TextChoices):
        AGREEMENT = "avtale", _("avtale")
        STATUTES = "vedtekter", _("vedtekter")
        ATTACHMENT = "vedlegg", _("vedlegg")
        DECISION = "vedtak", _("vedtak eller saksframlegg")
        EVALUATION = "evaluering", _("evaluering")
        OTHER = "annet", _("annet")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="documents", verbose_name=_("samarbeid"))
    version = models.ForeignKey(
        Version, models.SET_NULL, null=True, blank=True, related_name="documents", verbose_name=_("avtaleversjon")
    )
    kind = models.CharField(_("slag"), max_length=20, choices=Kind.choices)
    title = models.CharField(_("tittel"), max_length=300)
    date = models.DateField(_("dato"), null=True, blank=True)
    url = models.URLField(
        _("lenke"), max_length=1000, blank=True, help_text=_("Helst til kommunens egen utgave. Da trengs ingen fil.")
    )
    file = models.FileField(_("fil"), upload_to="documents", blank=True, help_text=_("PDF, Word, Excel, ODT eller ren tekst."))
    file_kind = models.CharField(max_length=4, choices=FileKind.choices, blank=True, editable=False)
    size = models.PositiveIntegerField(null=True, blank=True, editable=False)
    checksum = models.CharField(max_length=64, blank=True, editable=False)
    checked_at = models.DateTimeField(_("kontrollert"), null=True, blank=True, editable=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("kontrollert av"),
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokumenter")
        ordering = ["pk"]

    def __str__(self):
        return self.title

    def clean(self):
        """A link or a file; a new file is known by what is in it, never by its name."""
        if not self.url and not self.file:
            raise ValidationError({"url": _now("Skriv en lenke til dokumentet, eller last opp en fil.")})
        if self.file and not self.file._committed:
            self._read_file()

    def _read_file(self) -> None:
        file = self.file.file
        if file.size > LARGEST:
            message = _now("«%(name)s» er større enn %(most)s. Bruk en lenke, eller en mindre fil.")
            raise ValidationError({"file": message % {"name": file.name[:60], "most": SHOWN_LARGEST}})
        file.seek(0)
        content = file.read()
        file.seek(0)
        kind = file_kind(content)
        if kind is None:
            message = _now("«%(name)s» er ikke PDF, Word (.docx), Excel (.xlsx), ODT eller ren tekst i UTF-8.")
            raise ValidationError({"file": message % {"name": file.name[:60]}})
        self.file.name = secrets.token_hex(16)  # tells nothing, and cannot be guessed
        self.file_kind, self.size, self.checksum = kind, len(content), hashlib.sha256(content).hexdigest()

    def delete(self, *args, **kwargs):
        """The row, and the file when no other row has it, once the transaction has gone through."""
        storage, name = self.file.storage, self.file.name
        deleted = super().delete(*args, **kwargs)
        if name and not Document.objects.filter(file=name).exists():
            transaction.on_commit(lambda: storage.delete(name))
        return deleted

    @property
    def checked(self) -> bool:
        """Whether everybody may see it."""
        return self.checked_at is not None

    @property
    def address(self) -> str:
        """Where it is read: the municipality's own copy, else our file."""
        return self.url or self.file_address

    @property
    def file_address(self) -> str:
        """Where our file is read, by those who may; "" without a file."""
        return reverse("document", args=[self.pk]) if self.file else ""
