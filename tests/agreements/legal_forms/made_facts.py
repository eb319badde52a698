"""Facts for the tests of law: a clean agreement of a form, of which a test changes only what it says about."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from agreements.legal_forms.catalogue import legal_form
from agreements.legal_forms.check import check
from agreements.legal_forms.facts import (
    Authority,
    Decision,
    Facts,
    Organ,
    Organisation,
    Outcome,
    Party,
    PartyKind,
    Share,
    Stage,
    Status,
    Terms,
)

DAY = date(2026, 11, 21)
ORG_FORMS = {"iks": "IKS", "as": "AS", "sa": "SA", "stiftelse": "STI", "forening": "FLI", "ipr": "ANNA", "ko": "ANNA"}
NAMES = {"ipr": "Midt-Troms interkommunalt politisk råd", "ko": "Midt-Troms IKT KO"}
ALL_TERMS = Terms(**dict.fromkeys(Terms.__dataclass_fields__, True))


def party(name="Dyrøy", role="samarbeidskommune", kind=PartyKind.MUNICIPALITY, **fields):
    """One party; its key follows from its name."""
    return Party(key=f"party-{name.lower()}", name=name, kind=kind, role=role, **fields)


def leading(form, name="Salangen"):
    """The party that leads in this form, or one in its ordinary role."""
    lead = form.law.lead
    return party(name, role=lead.role if lead else form.default_role.code)


def share(numerator, denominator=100, **fields):
    """A share as a fraction."""
    return Share(part=Fraction(numerator, denominator), **fields)


def decided(one, outcome=Outcome.ADOPTED, organ=Organ.COUNCIL, **fields):
    """A party's decision."""
    return Decision(party=one.key, outcome=outcome, organ=organ, day=date(2024, 3, 1), case_number="PS 12/24", **fields)


def clean(code="vertskommune", **changes):
    """An agreement in force in this form, of which everything is registered; `changes` are made last."""
    form = legal_form(code)
    parties = (leading(form), party("Dyrøy", role=form.default_role.code))
    if form.law.shares and form.law.shares.allowed:
        parties = tuple(replace(one, share=share(1, 2)) for one in parties)
    org_form = ORG_FORMS.get(code, "")
    facts = Facts(
        day=DAY,
        form=code,
        name=NAMES.get(code, "Astafjord barnevern"),
        legal_basis=form.statute,
        purpose="Barnevern for kommunene",
        stage=Stage.IN_FORCE,
        status=Status.IN_FORCE,
        valid_from=date(2024, 4, 1),
        parties=parties,
        parties_complete=True,
        stated_count=2,
        organisation=Organisation(NAMES.get(code, "Astafjord barnevern"), "974760673", org_form) if org_form else None,
        seat="Salangen",
        is_legal_person=True if form.legal_person is None else form.legal_person,
        authority=Authority.NONE,
        decisions=tuple(decided(one) for one in parties),
        terms=ALL_TERMS,
        contribution_duty=False,
        loan_allowed=False,
        cost_split=True,
        archive_responsible="Salangen kommune",
        notice_months=12,
        is_fixed_term=False,
        adopted=date(2024, 3, 1),
        governor_informed=date(2024, 4, 1),
    )
    return replace(facts, **changes)


def found(facts, code):
    """The breaches with this code."""
    return [breach for breach in check(facts) if breach.code == code]


def only(facts, code):
    """The one breach with this code."""
    (breach,) = found(facts, code)
    return breach
