"""What everyone may read of the audit trail: what changed and on whose behalf, never a name, a reason or a note."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agreements.models import Agreement, Publication
from registry.history import Line, readable
from registry.models import Change

RECORD = Agreement._meta.label_lower

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
        "successions_in",
        "successions_out",
    }
)


@dataclass(frozen=True)
class PublicChange:
    """One change as everyone may read it."""

    at: datetime
    agreement_id: int
    name: str
    what: str
    lines: list[Line]


def public_changes() -> QuerySet:
    """The changes of what is or has been published, newest first; what was done while it was a draft is left out."""
    shown = Agreement.objects.exclude(publication=Publication.DRAFT)
    return (
        Change.objects.filter(record=RECORD, record_id__in=shown.values("pk"))
        .exclude(after__publication=Publication.DRAFT)
        .order_by("-at", "-pk")
    )


def told(changes: Iterable[Change]) -> list[PublicChange]:
    """The changes in words. A few queries, however many changes."""
    entries = readable(changes, FIELDS)
    names = dict(Agreement.objects.filter(pk__in={entry.change.record_id for entry in entries}).values_list("pk", "name"))
    return [_told(entry.change, entry.lines, names) for entry in entries]


def _told(change: Change, lines: list[Line], names: dict[int, str]) -> PublicChange:
    first_shown = change.before is None or change.before.get("publication") == Publication.DRAFT
    name = names.get(change.record_id, change.record_name)
    return PublicChange(change.at, change.record_id, name, _what(change, first_shown), [] if first_shown else lines)


def _what(change: Change, first_shown: bool) -> str:
    kind = Change.Kind.CREATED if first_shown else change.kind
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
