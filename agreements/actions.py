"""★ Every change of an agreement: register, end, withdraw, carry over. Each takes `by=` and may take `reason=`.

`changed()` is the one place that bumps the revision and writes the audit trail; the admin calls it too.
"""

from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Min
from django.utils.translation import gettext as _

from agreements.models import Agreement, AgreementSuccession, Ownership, Participation, Publication, Source, Stage
from municipalities.models import Contact, RegionMembership, Succession
from registry import changes
from registry.changes import Actor
from registry.models import Change
from registry.periods import Precision, Span, overlaps

PERIOD_COLUMNS = ("valid_from", "valid_from_precision", "valid_from_text", "valid_to", "valid_to_precision", "valid_to_text")


def snapshot(agreement: Agreement) -> dict:
    """The whole agreement with its parties, shares, sources, areas and successions, as the audit trail keeps it."""
    return changes.snapshot(
        agreement,
        {
            "participations": agreement.participations.select_related("municipality", "organisation"),
            "ownerships": Ownership.objects.filter(participation__agreement=agreement).select_related(
                "participation__municipality", "participation__organisation"
            ),
            "sources": agreement.sources.all(),
            "service_areas": agreement.service_areas.all(),
            "successions_out": agreement.successions_out.select_related("predecessor", "successor"),
            "successions_in": agreement.successions_in.select_related("predecessor", "successor"),
        },
    )


def stored_snapshot(agreement: Agreement) -> dict | None:
    """The agreement as the database has it now; None for one that is not stored yet."""
    stored = Agreement.objects.filter(pk=agreement.pk).first() if agreement.pk else None
    return snapshot(stored) if stored else None


def changed(agreement: Agreement, *, by: Actor, before: dict | None, kind: str = "", reason: str = "") -> Change | None:
    """Finish one act on an agreement: derive its columns, check the whole set of parties, bump the revision, write the trail.

    Call it inside the transaction of the act, after all rows are saved, with the snapshot from before it. Returns the
    Change, or None when nothing differs. Raises ValidationError when two rows of one party overlap.
    """
    check_participations(agreement.participations.all())
    _derive_evidence(agreement)
    if before is not None and not changes.diff(before, snapshot(agreement), ignore=DERIVED):
        return None
    agreement.revision += 1
    agreement.save()
    _write_region_members(agreement)
    return changes.record(
        agreement,
        kind=kind or (Change.Kind.AMENDED if before else Change.Kind.CREATED),
        by=by,
        reason=reason,
        revision=agreement.revision,
        public=agreement.publication != Publication.DRAFT,
        before=before,
        after=snapshot(agreement),
    )


DERIVED = frozenset(
    {
        "revision",
        "updated_at",
        "created_at",
        "search_text",
        "sort_key",
        "evidence_first",
        "evidence_last",
        "counts",
    }
)


def check_participations(rows: Iterable[Participation]) -> None:
    """Refuse the impossible: one party with two overlapping rows. Raises ValidationError naming the party."""
    rows = list(rows)
    names = {row.party_key: str(row.party) for row in rows}
    if colliding := overlaps((row.party_key, row.valid_from, row.valid_to) for row in rows):
        raise ValidationError(
            _("%(party)s står to ganger i samme tidsrom. Slett den ene raden, eller la den første slutte før den neste begynner."),
            code="overlap",
            params={"party": names[colliding[0][0]]},
        )


def _derive_evidence(agreement: Agreement) -> None:
    found = agreement.sources.aggregate(first=Min("as_of_first"), last=Max("as_of"))
    agreement.evidence_first, agreement.evidence_last = found["first"], found["last"]


def _write_region_members(agreement: Agreement) -> None:
    """A regionråd or plankontor is one agreement and one region: its members are its municipal parties."""
    if agreement.region_id is None:
        return
    stored = {_membership_key(row): row for row in agreement.region.memberships.all()}
    wanted = {_membership_key(row): row for row in agreement.participations.filter(municipality__isnull=False)}
    for key in stored.keys() - wanted.keys():
        stored[key].delete()
    for key in wanted.keys() - stored.keys():
        period = {column: getattr(wanted[key], column) for column in PERIOD_COLUMNS}
        RegionMembership.objects.create(
            region=agreement.region, municipality_id=wanted[key].municipality_id, certainty=wanted[key].certainty, **period
        )


def _membership_key(row: RegionMembership | Participation) -> tuple:
    return (row.municipality_id, row.certainty, *(getattr(row, column) for column in PERIOD_COLUMNS))


@transaction.atomic
def register(
    agreement: Agreement,
    *,
    by: Actor,
    participations: Iterable[Participation] = (),
    sources: Iterable[Source] = (),
    service_areas: Iterable = (),
    ownerships: Iterable[Ownership] = (),
    predecessors: Iterable[AgreementSuccession] = (),
    reason: str = "",
) -> Agreement:
    """Store a new agreement with everything that belongs to it. Raises ValidationError; then nothing is stored."""
    agreement.save()
    agreement.service_areas.set(service_areas)
    for row in [*participations, *sources]:
        row.agreement = agreement
        row.save()
    for row in ownerships:
        row.participation = row.participation  # the participation has its id only now
        row.save()
    for row in predecessors:
        row.successor = agreement
        row.save()
    changed(agreement, by=by, before=None, reason=reason)
    return agreement


@transaction.atomic
def end(agreement: Agreement, *, last_day: Span, by: Actor, reason: str = "") -> Change | None:
    """End an agreement, and with it every party that is still in it, on a last day as read by `parse_date`."""

    def act(locked: Agreement) -> None:
        locked.set_last_day(last_day)
        locked.stage = Stage.ENDED
        locked.save()
        for row in locked.participations.filter(valid_to__isnull=True):
            row.set_last_day(last_day)
            row.save()

    return _act(agreement, act, by=by, kind=Change.Kind.ENDED, reason=reason)


@transaction.atomic
def publish(agreement: Agreement, *, by: Actor, reason: str = "") -> Change | None:
    """Show a draft, or one that was withdrawn, to everyone."""

    def act(locked: Agreement) -> None:
        locked.publication, locked.withdrawn_reason = Publication.PUBLISHED, ""

    return _act(agreement, act, by=by, reason=reason)


@transaction.atomic
def withdraw(agreement: Agreement, *, reason: str, by: Actor) -> Change | None:
    """Take a published agreement away from the public; its address answers 410 with the reason."""

    def act(locked: Agreement) -> None:
        locked.publication, locked.withdrawn_reason = Publication.WITHDRAWN, reason

    return _act(agreement, act, by=by, kind=Change.Kind.WITHDRAWN, reason=reason)


@transaction.atomic
def carry_over(succession: Succession, *, by: Actor) -> list[Change]:
    """After a merger, let the successor take the predecessor's place in every agreement, and inherit its contacts.

    The predecessor's row ends the day before; the successor gets one row an agreement, however many predecessors were in
    it, in the role of the one that leads. A split has no single heir: its agreements are left for a case officer.
    """
    if succession.kind == Succession.Kind.SPLIT:
        return []
    rows = Participation.objects.filter(municipality=succession.predecessor, valid_to__isnull=True) | Participation.objects.filter(
        municipality=succession.predecessor, valid_to__gt=succession.date
    )
    done = []
    for agreement in Agreement.objects.filter(pk__in=rows.values("agreement")).order_by("pk"):
        done.append(
            _act(
                agreement,
                lambda locked: _hand_over(locked, succession),
                by=by,
                kind=Change.Kind.CARRIED_OVER,
                reason=_("%(predecessor)s ble en del av %(successor)s.")
                % {"predecessor": succession.predecessor.name, "successor": succession.successor.name},
            )
        )
    for contact in succession.predecessor.contacts.all():
        Contact.objects.get_or_create(municipality=succession.successor, role=contact.role, email=contact.email)
        contact.delete()
    return [change for change in done if change]


def _hand_over(agreement: Agreement, succession: Succession) -> None:
    day_before = Span(succession.date, succession.date, Precision.DAY)
    for row in agreement.participations.filter(municipality=succession.predecessor):
        if row.valid_to is not None and row.valid_to <= succession.date:
            continue
        heir = agreement.participations.filter(municipality=succession.successor).first()
        if heir is None:
            heir = Participation(agreement=agreement, municipality=succession.successor, role=row.role, certainty=row.certainty)
            starts_later = row.valid_from is not None and row.valid_from > succession.date
            heir.set_start(Span(row.valid_from, row.valid_from, row.valid_from_precision) if starts_later else day_before)
            heir.valid_to, heir.valid_to_precision, heir.valid_to_text = row.valid_to, row.valid_to_precision, row.valid_to_text
        elif row.leads:
            heir.role = row.role
        heir.save()
        if row.valid_from is not None and row.valid_from >= succession.date:
            row.delete()
        else:
            row.valid_to, row.valid_to_precision, row.valid_to_text = succession.date, Precision.DAY, ""
            row.save()


def _act(agreement: Agreement, act: Callable[[Agreement], None], *, by: Actor, kind: str = "", reason: str = "") -> Change | None:
    """Lock the row, do the act on it, and finish with `changed`; the caller's object follows."""
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    before = snapshot(locked)
    act(locked)
    change = changed(locked, by=by, before=before, kind=kind, reason=reason)
    agreement.refresh_from_db()
    return change
