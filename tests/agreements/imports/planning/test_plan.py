"""What a file would do, scheme by scheme, and that to find out changes nothing."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext

from agreements import actions
from agreements.imports.plan import State
from agreements.imports.planning import plan
from agreements.models import Agreement, Stage
from registry.changes import Actor
from registry.periods import parse_date
from tests.agreements.imports.made_tables import make_table
from tests.makers import make_area, make_organisation

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 21)
BY = Actor.importer("test")


def planned(rows, answers=None, **table):
    """The schemes of a plan."""
    return plan([make_table(rows, **table)], answers or {}, DAY).schemes


ROW = {"name": "Astafjord barnevern", "participants": "Salangen (vert), Dyrøy og Ibestad", "service_areas": "Barnevern"}


def test_a_scheme_that_the_register_has_not_is_new_and_can_be_registered(municipalities):
    make_area()
    row = {**ROW, "legal_form": "Vertskommune § 20-2", "valid_from": "2008", "archive_law": "arkivlova"}
    [scheme] = planned([row])
    assert (scheme.state, scheme.agreement, scheme.questions, scheme.refusals) == (State.NEW, None, [], [])
    assert any("vedtak" in breach for breach in scheme.breaches)
    [change] = actions.register_many([scheme.draft.whole()], by=BY)
    made = Agreement.objects.get(pk=change.record_id)
    assert (made.legal_form, made.legal_form_certainty, made.legal_basis) == ("vertskommune", "stated", "§ 20-2")
    assert (made.start_shown, made.stage, made.participants_complete) == ("2008", Stage.UNKNOWN, True)
    assert made.participants_text == ROW["participants"]
    assert {(str(row.party), row.role) for row in made.participations.all()} == {
        ("Salangen", "vertskommune"), ("Dyrøy", "samarbeidskommune"), ("Ibestad", "samarbeidskommune"),
    }  # fmt: skip
    assert made.note == "Arkivlov: arkivlova"
    assert [source.citation for source in made.sources.all()] == ["liste.xlsx, ark Ark1, rad 2"]


def test_parties_that_are_far_too_long_are_refused_in_words_and_the_rest_of_the_file_is_read(municipalities):
    make_area()
    long, good = planned([{**ROW, "name": "For langt", "participants": "Dyrøy, " * 2000}, ROW])
    assert (long.state, good.state) == (State.REFUSED, State.NEW)
    assert [refusal.why for refusal in long.refusals] == ["Teksten er på 13999 tegn. Del den opp."]


def test_what_stands_in_the_register_already_is_unchanged(stored):
    [scheme] = planned([{**ROW, "legal_form": "§ 20-2"}])
    assert (scheme.state, scheme.agreement, scheme.changes) == (State.UNCHANGED, stored.pk, [])


def test_what_is_otherwise_is_told_field_by_field_and_written_so(stored, municipalities):
    row = {**ROW, "participants": "Salangen, Dyrøy, Ibestad; Lavangen (fra 01.02.2025)", "valid_from": "2008", "purpose": "Barn"}
    [scheme] = planned([row])
    assert scheme.state == State.CHANGED
    told = {(change.label, change.before, change.after) for change in scheme.changes}
    assert told == {
        ("fra og med", "", "2008"), ("formål", "", "Barn"), ("ny part", "", "Lavangen, samarbeidskommune, fra 01.02.2025"),
    }  # fmt: skip
    done = actions.amend_many([stored], scheme.draft, by=BY)
    assert len(done.changes) == 1
    stored.refresh_from_db()
    assert (stored.start_shown, stored.purpose, stored.participations.count()) == ("2008", "Barn", 4)
    [again] = planned([row])
    assert again.state == State.UNCHANGED


def test_dates_to_follow_up_are_written_as_they_are_known_and_never_made_less_exact(stored):
    row = {**ROW, "evaluation_date": "mars 2027", "revision_date": "2028", "fixed_term_until": "ca. 2030"}
    [scheme] = planned([row])
    told = {change.label: change.after for change in scheme.changes}
    assert (told["skal evalueres"], told["skal revideres"]) == ("mars 2027", "2028")
    actions.amend_many([stored], scheme.draft, by=BY)
    stored.refresh_from_db()
    shown = {"fixed_term_until": "ca. 2030", "evaluation_date": "mars 2027", "last_evaluated": "", "revision_date": "2028"}
    assert stored.dates_shown == shown
    assert planned([row])[0].state == State.UNCHANGED
    stored.set_date("revision_date", parse_date("15.03.2028"))
    stored.set_date("evaluation_date", parse_date("2027"))
    stored.save()
    [scheme] = planned([row])
    assert [(change.label, change.before, change.after) for change in scheme.changes] == [("skal evalueres", "2027", "mars 2027")]


def test_an_end_ends_the_scheme_and_its_parties_on_the_last_day(stored):
    [scheme] = planned([{**ROW, "last_day": "31.12.2025"}], {"finnes:ark1:2:astafjord barnevern": str(stored.pk)})
    assert scheme.state == State.ENDED
    actions.amend_many([stored], scheme.draft, by=BY)
    stored.refresh_from_db()
    assert (stored.stage, stored.valid_to) == (Stage.ENDED, date(2026, 1, 1))
    assert {row.valid_to for row in stored.participations.all()} == {date(2026, 1, 1)}


@pytest.mark.parametrize(("field", "value", "why"), [
    ("valid_from", "31.02.2020", "ikke en dato"),
    ("org_number", "940101809", "kontrollsifferet"),
    ("notice_months", "lenge", "ikke et tall"),
    ("id", 999_999, "Registeret har ikke noe samarbeid med nummer"),
    ("last_day", "31.12.1999", "før første dag"),
])  # fmt: skip
def test_what_cannot_be_used_is_refused_with_its_place(municipalities, field, value, why):
    row = {**ROW, "valid_from": "2008", field: value}
    [scheme] = planned([row])
    assert (scheme.state, scheme.draft) == (State.REFUSED, None)
    [refusal] = scheme.refusals
    assert (refusal.row, refusal.column) == (2, field)
    assert why in refusal.why


def test_an_org_number_with_one_wrong_digit_is_shown_beside_the_one_that_the_register_knows(municipalities):
    make_organisation("IKA Finnmark IKS", "iks", org_number="996878996")
    [scheme] = planned([{**ROW, "org_number": "996 878 995"}])
    assert scheme.refusals[0].right == "996 878 996 (IKA Finnmark IKS)"


def test_an_empty_cell_and_a_column_that_is_not_there_say_nothing(stored):
    stored.purpose = "Barn"
    stored.save()
    [scheme] = planned([{"id": stored.pk, "name": stored.name, "purpose": ""}])
    assert scheme.state == State.UNCHANGED


def test_whoever_a_whole_list_leaves_out_is_told_and_stays(stored):
    [scheme] = planned([{**ROW, "participants": "Salangen og Dyrøy"}], {"finnes:ark1:2:astafjord barnevern": str(stored.pk)})
    assert scheme.state == State.UNCHANGED
    assert "Ibestad" in scheme.contradictions[0]


def test_a_stated_form_is_not_replaced_by_one_that_is_taken_to_be_so(stored):
    [scheme] = planned([{**ROW, "legal_form": "samarbeidsavtale"}], {"finnes:ark1:2:astafjord barnevern": str(stored.pk)})
    assert scheme.state in (State.UNCHANGED, State.CHANGED)
    assert not any(change.label == "samarbeidsform" for change in scheme.changes)
    assert any("er antatt her" in line for line in scheme.contradictions)


def test_a_list_of_parties_is_one_scheme_a_name_and_an_unknown_party_is_asked_about_once(municipalities):
    rows = [
        {"agreement": name, "party": party, "role": "deltaker", "legal_form": "IKS", "share_percent": "50 %"}
        for name in ("Ny ordning A", "Ny ordning B")
        for party in ("Dyrøy", "Ukjent kraftlag")
    ]
    made = plan([make_table(rows)], {}, DAY)
    assert [scheme.state for scheme in made.schemes] == [State.ASKED, State.ASKED]
    [(question, number)] = made.questions.items()
    assert number == 2
    answered = plan([make_table(rows)], {question.key: "ny"}, DAY)
    assert [scheme.state for scheme in answered.schemes] == [State.NEW, State.NEW]
    assert [str(row) for row in answered.organisations] == ["Ukjent kraftlag"]
    actions.register_organisations(answered.organisations, by=BY)
    actions.register_many([scheme.draft.whole() for scheme in answered.schemes], by=BY)
    for agreement in Agreement.objects.all():
        rows = agreement.participations.all()
        assert {(str(row.party), row.role, str(row.ownerships.get().share)) for row in rows} == {
            ("Dyrøy", "deltaker", "1/2"), ("Ukjent kraftlag", "deltaker", "1/2"),
        }  # fmt: skip


def test_planning_writes_nothing_not_even_where_it_could(stored, django_db_blocker):
    rows = [ROW, {**ROW, "name": "Ny ordning", "organisation": "Nytt selskap IKS", "legal_form": "IKS"}]
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA query_only = ON")
        else:
            cursor.execute("SET TRANSACTION READ ONLY")
        try:
            with pytest.raises(DatabaseError), transaction.atomic():
                Agreement.objects.update(purpose="skrevet")
            made = plan([make_table(rows)], {}, DAY, parse_date("2026"))
        finally:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA query_only = OFF")
    assert [scheme.state for scheme in made.schemes] == [State.UNCHANGED, State.NEW]


@pytest.mark.parametrize("each", [1, 4])
def test_the_queries_do_not_grow_with_the_rows(stored, municipalities, each):
    rows = [
        {"agreement": f"Ordning {number}", "party": party, "valid_from": 1990 + number}
        for number in range(10 * each)
        for party in municipalities
    ]
    with CaptureQueriesContext(connection) as asked:
        made = plan([make_table(rows)], {}, DAY)
    assert made.counts == {State.NEW: 10 * each}
    assert len(asked) <= 14


def test_the_grunnavtale_is_one_that_the_register_has(stored):
    rows = [{**ROW, "name": f"Tjeneste {number}", "parent": stored.name, "service_areas": "Plan"} for number in (1, 2)]
    make_area("plan", "Plan", "plan")
    found = planned(rows)
    assert [scheme.draft.whole().agreement.parent_id for scheme in found] == [stored.pk, stored.pk]
    [unknown] = planned([{**rows[0], "parent": "Finnes ikke"}])
    [none] = planned([{**rows[0], "parent": "Finnes ikke"}], {unknown.questions[0].key: "-"})
    assert none.draft.whole().agreement.parent_id is None
    [refused] = planned([{**rows[0], "parent": "", "parent_id": 999_999}])
    assert refused.refusals[0].column == "parent_id"


def test_a_number_that_an_organisation_has_not_yet_is_told(municipalities):
    make_organisation("Avfall Nord IKS", "iks")
    [scheme] = planned([{**ROW, "service_areas": "", "organisation": "Avfall Nord IKS", "org_number": "996878996"}])
    assert "996 878 996" in scheme.contradictions[0]
    assert str(scheme.draft.whole().agreement.organisation) == "Avfall Nord IKS"
