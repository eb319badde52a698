"""What everyone may read of the audit trail: what changed and on whose behalf, never a name, a reason or a note."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from agreements.models import Agreement, Publication, Stage
from registry.history import Line, readable
from registry.models import Change

RECORD = Agreement._meta.label_lower

SUCCESSIONS = ("successions_in", "successions_out")  # tables of other agreements

# The whitelist. Not in it: notes, reasons, stages before an agreement is public, candidate areas, documents (which may be
# withheld), Statsforvalteren's own handling, and everything added to the tables later.
COLUMNS = (
    *("name", "former_names", "purpose", "legal_form", "legal_form_certainty", "legal_basis", "agreement_type", "parent"),
    *("organisation", "office", "region", "valid_from", "valid_to", "participants_text", "participants_stated_count"),
    *("participants_complete", "unnamed_participants", "ownership_text", "counts_override", "counts_reason"),
    *("authority", "sector_law", "authority_from", "is_legal_person", "tasks_stated", "transfer_date_stated", "information_stated"),
    *("settlement_stated", "settlement", "exit_stated", "exit_rule", "dissolution_stated", "dissolution_rule", "archive_stated"),
    *("archive_rule", "contribution_duty", "contribution", "loan_allowed", "loan_ceiling", "representantskap_members"),
    *("board_members", "notice_months", "is_fixed_term", "fixed_term_until", "evaluation_date", "last_evaluated", "revision_date"),
    *("archive_responsible", "archive_system", "archive_depot", "archive_case_number"),
)
PERIOD = ("valid_from", "valid_to")
ROWS = {
    "service_areas": (),
    "participations": ("role", "certainty", "own_purpose", *PERIOD),
    "ownerships": (
        *("share_num", "share_den", "liability_num", "liability_den", "shares_number", "capital", "seats", "by_population"),
        *("as_of", "source", *PERIOD),
    ),
    "party_years": ("year", "payment", "book_value", "source"),
    "sources": ("citation", "url", "as_of"),
    **dict.fromkeys(SUCCESSIONS, ()),
    "bodies": ("kind", "seats", "seats_each", "about"),
    "grants": ("giver", "amount", "purpose", *PERIOD),
    "versions": ("name", "adopted", "changes", *PERIOD),
    "decisions": ("version", "municipality", "organisation", "outcome", "organ", "date", "case_number", "url"),
    "cost_splits": ("kind", "covers", "unit_price", "unit", "description", "source", *PERIOD),
    "components": ("share_num", "share_den", "basis", "text"),
    "years": ("year", "person_years_hundredths", "cost", "source"),
}
FIELDS = frozenset({*COLUMNS, *ROWS, *(f"{table}.{column}" for table, columns in ROWS.items() for column in columns)})


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


def told(
    changes: Iterable[Change], names: Mapping[int, str] | None = None, known: Iterable[Model | None] = ()
) -> list[PublicChange]:
    """The changes in words. A few queries, however many; `names` of the agreements and rows that are `known` save some."""
    changes = list(changes)
    compared = [change for change in changes if not _first_shown(change)]
    hidden = _hidden_in(compared)
    for change in compared:
        change.before, change.after = _without(hidden, change.before), _without(hidden, change.after)
    lines = {entry.change.pk: entry.lines for entry in readable(compared, FIELDS, known)}
    names = names or dict(Agreement.objects.filter(pk__in={change.record_id for change in changes}).values_list("pk", "name"))
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


def _hidden_in(changes: Iterable[Change]) -> set[int]:
    """Those among the named that are not for everyone. No query when none are named."""
    named = {pk for change in changes for data in (change.before, change.after) for pk in _others(data)}
    known = Agreement.objects.known_to_all().filter(pk__in=named)
    return named - set(known.values_list("pk", flat=True)) if named else set()


def _without(hidden: set[int], data: dict | None) -> dict | None:
    """The picture without what it says of those, which are nobody else's business either."""
    if not hidden or data is None:
        return data
    shown = {
        name: [row for row in data.get(name, ()) if not hidden & {row["predecessor"], row["successor"]}] for name in SUCCESSIONS
    }
    return {**data, **shown, "parent": None if data.get("parent") in hidden else data.get("parent")}


def _first_shown(change: Change) -> bool:
    """Whether the public sees the agreement for the first time; what it was before is nobody else's business."""
    before = change.before
    return before is None or before.get("publication") == Publication.DRAFT or before.get("stage") in Stage.before_council()


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
