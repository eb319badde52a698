"""The yearly review: a round, and the task that each municipality has in it. They move by `agreements.verification` alone."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality
from registry.checked import CheckedModel
from registry.parameters import today


class RoundQuerySet(models.QuerySet):
    """Rounds, the prepared and the closed ones too."""

    def open(self):
        """Those that can be answered now."""
        return self.filter(state=Round.State.OPEN)

    def opened(self):
        """Those that municipalities have been asked in, closed ones too."""
        return self.exclude(state=Round.State.PREPARED)

    def visible_to(self, user):
        """Rounds are for staff; a municipality sees its own task of each."""
        return self if user.is_authenticated and user.is_staff else self.none()

    def editable_by(self, user):
        """Those who may write in the register."""
        return self if user.is_authenticated and user.is_editor else self.none()


class Round(CheckedModel):
    """One yearly review: what municipalities are asked, as of which day, and until when they can answer."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("forberedes")
        OPEN = "open", _("åpen")
        CLOSED = "closed", _("lukket")

    name = models.CharField(_("navn"), max_length=100, help_text=_("For eksempel Årlig gjennomgang 2026."))
    as_of = models.DateField(
        _("slik det var"),
        null=True,
        blank=True,
        help_text=_("Tomt: slik det er i dag. Ellers en dag som har vært, for eksempel 31.12.2026."),
    )
    deadline = models.DateField(_("svarfrist"))
    case_number = models.CharField(_("saksnummer hos Statsforvalteren"), max_length=50)
    subject = models.CharField(_("emne i brevet"), max_length=150)
    text = models.TextField(_("brevet"), max_length=4000, help_text=_("Lenken, fristen og saksnummeret kommer under teksten."))
    state = models.CharField(_("tilstand"), max_length=10, choices=State.choices, default=State.PREPARED, editable=False)
    opened_at = models.DateTimeField(_("åpnet"), null=True, blank=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("åpnet av"),
    )
    closed_at = models.DateTimeField(_("lukket"), null=True, blank=True, editable=False)
    exported_at = models.DateTimeField(_("hentet ut til arkivet"), null=True, blank=True, editable=False)
    forgotten_at = models.DateTimeField(_("personopplysninger slettet"), null=True, blank=True, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("årlig gjennomgang")
        verbose_name_plural = _("årlige gjennomganger")
        ordering = ["-deadline", "-pk"]

    def __str__(self):
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether it can be answered now. The deadline closes nothing: a late answer is an answer."""
        return self.state == self.State.OPEN


class TaskQuerySet(models.QuerySet):
    """What municipalities have been asked."""

    def visible_to(self, user):
        """Staff see all; a municipality its own, once it has been asked."""
        if user.is_authenticated and user.is_staff:
            return self
        if user.is_authenticated and user.municipality_id:
            return self.filter(municipality=user.municipality_id).exclude(round__state=Round.State.PREPARED)
        return self.none()

    def answered_by(self, municipality: int):
        """Those that a municipality answers: its own, and those of others that became a part of it, unless handed over to it."""
        merged = Q(municipality__successions_out__successor=municipality, municipality__successions_out__kind="merge")
        return self.filter(Q(municipality=municipality) | merged, carried_to=None)

    def own(self):
        """Those of municipalities that answer for themselves: nobody has taken their place."""
        return self.filter(carried_to=None, ended_at=None)

    def confirmed(self):
        """Those whose list has been confirmed."""
        return self.filter(confirmed_at__isnull=False)

    def held(self, pk: int):
        """One, nobody else's until the transaction ends. What is joined to it is read after the wait, and not before."""
        self.select_for_update().get(pk=pk)
        return self.select_related("round", "municipality", "carried_to__municipality").get(pk=pk)


class Task(CheckedModel):
    """One municipality's part in a round. It is started by the first answer, and done when the list is confirmed.

    `shown` is exactly what was confirmed, line by line, kept for good; the name is forgotten two years after the round.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="tasks", verbose_name=_("årlig gjennomgang"))
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="tasks", verbose_name=_("kommune"))
    started_at = models.DateTimeField(_("påbegynt"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("bekreftet"), null=True, blank=True)
    confirmed_on = models.DateField(_("gjelder per"), null=True, blank=True)
    name = models.CharField(_("navn"), max_length=150, blank=True)
    title = models.CharField(_("stilling"), max_length=150, blank=True)
    statement = models.TextField(_("det som ble bekreftet"), blank=True)
    shown = models.JSONField(_("listen slik den ble vist"), default=dict, blank=True)
    renews = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fornyer bekreftelsen fra")
    )
    carried_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_from", verbose_name=_("overtatt av")
    )
    ended_at = models.DateTimeField(_("avsluttet uten bekreftelse"), null=True, blank=True)  # the municipality is no more
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("avsluttet av")
    )
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="split_to", verbose_name=_("spurt i stedet for")
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("oppgave")
        verbose_name_plural = _("oppgaver")
        ordering = ["municipality__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "municipality"], name="one_task_a_municipality"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(started_at__isnull=False), name="started_before_confirmed"
            ),
        ]

    def __str__(self):
        return f"{self.round}: {self.municipality.name}"

    def clean(self):
        """What is confirmed says by whom and as of when."""
        if self.confirmed_at and not (self.confirmed_on and self.title):
            raise ValidationError({"title": _now("Skriv stillingen din.")})

    @property
    def day(self) -> date:
        """The day the list is about: that of the round, or today."""
        return self.round.as_of or today()

    @property
    def is_gone(self) -> bool:
        """Whether the municipality no longer exists on the day its list is about, and nobody has taken its place in the round."""
        ended = self.municipality.dissolved
        return ended is not None and ended <= self.day and not (self.confirmed_at or self.carried_to_id or self.ended_at)

    @property
    def is_open(self) -> bool:
        """Whether it can be answered: not confirmed, not another's, not ended, in an open round, by a municipality that exists."""
        over = self.confirmed_at or self.carried_to_id or self.ended_at
        return self.round.is_open and not over and not self.is_gone
