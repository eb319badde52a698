"""Writes an import: in one transaction, what was shown and nothing else.

The plan is made once more first. Only a scheme of which it says exactly what the person saw is written; where somebody has changed
the register meanwhile, it is shown again. While it writes nobody else can write agreements, so no scheme is registered twice.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from agreements import actions
from agreements.imports.applying import shown, tables
from agreements.imports.applying.planned import about_plan, make_plan
from agreements.imports.plan import Plan, Scheme, State
from agreements.imports.reading import Unreadable
from agreements.imports.table import Table
from agreements.models import Agreement, Import, Publication
from agreements.models.edition import state
from agreements.models.whole import Whole
from registry.changes import Actor
from registry.models import Change, User

logger = logging.getLogger(__name__)


@dataclass
class Outcome:
    """What came of it: how many were written, and those that were not though they were shown, each with why."""

    written: int = 0
    left: dict[int, str] = field(default_factory=dict)  # by the place of the scheme in the plan
    problem: str = ""


def actor(of: Import, user: User | None) -> Actor:
    """Who acts: in public an import, in the trail the person too."""
    return Actor(Change.ActorKind.IMPORT, str(user or of.name), user)


def write(of: Import) -> Outcome:
    """Apply an import that somebody has asked to have applied. All or nothing; safe to call twice."""
    try:
        before = state()
        read = tables.read_tables(tables.sheets_of(of), of)
        made = make_plan(of, read)
        with transaction.atomic():
            _hold_agreements()
            locked = Import.objects.select_for_update().get(pk=of.pk)
            if locked.state != Import.State.APPLYING:
                return Outcome()
            if state() != before:
                made = make_plan(locked, read)
            return _write(locked, made, read)
    except Unreadable as error:
        return _stopped(of, str(error))
    except ValidationError as error:
        return _stopped(of, _("Ingenting er skrevet. %(why)s") % {"why": _words(error)})
    except DatabaseError:
        logger.exception("Import %s could not be written", of.pk)
        return _stopped(
            of, _("Ingenting er skrevet. Registeret var opptatt, eller noen lagret noe som kolliderer. Prøv en gang til.")
        )
    except Exception:
        logger.exception("Import %s could not be written", of.pk)
        return _stopped(of, _("Noe gikk galt hos oss. Ingenting er skrevet. Feilen står i loggen."))


def _hold_agreements() -> None:
    """Nobody else writes agreements until the transaction ends; everybody reads. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {connection.ops.quote_name(Agreement._meta.db_table)} IN EXCLUSIVE MODE")


def _stopped(of: Import, problem: str) -> Outcome:
    """Back to where it can be looked through again, with what was wrong."""
    Import.objects.filter(pk=of.pk, state=Import.State.APPLYING).update(state=Import.State.PLANNED, problem=problem, beat=None)
    return Outcome(problem=problem)


def _words(error: ValidationError) -> str:
    name = getattr(getattr(error, "whole", None), "agreement", None)
    return f"{name}: {' '.join(error.messages)}" if name else " ".join(error.messages)


def _write(of: Import, made: Plan, read: list[Table]) -> Outcome:
    """The schemes that are as they were shown, and then the import with what became of each."""
    seen, outcome = set(of.schemes.values_list("digest", flat=True)), Outcome()
    chosen: dict[State, dict[int, Scheme]] = {state: {} for state in shown.WRITTEN}
    for place, scheme in enumerate(made.schemes):
        if scheme.state in chosen and shown.digest(scheme) in seen:
            chosen[scheme.state][place] = scheme
        elif scheme.state in chosen:
            outcome.left[place] = _("Registeret er endret siden du så gjennom filen.")
    by = actor(of, of.applied_by).at_one_moment()
    found = _store(of, made, chosen, by, outcome)
    outcome.written = len(found)
    shown.keep(made, of, found, outcome.left)
    of.about = {**of.about, **about_plan(made, read)}
    of.state = Import.State.APPLIED if found or not outcome.left else Import.State.PLANNED
    of.applied_at, of.beat, of.problem = (by.at if of.state == Import.State.APPLIED else None), None, ""
    of.save()
    return outcome


def _store(of: Import, made: Plan, chosen: dict[State, dict[int, Scheme]], by: Actor, outcome: Outcome) -> dict[int, Change]:
    """Write them; the change of each by its place in the plan."""
    reason = _("Import av %(name)s") % {"name": of.name}
    if any(chosen.values()):
        actions.register_organisations(made.organisations, by=by, reason=reason)
    new = chosen[State.NEW]
    found = dict(zip(new, actions.register_many(_wholes(of, new.values()), by=by, reason=reason), strict=True))
    for kind, state_ in ((Change.Kind.AMENDED, State.CHANGED), (Change.Kind.ENDED, State.ENDED)):
        found |= _amend(of, chosen[state_], outcome, by=by, kind=kind, reason=reason)
    return found


def _wholes(of: Import, schemes: Iterable[Scheme]) -> Iterable[Whole]:
    """The new agreements, made as they are stored."""
    for scheme in schemes:
        whole = scheme.draft.whole()
        whole.agreement.publication = Publication.PUBLISHED if of.publish else Publication.DRAFT
        for source in whole.sources:
            source.from_import = of
        yield whole


def _amend(of: Import, schemes: dict[int, Scheme], outcome: Outcome, **how) -> dict[int, Change]:
    by_agreement = {scheme.agreement: (place, scheme) for place, scheme in schemes.items()}

    def act(whole: Whole) -> None:
        _place, scheme = by_agreement[whole.agreement.pk]
        if whole.agreement.revision != scheme.revision:
            raise ValidationError(_("Er endret siden du så gjennom filen."))
        had = set(map(id, whole.sources))
        scheme.draft(whole)
        for source in whole.sources:
            if id(source) not in had:
                source.from_import = of

    agreements = Agreement.objects.filter(pk__in=by_agreement).order_by("pk")
    done = actions.amend_many(agreements, act, **how)
    outcome.left |= {by_agreement[agreement.pk][0]: why for agreement, why in done.refused}
    return {by_agreement[change.record_id][0]: change for change in done.changes}
