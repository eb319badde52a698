"""The admin's start page: what waits, the next deadlines, drafts and last changes, for each as much as the person may see."""

from datetime import timedelta

import pytest

from agreements import actions
from agreements.models import ErrorReport, Publication
from registry.changes import Actor
from registry.models import Role
from registry.parameters import today
from tests.makers import make_agreement, make_user
from tests.typed_form import send

pytestmark = pytest.mark.django_db
START = "/admin/"


@pytest.fixture
def officer(client):
    client.force_login(make_user(name="Kari Nordmann"))
    return client


def panels(client):
    answer = client.get(START)
    assert answer.status_code == 200
    return {panel.heading.split(":")[0].split(" ")[0]: panel for panel in answer.context["panels"]}


def test_an_empty_register_says_so(officer):
    text = officer.get(START).content.decode()
    for said in ("Ingen registrerte frister i denne tiden.", "Utkast: 0", "Ingen utkast.", "Ingen endringer ennå."):
        assert said in text
    assert 'class="waiting"' not in text


def test_reports_deadlines_drafts_and_changes_are_named_with_the_way_to_each(officer):
    agreement = make_agreement("Vakten", revision_date=today() + timedelta(days=90), responsible=make_user(name="Ola"))
    make_agreement("Senere", revision_date=today() + timedelta(days=91))
    draft = make_agreement("Halvferdig", publication=Publication.DRAFT, evaluation_date=today() - timedelta(days=1))
    ErrorReport.objects.create(page="/", message="Feil vert")
    shown = panels(officer)
    assert "1 melding om feil venter på svar" in officer.get(START).content.decode()
    due, drafts, changes = shown["Frister"], shown["Utkast"], shown["Siste"]
    assert [(line.text, "(passert)" in line.note) for line in due.lines] == [("Halvferdig", True), ("Vakten", False)]
    assert due.heading.endswith(": 2") and due.lines[1].note.endswith(" · Skal revideres · Ola")
    assert [(line.text, line.address) for line in drafts.lines] == [
        ("Halvferdig", f"/admin/agreements/agreement/{draft.pk}/change/")
    ]
    assert [line.text for line in changes.lines] == ["Halvferdig", "Senere", "Vakten"]
    assert due.lines[1].address == agreement.get_absolute_url()
    for panel in shown.values():
        for line in (*panel.lines, panel.more):
            assert officer.get(line.address).status_code == 200, line.address


def test_it_shows_few_of_each_and_counts_all(officer):
    for number in range(20):
        make_agreement(f"A{number}", publication=Publication.DRAFT, revision_date=today())
    shown = panels(officer)
    assert {name: len(panel.lines) for name, panel in shown.items()} == {"Frister": 8, "Utkast": 8, "Årlig": 0, "Siste": 8}
    assert shown["Utkast"].heading == "Utkast: 20" and shown["Frister"].heading.endswith(": 20")


def test_changes_of_accounts_are_for_administrators_alone(client):
    client.force_login(make_user(Role.ADMINISTRATOR))
    send(client, "/admin/registry/user/add/", username="ola", role="leser", new_password="et langt ord til ola")
    assert [line.text for line in panels(client)["Siste"].lines] == ["ola"]
    client.force_login(make_user())
    assert panels(client)["Siste"].lines == []


def test_queries_do_not_grow_with_rows(officer, django_assert_max_num_queries):
    for number in range(20):
        agreement = make_agreement(f"A{number}", publication=Publication.DRAFT, revision_date=today(), responsible=make_user())
        actions.publish(agreement, by=Actor.of(make_user()))
        make_agreement(f"B{number}", publication=Publication.DRAFT)
    with django_assert_max_num_queries(15):
        officer.get(START)
