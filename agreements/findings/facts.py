"""The rows of agreements as the facts that the rules of law know: copied, never guessed. A few queries, however many agreements."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from agreements.legal_forms import facts
from agreements.legal_forms.facts import Facts
from agreements.models import Agreement, Decision, Ownership, Participation
from agreements.models.holdings import Holdings, holdings_of
from agreements.models.whole import Whole
from municipalities.lineage import Lineage
from municipalities.models import Municipality, Organisation


def facts_of(agreements: Iterable[Agreement], day: date, at_hand: Mapping[int, Whole] = MappingProxyType({})) -> dict[int, Facts]:
    """The facts of each agreement on the day, by its id: as it is stored, or as it is `at_hand`."""
    ids = {agreement.pk for agreement in agreements}
    rows = [whole.agreement for pk, whole in at_hand.items() if pk in ids]
    parties = {pk: whole.participations for pk, whole in at_hand.items()}
    held: dict[int, Holdings] = {pk: whole.held for pk, whole in at_hand.items()}
    if unread := ids - at_hand.keys():
        rows += Agreement.objects.filter(pk__in=unread).select_related("organisation", "parent")
        held |= holdings_of(unread)
    above = {row.parent_id for row in rows if row.parent_id}
    if unread := {*unread, *above} - at_hand.keys():
        wanted = Participation.objects.filter(agreement__in=unread).order_by("pk")
        for party in wanted.select_related("municipality", "organisation"):
            parties.setdefault(party.agreement_id, []).append(party)
    lineage = cache(Lineage.load)  # read only when a party is no more
    return {row.pk: _facts(row, day, parties, held.get(row.pk) or Holdings(), lineage) for row in rows}


def _facts(
    agreement: Agreement, day: date, parties: Mapping[int, list[Participation]], held: Holdings, lineage: Callable[[], Lineage]
) -> Facts:
    shares = {row.participation_id: row for row in held.ownerships if row.holds(day)}
    return Facts(
        day=day,
        form=agreement.legal_form,
        form_certainty=facts.Certainty(agreement.legal_form_certainty),
        name=agreement.name,
        legal_basis=agreement.legal_basis,
        agreement_type=agreement.agreement_type,
        purpose=agreement.purpose,
        stage=facts.Stage(agreement.stage),
        status=facts.Status(agreement.status_on(day)),
        **{name: getattr(agreement, name) for name in ("valid_from", "valid_to", "valid_from_precision", "valid_to_precision")},
        parties=tuple(_party(row, shares.get(row.pk), day, lineage) for row in parties.get(agreement.pk, ())),
        parties_complete=agreement.participants_complete,
        stated_count=agreement.participants_stated_count,
        organisation=_organisation(agreement.organisation),
        seat=agreement.seat,
        authority=facts.Authority(agreement.authority),
        decisions=tuple(one for row in held.decisions for one in _decisions(row, day, lineage)),
        terms=_terms(agreement),
        cost_split=any(row.holds(day) for row in held.cost_splits),
        adopted=max((row.adopted for row in held.versions if row.adopted), default=None),
        is_fixed_term=True if agreement.fixed_term_until else agreement.is_fixed_term,
        last_evaluated=agreement.last_evaluated,
        last_evaluated_shown=agreement.dates_shown["last_evaluated"],
        next_evaluation=_next(day, agreement.evaluation_date, agreement.revision_date),
        parent=_parent(agreement.parent, parties, day, lineage),
        **{name: getattr(agreement, name) for name in COPIED},
    )


def _next(day: date, *dates: date | None) -> date | None:
    """The first of the dates from the day on; when all have passed, the last of them."""
    known = sorted(filter(None, dates))
    return next((one for one in known if one >= day), known[-1] if known else None)


COPIED = (
    *("sector_law", "authority_from", "contribution_duty", "loan_allowed", "loan_ceiling", "archive_responsible"),
    *("notice_months", "governor_informed", "is_legal_person"),
)


def _terms(agreement: Agreement) -> facts.Terms:
    """A number that is entered is a term that is there; that none is entered tells nothing."""
    return facts.Terms(
        tasks=agreement.tasks_stated,
        transfer_date=agreement.transfer_date_stated,
        information=agreement.information_stated,
        settlement=agreement.settlement_stated,
        representantskap_members=None if agreement.representantskap_members is None else True,
        board_members=None if agreement.board_members is None else True,
        exit_rule=agreement.exit_stated,
        dissolution_rule=agreement.dissolution_stated,
        archive_rule=agreement.archive_stated,
    )


def _key(party: Municipality | Organisation) -> str:
    return f"{party._meta.model_name}:{party.pk}"


def _party(row: Participation, share: Ownership | None, day: date, lineage: Callable[[], Lineage]) -> facts.Party:
    municipality = row.municipality
    return facts.Party(
        key=_key(row.party),
        name=row.party.name,
        kind=facts.PartyKind.MUNICIPALITY if municipality else facts.PartyKind(row.organisation.kind),
        role=row.role,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        founded=municipality and municipality.founded,
        dissolved=municipality and municipality.dissolved,
        successors=tuple(heir.name for heir in _heirs(municipality, day, lineage)),
        certainty=facts.Certainty(row.certainty),
        share=share and facts.Share(share.share, share.liability, share.by_population),
    )


def _heirs(municipality: Municipality | None, day: date, lineage: Callable[[], Lineage]) -> list[Municipality]:
    """Who carries on a municipality that is no more on the day."""
    return [] if municipality is None or municipality.exists_on(day) else lineage().heirs(municipality, day)


def _decisions(row: Decision, day: date, lineage: Callable[[], Lineage]) -> Iterator[facts.Decision]:
    """The decision, and the same for each municipality that carries on the one that made it."""
    for party in [row.party, *_heirs(row.municipality, day, lineage)]:
        yield facts.Decision(_key(party), facts.Outcome(row.outcome), facts.Organ(row.organ), row.date, row.case_number)


def _organisation(organisation: Organisation | None) -> facts.Organisation | None:
    return organisation and facts.Organisation(organisation.name, organisation.org_number, organisation.org_form)


def _parent(
    parent: Agreement | None, parties: Mapping[int, list[Participation]], day: date, lineage: Callable[[], Lineage]
) -> facts.Parent | None:
    if parent is None:
        return None
    rows = tuple(_party(row, None, day, lineage) for row in parties.get(parent.pk, ()))
    return facts.Parent(parent.name, rows, parent.participants_complete, parent.valid_from, parent.valid_to)
