"""Two who save one agreement at once, and what only the database sees: nothing is lost, nothing overwritten unseen."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from agreements import actions
from agreements.actions import rows
from agreements.models import Agreement
from registry.changes import Actor
from registry.models import Change, Role
from registry.periods import parse_date
from tests.makers import hold_everything, make_agreement, make_municipality, make_user
from tests.typed_form import errors_of, fields_of, send

pytestmark = pytest.mark.django_db
ADD = "/admin/agreements/agreement/add/"
SMALL = {"name": "Astafjord barnevern", "legal_form": "vertskommune"}
FIRST, SECOND = "participations-0-", "participations-1-"


def change_page(agreement):
    return reverse("admin:agreements_agreement_change", args=[agreement.pk])


def parties(agreement):
    return [(str(row.party), row.role, row.start_shown, row.end_shown) for row in agreement.participations.order_by("pk")]


def test_two_people_editing_the_second_keeps_what_is_typed_sees_what_was_saved_and_may_save_on_top(officer, places):
    agreement = make_agreement(parties=[(places["Dyrøy"],)], start="2012")
    opened = officer.get(change_page(agreement))
    other = Client()
    other.force_login(make_user(Role.ADMINISTRATOR, name="Kari Nordmann"))
    send(other, change_page(agreement), start="2014", **{SECOND + "party": "Bardu"})
    answer = send(officer, change_page(agreement), page=opened, name="Astafjord barnevernvakt")
    content = answer.content.decode()
    assert answer.status_code == 200
    assert "Kari Nordmann" in content and "<del>2012</del>" in content and "<ins>2014</ins>" in content and "Bardu" in content
    assert fields_of(answer)["name"] == ["Astafjord barnevernvakt"]
    agreement.refresh_from_db()
    assert (agreement.name, agreement.revision) == ("Astafjord barnevern", 2)
    send(officer, change_page(agreement), page=answer)
    agreement.refresh_from_db()
    assert (agreement.name, agreement.revision) == ("Astafjord barnevernvakt", 3)
    assert agreement.participations.count() == 2


def test_what_is_typed_in_a_row_that_somebody_else_deleted_stays_as_a_new_row(officer, places):
    agreement = make_agreement(parties=[(places["Dyrøy"],), (places["Bardu"],)], start="2012")
    opened = officer.get(change_page(agreement))
    before = actions.stored_snapshot(agreement)
    agreement.participations.get(municipality=places["Dyrøy"]).delete()
    actions.changed(agreement, by=Actor.importer("test"), before=before)
    answer = send(officer, change_page(agreement), page=opened, **{FIRST + "party": "Balsfjord"})
    assert fields_of(answer)[FIRST + "party"] == ["Bardu (5520)"]
    assert fields_of(answer)[SECOND + "party"] == ["Balsfjord"]
    assert send(officer, change_page(agreement), page=answer).status_code == 302
    assert [row[0] for row in parties(agreement)] == ["Bardu", "Balsfjord"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL holds the exclusion constraint")
def test_an_overlap_that_only_the_database_sees_becomes_the_forms_message(monkeypatch):
    officer = Client()
    officer.force_login(make_user())
    make_municipality("Dyrøy", "5528")
    for module in (actions, rows):
        monkeypatch.setattr(module, "check_participations", lambda rows: None)
    answer = send(officer, ADD, **SMALL, **{FIRST + "party": "Dyrøy", SECOND + "party": "Dyrøy"})
    assert answer.status_code == 200
    assert any("En part står to ganger i samme tidsrom" in error for error in errors_of(answer))
    assert not Agreement.objects.exists()


def test_a_late_refusal_by_the_trail_becomes_the_forms_message(officer, places, monkeypatch):
    def refuse(*args, **kwargs):
        parse_date("tull")

    monkeypatch.setattr(actions, "changed", refuse)
    answer = send(officer, ADD, **SMALL, **{FIRST + "party": "Dyrøy"})
    assert any("«tull» er ikke en dato" in error for error in errors_of(answer))
    assert not Agreement.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite in memory cannot be shared by threads; on file it has one writer"
)
def test_of_two_who_press_save_at_the_same_moment_one_is_shown_what_the_other_saved():
    agreement, answers = make_agreement(start="2012"), []
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(make_user())
    pages = [client.get(change_page(agreement)) for client in clients]

    def save(client, page, name):
        try:
            answers.append(send(client, change_page(agreement), page=page, name=name).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(clients[i], pages[i], f"Navn {i}")) for i in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    agreement.refresh_from_db()
    assert sorted(answers) == [200, 302]
    assert (agreement.revision, Change.objects.count()) == (2, 2)


def test_two_people_on_one_partys_own_page_overwrite_nothing_unseen(officer, places):
    agreement = make_agreement(legal_form="iks", parties=[(places["Dyrøy"], "deltaker"), (places["Bardu"], "deltaker")])
    address = reverse("admin:agreements_participation_change", args=[agreement.participations.first().pk])
    opened, other = officer.get(address), Client()
    other.force_login(make_user(Role.ADMINISTRATOR, name="Kari Nordmann"))
    assert send(other, address, own_purpose="Felles revisjon", **{"ownerships-0-share": "1/3"}).status_code == 302
    typed = {"ownerships-0-share": "50 %", "party_years-0-year": "2025", "party_years-0-payment": "1 000"}
    answer = send(officer, address, page=opened, **typed)
    text = answer.content.decode()
    assert answer.status_code == 200 and "Kari Nordmann" in text and "Felles revisjon" in text and "Lagret av andre" in text
    assert {name: fields_of(answer)[name] for name in typed} == {name: [value] for name, value in typed.items()}
    assert agreement.participations.first().own_purpose == "Felles revisjon"
    assert not agreement.participations.first().party_years.exists()
    answer = send(officer, address, page=answer, **{"ownerships-0-share": "", "own_purpose": "Felles revisjon"})
    assert answer.status_code == 302, errors_of(answer)
    party = agreement.participations.first()
    assert (party.own_purpose, party.party_years.get().payment, party.ownerships.get().share_den) == ("Felles revisjon", 1000, 3)


def test_what_one_saves_of_the_agreement_is_noticed_on_the_page_of_its_party(officer, places):
    agreement = make_agreement(parties=[(places["Dyrøy"],)])
    address = reverse("admin:agreements_participation_change", args=[agreement.participations.first().pk])
    opened = officer.get(address)
    send(officer, change_page(agreement), name="Nytt navn")
    answer = send(officer, address, page=opened, own_purpose="Vakt")
    assert any("Noen andre lagret dette samarbeidet" in error for error in errors_of(answer))


@pytest.mark.parametrize("row", ["decisions-0-case_number", "sources-0-citation", "bodies-0-about", "grants-0-giver"])
def test_two_people_in_the_tables_of_one_agreement_overwrite_nothing_unseen(officer, places, row):
    agreement = hold_everything(make_agreement(parties=[(places["Dyrøy"], "vertskommune")], sources=["2020"]))
    opened = officer.get(change_page(agreement))
    send(officer, change_page(agreement), **{row: "Av den ene"})
    answer = send(officer, change_page(agreement), page=opened, **{row: "Av den andre"})
    assert answer.status_code == 200 and "Av den ene" in answer.content.decode()
    assert fields_of(answer)[row] == ["Av den andre"]
