"""The engine: what is not certain is never concluded from, whatever the facts."""

from dataclasses import fields, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.legal_forms.catalogue import CATALOGUE, ROLE_BY_CODE
from agreements.legal_forms.check import RULES, Severity, check
from agreements.legal_forms.facts import (
    Authority,
    Certainty,
    Decision,
    Facts,
    Organ,
    Organisation,
    Outcome,
    Parent,
    Party,
    PartyKind,
    Share,
    Stage,
    Status,
    Terms,
)
from agreements.legal_forms.law import Evidence
from agreements.legal_forms.rules.rule import REGISTER, Case, Certain, Found, RestsOn, rule
from tests.agreements.legal_forms.made_facts import clean, found, party, share
from tests.agreements.legal_forms.provocations import PROVOKE

# On a machine with other work to do, a slow example is no fault.
WITHOUT_HASTE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
UNSURE = [Certainty.INFERRED, Certainty.UNVERIFIED]
FORM_RULES = [one.code for one in RULES if RestsOn.FORM in one.rests_on]
LIST_RULES = [one.code for one in RULES if RestsOn.ALL_PARTIES in one.rests_on]

days = st.none() | st.dates(date(1999, 1, 1), date(2030, 12, 31))
yes_no = st.none() | st.booleans()
names = st.sampled_from(["Dyrøy", "Salangen", "Kárášjohka", "Lenvik", ""])
parts = st.none() | st.fractions(0, 1, max_denominator=1000)
shares = st.none() | st.builds(Share, part=parts, liability=parts, by_population=st.booleans())
parties = st.builds(
    Party,
    key=st.sampled_from(["p1", "p2", "p3", "p4"]),
    name=names,
    kind=st.sampled_from(PartyKind),
    role=st.sampled_from([*ROLE_BY_CODE, "ukjent"]),
    valid_from=days,
    valid_to=days,
    founded=days,
    dissolved=days,
    successors=st.lists(names, max_size=2).map(tuple),
    certainty=st.sampled_from(Certainty),
    share=shares,
)
lists_of_parties = st.lists(parties, max_size=5).map(tuple)
decisions = st.builds(
    Decision, party=st.sampled_from(["p1", "p2"]), outcome=st.sampled_from(Outcome), organ=st.sampled_from(Organ), day=days
)
organisations = st.builds(Organisation, name=names, org_number=st.just(""), org_form=st.sampled_from(["", "IKS", "DA", "ORGL"]))
any_facts = st.builds(
    Facts,
    day=st.dates(date(1999, 1, 1), date(2030, 12, 31)),
    form=st.sampled_from([*(form.code for form in CATALOGUE), "ukjent", ""]),
    form_certainty=st.sampled_from(Certainty),
    name=names | st.just("Midt-Troms IPR"),
    legal_basis=st.sampled_from(["", "koml. 1992 § 28-1 b", "§ 28", "KL § 20-2", "brannvernloven § 28"]),
    stage=st.sampled_from(Stage),
    status=st.sampled_from(Status),
    valid_from=days,
    valid_to=days,
    parties=lists_of_parties,
    parties_complete=st.booleans(),
    stated_count=st.none() | st.integers(0, 6),
    organisation=st.none() | organisations,
    is_legal_person=yes_no,
    authority=st.sampled_from(Authority),
    sector_law=st.sampled_from(["", "brannvernloven § 15"]),
    authority_from=days,
    decisions=st.lists(decisions, max_size=3).map(tuple),
    terms=st.builds(Terms, **{one.name: yes_no for one in fields(Terms)}),
    loan_allowed=yes_no,
    loan_ceiling=st.none() | st.integers(0, 10**9),
    notice_months=st.none() | st.integers(0, 60),
    is_fixed_term=yes_no,
    adopted=days,
    last_evaluated=days,
    next_evaluation=days,
    parent=st.none() | st.builds(Parent, name=names, parties=lists_of_parties, parties_complete=st.booleans(), valid_to=days),
)


@WITHOUT_HASTE
@given(facts=any_facts)
def test_check_answers_any_facts_and_the_same_each_time(facts):
    first = check(facts)
    assert check(facts) == first
    assert len({(breach.code, breach.subject) for breach in first}) == len(first)
    assert [breach.severity for breach in first] == sorted((breach.severity for breach in first), reverse=True)
    for breach in first:
        assert breach.message
        assert breach.field
        assert "%(" not in breach.message
        assert not breach.public_words or breach.public_words.startswith("Ikke registrert: ")


@WITHOUT_HASTE
@given(facts=any_facts, order=st.randoms(use_true_random=False))
def test_the_order_of_the_parties_makes_no_difference(facts, order):
    shuffled = list(facts.parties)
    order.shuffle(shuffled)
    assert check(replace(facts, parties=tuple(shuffled))) == check(facts)


@WITHOUT_HASTE
@given(facts=any_facts, form=st.sampled_from(CATALOGUE), certainty=st.sampled_from(UNSURE))
def test_a_form_nobody_has_stated_makes_no_difference(facts, form, certainty):
    unsure = replace(facts, form_certainty=certainty)
    assert check(replace(unsure, form=form.code)) == check(unsure)


@WITHOUT_HASTE
@given(facts=any_facts, more=lists_of_parties)
def test_what_is_said_of_an_incomplete_list_is_not_unsaid_by_the_rest_of_the_list(facts, more):
    """Of the law of the form; that parties are named in a breach may change with more of them."""
    some = replace(facts, parties_complete=False, status=Status.IN_FORCE, stage=Stage.IN_FORCE)
    known = {one.key for one in facts.parties}
    others = tuple(replace(one, key=f"{one.key} other") for one in more if one.key not in known)
    said = {(breach.code, breach.subject) for breach in check(some)}
    assert said <= {(breach.code, breach.subject) for breach in check(replace(some, parties=facts.parties + others))}


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.code)
def test_what_a_rule_says_of_an_incomplete_list_holds_whoever_else_is_in_it(one):
    for form in CATALOGUE:
        facts = replace(PROVOKE[one.code](clean(form.code)), parties_complete=False)
        said = {breach.subject for breach in one.breaches(Certain.of(facts))}
        for role, part in product(form.roles, (2, 50)):
            more = replace(facts, parties=(*facts.parties, party("Bardu", role=role.code, share=share(part))))
            assert said <= {breach.subject for breach in one.breaches(Certain.of(more))}


@WITHOUT_HASTE
@given(facts=any_facts, unsure=st.sampled_from(UNSURE), other=parties)
def test_a_party_nobody_has_stated_only_makes_the_list_incomplete(facts, unsure, other):
    with_it = replace(facts, parties=(*facts.parties, replace(other, certainty=unsure)), parties_complete=False)
    assert check(with_it) == check(replace(facts, parties_complete=False))


@WITHOUT_HASTE
@given(facts=any_facts)
def test_law_that_is_not_read_is_never_more_than_for_information(facts):
    for breach in check(facts):
        if breach.certainty in (Evidence.MEMORY, Evidence.INFERRED):
            assert breach.severity == Severity.NOTE
        if breach.certainty == Evidence.PARTLY:
            assert breach.severity <= Severity.SHOULD


@pytest.mark.parametrize("certainty", UNSURE)
@pytest.mark.parametrize("code", FORM_RULES)
def test_no_rule_concludes_from_a_form_nobody_has_stated(code, certainty):
    for form in CATALOGUE:
        assert found(replace(PROVOKE[code](clean(form.code)), form_certainty=certainty), code) == []


@pytest.mark.parametrize("code", LIST_RULES)
def test_no_rule_concludes_from_an_incomplete_list_of_parties(code):
    for form in CATALOGUE:
        facts = PROVOKE[code](clean(form.code))
        assert found(replace(facts, parties_complete=False), code) == []
        assert found(replace(facts, stated_count=9), code) == []
        assert found(replace(facts, parties=(*facts.parties, party("Bardu", certainty=Certainty.INFERRED))), code) == []


@pytest.mark.parametrize("evidence", Evidence)
def test_the_certainty_of_the_paragraph_lowers_a_rule_in_one_place(evidence):
    limits = {Evidence.READ: 3, Evidence.REGISTER: 3, Evidence.PARTLY: 2, Evidence.INFERRED: 1, Evidence.MEMORY: 1}

    @rule("made_up", Severity.MUST)
    def made_up(case):
        yield Found(replace(REGISTER, evidence=evidence), "name", "Noe.")

    (breach,) = made_up.breaches(Certain.of(clean()))
    assert breach.severity == limits[evidence]


def test_a_rule_that_reads_the_form_without_resting_on_it_is_stopped():
    @rule("made_up", Severity.MUST)
    def made_up(case):
        yield Found(case.legal_form.law.parties, "name", "Noe.")

    with pytest.raises(LookupError):
        list(made_up.breaches(Certain.of(clean())))
    assert Case(clean()).form is None


def test_a_rule_cites_only_plain_facts_so_that_they_can_be_hashed():
    @rule("made_up", Severity.NOTE)
    def made_up(case):
        yield Found(REGISTER, "name", "Noe.", cites=(date(2024, 1, 2), Fraction(1, 3), None, 7, "a"))

    (breach,) = made_up.breaches(Certain.of(clean()))
    assert breach.evidence == ("2024-01-02", "1/3", "", "7", "a")


def test_an_agreement_that_is_over_is_asked_only_whether_its_own_words_agree():
    facts = replace(clean(decisions=(), terms=Terms(), notice_months=None), valid_to=date(2025, 1, 1), status=Status.ENDED)
    assert check(replace(facts, stage=Stage.ENDED)) == ()


@pytest.mark.parametrize("stage", [Stage.IDEA, Stage.DIALOGUE, Stage.STUDY, Stage.PROPOSED])
def test_of_what_is_not_yet_agreed_no_decision_or_term_is_asked(stage):
    assert check(clean(stage=stage, status=Status.UNCLEAR, decisions=(), terms=Terms(), valid_from=None)) == ()


def test_the_facts_a_breach_cites_change_when_they_do_and_not_with_the_day():
    one, next_day = PROVOKE["shares_below_whole"](clean("iks")), timedelta(days=1)
    (breach,) = found(one, "shares_below_whole")
    assert found(replace(one, day=one.day + next_day), "shares_below_whole")[0].evidence == breach.evidence
    less = replace(one, parties=tuple(replace(p, share=Share(Fraction(1, 10))) for p in one.parties))
    assert found(less, "shares_below_whole")[0].evidence != breach.evidence
