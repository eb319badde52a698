"""Which rows are about the same scheme, what they say together, and what a person must tell."""

import pytest

from agreements.imports.plan import State
from agreements.imports.planning import plan
from tests.agreements.imports.made_tables import make_table
from tests.agreements.imports.planning.test_plan import DAY, ROW, planned
from tests.makers import make_area

pytestmark = pytest.mark.django_db


def test_what_is_alike_is_asked_about_and_follows_the_answer(stored):
    row = {"name": "Barnevern Astafjord", "participants": "Salangen og Dyrøy", "service_areas": "Barnevern"}
    [scheme] = planned([row])
    assert (scheme.state, scheme.draft) == (State.ASKED, None)
    [question] = scheme.questions
    assert "2 felles parter" in question.choices[0].label
    assert [choice.value for choice in question.choices] == [str(stored.pk), "ny", "-"]
    states = [planned([row], {question.key: choice.value})[0].state for choice in question.choices]
    assert states == [State.CHANGED, State.NEW, State.SKIPPED]


def test_a_number_beside_another_name_is_asked_about(stored):
    [scheme] = planned([{"id": stored.pk, "name": "Felles legevakt"}])
    [question] = scheme.questions
    [renamed] = planned([{"id": stored.pk, "name": "Felles legevakt"}], {question.key: "ja"})
    assert [(change.label, change.before, change.after) for change in renamed.changes] == [
        ("navn", "Astafjord barnevern", "Felles legevakt")
    ]


def test_the_same_scheme_in_two_workbooks_is_one_with_the_union_and_what_they_contradict(municipalities):
    make_area()
    one = make_table([{**ROW, "purpose": "Barn"}], file="dyroy.xlsx")
    two = make_table([{**ROW, "participants": "Salangen, Dyrøy, Ibestad", "purpose": "Familier"}], file="ibestad.xlsx")
    made = plan([one, two], {}, DAY)
    [scheme] = made.schemes
    assert scheme.state == State.NEW
    assert [(place.table, place.row) for place in scheme.places] == [(0, 2), (1, 2)]
    assert scheme.contradictions == ["Formål: «Barn» (ark dyroy.xlsx, Ark1, rad 2), «Familier» (ark ibestad.xlsx, Ark1, rad 2)."]
    assert len(scheme.draft.whole().sources) == 2


def test_rows_that_disagree_on_what_decides_are_asked_about(municipalities):
    make_area()
    rows = [{**ROW, "legal_form": "IKS", "valid_from": "2008"}, {**ROW, "valid_from": "2012"}]
    tables = [make_table([row], sheet=f"Ark{number}") for number, row in enumerate(rows)]
    [scheme] = plan(tables, {}, DAY).schemes
    [question] = scheme.questions
    assert [choice.label for choice in question.choices] == ["2008", "2012"]
    [answered] = plan(tables, {question.key: "2012"}, DAY).schemes
    assert answered.draft.whole().agreement.start_shown == "2012"


def test_whether_the_owner_of_a_list_takes_part_is_asked_once(municipalities):
    rows = [{"name": f"Ordning {number}", "participants": "Salangen og Ibestad"} for number in (1, 2)]
    made = plan([make_table(rows, owner="Dyrøy")], {}, DAY)
    [(question, number)] = made.questions.items()
    assert number == 2
    answered = plan([make_table(rows, owner="Dyrøy")], {question.key: "ja"}, DAY)
    assert {str(row.party) for row in answered.schemes[0].draft.whole().participations} == {"Dyrøy", "Salangen", "Ibestad"}


def test_a_row_from_each_municipality_is_one_scheme_when_a_person_says_so(municipalities):
    rows = [
        {"municipality": name, "name": "Avfall Nord IKS", "legal_form": "IKS", "share_percent": share}
        for name, share in (("Dyrøy", "40 %"), ("Salangen", "60 %"))
    ]
    made = plan([make_table(rows)], {}, DAY)
    assert [scheme.state for scheme in made.schemes] == [State.ASKED, State.ASKED]
    [(question, number)] = made.questions.items()
    assert number == 2
    [scheme] = plan([make_table(rows)], {question.key: "ja"}, DAY).schemes
    whole = scheme.draft.whole()
    assert {str(row) for row in whole.held.ownerships} == {"Dyrøy: 40/100", "Salangen: 60/100"}


def test_a_share_is_of_the_one_whose_list_it_is(municipalities):
    rows = [{"name": "Avfall Nord IKS", "other_participants": "Salangen og Ibestad", "share_percent": "40 %"}]
    [scheme] = plan([make_table(rows, owner="Dyrøy")], {}, DAY).schemes
    assert [str(row) for row in scheme.draft.whole().held.ownerships] == ["Dyrøy: 40/100"]
    [asked] = plan([make_table(rows)], {}, DAY).schemes
    [question] = asked.questions
    [told] = plan([make_table(rows)], {question.key: "Dyrøy"}, DAY).schemes
    assert [str(row) for row in told.draft.whole().held.ownerships] == ["Dyrøy: 40/100"]


def test_two_rows_of_one_name_in_one_list_are_asked_about_unless_they_name_the_same(municipalities):
    rows = [{"name": "Astafjord barnevern", "participants": text} for text in ("Salangen og Dyrøy", "Salangen, Dyrøy og Ibestad")]
    assert [scheme.state for scheme in planned(rows)] == [State.ASKED, State.ASKED]
    [one] = planned([rows[0], rows[0]])
    assert (one.state, one.rows) == (State.NEW, (2, 3))
