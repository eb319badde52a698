"""One scheme was entered twice: what only the duplicate knows moves to the one that is kept, and its address leads there."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agreements.actions.many import amend
from agreements.actions.merging_holdings import copy_of, take_facts, take_holdings
from agreements.actions.trail import changed_many, snapshots
from agreements.models import Agreement, AgreementSuccession, Publication
from agreements.models.whole import Whole
from registry.changes import Actor
from registry.models import Change
from registry.periods import overlaps
from registry.search import fold


@transaction.atomic
def merge(duplicate: Agreement, into: Agreement, *, by: Actor, reason: str = "") -> list[Change]:
    """Merge a duplicate into the one that is kept. Parties, sources, areas, names and successions it lacks are copied there.

    A party both have at overlapping times stays as the kept one says. The duplicate keeps its rows, but is shown no more:
    its address leads to the kept one for ever. One change for each of the two, and for each agreement that lay under the
    duplicate. Raises ValidationError; then nothing is stored.
    """
    list(Agreement.objects.select_for_update().filter(pk__in=[duplicate.pk, into.pk]).order_by("pk"))  # count() would hold nothing
    duplicate.refresh_from_db()
    into.refresh_from_db()
    _refuse_the_impossible(duplicate, into)
    moved = [into, *duplicate.service_agreements.exclude(pk=into.pk)]
    region = duplicate.region if into.region_id is None else None

    def leave(whole: Whole) -> None:
        locked = whole.agreement
        locked.merged_into = into
        locked.region = None if region else locked.region
        if locked.publication != Publication.DRAFT:
            locked.publication = Publication.WITHDRAWN
            locked.withdrawn_reason = _("Slått sammen med «%(name)s».") % {"name": into.name[:200]}

    before = snapshots([row.pk for row in moved])
    done = [amend(duplicate, leave, by=by, kind=Change.Kind.MERGED, reason=reason)]
    if into.parent_id == duplicate.pk:
        into.parent = duplicate.parent
    into.region = region or into.region
    _take_over(duplicate, into)
    into.save()
    for row in moved[1:]:
        row.parent = into
        row.save()
    done += changed_many([into], before=before, by=by, kind=Change.Kind.MERGED, reason=reason)
    done += changed_many(moved[1:], before=before, by=by, reason=reason)
    return [change for change in done if change]


def _refuse_the_impossible(duplicate: Agreement, into: Agreement) -> None:
    names = {"duplicate": duplicate.name, "into": into.name}
    if duplicate.merged_into_id:
        raise ValidationError(_("«%(duplicate)s» er alt slått sammen med et annet.") % names)
    if into.kept.pk == duplicate.pk:
        raise ValidationError(_("«%(duplicate)s» kan ikke slås sammen med seg selv.") % names)
    if into.merged_into_id or into.publication == Publication.WITHDRAWN:
        raise ValidationError(_("«%(into)s» er trukket tilbake. Velg et samarbeid som vises.") % names)
    if into.publication == Publication.DRAFT and duplicate.publication != Publication.DRAFT:
        raise ValidationError(_("«%(into)s» er et utkast. Publiser det først.") % names)
    if into.parent_id not in (None, duplicate.pk) and duplicate.service_agreements.exists():
        raise ValidationError(
            _("«%(duplicate)s» har tjenesteavtaler under seg, og «%(into)s» er selv en tjenesteavtale. Flytt dem først.") % names
        )


def _take_over(duplicate: Agreement, into: Agreement) -> None:
    """What the kept one lacks."""
    known = [into.name, *into.former_names.splitlines()]
    folded = {fold(name) for name in known}
    more = [name for name in [duplicate.name, *duplicate.former_names.splitlines()] if name.strip() and fold(name) not in folded]
    into.former_names = "\n".join([*known[1:], *more])
    into.purpose = into.purpose or duplicate.purpose
    into.organisation = into.organisation or duplicate.organisation
    into.service_areas.add(*duplicate.service_areas.all())
    _take_parties(duplicate, into)
    said = {(source.citation, source.url, source.as_of) for source in into.sources.all()}
    for source in duplicate.sources.all():
        if (source.citation, source.url, source.as_of) not in said:
            copy_of(source, agreement=into).save()
    _take_successions(duplicate, into)
    take_facts(duplicate, into)
    take_holdings(duplicate, into)


def _take_parties(duplicate: Agreement, into: Agreement) -> None:
    rows = list(into.participations.all())
    for row in duplicate.participations.select_related("municipality", "organisation").prefetch_related(
        "ownerships", "party_years"
    ):
        if overlaps((r.party_key, r.valid_from, r.valid_to) for r in [*rows, row]):
            continue
        copy = copy_of(row, agreement=into)
        copy.save()
        rows.append(copy)
        for told in [*row.ownerships.all(), *row.party_years.all()]:
            copy_of(told, participation=copy).save()


def _take_successions(duplicate: Agreement, into: Agreement) -> None:
    for end, other_end in (("predecessor", "successor"), ("successor", "predecessor")):
        for row in AgreementSuccession.objects.filter(**{end: duplicate}).exclude(**{other_end: into}):
            if not AgreementSuccession.objects.filter(**{end: into, other_end: getattr(row, other_end)}).exists():
                copy_of(row, **{end: into}).save()
