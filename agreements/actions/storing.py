"""What of an agreement in memory differs from what is stored, checked row by row and written in bulk."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Model
from django.utils import timezone

from agreements.actions.rows import check_rows
from agreements.actions.shares import end_shares
from agreements.models import Agreement, Document
from agreements.models.party import OfOneParty
from agreements.models.whole import MODELS, Whole
from registry.bulk import update_rows
from registry.changes import columns_of
from registry.checked import Checking

DERIVED = frozenset(
    {
        "revision",
        "updated_at",
        "created_at",
        "search_text",
        "sort_key",
        "evidence_first",
        "evidence_last",
        "last_confirmed",
        "counts",
    }
)
UNIQUE = {"region", "source_key"}
ORDER = [*MODELS.values()]
ROWS_AT_ONCE = 2000


@dataclass
class Difference:
    """What is to be written of one agreement: its own columns, new rows, changed ones with their columns, those that are gone."""

    whole: Whole
    is_new: bool
    columns: set[str] = field(default_factory=set)
    new: list[Model] = field(default_factory=list)
    changed: list[tuple[Model, set[str]]] = field(default_factory=list)
    gone: list[tuple[type[Model], int]] = field(default_factory=list)
    areas: tuple[set[int], set[int]] = (set(), set())

    def __bool__(self):
        return bool(self.is_new or self.columns - DERIVED or self.new or self.changed or self.gone or any(self.areas))


def difference(whole: Whole, stored: dict | None) -> Difference:
    """Between the agreement in memory and a snapshot of it as it is stored, None for one that is not."""
    stored, now = stored or {}, columns_of(whole.agreement)
    found = Difference(whole, not stored, {name for name, value in now.items() if stored and stored[name] != value})
    for name, rows in whole.tables().items():
        was = {row["id"]: row for row in stored.get(name, ())}
        for row in rows:
            if (old := was.pop(row.pk, None)) is None:
                found.new.append(row)
            elif columns := {column for column, value in columns_of(row).items() if old[column] != value}:
                found.changed.append((row, columns))
        found.gone += [(MODELS[name], pk) for pk in was]
    had, has = {area["id"] for area in stored.get("service_areas", ())}, {area.pk for area in whole.service_areas}
    found.areas = has - had, had - has
    return found


def check(whole: Whole, stored: dict | None = None, checking: Checking | None = None) -> Difference:
    """Let what follows from the rows follow, and refuse the impossible, before anything is written. Raises ValidationError."""
    checking, agreement = checking or Checking(), whole.agreement
    whole.own()
    end_shares(whole)
    agreement.evidence_first = min((row.as_of_first for row in whole.sources if row.as_of_first), default=None)
    agreement.evidence_last = max((row.as_of for row in whole.sources if row.as_of), default=None)
    checking.check(agreement)
    found = difference(whole, stored)
    for row in [*found.new, *(row for row, _columns in found.changed)]:
        checking.check(row)
        if isinstance(row, OfOneParty):
            row.validate_constraints()
    check_rows(whole)
    _check_unique(found)
    return found


def _check_unique(found: Difference) -> None:
    """A key or a region that another agreement has. Few have one, so each is asked about. Raises ValidationError."""
    agreement = found.whole.agreement
    if (found.is_new or found.columns & UNIQUE) and (agreement.region_id or agreement.source_key):
        agreement.validate_unique()


def store(found: Sequence[Difference]) -> None:
    """Write it all, and bump the revisions. Queries grow with the number of rows in thousands."""
    new = [one.whole for one in found if one.is_new]
    for one in found:
        one.whole.agreement.revision += 1
        if not one.is_new:
            one.whole.agreement.updated_at = timezone.now()
            one.columns |= {"revision", "updated_at"}
    Agreement.objects.bulk_create([whole.agreement for whole in new], batch_size=ROWS_AT_ONCE)
    for whole in new:
        whole.own()
    _delete(pair for one in found for pair in one.gone)
    _update([(one.whole.agreement, one.columns) for one in found if not one.is_new])
    _update([pair for one in found for pair in one.changed])
    _insert(row for one in found for row in one.new)
    _write_areas(found)


def _delete(gone: Iterable[tuple[type[Model], int]]) -> None:
    by_model = _by_model((model, pk) for model, pk in gone)
    for document in Document.objects.filter(pk__in=by_model.pop(Document, ())):
        document.delete()  # its file too
    for model, ids in by_model.items():
        model._base_manager.filter(pk__in=ids).delete()


def _update(changed: Iterable[tuple[Model, set[str]]]) -> None:
    for pairs in _by_model((type(row), (row, columns)) for row, columns in changed).values():
        update_rows([row for row, _columns in pairs], set().union(*(columns for _row, columns in pairs)))


def _insert(rows: Iterable[Model]) -> None:
    """Those first that others point to."""
    by_model = _by_model((type(row), row) for row in rows)
    for model in sorted(by_model, key=ORDER.index):
        model._base_manager.bulk_create(by_model[model], batch_size=ROWS_AT_ONCE)


def _write_areas(found: Iterable[Difference]) -> None:
    links = Agreement.service_areas.through
    added = [links(agreement_id=one.whole.agreement.pk, servicearea_id=area) for one in found for area in sorted(one.areas[0])]
    links.objects.bulk_create(added, batch_size=ROWS_AT_ONCE)
    gone = {(one.whole.agreement.pk, area) for one in found for area in one.areas[1]}
    if gone:
        linked = links.objects.filter(agreement__in={agreement for agreement, _area in gone})
        links.objects.filter(pk__in=[row.pk for row in linked if (row.agreement_id, row.servicearea_id) in gone]).delete()


def _by_model(pairs: Iterable[tuple[type[Model], object]]) -> dict[type[Model], list]:
    found = defaultdict(list)
    for model, what in pairs:
        found[model].append(what)
    return found
