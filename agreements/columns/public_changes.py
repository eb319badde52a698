"""What everyone may read of the audit trail: what changed and on whose behalf, never a name, a reason or a note."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agreements.models import Agreement, Publication
from registry.history import Line, readable
from registry.models import Change

RECORD = Agreement._meta.label_lower

SUCCESSIONS = ("successions_in", "successions_out")  # tables of other agreements

# The whitelist. Not in it: notes, reasons, stages before an agreement is public, and everything added to the tables later.
FIELDS = frozenset(
    {
        "name",
        "former_names",
        "purpose",
        "legal_form",
        "legal_form_certainty",
        "legal_basis",
        "agreement_type",
        "parent",
        "organisation",
        "office",
        "region",
        "valid_from",
        "valid_to",
        "participants_text",
        "participants_stated_count",
        "participants_complete",
        "unnamed_participants",
        "ownership_text",
        "counts_override",
        "counts_reason",
        "service_areas",
        "participations",
        "participations.role",
        "participations.certainty",
        "participations.valid_from",
        "participations.valid_to",
        "ownerships",
        "ownerships.share_num",
        "ownerships.share_den",
        "sources",
        "sources.citation",
        "sources.url",
        "sources.as_of",
        *SUCCESSIONS,
    }
)


@dataclass(frozen=True)
class PublicChange:
    """One change as everyone may read it."""

    at: datetime
    agreement_id: int
    name: str
    kind: str
    what: str
    lines: list[Line]


def public_changes() -> QuerySet:
    """The changes of what is or has been published, newest first; what was done while it was a draft is left out."""
    return Change.objects.filter(record=RECORD, public=True).order_by("-at", "-pk")


def told(changes: Iterable[Change]) -> list[PublicChange]:
    """The changes in words. A few queries, however many changes."""
    changes = list(changes)
    compared = [change for change in changes if not _first_shown(change)]
    drafts = _drafts_in(compared)
    for change in compared:
        change.before, change.after = _without(drafts, change.before), _without(drafts, change.after)
    lines = {entry.change.pk: entry.lines for entry in readable(compared, FIELDS)}
    names = dict(Agreement.objects.filter(pk__in={change.record_id for change in changes}).values_list("pk", "name"))
    return [
        PublicChange(c.at, c.record_id, names.get(c.record_id, c.record_name), _kind(c), _what(c), lines.get(c.pk, []))
        for c in changes
    ]


def _others(data: dict | None) -> Iterator[int]:
    """The other agreements that a picture of one names."""
    if data and data.get("parent"):
        yield data["parent"]
    for row in [row for name in SUCCESSIONS for row in (data or {}).get(name, ())]:
        yield from (row["predecessor"], row["successor"])


def _drafts_in(changes: Iterable[Change]) -> set[int]:
    """The drafts among those named. No query when none are named."""
    named = {pk for change in changes for data in (change.before, change.after) for pk in _others(data)}
    drafts = Agreement.objects.filter(pk__in=named, publication=Publication.DRAFT)
    return set(drafts.values_list("pk", flat=True)) if named else set()


def _without(drafts: set[int], data: dict | None) -> dict | None:
    """The picture without what it says of drafts, which are nobody else's business either."""
    if not drafts or data is None:
        return data
    shown = {
        name: [row for row in data.get(name, ()) if not drafts & {row["predecessor"], row["successor"]}] for name in SUCCESSIONS
    }
    return {**data, **shown, "parent": None if data.get("parent") in drafts else data.get("parent")}


def _first_shown(change: Change) -> bool:
    """Whether the public sees the agreement for the first time; what it was as a draft is nobody else's business."""
    return change.before is None or change.before.get("publication") == Publication.DRAFT


def _kind(change: Change) -> str:
    return Change.Kind.CREATED if _first_shown(change) else change.kind


def _what(change: Change) -> str:
    kind = _kind(change)
    if change.actor_kind == Change.ActorKind.IMPORT and kind == Change.Kind.CREATED:
        return _("Ført inn ved import")
    words = {
        Change.Kind.CREATED: _("Ført inn av %(who)s"),
        Change.Kind.ENDED: _("Avsluttet av %(who)s"),
        Change.Kind.CARRIED_OVER: _("Ført videre etter kommunesammenslåing av %(who)s"),
        Change.Kind.WITHDRAWN: _("Trukket tilbake av %(who)s"),
        Change.Kind.MERGED: _("Slått sammen med et annet av %(who)s"),
    }
    return words.get(kind, _("Endret av %(who)s")) % {"who": change.get_actor_kind_display()}
