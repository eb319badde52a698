"""Who takes part: one row is one party, one role, one period in one agreement."""

from datetime import date
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.legal_forms.catalogue import HOST_ROLE, LEADING_ROLES, ROLE_BY_CODE, ROLES
from agreements.models.agreement import Agreement
from agreements.models.agreement_queryset import begun_by
from agreements.models.states import Publication
from municipalities.models import Municipality, Organisation
from municipalities.models.region import Certainty
from registry.checked import CheckedModel
from registry.periods import Period, PeriodQuerySet, Precision, check_order, show_date

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


class Participation(CheckedModel, Period):
    """One party's part in an agreement. The party is a municipality or an organisation, never both."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="participations", verbose_name=_("samarbeid"))
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="participations", verbose_name=_("kommune")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="participations", verbose_name=_("organisasjon")
    )
    role = models.CharField(_("rolle"), max_length=20, choices=[(role.code, role.label) for role in ROLES])
    certainty = models.CharField(_("sikkerhet"), max_length=10, choices=Certainty.choices, default=Certainty.STATED)

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
        constraints = [
            models.CheckConstraint(
                condition=Q(municipality__isnull=True, organisation__isnull=False)
                | Q(municipality__isnull=False, organisation__isnull=True),
                name="exactly_one_party",
                violation_error_message=_("Velg én kommune eller én organisasjon som part."),
            )
        ]

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
    def party(self):
        """The municipality or organisation."""
        return self.municipality or self.organisation

    @property
    def party_key(self) -> tuple[str, int | None]:
        """The party as one value, for the overlap function."""
        return ("municipality", self.municipality_id) if self.municipality_id else ("organisation", self.organisation_id)

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

    def takes_part(self, day: date) -> bool:
        """The same rule as `ParticipationQuerySet.on`, for a row in hand."""
        exists = self.municipality is None or self.municipality.exists_on(day)
        return exists and self.holds(day) and (self.valid_from is not None or self.agreement.spoken_of_by(day))


class Ownership(CheckedModel, Period):
    """A party's share for a period, as whole numbers: 17 of 100 shares, one third. Never a float, so that shares add up."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="ownerships", verbose_name=_("deltakelse"))
    share_num = models.PositiveIntegerField(_("andel, teller"))
    share_den = models.PositiveIntegerField(_("andel, nevner"))
    as_of = models.DateField(_("per"), null=True, blank=True)
    as_of_precision = models.CharField(
        _("nøyaktighet"), max_length=8, choices=Precision.choices, default=Precision.DAY, editable=False
    )
    source = models.CharField(_("kilde"), max_length=500, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("eierandel")
        verbose_name_plural = _("eierandeler")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.participation.party}: {self.share_num}/{self.share_den}"

    def clean(self):
        """A share is between nothing and all; start before end."""
        check_order(self.valid_from, self.valid_to)
        if self.share_num is None or self.share_den is None:
            return
        if self.share_den == 0 or self.share_num > self.share_den:
            raise ValidationError(
                {"share_num": _now("En eierandel må være mellom 0 og 100 %%, ikke %(num)s av %(den)s.")},
                params={"num": self.share_num, "den": self.share_den},
            )

    @property
    def as_of_shown(self) -> str:
        """How old the share is, never more exact than the source; "" when it is not known."""
        return show_date(self.as_of, self.as_of_precision) if self.as_of else ""

    @property
    def share(self) -> Fraction:
        """The share as an exact fraction."""
        return Fraction(self.share_num, self.share_den)


def published_organisations() -> models.QuerySet:
    """Organisations that everyone may know of: a published agreement names them as a party, or as the body it made."""
    bodies = Agreement.objects.published().filter(organisation=OuterRef("pk"))
    parties = Participation.objects.filter(organisation=OuterRef("pk"), agreement__publication=Publication.PUBLISHED)
    return Organisation.objects.filter(Exists(bodies) | Exists(parties))
