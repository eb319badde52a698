"""The facts of an agreement as it stands in the form, before anything is saved. What cannot be read is left out."""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from itertools import count

from django.contrib.admin import ModelAdmin
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest

from agreements.admin.rows import newest_share
from agreements.findings.facts import facts_of
from agreements.legal_forms.facts import Facts
from agreements.models import Agreement, Ownership, Participation
from agreements.models.holdings import Holdings, holdings_of
from agreements.models.whole import Whole
from registry.parameters import today


@dataclass(frozen=True)
class TypedFacts:
    """The agreement with all that is typed, its facts once a form of cooperation is chosen, and what the form has of fields."""

    agreement: Agreement
    facts: Facts | None
    fields: tuple[str, ...]
    tables: tuple[str, ...]


def facts_typed(model_admin: ModelAdmin, request: HttpRequest, agreement: Agreement | None) -> TypedFacts:
    """Read the form as a save would, and store nothing."""
    form = model_admin.get_form(request, agreement, change=agreement is not None)(request.POST, instance=agreement)
    form.full_clean()
    typed = form.instance
    typed.organisation = form.new_organisation or typed.organisation
    formsets = model_admin._create_formsets(request, typed, change=agreement is not None)[0]
    rows = {formset.prefix: list(_kept(formset)) for formset in formsets}
    facts = _facts(typed, rows) if typed.legal_form else None
    return TypedFacts(typed, facts, tuple(form.fields), tuple(rows))


def _kept(formset: BaseModelFormSet) -> Iterator[ModelForm]:
    """The rows that would be there after a save."""
    if not formset.management_form.is_valid():
        return
    formset.full_clean()
    for form in formset.forms:
        deleted = formset.can_delete and formset._should_delete_form(form)
        if not deleted and form.is_valid() and (form.instance.pk or form.has_changed()):
            yield form


def _facts(agreement: Agreement, rows: dict[str, list[ModelForm]]) -> Facts:
    held = Holdings()
    held.ownerships = holdings_of([agreement.pk])[agreement.pk].ownerships if agreement.pk else []
    for name in ("decisions", "versions", "cost_splits"):
        setattr(held, name, [form.instance for form in rows[name]])
    days = [(form.instance.as_of_first, form.instance.as_of) for form in rows["sources"] if form.instance.as_of]
    agreement.evidence_first = min((first for first, _last in days), default=None)
    agreement.evidence_last = max((last for _first, last in days), default=None)
    parties = [*_parties(rows["participations"], held), *_numbered(agreement.typed_parties, count(-1_000_000, -1))]
    at_hand = {agreement.pk: Whole(agreement, parties, held=held)}
    return facts_of([agreement], today(), at_hand)[agreement.pk]


def _parties(forms: Iterable[ModelForm], held: Holdings) -> Iterator[Participation]:
    """The parties, each with an id, and with the share that is typed in place of the newest one stored."""
    new = count(-1, -1)
    for form in forms:
        if not form.instance.party:
            continue
        newest = newest_share(form.instance)
        (row,) = _numbered([form.instance], new)
        if "share" in form.changed_data:
            held.ownerships = [share for share in held.ownerships if newest is None or share.pk != newest.pk]
            if typed := form.cleaned_data["share"]:
                share = copy(newest) if newest else Ownership()
                share.participation_id, share.share_num, share.share_den = row.pk, *typed
                held.ownerships.append(share)
        yield row


def _numbered(rows: Iterable[Participation], numbers: Iterator[int]) -> Iterator[Participation]:
    """The rows, each not yet stored with a number that no stored one has."""
    for row in rows:
        if row.pk is None:
            row.pk = next(numbers)
        yield row
