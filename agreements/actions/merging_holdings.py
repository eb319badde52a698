"""What a duplicate holds moves to the one that is kept, where that one tells nothing of the same."""

from django.db import models

from agreements.models import Agreement, Authority, Version
from agreements.models.agreement_follow_up import DATES, Archive, CaseWork, Deadlines
from agreements.models.agreement_law import DecidingPower, WrittenContents
from agreements.models.holdings import Holdings, holdings_of
from registry.periods import overlaps

MOVED = ("bodies", "grants", "candidates", "decisions", "documents", "years", "cost_splits")


def take_facts(duplicate: Agreement, into: Agreement) -> None:
    """The columns nobody has filled in."""
    for base in (DecidingPower, WrittenContents, Deadlines, Archive, CaseWork):
        for name in (field.attname for field in base._meta.fields):
            if name.removesuffix("_precision").removesuffix("_text") in DATES:
                continue
            if getattr(into, name) in (None, "", Authority.UNKNOWN):
                setattr(into, name, getattr(duplicate, name))
    for name in DATES:
        if getattr(into, name) is None:
            for column in (name, f"{name}_precision", f"{name}_text"):
                setattr(into, column, getattr(duplicate, column))


def take_holdings(duplicate: Agreement, into: Agreement) -> None:
    """Rows that say what none of the kept one's says. A file is shared by both, and goes with the last of them."""
    held = holdings_of([duplicate.pk, into.pk])
    theirs, own = held[duplicate.pk], held[into.pk]
    versions = _take_versions(theirs, own, into)
    for name in MOVED:
        known = [_said(one) for one in getattr(own, name)]
        for row in getattr(theirs, name):
            if _said(row) in known or _collides(name, row, own, into):
                continue
            if name in ("decisions", "documents"):
                row.version = versions.get(row.version_id)
            copy = _stored(row, into)
            getattr(own, name).append(copy)
            for part in theirs.parts_of(row) if name == "cost_splits" else ():
                copy_of(part, cost_split=copy).save()


def copy_of(row: models.Model, **changes) -> models.Model:
    """The same row again, not stored yet, with some columns changed."""
    columns = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row)(**{**columns, **changes})


def _take_versions(theirs: Holdings, own: Holdings, into: Agreement) -> dict[int, Version]:
    """The versions that are not there, and where each of the duplicate's has gone."""
    found = {}
    for row in theirs.versions:
        same = next((one for one in own.versions if _said(one) == _said(row)), None)
        if same is None and not overlaps(("", one.valid_from, one.valid_to) for one in [*own.versions, row] if one.valid_from):
            same = _stored(row, into)
            own.versions.append(same)
        if same:
            found[row.pk] = same
    return found


def _collides(name: str, row: models.Model, own: Holdings, into: Agreement) -> bool:
    """Whether the kept one already tells something else of the same year, or of the same cost at the same time."""
    if name == "years":
        return any(one.year == row.year for one in own.years)
    if name == "cost_splits":
        return bool(overlaps((one.covers.casefold(), one.valid_from, one.valid_to) for one in [*own.cost_splits, row]))
    return name == "candidates" and (row.became_id is not None or into.parent_id is not None)


def _said(row: models.Model) -> tuple:
    """What a row says, whichever agreement and version it is of."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key and field.name not in ("agreement", "version")]
    return tuple(str(getattr(row, field.attname)) for field in fields)


def _stored(row: models.Model, into: Agreement) -> models.Model:
    copy = copy_of(row, agreement=into)
    copy.save()
    return copy
