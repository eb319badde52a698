"""The queue of messages about errors: answered by letter, or closed."""

import pytest
from django.test import Client

from agreements.models import ErrorReport
from registry.models import Change, Letter
from tests.makers import make_user
from tests.typed_form import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    client = Client()
    client.force_login(make_user(name="Kari Nordmann"))
    return client


def make_report(**fields):
    return ErrorReport.objects.create(
        **{"page": "/samarbeid/1/", "message": "Bardu er ikke med <b>", "email": "ola@b.no", **fields}
    )


def address(report):
    return f"/admin/agreements/errorreport/{report.pk}/change/"


def test_an_answer_is_sent_by_letter_and_the_trail_says_who_answered(officer):
    report = make_report()
    send(officer, address(report), answer="Takk, rettet.")
    report.refresh_from_db()
    letter = Letter.objects.get()
    assert (report.state, letter.to, letter.state) == ("answered", "ola@b.no", "queued")
    assert "Takk, rettet." in letter.body and "/samarbeid/1/" in letter.body
    change = Change.objects.get()
    assert (change.actor_label, change.after["state"]) == ("Kari Nordmann", "answered")
    assert "ola@b.no" not in str(change.after) + str(change.before)


def test_without_an_address_the_answer_is_kept_and_nothing_is_sent(officer):
    report = make_report(email="")
    send(officer, address(report), answer="Rettet.")
    report.refresh_from_db()
    assert report.state == "answered" and not Letter.objects.exists()


def test_without_an_answer_the_message_is_closed(officer):
    report = make_report()
    send(officer, address(report), answer="")
    report.refresh_from_db()
    assert report.state == "closed" and not Letter.objects.exists()


def test_an_answer_is_sent_once(officer):
    report = make_report()
    page = officer.get(address(report))
    send(officer, address(report), page=page, answer="Takk.")
    send(officer, address(report), page=page, answer="Takk en gang til.")
    report.refresh_from_db()
    assert report.answer == "Takk." and Letter.objects.count() == 1


def test_the_queue_is_filtered_by_state_newest_first_and_escapes_what_people_write(officer):
    make_report(message="Den første")
    make_report(message="Den andre <script>")
    content = officer.get("/admin/agreements/errorreport/?state__exact=new").content.decode()
    assert content.index("Den andre") < content.index("Den første")
    assert "<script>" not in content.split("Den andre")[1][:20]
