"""A municipality is split while its list is open: nobody answers for it until staff let each successor answer for itself."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from agreements import actions
from agreements.models import Answer, Proposal, Round, Task, TaskLetter
from agreements.verification import dividing
from agreements.verification.answering import Correction, answer, answer_rest, report_missing
from agreements.verification.confirming import confirm
from agreements.verification.progress import State, board_of
from agreements.verification.reminders import remind_municipalities
from agreements.verification.rounds import close_round, open_round, prepare
from municipalities import reform
from municipalities.models import Contact, MappingStatus, Municipality
from registry.models import Letter, Role
from registry.outbox import deliver_due
from registry.parameters import today
from tests.agreements.verification.rounds import code, make_asked, make_open_round, make_round
from tests.agreements.verification.steps import STAFF, enter, hidden, page_of
from tests.makers import make_agreement, make_county, make_municipality, make_user

pytestmark = pytest.mark.django_db


def split(municipality, day=None, names=("Nordby", "Sørby")):
    """The municipality is split in two from today; the first has a mailbox."""
    day = day or today()
    parts = [reform.found(Municipality(name=name), number=f"559{n}", county=make_county(), day=day) for n, name in enumerate(names)]
    reform.split(municipality, parts, day)
    Contact.objects.create(municipality=parts[0], role="kommunedirektor", email="5590@kommune.example")
    return parts


@pytest.fixture
def world():
    """Dyrøy, which has begun to answer, is split; Nordby has taken over what it did with Bardu, and nobody the fire brigade."""
    dyroy, bardu = make_asked("Dyrøy", "5528"), make_asked("Bardu", "5520")
    schemes = [
        make_agreement("Barnevern", [(dyroy, "vertskommune"), (bardu,)], sources=["2020"]),
        make_agreement("Legevakt", [(bardu, "vertskommune"), (dyroy,)], sources=["2020"]),
        make_agreement("Brann", [(dyroy,), (bardu,)], sources=["2020"]),
    ]
    tasks = make_open_round(dyroy, bardu)
    task = tasks["Dyrøy"]
    answer(task, schemes[0].pk, Answer.Kind.WRONG, [Correction("name", "Barnevernet", "Heter det nå")])
    answer(task, schemes[1].pk, Answer.Kind.RIGHT)
    report_missing(task, "Jordmor", "Bardu")
    parts = split(dyroy)
    for scheme in schemes[:2]:
        actions.join(scheme, parts[0], start=None, role="samarbeidskommune", by=STAFF)
    return Task.objects.select_related("round", "municipality").get(pk=task.pk), schemes, parts


@pytest.fixture
def officer(client):
    client.force_login(make_user(username="hun"))
    return client


def ended(task, act=""):
    return reverse(f"review-ended{act}", args=[task.pk])


def test_nobody_confirms_the_empty_list_of_a_municipality_that_is_no_more_and_what_is_typed_is_not_lost(world):
    task, schemes, _parts = world
    client = enter(task)
    page = page_of(client, task)
    assert "Dyrøy er delt mellom Nordby og Sørby" in page and "spør dem som har overtatt" in page
    for act in (lambda: answer_rest(task), lambda: confirm(task, name="Kari", title="Kommunedirektør")):
        with pytest.raises(ValidationError, match="Dyrøy er delt mellom Nordby og Sørby, og kan ikke svare lenger"):
            act()
    late = client.post(reverse("review-confirm", args=[task.pk]), {"sett": "", "name": "Kari Nordmann", "title": "Sjef"})
    assert late.status_code == 409 and "Kari Nordmann" in late.content.decode() and "er delt mellom" in late.content.decode()
    assert not MappingStatus.objects.filter(municipality=task.municipality).exists()


def test_the_board_says_who_is_no_more_and_who_carries_it_on_and_leads_to_the_way_out(world, officer):
    task, _schemes, _parts = world
    rows = {row.task.municipality.name: row for row in board_of(task.round).rows}
    assert rows["Dyrøy"].state == State.GONE and not rows["Dyrøy"].overdue
    page = officer.get(reverse("review-round", args=[task.round_id])).content.decode()
    assert "Dyrøy er delt mellom Nordby og Sørby, og kan ikke svare lenger." in page and ended(task) in page
    assert "0 av 2 kommuner har bekreftet" in page, "somebody has still to answer"
    shown = officer.get(ended(task)).content.decode()
    for said in ("Spør Nordby og Sørby i stedet", "2 samarbeid på listen", "Står ikke oppført i noe samarbeid ennå"):
        assert said in shown
    assert "Brevet går til: kommunedirektør" in shown.replace("Kommunedirektør", "kommunedirektør")
    assert "Har ingen postkasse" in shown and "hadde svart på 2 linjer" in shown and "2 forslag fra kommunen" in shown
    assert "Ingen etterfølger er part i disse" in shown and shown.count(">Brann<") == 1
    assert not Task.objects.filter(municipality__name="Nordby").exists(), "to look changes nothing"


def test_each_successor_gets_its_own_list_and_is_told_what_was_answered_before(world, officer):
    task, schemes, (nordby, sorby) = world
    done = officer.post(ended(task, "-divide"), follow=True).content.decode()
    assert "Etterfølgerne har fått hver sin oppgave." in done and "av hun" in done and "Er spurt i stedet." in done
    new = {one.municipality: one for one in task.split_to.select_related("round", "municipality")}
    assert new.keys() == {nordby, sorby}
    assert [letter.kind for letter in new[nordby].letters.all()] == [TaskLetter.Kind.ASKED] and not new[sorby].letters.exists()
    client = enter(new[nordby], code(new[nordby]))
    page = page_of(client, new[nordby])
    assert "I dag står Nordby oppført i 2 samarbeid" in page and "0 av 2" in page
    assert f"Dyrøy svarte {today():%d.%m.%Y}: Noe må rettes; navn: Barnevernet. Hva svarer dere?" in page
    assert f"Dyrøy svarte {today():%d.%m.%Y}: Stemmer. Hva svarer dere?" in page
    assert "Dyrøy er delt mellom" in page_of(enter(task), task)
    for one in new.values():
        answer_rest(one)
        confirm(one, name="Kari", title="Kommunedirektør")
    assert MappingStatus.objects.filter(municipality=nordby, level=MappingStatus.Level.CONFIRMED).exists()
    assert set(Proposal.objects.waiting().values_list("new", flat=True)) == {"Barnevernet", "Jordmor"}, (
        "staff decide these as before"
    )
    board = board_of(task.round)
    assert (board.asked, board.numbers[State.CONFIRMED], board.numbers[State.ENDED]) == (3, 2, 1) and not board.gone
    page = officer.get(reverse("review-round", args=[task.round_id])).content.decode()
    assert "2 av 3 kommuner har bekreftet" in page and "Avsluttet uten bekreftelse: Dyrøy er delt mellom Nordby og Sørby" in page
    assert "Spurt i stedet for Dyrøy" in officer.get(reverse("review-municipality", args=[new[nordby].pk])).content.decode()
    archive = officer.get(reverse("review-archive", args=[task.round_id])).content.decode()
    assert "Dyrøy er delt mellom Nordby og Sørby. Oppgaven ble avsluttet uten bekreftelse." in archive


def test_it_is_taken_back_until_a_successor_has_answered_and_its_letters_are_kept(world, officer):
    task, schemes, (nordby, sorby) = world
    officer.post(ended(task, "-divide"))
    link = code(task.split_to.get(municipality=nordby))
    deliver_due()
    undone = officer.post(ended(task, "-back"), follow=True).content.decode()
    assert "Angret. Ingen er spurt i stedet." in undone and "Spør Nordby og Sørby i stedet" in undone
    task = Task.objects.get(pk=task.pk)
    assert task.is_gone and not Task.objects.filter(municipality__in=[nordby, sorby]).exists()
    assert task.letters.filter(kind=TaskLetter.Kind.ASKED).count() == 2, "that to Nordby has gone, and is kept with its round"
    assert officer.get(reverse("review-link", args=[link])).status_code == 410
    officer.post(ended(task, "-divide"))
    heir = task.split_to.get(municipality=nordby)
    answer(heir, schemes[1].pk, Answer.Kind.RIGHT)
    refused = officer.post(ended(task, "-back"), follow=True).content.decode()
    assert "Nordby har begynt å svare, så dette kan ikke angres." in refused and task.split_to.count() == 2


def test_a_letter_that_has_not_gone_is_not_sent_when_it_is_taken_back(world):
    task, _schemes, (nordby, _sorby) = world
    by = make_user()
    dividing.divide(task, by=by)
    assert Letter.objects.filter(to="5590@kommune.example", state=Letter.State.QUEUED).exists()
    dividing.take_back(task)
    assert not Letter.objects.filter(to="5590@kommune.example").exists()


def test_the_task_may_be_ended_without_asking_anybody_and_once_more_is_refused_in_words(world, officer):
    task, _schemes, _parts = world
    assert "Oppgaven er avsluttet." in officer.post(ended(task, "-end"), follow=True).content.decode()
    for act in ("-end", "-divide"):
        assert "Oppgaven er alt avsluttet" in officer.post(ended(task, act), follow=True).content.decode()
    assert task.round.tasks.count() == 2 and board_of(task.round).asked == 1
    assert Answer.objects.filter(task=task).count() == 2
    officer.post(ended(task, "-back"))
    assert Task.objects.get(pk=task.pk).is_gone
    assert "Oppgaven er ikke avsluttet." in officer.post(ended(task, "-back"), follow=True).content.decode()


def test_a_successor_that_is_asked_already_keeps_its_task_and_one_outside_the_register_is_not_asked(officer):
    dyroy, bardu = make_asked("Dyrøy", "5528"), make_asked("Bardu", "5520")
    narvik = make_municipality("Narvik", "1806", county=make_county("18", "Nordland", in_register=False))
    tasks = make_open_round(dyroy, bardu)
    reform.split(dyroy, [bardu, narvik], today())
    shown = officer.get(ended(tasks["Dyrøy"])).content.decode()
    assert "Har alt sin egen oppgave i gjennomgangen." in shown and "Registeret dekker ikke Narvik" in shown
    officer.post(ended(tasks["Dyrøy"], "-divide"))
    assert {one.municipality.name for one in Task.objects.filter(ended_at=None)} == {"Bardu"}
    assert tasks["Bardu"].letters.count() == 1, "nobody is asked twice"
    officer.post(ended(tasks["Dyrøy"], "-back"))
    assert Task.objects.filter(municipality=bardu).exists(), "its own task is not the undo's to take"


def test_nobody_reminds_a_municipality_that_is_no_more_nor_at_once_those_just_asked(world, monkeypatch):
    task, _schemes, _parts = world
    Round.objects.update(deadline=today() - timedelta(days=1))
    monkeypatch.setattr("agreements.verification.reminders.is_pause", lambda day: False)  # whatever day it is
    dividing.divide(Task.objects.get(pk=task.pk), by=make_user())
    assert (remind_municipalities(today()), remind_municipalities(today())) == (1, 0)
    assert [letter.task.municipality.name for letter in TaskLetter.objects.filter(kind=TaskLetter.Kind.AFTER)] == ["Bardu"]


def test_a_list_of_a_day_before_the_split_is_answered_by_those_who_still_read_the_old_mailbox(world, officer):
    task, _schemes, _parts = world
    Round.objects.update(as_of=today() - timedelta(days=30))
    task = Task.objects.select_related("round", "municipality").get(pk=task.pk)
    assert task.is_open and officer.get(ended(task)).status_code == 404
    assert "Dyrøy oppført i 3 samarbeid" in page_of(enter(task), task)


def test_a_round_is_not_opened_for_a_municipality_that_is_no_more(world):
    task, _schemes, _parts = world
    prepared = prepare(make_round(name="Neste"), [task.municipality])
    with pytest.raises(ValidationError, match="finnes ikke på den dagen listen gjelder: Dyrøy"):
        open_round(prepared, by=make_user())


def test_a_reader_sees_and_does_not_decide_and_a_closed_round_is_over(world, client):
    task, _schemes, _parts = world
    client.force_login(make_user(role=Role.READER))
    shown = client.get(ended(task)).content.decode()
    assert "Dyrøy finnes ikke lenger" in shown and "<button" not in shown[shown.index("<main") :]
    assert {client.post(ended(task, act)).status_code for act in ("-divide", "-end", "-back")} == {404}
    close_round(task.round)
    client.force_login(make_user())
    assert "<button" not in (page := client.get(ended(task)).content.decode())[page.index("<main") :]
    assert "Gjennomgangen er ikke åpen" in client.post(ended(task, "-divide"), follow=True).content.decode()


def test_a_merger_not_carried_over_yet_is_told_and_its_way_out_shown(officer):
    dyroy, bardu = make_asked("Dyrøy", "5528"), make_asked("Bardu", "5520")
    make_agreement("Brann", [(dyroy,), (bardu,)], sources=["2020"])
    task = make_open_round(dyroy, bardu)["Dyrøy"]
    reform.merge([dyroy], bardu, today())
    assert (
        "Dyrøy er en del av Bardu, og kan ikke svare lenger"
        in officer.get(reverse("review-round", args=[task.round_id])).content.decode()
    )
    shown = officer.get(ended(task)).content.decode()
    assert "Før videre etter kommunesammenslåing" in shown
    assert officer.get(reverse("admin:agreements_agreement_etter-kommunesammenslaing")).status_code == 200


def test_what_a_municipality_that_is_no_more_said_denies_nobody(world):
    task, schemes, (nordby, _sorby) = world
    dividing.divide(task, by=make_user())
    heir = task.split_to.get(municipality=nordby)
    answer(heir, schemes[1].pk, Answer.Kind.WRONG, [Correction("host", "Nordby")])
    assert not Proposal.objects.exclude(contradiction=None).exists()
    assert hidden(page_of(enter(heir), heir), "sett", 'id="bekreft"').count(":") == 4
