"""★ The end of every act: what follows from it, the revision, the findings and the audit trail."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import Model

from agreements.actions.storing import DERIVED, Difference, check, store
from agreements.findings import recheck
from agreements.models import Agreement, Participation, Publication
from agreements.models.whole import Whole, wholes_of
from municipalities.models import RegionMembership
from registry import changes
from registry.changes import Actor
from registry.checked import Checking
from registry.models import Change
from registry.parameters import today

PERIOD_COLUMNS = ("valid_from", "valid_from_precision", "valid_from_text", "valid_to", "valid_to_precision", "valid_to_text")


def snapshot_of(whole: Whole) -> dict:
    """The whole agreement with everything it holds, as the audit trail keeps it."""
    return changes.snapshot(whole.agreement, {**whole.tables(), "service_areas": whole.service_areas})


def snapshots(ids: Collection[int]) -> dict[int, dict]:
    """Agreements as the database has them now, by id: a flat number of queries."""
    return {pk: snapshot_of(whole) for pk, whole in wholes_of(ids).items()}


def stored_snapshot(agreement: Agreement) -> dict | None:
    """One agreement as the database has it now; None for one that is not stored yet."""
    return snapshots([agreement.pk]).get(agreement.pk) if agreement.pk else None


def changed(agreement: Agreement, *, by: Actor, before: dict | None, kind: str = "", reason: str = "") -> Change | None:
    """`changed_many` of one. Returns the Change, or None when nothing differs."""
    return next(iter(changed_many([agreement], before={agreement.pk: before}, by=by, kind=kind, reason=reason)), None)


def changed_many(
    agreements: Iterable[Agreement], *, before: Mapping[int, dict | None], by: Actor, kind: str = "", reason: str = ""
) -> list[Change]:
    """Finish acts that have stored the rows themselves: what follows from them, the check of all rows, revisions and trail.

    Call it inside the transaction of the act, with the snapshots from before it, None for a new one. The columns of the
    agreements are stored as they are in hand. One change for each that differs; a flat number of queries. Raises
    ValidationError when rows overlap that cannot.
    """
    in_hand = {agreement.pk: agreement for agreement in agreements}
    found, checking = [], Checking()
    for pk, whole in wholes_of(in_hand).items():
        stored = snapshot_of(whole)
        _copy_columns(in_hand[pk], whole.agreement)
        difference = check(whole, stored, checking)
        if before[pk] is None or changes.diff(before[pk], snapshot_of(whole), ignore=DERIVED):
            found.append(difference)
    written = finish(found, before, by=by, kind=kind, reason=reason)
    for one in found:
        _copy_columns(one.whole.agreement, in_hand[one.whole.agreement.pk])
    return written


def finish(
    found: Collection[Difference], before: Mapping[int, dict | None], *, by: Actor, kind: str = "", reason: str = ""
) -> list[Change]:
    """Store what differs, and what follows from it: members of regions, findings, and one change each."""
    store(found)
    wholes = {one.whole.agreement.pk: one.whole for one in found}
    _write_region_members(wholes.values())
    below = [row.pk for one in found if not one.is_new for row in one.whole.agreement.service_agreements.all()]
    recheck({*wholes, *below}, today(), wholes)
    written = changes.record_many(
        changes.change_of(
            whole.agreement,
            kind=kind or (Change.Kind.AMENDED if before.get(pk) else Change.Kind.CREATED),
            by=by,
            reason=reason,
            revision=whole.agreement.revision,
            public=whole.agreement.known_to_all and not _was_hidden(whole.agreement, before.get(pk)),
            before=before.get(pk),
            after=snapshot_of(whole),
        )
        for pk, whole in wholes.items()
    )
    for change in written:  # of many agreements the snapshots would fill the memory: they are read again when somebody asks
        del change.before, change.after
    return written


def _was_hidden(agreement: Agreement, before: dict | None) -> bool:
    """Whether a draft was withdrawn, which nobody but staff has seen."""
    return agreement.publication == Publication.WITHDRAWN and before is not None and before["publication"] == Publication.DRAFT


def _copy_columns(one: Model, other: Model) -> None:
    for column in one._meta.concrete_fields:
        setattr(other, column.attname, getattr(one, column.attname))


def _write_region_members(wholes: Iterable[Whole]) -> None:
    """A regionråd or plankontor is one agreement and one region: its members are its municipal parties."""
    regions = {whole.agreement.region_id: whole for whole in wholes if whole.agreement.region_id}
    if not regions:
        return
    stored = {_membership_key(row.region_id, row): row for row in RegionMembership.objects.filter(region__in=regions)}
    wanted = {_membership_key(pk, row): row for pk, whole in regions.items() for row in whole.participations if row.municipality_id}
    RegionMembership.objects.filter(pk__in=[stored[key].pk for key in stored.keys() - wanted.keys()]).delete()
    new, checking = [], Checking()
    for key in wanted.keys() - stored.keys():
        period = {column: getattr(wanted[key], column) for column in PERIOD_COLUMNS}
        row = RegionMembership(region_id=key[0], municipality_id=key[1], certainty=wanted[key].certainty, **period)
        checking.check(row)
        new.append(row)
    RegionMembership.objects.bulk_create(new)


def _membership_key(region: int, row: RegionMembership | Participation) -> tuple:
    return (region, row.municipality_id, row.certainty, *(getattr(row, column) for column in PERIOD_COLUMNS))
