"""Accounts, the audit trail, letters and counted attempts: what the register needs whatever it is about."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.checked import CheckedModel
from registry.periods import show_moment


class Role(models.TextChoices):
    """What a person may do. There are no other permissions."""

    ADMINISTRATOR = "administrator", _("administrator")
    CASE_OFFICER = "saksbehandler", _("saksbehandler")
    READER = "leser", _("leser")
    MUNICIPALITY = "kommune", _("kommune")


STAFF_ROLES = {Role.ADMINISTRATOR, Role.CASE_OFFICER, Role.READER}
EDITOR_ROLES = {Role.ADMINISTRATOR, Role.CASE_OFFICER}


class UserManager(BaseUserManager):
    """Makes accounts."""

    def create_user(self, username, password=None, *, role=Role.READER, **fields):
        """A new account; without a password only e-mailed codes let it in."""
        user = self.model(username=username, role=role, **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, username, password=None, **fields):
        """What `manage.py createsuperuser` makes: an administrator."""
        return self.create_user(username, password, **{**fields, "role": Role.ADMINISTRATOR})


class User(CheckedModel, AbstractBaseUser):
    """A person at Statsforvalteren, or one bound to a municipality. Contacts in municipalities are not users."""

    username = models.CharField(_("brukernavn"), max_length=150, unique=True, validators=[UnicodeUsernameValidator()])
    name = models.CharField(_("navn"), max_length=150, blank=True)
    email = models.EmailField(_("e-postadresse"), blank=True)
    role = models.CharField(_("rolle"), max_length=20, choices=Role.choices)
    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kommune"),
        help_text=_("Bare for rollen kommune."),
    )
    is_active = models.BooleanField(_("kan logge inn"), default=True)
    created_at = models.DateTimeField(_("opprettet"), auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = _("bruker")
        verbose_name_plural = _("brukere")
        ordering = ["username"]

    def __str__(self):
        return self.name or self.username

    def clean(self):
        """Role kommune needs a municipality, the others have none."""
        super().clean()
        if self.role == Role.MUNICIPALITY and self.municipality_id is None:
            raise ValidationError({"municipality": _("Velg kommunen brukeren hører til.")})
        if self.role != Role.MUNICIPALITY and self.municipality_id is not None:
            raise ValidationError({"municipality": _("Bare rollen kommune kan ha en kommune. La feltet stå tomt.")})

    @property
    def is_staff(self):
        """Whether the admin opens for this person."""
        return self.role in STAFF_ROLES

    @property
    def is_editor(self):
        """Whether this person may write in the register."""
        return self.role in EDITOR_ROLES

    @property
    def is_administrator(self):
        """Whether this person may also manage accounts."""
        return self.role == Role.ADMINISTRATOR

    # Django's admin asks these two; the answer is the role, and each ModelAdmin narrows it (registry.admin.RoleAdmin).
    def has_perm(self, perm, obj=None):
        """Staff have them all: what each may do is decided in `registry.admin`."""
        return self.is_active and self.is_staff

    def has_module_perms(self, app_label):
        """Staff see every part of the admin."""
        return self.is_active and self.is_staff

    def get_full_name(self):
        """The name shown in the admin's header."""
        return str(self)

    def get_short_name(self):
        """The same name; nobody is greeted by half of it."""
        return str(self)


class Change(CheckedModel):
    """★ One act of one person or import: who, when, what kind, why, and the whole record before and after.

    No foreign key to the record, so that the trail never stands in the way of anything and outlives it all.
    Written by `registry.changes.record` alone.
    """

    class Kind(models.TextChoices):
        CREATED = "created", _("ført inn")
        AMENDED = "amended", _("endret")
        ENDED = "ended", _("avsluttet")
        CARRIED_OVER = "carried_over", _("ført videre etter kommunesammenslåing")
        WITHDRAWN = "withdrawn", _("trukket tilbake")
        MERGED = "merged", _("slått sammen med et annet")
        DELETED = "deleted", _("slettet")

    class ActorKind(models.TextChoices):
        GOVERNOR = "governor", _("Statsforvalteren")
        MUNICIPALITY = "municipality", _("kommunen")
        IMPORT = "import", _("import")

    at = models.DateTimeField(_("tidspunkt"), default=timezone.now)
    kind = models.CharField(_("hva"), max_length=20, choices=Kind.choices)
    actor = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("hvem"))
    actor_kind = models.CharField(_("på vegne av"), max_length=20, choices=ActorKind.choices)
    actor_label = models.CharField(_("navn"), max_length=200)
    reason = models.TextField(_("begrunnelse"), blank=True)
    record = models.CharField(_("tabell"), max_length=100)
    record_id = models.BigIntegerField(_("nummer"))
    record_name = models.CharField(_("gjelder"), max_length=300)
    revision = models.PositiveIntegerField(_("utgave"), default=0)
    public = models.BooleanField(_("for alle"), default=False)  # whether everyone may read of it, by the whitelist of its table
    before = models.JSONField(_("før"), null=True, blank=True)
    after = models.JSONField(_("etter"), null=True, blank=True)

    class Meta:
        verbose_name = _("endring")
        verbose_name_plural = _("endringer")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["record", "record_id", "-at"], name="change_by_record"),
            models.Index(fields=["-at", "-id"], name="change_latest"),
            models.Index(
                fields=["record", "-at", "-id", "kind", "actor_kind", "record_id"],
                condition=models.Q(public=True),
                name="change_public",
            ),
        ]

    def __str__(self):
        return f"{self.record_name}: {self.get_kind_display()}"


class Letter(CheckedModel):
    """An e-mail on its way: a row first, sent by `manage.py work`, so that nothing is lost and a refusal is seen."""

    class State(models.TextChoices):
        QUEUED = "queued", _("i kø")
        SENT = "sent", _("sendt")
        REFUSED = "refused", _("avvist")
        UNCERTAIN = "uncertain", _("usikkert om den kom frem")

    to = models.EmailField(_("til"))
    subject = models.CharField(_("emne"), max_length=200)
    body = models.TextField(_("tekst"))  # a secret in it is a mark, filled in at the hand-over (registry.outbox)
    attachment_name = models.CharField(_("vedlegg"), max_length=100, blank=True)
    attachment = models.BinaryField(blank=True, null=True)  # kept until the mail server has taken it
    state = models.CharField(_("tilstand"), max_length=10, choices=State.choices, default=State.QUEUED)
    queued_at = models.DateTimeField(_("lagt i kø"), default=timezone.now)
    sent_at = models.DateTimeField(_("sendt"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("forsøk"), default=0)
    error = models.TextField(_("svar fra e-posttjeneren"), blank=True)

    class Meta:
        verbose_name = _("brev")
        verbose_name_plural = _("brev")
        ordering = ["-queued_at", "-pk"]
        indexes = [models.Index(fields=["state", "queued_at"], name="letter_queue")]

    def __str__(self):
        return self.subject  # without the address: the trail keeps this name, and longer than the letter


class Attempt(models.Model):
    """One counted try (a failed login, a report) from one address, kept only as long as it is counted.

    The address itself is never stored, only a keyed digest of it.
    """

    kind = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("telt forsøk")
        verbose_name_plural = _("telte forsøk")
        indexes = [models.Index(fields=["kind", "digest", "at"], name="attempt_count")]

    def __str__(self):
        return f"{self.kind} {show_moment(self.at)}"
