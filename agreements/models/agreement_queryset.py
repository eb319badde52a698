"""Which agreements: by date, by who asks, and with what a list needs."""

from datetime import date

from django.db import models
from django.db.models import Case, Exists, OuterRef, Prefetch, Q, Value, When

from agreements.models.states import Publication, Stage, Status, seen_by_all
from registry.models import Change
from registry.periods import PeriodQuerySet


def begun_by(day: date, agreement: str = "") -> Q:
    """The condition that a row is known to have begun: it has a start, or its agreement was spoken of (else entered) by the day.

    `agreement` is the path from the row to its agreement, "" for an agreement itself.
    """
    spoken_of = Q(**{f"{agreement}evidence_first__lte": day})
    entered = Q(**{f"{agreement}evidence_first__isnull": True, f"{agreement}created_at__date__lte": day})
    return Q(valid_from__isnull=False) | spoken_of | entered


class AgreementQuerySet(PeriodQuerySet):
    """Agreements, the drafts and the ended ones too, until narrowed."""

    def visible_to(self, user):
        """What the person may see: staff all, everybody else what is published.

        What lies before the first council case is seen by the municipalities it names, and by nobody else.
        """
        if user.is_authenticated and user.is_staff:
            return self
        if user.is_authenticated and user.municipality_id:
            named = self.model._base_manager.filter(participations__municipality=user.municipality_id)
            return self.filter(seen_by_all() | Q(publication=Publication.PUBLISHED, pk__in=named.values("pk")))
        return self.published()

    def published(self):
        """What everybody sees and figures are made of: the same for everyone, whoever asks."""
        return self.filter(seen_by_all())

    def gone(self):
        """What everybody saw once: its address says that it is withdrawn, and why. A draft that was withdrawn was never seen."""
        told = Change.objects.filter(record=self.model._meta.label_lower, record_id=OuterRef("pk"), public=True)
        return self.filter(seen_by_all(publication=Publication.WITHDRAWN)).filter(Exists(told))

    def known_to_all(self):
        """What everybody may know of: shown now, or gone."""
        return self.published() | self.gone()

    def editable_by(self, user):
        """What the person may change."""
        return self if user.is_authenticated and user.is_editor else self.none()

    def on(self, day: date):
        """Those whose period covers the day; an unknown start is counted from the first evidence, else from the entry here.

        Their status on the day is `i kraft`, `oppsagt` or `uavklart`; see `with_status`.
        """
        return self.filter(self.holds_on(day)).filter(begun_by(day))

    def unknown_start_before(self, day: date):
        """Those with unknown start that nothing shows to have begun by the day: "ukjent startdato"."""
        return self.filter(self.holds_on(day), valid_from__isnull=True).exclude(begun_by(day))

    def counting(self):
        """Those that count as formal schemes."""
        return self.filter(counts=True)

    def with_status(self, day: date):
        """Annotates `status` for the day by the same rule as `Agreement.status_on`."""
        status = Case(
            When(valid_to__lte=day, then=Value(Status.ENDED)),
            When(stage__in=Stage.before_start(), then=Value(Status.UNCLEAR)),
            When(valid_from__gt=day, then=Value(Status.COMING)),
            When(~begun_by(day), then=Value(Status.UNCLEAR)),
            When(Q(stage=Stage.IN_FORCE) | Q(evidence_last__gte=day), then=Value(Status.IN_FORCE)),
            When(stage=Stage.NOTICE, then=Value(Status.NOTICE)),
            default=Value(Status.UNCLEAR),
            output_field=models.CharField(),
        )
        return self.annotate(status=status)

    def for_list(self, participations):
        """With what a row of a list shows; `participations` is the queryset of parties to show, already ordered."""
        return self.select_related("organisation").prefetch_related(
            "service_areas", "sources", Prefetch("participations", queryset=participations, to_attr="parties")
        )
