"""The list is confirmed, renewed, kept and sent as a receipt; and a colleague may answer, but not confirm."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from agreements.models import Answer, Confirmation, Proposal, Task, TaskLetter
from agreements.verification import answering, links
from agreements.verification.letters import send_to_colleague
from agreements.verification.rounds import close_round
from registry.models import Role
from registry.outbox import deliver_due
from tests.agreements.verification.rounds import make_asked, make_open_round
from tests.agreements.verification.steps import confirm, enter, hidden, opened, page_of, rest, revise, send, typed
from tests.makers import make_user

pytestmark = pytest.mark.django_db


def test_the_rest_and_the_confirmation_are_two_posts_and_the_receipt_is_whole(world):
    task, schemes, _tasks = world
    client = enter(task)
    client.post(reverse("review-missing", args=[task.pk]), {"name": "Jordmor", "parties": "Bardu og oss"})
    assert rest(client, task).status_code == 302
    assert Answer.objects.filter(together=True).count() == 3
    assert confirm(client, task).headers["Location"] == reverse("review-task", args=[task.pk])
    page = page_of(client, task)
    assert "Dyrøy har bekreftet listen" in page and "Kommunedirektør" in page and "Kari" not in page
    assert "Jordmor" in page and "til behandling" in page.lower() and all(scheme.name in page for scheme in schemes)
    file = client.get(reverse("review-excel", args=[task.pk]))
    assert file.status_code == 200 and file.content.startswith(b"PK") and "attachment" in file.headers["Content-Disposition"]
    deliver_due()
    assert any("Kvittering" in message.subject for message in mail.outbox)
    assert Confirmation.objects.count() == 3


def test_a_list_that_is_not_confirmed_has_no_excel(world):
    task, _schemes, _tasks = world
    assert enter(task).get(reverse("review-excel", args=[task.pk])).status_code == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": " "}, "Skriv navnet ditt."),
        ({"title": ""}, "Skriv stillingen din."),
        ({"name": "x" * 151}, "150"),
        ({"name": "\x00"}, "kontrolltegn"),
        ({"sett": ""}, "Listen er endret siden du åpnet siden."),
        ({"sett": "1:2:3 x:y 9:9"}, "Nytt på listen"),
    ],
)
def test_a_confirmation_that_lacks_something_is_refused_with_what_was_typed(world, changed, said):
    task, _schemes, _tasks = world
    client = enter(task)
    rest(client, task)
    answer = confirm(client, task, **changed)
    content = answer.content.decode()
    assert answer.status_code == 400 and said in content and "Kommunedirektør" in content or changed.get("title") == ""
    task.refresh_from_db()
    assert task.confirmed_at is None


def test_with_lines_left_the_list_is_not_confirmed(world):
    task, _schemes, _tasks = world
    client = enter(task)
    answer = confirm(client, task)
    assert answer.status_code == 400 and "3 samarbeid er ikke besvart" in answer.content.decode()


def test_a_colleague_gets_a_link_that_answers_and_does_not_confirm_so_many_an_hour(world):
    task, schemes, _tasks = world
    boss, address = enter(task), reverse("review-colleague", args=[task.pk])
    assert "ikke en e-postadresse" in boss.post(address, {"address": "ola"}).content.decode()
    for _time in range(10):
        assert boss.post(address, {"address": "ola@kommune.example"}).status_code == 302
    assert boss.post(address, {"address": "ola@kommune.example"}).status_code == 429
    letter = TaskLetter.objects.filter(kind=TaskLetter.Kind.COLLEAGUE).first()
    colleague = enter(task, links.code_of(letter.link))
    page = page_of(colleague, task)
    assert reverse("review-confirm", args=[task.pk]) not in page and reverse("review-colleague", args=[task.pk]) not in page
    assert "Jeg bekrefter" not in page and "kan du svare for dem samlet" in page and "før listen bekreftes" not in page
    assert send(colleague, task, schemes[0], "stemmer").status_code == 302
    assert colleague.post(address, {"address": "per@kommune.example"}).status_code == 400
    answering.answer_rest(task)
    answer = colleague.post(reverse("review-confirm", args=[task.pk]), {"name": "Ola", "title": "Rådgiver", "sett": ""})
    assert answer.status_code == 400 and "ikke bekrefte" in answer.content.decode()


def test_whoever_may_confirm_still_may_after_looking_at_the_link_they_sent_a_colleague(world):
    task, _schemes, _tasks = world
    shared = links.code_of(send_to_colleague(task, "ola@kommune.example").link)
    boss, account, there = enter(task), Client(), reverse("review-confirm", args=[task.pk])
    account.force_login(make_user(Role.MUNICIPALITY, municipality=task.municipality))
    for client in (boss, account):
        client.get(reverse("review-link", args=[shared]))
        assert there in page_of(client, task)
    links.revoke(task.links.first())
    assert boss.get(reverse("review-task", args=[task.pk])).status_code == 410 and there in page_of(account, task)
    boss.get(reverse("review-link", args=[shared]))
    assert there not in page_of(boss, task), "what is revoked confirms nothing more, and the colleague's link answers"


def test_one_tap_renews_a_list_without_change(world):
    task, _schemes, _tasks = world
    client = enter(task)
    rest(client, task)
    confirm(client, task)
    close_round(task.round)
    again = make_open_round(task.municipality, name="Igjen", as_of=timezone.localdate() - timedelta(days=1))["Dyrøy"]
    client, colleague = enter(again), enter(again, links.code_of(send_to_colleague(again, "ola@kommune.example").link))
    page = page_of(client, again)
    assert "Ingen endringer siden" in page and 'value="Kari Nordmann"' in page
    data = {"name": "Kari Nordmann", "title": "Kommunedirektør", "sett": hidden(page, "sett", 'id="fornye"')}
    assert client.post(reverse("review-renew", args=[again.pk]), data).status_code == 302
    assert Task.objects.get(pk=again.pk).renews == task
    assert "Kari" not in page_of(colleague, again)


def test_what_is_kept_is_exactly_what_was_shown_with_what_is_to_be_put_right_and_the_receipt_tells_it(world):
    task, schemes, _tasks = world
    client = enter(task)
    page = opened(client, task, schemes[0])
    send(client, task, schemes[0], "rettes", page=page, **typed(page, schemes[0], name="Astafjord barnevern", other="Byttet navn"))
    client.post(reverse("review-missing", args=[task.pk]), {"name": "=Jordmor", "parties": "Bardu", "since": "2022"})
    rest(client, task)
    confirm(client, task)
    revise(schemes[0], name="Noe helt annet")
    task.refresh_from_db()
    shown = {stored["name"]: stored for stored in task.shown["lines"]}
    assert set(shown) == {"Barnevern", "Legevakt", "Brann"}
    assert task.statement.startswith("Jeg bekrefter at kommunen deltar i disse 2")
    assert [stored["together"] for stored in shown.values()].count(True) == 2
    wanted = {"field": "name", "old": "Barnevern", "new": "Astafjord barnevern", "parties": "", "why": "Byttet navn"}
    assert shown["Barnevern"]["proposed"] == [wanted] and [one["new"] for one in task.shown["missing"]] == ["=Jordmor"]
    book = load_workbook(BytesIO(client.get(reverse("review-excel", args=[task.pk])).content))
    rows = {row[0]: row for row in book["Samarbeid"].iter_rows(values_only=True)}
    assert rows["Barnevern"][7:9] == ("Noe må rettes", "Navn: Astafjord barnevern")
    missing = book["Mangler i registeret"]["A"][-1]
    assert missing.value == "=Jordmor" and missing.data_type == "s", "never a formula"
    page, looks = page_of(client, task), "Statsforvalteren ser på endringsforslagene"
    assert "Barnevern" in page and "Noe helt annet" not in page and looks in page
    task.proposals.update(state=Proposal.State.DECLINED, decided_at=timezone.now())
    assert looks not in page_of(client, task), "nobody looks at what is decided"


def test_the_receipt_tells_the_day_in_norway_and_not_in_greenwich(world):
    task, _schemes, _tasks = world
    client = enter(task)
    rest(client, task)
    confirm(client, task)
    Task.objects.filter(pk=task.pk).update(confirmed_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    book = load_workbook(BytesIO(client.get(reverse("review-excel", args=[task.pk])).content))
    assert ("Bekreftet", "02.03.2026") in book["Bekreftelsen"].iter_rows(values_only=True)


def test_nothing_of_the_list_is_cut_off_when_it_is_printed(world):
    task, schemes, _tasks = world
    client = enter(task)
    revise(schemes[0], name="Samarbeidsavtale om beredskap mot akutt forurensning")
    client.post(reverse("review-missing", args=[task.pk]), {"name": "Jordmor " * 10, "parties": "Dyrøy, Bardu, " * 10})
    rest(client, task)
    confirm(client, task)
    book = load_workbook(BytesIO(client.get(reverse("review-excel", args=[task.pk])).content))
    assert [sheet.page_setup.fitToWidth for sheet in book] == [1, 1, 1]
    for cell in (cell for sheet in book for row in sheet.iter_rows(min_row=2) for cell in row if cell.value):
        room = cell.parent.column_dimensions[cell.column_letter].width
        assert len(cell.value) < room or cell.alignment.wrap_text, cell.value


def test_the_receipt_goes_to_the_mailboxes_with_the_list_as_excel(world):
    task, _schemes, _tasks = world
    client = enter(task)
    rest(client, task)
    confirm(client, task)
    deliver_due()
    receipts = [message for message in mail.outbox if "Kvittering" in message.subject]
    assert [message.to for message in receipts] == [["5528@kommune.example"]]
    name, content, _kind = receipts[0].attachments[0]
    assert name.startswith("samarbeid-dyrøy-") and name.endswith(".xlsx")
    assert load_workbook(BytesIO(content))["Bekreftelsen"]["B2"].value == "Dyrøy"
    assert "meld-fra" in receipts[0].body and "Kari" not in receipts[0].body


def test_what_is_confirmed_stands_by_the_button_however_the_lines_were_answered(world):
    task, schemes, _tasks = world
    client = enter(task)
    for scheme, kind in zip(schemes, ("stemmer", "stemmer", "deltar-ikke"), strict=True):
        send(client, task, scheme, kind)
    end = page_of(client, task).partition('id="bekreft"')[2]
    assert "«Jeg bekrefter at kommunen deltar i disse 2, med denne formen" in end


def test_an_empty_list_is_confirmed_as_one_that_was_seen():
    municipality = make_asked("Loppa", "5614")
    task = make_open_round(municipality)["Loppa"]
    client = enter(task)
    page, statement = page_of(client, task), "Jeg bekrefter at kommunen har sett listen. Ingen samarbeid står på den."
    assert "I dag står Loppa ikke oppført i noe samarbeid" in page
    assert statement in page and re.search(r'id="framdrift" hidden>', page)
    confirm(client, task)
    assert statement in page_of(client, task)


def test_a_municipality_without_a_mailbox_is_promised_no_receipt_by_mail(world):
    task, _schemes, _tasks = world
    client = enter(task)
    page = page_of(client, task)
    assert "Kommunen får kvittering på e-post" in page
    task.municipality.contacts.all().delete()
    page = page_of(client, task)
    assert "kvittering på e-post" not in page and "vises når listen er bekreftet" in page
    rest(client, task)
    confirm(client, task)
    page = page_of(client, task)
    assert "postkasse" not in page and reverse("review-excel", args=[task.pk]) in page


@pytest.mark.parametrize(("kind", "said"), [("stemmer", "Listen er bekreftet"), ("undersokes", "Det meste av listen er bekreftet")])
def test_the_public_is_not_told_that_all_is_confirmed_when_something_is_looked_into(world, kind, said):
    task, schemes, _tasks = world
    client = enter(task)
    send(client, task, schemes[0], kind)
    rest(client, task)
    confirm(client, task)
    page = client.get(reverse("municipality-detail", args=["5528"])).content.decode()
    assert f"{said} slik den var" in page and "undersøk" not in page
