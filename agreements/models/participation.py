"""Who takes part: one row is one party, one role, one period in one agreement."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.legal_forms.catalogue import HOST_ROLE, LEADING_ROLES, ROLE_BY_CODE, ROLES
from agreements.models.agreement import Agreement
from agreements.models.agreement_queryset import begun_by
from agreements.models.party import OfOneParty, exactly_one_party
from agreements.models.states import seen_by_all
from municipalities.models import Organisation
from municipalities.models.region import Certainty
from registry.checked import CheckedModel
from registry.periods import Period, PeriodQuerySet, check_order

COUNTED = ["role", "valid_from", "valid_to"]


def existing_on(day: date, prefix: str = "") -> Q:
    """The condition that a row's municipality, if it has one, exists on the day."""
    founded, dissolved = f"{prefix}municipality__founded", f"{prefix}municipality__dissolved"
    return (Q(**{f"{founded}__isnull": True}) | Q(**{f"{founded}__lte": day})) & (
        Q(**{f"{dissolved}__isnull": True}) | Q(**{f"{dissolved}__gt": day})
    )


class ParticipationQuerySet(PeriodQuerySet):
    """Parties through time."""

    def on(self, day: date):
        """Parties on the day, within the municipality's own existence; an unknown start is counted from the first evidence."""
        return super().on(day).filter(existing_on(day)).filter(begun_by(day, "agreement__"))

    def unknown_start_before(self, day: date):
        """Parties with unknown start that nothing shows to have joined by the day: "ukjent startdato"."""
        return super().on(day).filter(existing_on(day)).exclude(begun_by(day, "agreement__"))

    def hosts(self):
        """Parties that do the work for the others."""
        return self.filter(role=HOST_ROLE)

    def for_list(self):
        """With the parties at hand, the one to ask first on top, then by name."""
        host_first = models.Case(models.When(role__in=LEADING_ROLES, then=0), default=1)
        return self.select_related("municipality", "organisation").order_by(
            host_first, F("municipality__sort_key").asc(nulls_last=True), "organisation__sort_key", "pk"
        )


class Participation(CheckedModel, OfOneParty, Period):
    """One party's part in an agreement."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="participations", verbose_name=_("samarbeid"))
    role = models.CharField(_("rolle"), max_length=20, choices=[(role.code, role.label) for role in ROLES])
    certainty = models.CharField(_("sikkerhet"), max_length=10, choices=Certainty.choices, default=Certainty.STATED)
    own_purpose = models.TextField(
        _("partens eget formål"), blank=True, help_text=_("Hva parten selv vil med deltakelsen (koml. § 26-1).")
    )

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("deltakelse")
        verbose_name_plural = _("deltakelser")
        ordering = ["pk"]
        indexes = [
            # With all that figures ask of a party, so that they are read from the index alone.
            models.Index(fields=["agreement", "municipality", *COUNTED], name="participation_in_agreement"),
            models.Index(fields=["municipality", "agreement", *COUNTED], name="participation_of_municipality"),
        ]
        constraints = [exactly_one_party("exactly_one_party")]

    def __str__(self):
        text = f"{self.party}, {self.role_label}" if self.party else self.role_label
        if self.valid_from:
            text += _now(", fra %(start)s") % {"start": self.start_shown}
        if self.valid_to:
            text += _now(", til og med %(end)s") % {"end": self.end_shown}
        return text

    def clean(self):
        """Start before end. Overlap is a matter of the whole set: `agreements.actions.check_participations`."""
        check_order(self.valid_from, self.valid_to)

    @property
    def role_label(self) -> str:
        """The role as people read it."""
        return _now(ROLE_BY_CODE[self.role].label)

    @property
    def is_host(self) -> bool:
        """Whether this party does the work for the others."""
        return self.role == HOST_ROLE

    @property
    def leads(self) -> bool:
        """Whether this is the party one asks first."""
        return self.role in LEADING_ROLES

    @property
    def place(self) -> tuple:
        """Its place in the order of `ParticipationQuerySet.for_list`, for rows in hand."""
        return not self.leads, self.municipality is None, self.party.sort_key, self.pk

    def takes_part(self, day: date) -> bool:
        """The same rule as `ParticipationQuerySet.on`, for a row in hand."""
        exists = self.municipality is None or self.municipality.exists_on(day)
        return exists and self.holds(day) and (self.valid_from is not None or self.agreement.spoken_of_by(day))


def published_organisations() -> models.QuerySet:
    """Organisations that everyone may know of: a published agreement names them as a party, or as the body it made."""
    bodies = Agreement.objects.published().filter(organisation=OuterRef("pk"))
    parties = Participation.objects.filter(seen_by_all("agreement__"), organisation=OuterRef("pk"))
    return Organisation.objects.filter(Exists(bodies) | Exists(parties))
