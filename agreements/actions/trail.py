"""★ The end of every act: the derived columns, the check of the whole set of rows, the revision and the audit trail."""

from collections.abc import Callable

from django.db.models import Max, Min

from agreements.actions.rows import check_rows
from agreements.actions.shares import end_shares
from agreements.findings import recheck
from agreements.models import Agreement, Participation
from agreements.models.holdings import Holdings, holdings_of
from municipalities.models import RegionMembership
from registry import changes
from registry.changes import Actor
from registry.models import Change
from registry.parameters import today

PERIOD_COLUMNS = ("valid_from", "valid_from_precision", "valid_from_text", "valid_to", "valid_to_precision", "valid_to_text")


def snapshot(agreement: Agreement, held: Holdings | None = None) -> dict:
    """The whole agreement with everything it holds, as the audit trail keeps it; `held` saves a query when it is at hand."""
    parties = list(agreement.participations.select_related("municipality", "organisation"))
    held = held or holdings_of([agreement.pk])[agreement.pk]
    by_id = {row.pk: row for row in parties}
    for row in [*held.ownerships, *held.party_years]:
        row.participation = by_id[row.participation_id]  # its name is that of the party
    return changes.snapshot(
        agreement,
        {
            "participations": parties,
            "sources": agreement.sources.all(),
            "service_areas": agreement.service_areas.all(),
            "successions_out": agreement.successions_out.select_related("predecessor", "successor"),
            "successions_in": agreement.successions_in.select_related("predecessor", "successor"),
            **held.tables(),
        },
    )


def stored_snapshot(agreement: Agreement) -> dict | None:
    """The agreement as the database has it now; None for one that is not stored yet."""
    stored = Agreement.objects.filter(pk=agreement.pk).first() if agreement.pk else None
    return snapshot(stored) if stored else None


def changed(agreement: Agreement, *, by: Actor, before: dict | None, kind: str = "", reason: str = "") -> Change | None:
    """Finish one act on an agreement: end what outlasts its party, check all rows, derive its columns, write the trail.

    Call it inside the transaction of the act, after all rows are saved, with the snapshot from before it. Returns the
    Change, or None when nothing differs. Raises ValidationError when rows overlap that cannot.
    """
    held = holdings_of([agreement.pk])[agreement.pk]
    end_shares(agreement, held)
    check_rows(agreement, held)
    _derive_evidence(agreement)
    after = snapshot(agreement, held)
    if before is not None and not changes.diff(before, after, ignore=DERIVED):
        return None
    agreement.revision += 1
    agreement.save()
    _write_region_members(agreement)
    recheck([agreement.pk, *agreement.service_agreements.values_list("pk", flat=True)], today())
    return changes.record(
        agreement,
        kind=kind or (Change.Kind.AMENDED if before else Change.Kind.CREATED),
        by=by,
        reason=reason,
        revision=agreement.revision,
        public=agreement.known_to_all,
        before=before,
        after=after | changes.snapshot(agreement),  # only the agreement's own columns were written since
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


def act_on(agreement: Agreement, act: Callable[[Agreement], None], *, by: Actor, kind: str = "", reason: str = "") -> Change | None:
    """Lock the row, do the act on it, and finish with `changed`; the caller's object follows."""
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    before = snapshot(locked)
    act(locked)
    change = changed(locked, by=by, before=before, kind=kind, reason=reason)
    agreement.refresh_from_db()
    return change
