"""Ways in to a task without a password, what they have been used for, and the letters that carried them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models.round import Task
from registry.checked import CheckedModel
from registry.models import Letter


class PersonalLink(CheckedModel):
    """A way in to one task, by the link in a letter or by typing its code. Only a digest of the code is stored.

    It leads nowhere when it is revoked, or the round is closed.
    """

    class Kind(models.TextChoices):
        CONFIRM = "confirm", _("svare og bekrefte")
        ANSWER = "answer", _("bare svare")

    task = models.ForeignKey(Task, models.CASCADE, related_name="links", verbose_name=_("oppgave"))
    kind = models.CharField(_("kan"), max_length=10, choices=Kind.choices, default=Kind.CONFIRM)
    about = models.CharField(_("gitt til"), max_length=100)  # the role of the mailbox, «på papir», «en kollega»; never a person
    digest = models.CharField(max_length=64, unique=True)
    salt = models.CharField(max_length=32, unique=True)  # with the register's secret key it makes the code
    made_at = models.DateTimeField(_("laget"), default=timezone.now)
    revoked_at = models.DateTimeField(_("trukket tilbake"), null=True, blank=True)

    class Meta:
        verbose_name = _("personlig lenke")
        verbose_name_plural = _("personlige lenker")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.task}, {self.about}"

    @property
    def confirms(self) -> bool:
        """Whether whoever comes in by it may confirm the list, and not only answer."""
        return self.kind == self.Kind.CONFIRM


class LinkUse(CheckedModel):
    """One use of a link: when, and for what. Not from where: that is nobody's business."""

    class What(models.TextChoices):
        OPENED = "opened", _("åpnet")
        ANSWERED = "answered", _("svarte")
        SHARED = "shared", _("sendte til en kollega")
        CONFIRMED = "confirmed", _("bekreftet")
        REFUSED = "refused", _("avvist")

    link = models.ForeignKey(PersonalLink, models.CASCADE, related_name="uses", verbose_name=_("lenke"))
    what = models.CharField(_("hva"), max_length=10, choices=What.choices)
    at = models.DateTimeField(_("tidspunkt"), default=timezone.now)

    class Meta:
        verbose_name = _("bruk av lenke")
        verbose_name_plural = _("bruk av lenker")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.link}: {self.get_what_display()}"


class TaskLetter(CheckedModel):
    """A letter about a task, stored in one transaction with it: each reminder goes once to each mailbox."""

    class Kind(models.TextChoices):
        ASKED = "asked", _("spørsmålet")
        BEFORE = "before", _("påminnelse før fristen")
        AFTER = "after", _("påminnelse etter fristen")
        NEW_LINK = "new_link", _("ny lenke")
        COLLEAGUE = "colleague", _("lenke til en kollega")
        RECEIPT = "receipt", _("kvittering")
        REPLY = "reply", _("svar på endringsforslag")

    ONCE = (Kind.ASKED, Kind.BEFORE, Kind.AFTER)
    WITH_LINK = (*ONCE, Kind.NEW_LINK, Kind.COLLEAGUE)  # those whose body holds the mark of their link

    task = models.ForeignKey(Task, models.CASCADE, related_name="letters", verbose_name=_("oppgave"))
    kind = models.CharField(_("hva"), max_length=10, choices=Kind.choices)
    to_role = models.CharField(_("til"), max_length=100)
    link = models.ForeignKey(PersonalLink, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("lenke"))
    letter = models.OneToOneField(Letter, models.PROTECT, related_name="+", verbose_name=_("brev"))

    class Meta:
        verbose_name = _("brev i en oppgave")
        verbose_name_plural = _("brev i oppgaver")
        ordering = ["pk"]
        indexes = [models.Index(fields=["task", "kind"], name="letter_of_task")]

    def __str__(self):
        return f"{self.task}, {self.get_kind_display()}"
