"""Changes taken back by one new act: what they registered is withdrawn, what they changed is again as it was before."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from agreements.actions.many import Outcome, amend_many
from agreements.actions.storing import DERIVED
from agreements.models import Agreement, Publication, ServiceArea
from agreements.models.whole import MODELS, Whole, bring_to_hand
from registry.changes import Actor
from registry.models import Change

KEPT = DERIVED | {"id"}


@transaction.atomic
def set_back(changes: Iterable[Change], revisions: Mapping[int, int], *, by: Actor, reason: str, told: str) -> Outcome:
    """Take changes back, in agreements that still have the revision given. The others are refused, each with why.

    `told` is what everybody reads of those that are withdrawn.
    """
    by, made = by.at_one_moment(), {change.record_id: change for change in changes}
    agreements = {row.pk: row for row in Agreement.objects.filter(pk__in=made).order_by("pk")}
    created = [pk for pk, change in made.items() if change.before is None and pk in agreements]
    areas = ServiceArea.objects.in_bulk()

    def withdraw(whole: Whole) -> None:
        _refuse_touched(whole.agreement, revisions)
        if any(below.pk not in made for below in whole.agreement.service_agreements.all()):
            raise ValidationError(_("Har fått tjenesteavtaler under seg."))
        whole.agreement.publication, whole.agreement.withdrawn_reason = Publication.WITHDRAWN, told

    def restore(whole: Whole) -> None:
        _refuse_touched(whole.agreement, revisions)
        _as_before(whole, made[whole.agreement.pk].before, areas)

    outcome = amend_many([agreements[pk] for pk in created], withdraw, by=by, kind=Change.Kind.WITHDRAWN, reason=reason)
    others = amend_many([row for pk, row in agreements.items() if made[pk].before is not None], restore, by=by, reason=reason)
    return Outcome(outcome.changes + others.changes, outcome.refused + others.refused)


def _refuse_touched(agreement: Agreement, revisions: Mapping[int, int]) -> None:
    if agreement.revision != revisions[agreement.pk]:
        raise ValidationError(_("Er endret siden."))


def _as_before(whole: Whole, before: dict, areas: dict[int, ServiceArea]) -> None:
    """Give the agreement the columns and rows of a snapshot; a row that is gone comes back with the id it had."""
    _fill(whole.agreement, {name: value for name, value in before.items() if name not in KEPT})
    for name, rows in whole.tables().items():
        stored, model = {row.pk: row for row in rows}, MODELS[name]
        rows[:] = [_fill(stored.get(data["id"]) or model(), data) for data in before.get(name, ())]
    whole.service_areas[:] = [areas[area["id"]] for area in before["service_areas"] if area["id"] in areas]
    bring_to_hand([whole])


def _fill(row: models.Model, data: dict[str, Any]) -> models.Model:
    for field in row._meta.concrete_fields:
        if field.name in data:
            target = field.target_field if field.is_relation else field
            setattr(row, field.attname, target.to_python(data[field.name]))
    return row
