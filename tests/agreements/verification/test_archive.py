"""A round goes to the archive as it was confirmed and decided, and only then is who confirmed it forgotten."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements import actions
from agreements.models import Answer, Confirmation, Proposal, Round, Task, TaskLetter
from agreements.verification import deciding
from agreements.verification.answering import answer_rest, report_missing
from agreements.verification.archiving import mark_archived
from agreements.verification.confirming import confirm
from agreements.verification.forgetting import forget_reviews
from agreements.verification.letters import send_to_colleague
from agreements.verification.rounds import close_round
from municipalities.models import Contact
from registry.changes import Actor
from registry.models import Letter, Role
from registry.parameters import today
from registry.periods import parse_date
from tests.agreements.verification.rounds import make_asked, make_open_round, make_world, propose, revision
from tests.makers import make_agreement, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(kept):
    return kept(make_held)


def make_held():
    """Dyrøy has confirmed a list with one proposal, which is declined; Bardu has begun."""
    tasks, schemes = make_world()
    officer = make_user(username="hun")
    proposal = propose(tasks["Dyrøy"], schemes[0], Proposal.Field.NAME, "=Astafjord", "Nytt navn")
    answer_rest(tasks["Dyrøy"])
    confirm(tasks["Dyrøy"], name="Kari Nordmann", title="Kommunedirektør")
    deciding.decline(proposal, by=officer, reason="Avtalen sier noe annet.")
    report_missing(tasks["Bardu"], "Felles jordmor", "Dyrøy", "2022")
    return tasks, schemes, officer


def rows(client, round_, name):
    answered = client.get(reverse("review-archive-file", args=[round_.pk, name]))
    assert answered.status_code == 200 and answered["Content-Type"].startswith("text/csv")
    text = b"".join(answered.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_page_and_the_files_tell_what_was_shown_and_what_was_decided(held, client):
    tasks, schemes, officer = held
    round_ = tasks["Dyrøy"].round
    actions.end(schemes[1], last_day=parse_date("2020"), by=Actor.of(officer))
    client.force_login(officer)
    page = client.get(reverse("review-archive", args=[round_.pk])).content.decode()
    for said in ("2026/1234", "Kari Nordmann, Kommunedirektør", "Jeg bekrefter at kommunen deltar i disse 2", "Legevakt",
                 "Bardu (begynte å svare)", "=Astafjord", "Avtalen sier noe annet.", "Gjennomgangen er ikke lukket"):  # fmt: skip
        assert said in page, said
    assert "Felles jordmor" not in page, "it is not decided"
    lines = rows(client, round_, "bekreftelser")
    assert [(line["agreement_name"], line["answer"], line["together"]) for line in lines] == [
        ("Barnevern", "Noe må rettes", "false"),
        ("Brann", "Stemmer", "true"),
        ("Legevakt", "Stemmer", "true"),
    ]
    assert {(line["number"], line["name"], line["title"]) for line in lines} == {("5528", "Kari Nordmann", "Kommunedirektør")}
    assert lines[1]["parties"] == "Narvik" and lines[1]["hosts"] == "Dyrøy"
    [decided] = rows(client, round_, "forslag")
    assert (decided["old"], decided["new"], decided["state"]) == ("Barnevern", "'=Astafjord", "ikke tatt inn")
    assert client.get(reverse("review-archive-file", args=[round_.pk, "alt"])).status_code == 404


def test_it_is_laid_in_the_archive_when_it_is_closed_and_nothing_waits_and_not_twice(held, client):
    tasks, _schemes, officer = held
    round_ = tasks["Dyrøy"].round
    client.force_login(officer)
    mark = reverse("review-archived", args=[round_.pk])
    assert "ikke lukket" in client.post(mark, follow=True).content.decode()
    close_round(round_)
    assert "1 endringsforslag venter. Behandle det først." in client.post(mark, follow=True).content.decode()
    assert not Round.objects.exclude(exported_at=None).exists()
    assert "men ikke lagt i arkivet" in client.get(reverse("review-round", args=[round_.pk])).content.decode()
    deciding.decline(Proposal.objects.waiting().get(), by=officer, reason="Det er et prosjekt.")
    assert "merket som lagt i arkivet" in client.post(mark, follow=True).content.decode()
    with pytest.raises(ValidationError, match=f"ble lagt i arkivet {today():%d.%m.%Y}"):
        mark_archived(round_)
    assert "men ikke lagt i arkivet" not in client.get(reverse("review-round", args=[round_.pk])).content.decode()


def test_what_lies_in_the_archive_is_not_taken_back(held):
    tasks, schemes, officer = held
    Proposal.objects.filter(field=Proposal.Field.MISSING).delete()
    proposal = propose(tasks["Bardu"], schemes[1], Proposal.Field.NAME, "Legevakta")
    close_round(tasks["Dyrøy"].round)
    deciding.accept(proposal, by=officer, revision=revision(schemes[1]))  # what was answered before it closed is still decided
    mark_archived(tasks["Dyrøy"].round)
    with pytest.raises(ValidationError, match="lagt i arkivet"):
        deciding.undo(proposal, by=officer)


def closed_for(round_, days, archived=True):
    moment = timezone.now() - timedelta(days=days)
    Round.objects.filter(pk=round_.pk).update(
        state=Round.State.CLOSED, opened_at=moment - timedelta(days=30), closed_at=moment, exported_at=moment if archived else None
    )


def test_who_confirmed_is_forgotten_two_years_after_and_what_was_confirmed_stays(held, client):
    tasks, _schemes, officer = held
    round_ = tasks["Dyrøy"].round
    send_to_colleague(tasks["Bardu"], "kollega@kommune.example")
    other = Letter.objects.create(to="en@annen.example", subject="x", body="x")
    closed_for(round_, 729)
    assert forget_reviews(today()).rounds == []
    closed_for(round_, 732)
    call_command("forget_reviews")
    call_command("forget_reviews")
    task = Task.objects.get(pk=tasks["Dyrøy"].pk)
    assert (task.name, task.title, task.confirmed_at is not None, len(task.shown["lines"])) == ("", "", True, 3)
    assert Confirmation.objects.count() == 2 and Answer.objects.exists() and Proposal.objects.exists()
    assert not TaskLetter.objects.exists() and list(Letter.objects.all()) == [other]
    assert not Contact.objects.exists(), "nobody has asked them since"
    round_.refresh_from_db()
    assert round_.forgotten_at
    page = client.get(reverse("municipality-detail", args=["5528"])).content.decode()
    assert "Listen er bekreftet slik den var" in page and "Stilling:" not in page
    client.force_login(officer)
    page = client.get(reverse("review-archive", args=[round_.pk])).content.decode()
    assert "Navn og stilling er slettet." in page and "Kari" not in page


def test_a_mailbox_that_has_been_asked_again_or_never_was_stays(held):
    tasks, _schemes, _officer = held
    late = Contact.objects.create(municipality=tasks["Bardu"].municipality, role="postmottak", email="post@kommune.example")
    closed_for(tasks["Dyrøy"].round, 800)
    make_open_round(tasks["Dyrøy"].municipality, name="Igjen")
    forget_reviews(today())
    assert set(Contact.objects.values_list("email", flat=True)) == {"5528@kommune.example", late.email}
    assert Task.objects.filter(round__name="Igjen").get().letters.count() == 1


@pytest.mark.parametrize(("state", "said"), [("closed", "ikke lagt i arkivet"), ("open", "ikke lukket")])
def test_a_round_that_is_not_archived_is_refused_in_words_and_nothing_is_forgotten(held, state, said, caplog):
    tasks, _schemes, _officer = held
    closed_for(tasks["Dyrøy"].round, 800, archived=False)
    if state == "open":
        Round.objects.update(state=Round.State.OPEN, closed_at=None, deadline=today() - timedelta(days=800))
    with pytest.raises(CommandError, match=said):
        call_command("forget_reviews")
    assert Task.objects.filter(name="Kari Nordmann").exists() and TaskLetter.objects.exists()
    assert not Round.objects.exclude(forgotten_at=None).exists()


def test_the_page_asks_no_more_for_many_lists_than_for_few(client):
    client.force_login(make_user())

    def asked(number):
        municipalities = [make_asked(f"K{number}-{one}") for one in range(number)]
        for municipality in municipalities:
            make_agreement(f"Samarbeid {municipality.name}", [(municipality,)], sources=["2020"])
        tasks = list(make_open_round(*municipalities, name=f"{number}").values())
        for task in tasks:
            answer_rest(task)
            confirm(task, name="Kari", title="Kommunedirektør")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("review-archive", args=[tasks[0].round_id])).status_code == 200
        return len(queries)

    assert asked(2) == asked(9) <= 15


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("name", ["review-archive", "review-archive-file", "review-archived"])
def test_the_archive_is_for_staff_and_marked_by_those_who_may_write(held, client, name, role):
    tasks, _schemes, officer = held
    deciding.decline(Proposal.objects.waiting().get(), by=officer, reason="Nei.")
    round_ = close_round(tasks["Dyrøy"].round)
    if role:
        client.force_login(make_user(role, municipality=tasks["Dyrøy"].municipality if role == Role.MUNICIPALITY else None))
    address = reverse(name, args=[round_.pk, "bekreftelser"] if name.endswith("file") else [round_.pk])
    act = name == "review-archived"
    allowed = {Role.CASE_OFFICER, Role.ADMINISTRATOR} | (set() if act else {Role.READER})
    status = (client.post if act else client.get)(address).status_code
    assert status in (200, 302) if role in allowed else status == (302 if role is None else 404)
    assert Round.objects.exclude(exported_at=None).exists() == (act and role in allowed)


def test_a_round_that_is_not_opened_has_no_archive(client):
    round_ = make_open_round(make_asked("Dyrøy", "5528"))["Dyrøy"].round
    Round.objects.update(state=Round.State.PREPARED)
    client.force_login(make_user())
    assert client.get(reverse("review-archive", args=[round_.pk])).status_code == 404
