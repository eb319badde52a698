"""Is this scheme the same as that one: the comparing alone, and on the real register."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.matching import ALIKE, MOST, Known, Scheme, alike, compare, schemes_of, similar_to, telling_words
from agreements.models import Agreement
from tests.makers import make_agreement, make_area, make_municipality, make_organisation

WORDS = ["barnevern", "barneverntjeneste", "IKS", "Midt-Troms", "legevakt", "Alta", "samarbeid", "–", "Gáivuotna", "110"]
names = st.one_of(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), st.text(min_size=1, max_size=20))
schemes = st.builds(
    Scheme,
    pk=st.none(),
    names=st.lists(names, min_size=1, max_size=3).map(tuple),
    parties=st.frozensets(st.tuples(st.sampled_from(["municipality", "organisation"]), st.integers(1, 5)), max_size=6),
    areas=st.frozensets(st.sampled_from(["Barnevern", "Legevakt", "Arkiv"]), max_size=2),
    complete=st.booleans(),
    organisation=st.sampled_from([None, 1, 2]),
)


@given(schemes, schemes)
@settings(max_examples=300)
def test_it_is_the_same_whichever_comes_first(one, other):
    assert compare(one, other) == compare(other, one)
    assert 0 <= compare(one, other).score <= 1


@given(schemes, schemes)
@settings(max_examples=300)
def test_nothing_is_more_like_a_scheme_than_itself(one, other):
    assert compare(one, one).score == 1 >= compare(one, other).score


@given(st.lists(schemes, max_size=12), schemes)
@settings(max_examples=500)
def test_what_is_found_among_many_is_what_comparing_with_each_finds(many, scheme):
    known = Known(many)
    assert known.likest(scheme) == alike(scheme, many)[:MOST]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Astafjord barnevern", "Astafjord interkommunale barneverntjeneste"),
        ("KomRev NORD IKS", "Komrev Nord"),
        ("K-Sekretariatet IKS (opplysning fra januar 2020)", "K-Sekretariatet"),
        ("Vertskommunesamarbeid om legevakt i Karasjok", "Karasjok legevakt"),
    ],
)
def test_endings_brackets_and_words_of_the_legal_form_do_not_tell_names_apart(one, other):
    assert telling_words(one) == telling_words(other)


@pytest.mark.parametrize("name", ["Interkommunalt samarbeid", "IKS", "(utkast)", "…"])
def test_a_name_that_tells_nothing_is_compared_as_it_is(name):
    assert telling_words(name)
    assert compare(Scheme(1, (name,)), Scheme(2, (name,))).score == 1


def test_one_area_or_one_party_is_not_enough():
    one = Scheme(1, ("Barnevern Alta",), frozenset({("municipality", 1), ("municipality", 2)}), frozenset({"Barnevern"}), True)
    elsewhere = Scheme(2, ("Barnevern Tana",), frozenset({("municipality", 3)}), frozenset({"Barnevern"}), True)
    other_task = Scheme(3, ("Legevakt Alta",), one.parties, frozenset({"Legevakt"}), True)
    again = Scheme(4, ("Alta barneverntjeneste",), one.parties, one.areas, True)
    assert [found.scheme for found in alike(one, [one, elsewhere, other_task, again])] == [again]


# Every pair the real register holds, as someone who reads their sources would judge it.
SAME_OR_SUCCESSOR = {("A033", "A034"), ("A035", "A036"), ("A002", "A016"), ("A026", "A028"), ("A037", "A039")}
WORTH_A_QUESTION = {  # the same body or neighbours with half of their words, task and parties in common, yet two schemes
    ("A071", "A072"), ("A078", "A080"), ("A008", "A080"), ("A121", "A122"), ("A084", "A086"), ("A056", "A057"), ("A048", "A049"),
}  # fmt: skip


@pytest.mark.django_db
def test_the_real_register_has_these_pairs_and_no_flood(real_register, django_assert_num_queries):
    keys = dict(Agreement.objects.values_list("pk", "source_key"))
    with django_assert_num_queries(2):
        found = schemes_of(Agreement.objects.all())
    scheme_of = {scheme.pk: scheme for scheme in found}
    pairs = {
        tuple(sorted((keys[one.pk], keys[other.pk]))) for one, other in combinations(found, 2) if compare(one, other).score >= ALIKE
    }
    assert pairs == SAME_OR_SUCCESSOR | WORTH_A_QUESTION
    asked = {tuple(sorted((keys[one.pk], keys[candidate.scheme.pk]))) for one in found for candidate in alike(one, found)}
    known = Known(found)
    assert all(known.likest(one) == alike(one, found)[:MOST] for one in found)
    assert all(similar_to(agreement) == known.likest(scheme_of[agreement.pk]) for agreement in Agreement.objects.all())
    assert asked == WORTH_A_QUESTION | {("A037", "A039")}  # nobody is asked about those the register knows to be successors


@pytest.mark.django_db
def test_a_stored_agreement_finds_those_like_it_in_five_queries(django_assert_num_queries):
    area, organisation = make_area(), make_organisation("Astafjord barnevern IKS")
    municipalities = [(make_municipality(name),) for name in ("Salangen", "Dyrøy")]
    saved = make_agreement("Astafjord barnevern", municipalities, [area], organisation=organisation)
    again = make_agreement("Barneverntjenesten i Astafjord", municipalities, [area])
    renamed = make_agreement("Noe helt annet", municipalities, [area], organisation=organisation)
    for number in range(20):
        make_agreement(f"Legevakt {number}", municipalities[:1])
    merged = make_agreement("Astafjord barnevern", municipalities, [area], publication="draft", merged_into=again)
    with django_assert_num_queries(5):
        candidates = similar_to(saved)
    assert {candidate.scheme.pk for candidate in candidates} == {again.pk, renamed.pk}
    assert merged.pk not in {candidate.scheme.pk for candidate in candidates}
    by_pk = {candidate.scheme.pk: candidate.likeness.reasons for candidate in candidates}
    assert by_pk[again.pk] == ("samme navn", "2 felles parter", "samme område: Barnevern")
    assert "samme organisasjon" in by_pk[renamed.pk]
