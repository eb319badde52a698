"""Schemes that municipalities miss: the same from several is one, and becomes one draft, or is found in the register."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from agreements.models import Agreement, Proposal, Publication
from agreements.verification import deciding, missing
from agreements.verification.answering import report_missing
from tests.agreements.verification.rounds import parties
from tests.agreements.verification.steps import enter, told

pytestmark = pytest.mark.django_db

FIELD, STATE = Proposal.Field, Proposal.State


def test_the_same_missing_scheme_from_several_is_one_and_becomes_one_draft(desk, client):
    tasks, _schemes, officer = desk
    report_missing(tasks["Dyrøy"], "Felles jordmortjeneste", "Dyrøy og Bardu", "2022")
    report_missing(tasks["Bardu"], "Jordmortjenesten", "Bardu, Dyrøy")
    report_missing(tasks["Bardu"], "Interkommunal havneplan", "Narvik")
    found = missing.groups(Proposal.objects.waiting().select_related("task__municipality"))
    assert [group.municipalities for group in found] == [["Dyrøy", "Bardu"], ["Bardu"]]
    client.force_login(officer)
    first = found[0].first
    assert "Meldt av Dyrøy, Bardu" in client.get(reverse("review-proposal", args=[first.pk])).content.decode()
    typed = {"act": "ta-inn", "name": "Felles jordmortjeneste", "form": "vertskommune", "value": "Dyrøy og Bardu"}
    typed["same"] = [one.pk for one in found[0].proposals[1:]]
    answered = client.post(reverse("review-decide", args=[first.pk]), typed)
    made = Agreement.objects.get(name="Felles jordmortjeneste")
    assert answered.url == reverse("admin:agreements_agreement_change", args=[made.pk])
    assert made.publication == Publication.DRAFT and made.start_shown == "2022" and not made.certain_form
    assert set(parties(made)) == {"Dyrøy", "Bardu"}
    assert made.sources.get().citation == "Kommunens svar i Årlig gjennomgang 2026 (Dyrøy, Bardu)"
    assert set(Proposal.objects.filter(became=made).values_list("state", flat=True)) == {STATE.ACCEPTED}
    assert Proposal.objects.waiting().count() == 1
    deciding.undo(first, by=officer)
    made.refresh_from_db()
    assert made.publication == Publication.WITHDRAWN and Proposal.objects.waiting().count() == 3


def test_one_whose_parties_cannot_be_read_keeps_the_words(desk):
    tasks, _schemes, officer = desk
    report = report_missing(tasks["Dyrøy"], "Noe rart", "naboene rundt fjorden")
    made = missing.register(missing.group_of(report), by=officer, name="Noe rart", form="iks", parties=report.parties)
    assert made.participants_text == "naboene rundt fjorden" and set(parties(made)) == {"Dyrøy"}
    with pytest.raises(ValidationError, match="alt behandlet"):
        missing.register(missing.Group((report,), None), by=officer, name="Noe rart", form="iks", parties="")


def test_one_that_stands_there_already_is_told_to_those_who_missed_it(desk, client):
    tasks, schemes, officer = desk
    report = report_missing(tasks["Dyrøy"], "Barnevern", "Dyrøy og Bardu")
    client.force_login(officer)
    page = client.get(reverse("review-proposal", args=[report.pk])).content.decode()
    assert "Kan det være et av disse?" in page and "samme navn" in page
    typed = {"existing": schemes[0].pk}
    assert client.post(reverse("review-decide", args=[report.pk]), typed).status_code == 302
    report.refresh_from_db()
    assert report.became == schemes[0] and "«Barnevern»" in told()[0].body
    bad = client.post(reverse("review-decide", args=[report.pk]), {"act": "samme", "existing": "99999"})
    assert bad.status_code == 400 and "Velg samarbeidet" in bad.content.decode()


def test_one_that_the_officer_does_not_tick_or_that_came_in_since_stays_in_the_queue(desk, client):
    tasks, _schemes, officer = desk
    first = report_missing(tasks["Dyrøy"], "Felles jordmortjeneste", "Dyrøy og Bardu", "2022")
    second = report_missing(tasks["Bardu"], "Jordmortjenesten", "Bardu, Dyrøy")
    client.force_login(officer)
    page = client.get(reverse("review-proposal", args=[first.pk])).content.decode()
    assert f'name="same" value="{second.pk}" checked' in page
    refused = client.post(reverse("review-decide", args=[first.pk]), {"act": "ta-inn", "name": "", "form": "iks", "same": ["x"]})
    assert refused.status_code == 400 and f'name="same" value="{second.pk}">' in refused.content.decode()
    client.post(reverse("review-decide", args=[first.pk]), {"act": "ta-inn", "name": "Jordmor", "form": "iks", "value": "Bardu"})
    assert Proposal.objects.waiting().get() == second
    page = client.get(reverse("review-proposal", args=[second.pk])).content.decode()
    made = Agreement.objects.get(name="Jordmor")
    assert f'name="existing" value="{made.pk}"' in page, "the draft is what it may be"
    client.post(reverse("review-decide", args=[second.pk]), {"existing": made.pk})
    second.refresh_from_db()
    assert second.became == made and not Proposal.objects.waiting().exists()


def test_those_who_tell_exactly_the_same_are_shown_together(desk, client):
    tasks, _schemes, officer = desk
    for task in tasks.values():
        report = report_missing(task, "Felles jordmortjeneste", "Dyrøy og Bardu", "2022")
    client.force_login(officer)
    page = client.get(reverse("review-proposal", args=[report.pk])).content.decode()
    assert "<dt>Dyrøy, Bardu</dt>" in page and page.count("<strong>Felles jordmortjeneste</strong>") == 1


def test_a_button_that_is_pressed_twice_reports_once(world):
    task, _schemes, _tasks = world
    client = enter(task)
    for _time in range(2):
        said = {"name": "Jordmorvakt", "parties": "Bardu", "since": "2020", "why": "Avtalen"}
        assert client.post(reverse("review-missing", args=[task.pk]), said).status_code == 302
    client.post(reverse("review-missing", args=[task.pk]), {**said, "parties": "Bardu og Målselv"})
    assert [one.parties for one in Proposal.objects.order_by("pk")] == ["Bardu", "Bardu og Målselv"]
