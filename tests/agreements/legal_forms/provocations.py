"""For every rule one situation that provokes it, in whatever form: the tests of the whole set are made of these."""

from dataclasses import replace
from datetime import date, timedelta

from agreements.legal_forms.facts import Authority, Organ, Organisation, Outcome, Parent, PartyKind, Stage, Status, Terms
from tests.agreements.legal_forms.made_facts import DAY, decided, party, share

LONG_AGO = date(2019, 5, 1)
YESTERDAY = DAY - timedelta(days=1)


def _alone(facts):
    return replace(facts, parties=facts.parties[:1], stated_count=None)


def _parties(facts, **changes):
    return replace(facts, parties=tuple(replace(one, **changes) for one in facts.parties))


def _shares(facts, part):
    return _parties(facts, share=share(part))


def _nobody_leads(facts):
    role = facts.parties[1].role
    return replace(facts, parties=tuple(replace(one, role=role) for one in facts.parties))


def _all_lead(facts):
    role = facts.parties[0].role
    return replace(facts, parties=tuple(replace(one, role=role) for one in facts.parties))


def _also(facts, kind):
    other = party("Noen andre", role=facts.parties[1].role, kind=kind, share=facts.parties[1].share)
    return replace(facts, parties=(*facts.parties, other), decisions=(*facts.decisions, decided(other)))


def _with_one_merged_away(facts):
    day = date(2020, 1, 1)
    lenvik = party("Lenvik", role=facts.parties[1].role, dissolved=day, valid_to=day, successors=("Senja",))
    return replace(facts, parties=(*facts.parties, lenvik))


def _decisions(facts, **changes):
    return replace(facts, decisions=tuple(decided(one, **changes) for one in facts.parties))


def _organisation(facts, **changes):
    made = facts.organisation or Organisation("Astafjord barnevern")
    return replace(facts, organisation=replace(made, **changes))


def _grunnavtale(facts, **changes):
    return replace(facts, parent=Parent("Grunnavtalen", parties=facts.parties[:1], parties_complete=True, **changes))


PROVOKE = {
    "too_few_parties": _alone,
    "party_not_allowed": lambda facts: _also(facts, PartyKind.STATE),
    "role_not_in_form": lambda facts: _parties(facts, role="ukjent-rolle"),
    "dissolved_party": lambda facts: _parties(facts, dissolved=date(2020, 1, 1), successors=("Senja",)),
    "heir_not_told": _with_one_merged_away,
    "count_differs": lambda facts: replace(facts, stated_count=7),
    "no_host": _nobody_leads,
    "several_hosts": _all_lead,
    "no_office": _nobody_leads,
    "several_offices": _all_lead,
    "county_among_host_parties": lambda facts: _also(facts, PartyKind.COUNTY),
    "governor_not_informed": lambda facts: replace(facts, governor_informed=None),
    "shares_not_registered": lambda facts: _parties(facts, share=None),
    "shares_by_population_only": lambda facts: _parties(facts, share=replace(share(1), part=None, by_population=True)),
    "shares_below_whole": lambda facts: _shares(facts, 49),
    "shares_above_whole": lambda facts: _shares(facts, 51),
    "shares_without_owners": lambda facts: _shares(facts, 50),
    "authority_without_host": lambda facts: replace(facts, authority=Authority.ADMINISTRATIVE),
    "principle_without_board": lambda facts: replace(facts, authority=Authority.PRINCIPLE),
    "authority_date_without_authority": lambda facts: replace(facts, authority_from=LONG_AGO),
    "no_council_decision": lambda facts: replace(facts, decisions=()),
    "decision_delegated": lambda facts: _decisions(facts, organ=Organ.DELEGATED),
    "party_said_no": lambda facts: _decisions(facts, outcome=Outcome.NOT_ADOPTED),
    "term_not_registered": lambda facts: replace(facts, terms=Terms(), loan_allowed=None, authority=Authority.UNKNOWN),
    "term_absent": lambda facts: replace(
        facts, terms=Terms(**dict.fromkeys(Terms.__dataclass_fields__, False)), cost_split=False, notice_months=None
    ),
    "loan_without_ceiling": lambda facts: replace(facts, loan_allowed=True),
    "no_archive_responsible": lambda facts: replace(facts, archive_responsible=""),
    "no_start": lambda facts: replace(facts, valid_from=None),
    "no_notice_period": lambda facts: replace(facts, notice_months=None),
    "never_evaluated": lambda facts: replace(facts, adopted=None),
    "evaluated_long_ago": lambda facts: replace(facts, adopted=LONG_AGO),
    "end_passed": lambda facts: replace(facts, valid_to=YESTERDAY, status=Status.ENDED),
    "no_end": lambda facts: replace(facts, stage=Stage.NOTICE, status=Status.NOTICE),
    "form_expired": lambda facts: facts,
    "basis_expired": lambda facts: replace(facts, legal_basis="koml. 1992 § 28-1 b"),
    "name_without_form": lambda facts: _organisation(replace(facts, name="Samarbeidet"), name="Samarbeidet"),
    "org_form_unexpected": lambda facts: _organisation(facts, org_form="KF"),
    "org_form_not_allowed": lambda facts: _organisation(facts, org_form="DA"),
    "no_org_number": lambda facts: replace(facts, organisation=None),
    "legal_person_differs": lambda facts: replace(facts, is_legal_person=not facts.is_legal_person),
    "party_outside_parent": _grunnavtale,
    "parent_ended": lambda facts: _grunnavtale(facts, valid_to=YESTERDAY),
}
