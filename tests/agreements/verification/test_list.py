"""The list as the chief executive meets it: over HTTP, with and without htmx, and everything that can go wrong on the way."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements import actions
from agreements.models import Answer, Confirmation, LinkUse, Proposal, Round, Task, TaskLetter
from agreements.verification import answering, links
from agreements.verification.letters import send_to_colleague
from agreements.verification.rounds import close_round
from registry.changes import Actor
from registry.models import Letter
from registry.outbox import deliver_due
from registry.periods import parse_date
from tests.agreements.verification.rounds import code, make_open_round, make_world
from tests.makers import make_agreement, make_municipality

pytestmark = pytest.mark.django_db
STAFF = Actor.importer("test")


def enter(task, link_code=None):
    """Somebody who has followed the link of a letter."""
    client = Client()
    answer = client.get(reverse("review-link", args=[link_code or code(task)]))
    assert answer.headers["Location"] == reverse("review-task", args=[task.pk])
    return client


def page_of(client, task):
    answer = client.get(reverse("review-task", args=[task.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def hidden(page, name, after=""):
    """What a hidden field of the page holds, the first one after a text."""
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page[page.index(after) :])[1]


def send(client, task, scheme, kind, page=None, htmx=False, **typed):
    page = page or page_of(client, task)
    headers = {"HX-Request": "true"} if htmx else {}
    line = f'id="linje-{scheme.pk}"'
    data = {"svar": kind, "utgave": hidden(page, "utgave", line) if "utgave" in page[page.index(line) :] else scheme.revision}
    return client.post(reverse("review-answer", args=[task.pk, scheme.pk]), {**data, **typed}, headers=headers)


def typed(page, scheme, **changed):
    """All fields of the open form of a line, as a browser sends them, some typed anew."""
    part = page[page.index(f'id="linje-{scheme.pk}"') :]
    names = ("name", "legal_form", "host", "parties", "valid_from", "other")
    stood = {f"sto_{name}": hidden(part, f"sto_{name}") for name in names[:-1]}
    values = {name: stood.get(f"sto_{name}", "") for name in names}
    return {**stood, **values, "mer": "ja", **changed}


def opened(client, task, scheme, kind="rettes"):
    return client.get(f"{reverse('review-task', args=[task.pk])}?linje={scheme.pk}&svar={kind}").content.decode()


def revise(scheme, **columns):
    """A case officer changes a scheme."""
    actions.amend(scheme, lambda whole: [setattr(whole.agreement, name, value) for name, value in columns.items()], by=STAFF)


@pytest.fixture
def world():
    tasks, schemes = make_world()
    return tasks["Dyrøy"], schemes, tasks


def test_the_page_says_how_many_and_shows_every_line_in_words(world):
    task, schemes, _tasks = world
    page = page_of(enter(task), task)
    assert "I dag står Dyrøy oppført i 3 samarbeid" in page and "0 av 3" in page
    for scheme in schemes:
        assert f'id="linje-{scheme.pk}"' in page and scheme.name in page
    assert "Jeg bekrefter at kommunen deltar i disse 3, med denne formen, verten og deltakerne." in page


def test_opening_changes_nothing_whoever_opens(world):
    task, _schemes, _tasks = world
    for _time in range(2):
        enter(task)
    scanner = Client()
    assert scanner.head(reverse("review-link", args=[code(task)])).status_code == 302
    assert scanner.get(reverse("review-link", args=[code(task)]) + "?utm_source=x&data=05").status_code == 302
    client = enter(task)
    page_of(client, task)
    for name in ("review-rest", "review-confirm", "review-renew", "review-missing", "review-colleague"):
        assert client.get(reverse(name, args=[task.pk])).status_code == 405
    task.refresh_from_db()
    assert task.started_at is None and not Answer.objects.exists() and not Proposal.objects.exists()
    assert set(LinkUse.objects.values_list("what", flat=True)) == {LinkUse.What.OPENED}


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("kind", [Answer.Kind.RIGHT, Answer.Kind.NO_PARTY, Answer.Kind.UNSURE])
def test_one_tap_is_saved_and_can_be_changed(world, htmx, kind):
    task, schemes, _tasks = world
    client = enter(task)
    answer = send(client, task, schemes[0], kind, htmx=htmx)
    if htmx:
        content = answer.content.decode()
        assert answer.status_code == 200 and "<html" not in content
        assert "Lagret" in content and 'hx-swap-oob="true"' in content and "samarbeid er ikke besvart" in content
    else:
        assert answer.headers["Location"] == f"{reverse('review-task', args=[task.pk])}#linje-{schemes[0].pk}"
    assert Answer.objects.get().kind == kind
    assert f"{int(kind != Answer.Kind.UNSURE)} av 3" in page_of(client, task), "what is looked into is not answered"
    send(client, task, schemes[0], Answer.Kind.RIGHT, utgave=schemes[0].revision)
    assert Answer.objects.get().kind == Answer.Kind.RIGHT


def test_what_must_be_put_right_is_typed_over_what_stands_there_and_several_things_at_once(world):
    task, schemes, _tasks = world
    client = enter(task)
    asked = send(client, task, schemes[0], "rettes")
    assert asked.status_code == 302 and "svar=rettes#linje-" in asked.headers["Location"] and not Answer.objects.exists()
    page = opened(client, task, schemes[0])
    data = typed(page, schemes[0], name="Astafjord barnevern", legal_form="Interkommunalt selskap (IKS)", other="Nytt i 2025 😀")
    data["legal_form"] = re.search(r"<option value=\"([^\"]*(?:IKS|selskap)[^\"]*)\"", page)[1]
    answer = send(client, task, schemes[0], "rettes", page=page, **data)
    assert answer.status_code == 302
    found = {proposal.field: (proposal.old, proposal.new, proposal.why) for proposal in Proposal.objects.all()}
    assert found["name"] == ("Barnevern", "Astafjord barnevern", "Nytt i 2025 😀") and set(found) == {"name", "legal_form"}
    assert "Astafjord barnevern" in page_of(client, task)


@pytest.mark.parametrize(
    ("kind", "changed", "said"),
    [
        ("rettes", {}, "Rett det som er feil"),
        ("rettes", {"name": ""}, "Skriv hva som er riktig i stedet for «Barnevern»."),
        ("rettes", {"valid_from": "i fjor"}, "«i fjor» er ikke en dato vi kan lese"),
        ("rettes", {"name": "x" * 501}, "500"),
        ("rettes", {"other": "x" * 2001}, "2000"),
        ("rettes", {"name": "A\x00B"}, "kontrolltegn"),
        ("rettes", {"legal_form": "tullball"}, "tullball"),
        ("avsluttet", {"last_day": ""}, "Skriv siste dag"),
        ("avsluttet", {"last_day": "31.06.2026"}, "31.06.2026"),
        ("avsluttet", {"last_day": "<b>nå</b>"}, "&lt;b&gt;nå&lt;/b&gt;"),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_what_cannot_be_saved_says_why_and_keeps_what_was_typed(world, kind, changed, said, htmx):
    task, schemes, _tasks = world
    client = enter(task)
    page = opened(client, task, schemes[0], kind)
    data = typed(page, schemes[0], **changed) if kind == "rettes" else {"mer": "ja", "why": "Fordi", **changed}
    answer = send(client, task, schemes[0], kind, page=page, htmx=htmx, **data)
    content = answer.content.decode()
    assert answer.status_code == 400 and said in content and 'class="error-text"' in content
    assert not Answer.objects.exists() and not Proposal.objects.exists()
    if kind == "avsluttet":
        assert "Fordi" in content


def test_the_last_day_is_read_as_people_write_it(world):
    task, schemes, _tasks = world
    client = enter(task)
    page = opened(client, task, schemes[0], "avsluttet")
    assert send(client, task, schemes[0], "avsluttet", page=page, mer="ja", last_day="juni 2026").status_code == 302
    assert Proposal.objects.get().new == "juni 2026"


@pytest.mark.parametrize(
    "data",
    [{"svar": "kanskje", "utgave": 1}, {"svar": "stemmer"}, {"svar": "stemmer", "utgave": "x"}, {"svar": "\x00", "utgave": 1}, {}],
)
def test_a_form_that_is_not_ours_is_refused_in_words(world, data):
    task, schemes, _tasks = world
    answer = enter(task).post(reverse("review-answer", args=[task.pk, schemes[0].pk]), data)
    assert answer.status_code == 400 and not Answer.objects.exists()


@pytest.mark.parametrize("scheme", [10**9, 2**63 - 1, 10**30])
def test_a_scheme_that_is_not_on_the_list_is_refused_in_words(world, scheme):
    task, _schemes, _tasks = world
    make_agreement("Andres", [(make_municipality("Alta"),)])
    answer = enter(task).post(reverse("review-answer", args=[task.pk, scheme]), {"svar": "stemmer", "utgave": 1})
    assert answer.status_code == 400 and not Answer.objects.exists()


@pytest.mark.parametrize("query", ["linje=x", "svar=tull", "linje=1&ukjent=2", "linje=" + "9" * 40])
def test_an_address_that_cannot_be_read_is_refused(world, query):
    task, _schemes, _tasks = world
    assert enter(task).get(f"{reverse('review-task', args=[task.pk])}?{query}").status_code == 400


def test_a_scheme_changed_since_it_was_shown_is_told_and_what_is_typed_stays(world):
    task, schemes, _tasks = world
    client = enter(task)
    page = opened(client, task, schemes[0])
    revise(schemes[0], name="Barnevern i Astafjord")
    answer = send(client, task, schemes[0], "rettes", page=page, **typed(page, schemes[0], host="Bardu", other="Vi byttet"))
    content = answer.content.decode()
    assert answer.status_code == 400 and "Barnevern → Barnevern i Astafjord" in content
    assert 'value="Bardu"' in content and "Vi byttet" in content and not Answer.objects.exists()
    again = send(client, task, schemes[0], "rettes", page=content, **typed(content, schemes[0], host="Bardu"))
    assert again.status_code == 302
    assert list(Proposal.objects.values_list("field", "new")) == [("host", "Bardu")], "the old name is not proposed back"


def test_a_note_of_staff_unsettles_nothing_but_a_new_party_does(world):
    task, schemes, _tasks = world
    client = enter(task)
    for scheme in schemes:
        send(client, task, scheme, "stemmer", utgave=scheme.revision)
    revise(schemes[0], note="Bare internt")
    assert "3 av 3" in page_of(client, task)
    actions.join(schemes[0], make_municipality("Salangen", "5522"), start=None, role="samarbeidskommune", by=STAFF)
    page = page_of(client, task)
    assert "2 av 3" in page and "Endret i registeret etter at dere svarte" in page and "Salangen" in page


def confirm(client, task, page=None, **changed):
    sett = hidden(page or page_of(client, task), "sett", 'id="bekreft"')
    data = {"name": "Kari Nordmann", "title": "Kommunedirektør", "sett": sett, **changed}
    return client.post(reverse("review-confirm", args=[task.pk]), data)


def rest(client, task, page=None):
    return client.post(
        reverse("review-rest", args=[task.pk]), {"sett": hidden(page or page_of(client, task), "sett", 'id="resten"')}
    )


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


def test_a_colleague_who_answers_meanwhile_is_told_of_before_the_list_is_confirmed(world):
    task, schemes, _tasks = world
    boss = enter(task)
    rest(boss, task)
    page = page_of(boss, task)
    colleague = enter(task, links.code_of(send_to_colleague(task, "ola@kommune.example").link))
    send(colleague, task, schemes[0], "deltar-ikke", utgave=schemes[0].revision)
    answer = confirm(boss, task, page)
    assert (
        answer.status_code == 400 and "Besvart på nytt av en kollega eller i et annet vindu: «Barnevern»" in answer.content.decode()
    )
    assert confirm(boss, task).status_code == 302
    task.refresh_from_db()
    kinds = {stored["name"]: stored["answer"] for stored in task.shown["lines"]}
    assert kinds == {"Barnevern": "deltar-ikke", "Legevakt": "stemmer", "Brann": "stemmer"}


def test_an_answer_that_takes_the_place_of_a_newer_one_says_so(world):
    task, schemes, _tasks = world
    first = enter(task)
    page = page_of(first, task)
    answering.answer(task, schemes[0].pk, Answer.Kind.UNSURE)
    answer = send(first, task, schemes[0], "stemmer", page=page, htmx=True, forrige="")
    assert "Noen andre svarte «Må undersøkes»" in answer.content.decode() and Answer.objects.get().kind == "stemmer"


def test_a_scheme_that_came_or_changed_after_the_page_was_shown_is_not_confirmed_with_the_rest(world):
    task, schemes, _tasks = world
    client = enter(task)
    page = page_of(client, task)
    make_agreement("Helt nytt", [(task.municipality, "part")], sources=["2020"])
    revise(schemes[1], name="Legevakta")
    answer = rest(client, task, page)
    content = answer.content.decode()
    assert answer.status_code == 400 and "Nytt på listen: «Helt nytt»." in content and "Endret i registeret: «Legevakta»" in content
    assert not Answer.objects.exists()


@pytest.mark.parametrize("act", ["end", "merge", "withdraw"])
def test_a_scheme_that_is_over_meanwhile_is_told_of_and_the_rest_goes_on(world, act):
    task, schemes, _tasks = world
    client = enter(task)
    page = page_of(client, task)
    if act == "end":
        actions.end(schemes[0], last_day=parse_date("01.01.2020"), by=STAFF)
    elif act == "merge":
        actions.merge(schemes[0], into=schemes[1], reason="samme", by=STAFF)
    else:
        actions.withdraw(schemes[0], reason="feil", by=STAFF)
    answer = send(client, task, schemes[0], "stemmer", page=page)
    assert answer.status_code == 400 and "står ikke lenger på listen" in answer.content.decode()
    assert not Answer.objects.exists()
    assert "oppført i 2 samarbeid" in page_of(client, task)


def test_a_round_closed_in_between_keeps_what_was_typed_on_the_screen(world):
    task, schemes, _tasks = world
    client = enter(task)
    page = opened(client, task, schemes[0])
    task.confirmed_at = None
    close_round(task.round)
    answer = send(client, task, schemes[0], "rettes", page=page, **typed(page, schemes[0], other="Lang forklaring"))
    assert answer.status_code == 404, "a link leads nowhere when the round is closed"
    assert not Answer.objects.exists()


def test_what_is_confirmed_by_another_meanwhile_is_told_with_what_was_typed(world):
    task, schemes, _tasks = world
    client, other = enter(task), enter(task)
    page = opened(client, task, schemes[0])
    rest(other, task)
    confirm(other, task)
    answer = send(client, task, schemes[0], "rettes", page=page, **typed(page, schemes[0], other="Lang forklaring"))
    content = answer.content.decode()
    assert answer.status_code == 409 and "Listen er alt bekreftet" in content and "Lang forklaring" in content
    assert not Proposal.objects.exists()


def test_a_missing_scheme_is_listed_and_can_be_taken_back_once(world):
    task, _schemes, tasks = world
    client, address = enter(task), reverse("review-missing", args=[task.pk])
    refused = client.post(address, {"name": "Jordmor", "parties": "", "why": "Avtale fra 2022"})
    assert (
        refused.status_code == 400
        and "Skriv hvem som deltar." in refused.content.decode()
        and "Avtale fra 2022" in refused.content.decode()
    )
    client.post(address, {"name": "Jordmor", "parties": "Bardu", "since": "2022"})
    proposal = Proposal.objects.get()
    assert "Jordmor" in page_of(client, task)
    neighbour = enter(tasks["Bardu"])
    assert neighbour.post(reverse("review-take-back", args=[task.pk, proposal.pk])).status_code == 404
    assert neighbour.post(reverse("review-take-back", args=[tasks["Bardu"].pk, proposal.pk])).status_code == 404
    back = reverse("review-take-back", args=[task.pk, proposal.pk])
    assert client.post(back).status_code == 302
    assert "alt behandlet" in client.post(back).content.decode()
    assert "Jordmor" not in page_of(client, task)


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
    assert send(colleague, task, schemes[0], "stemmer").status_code == 302
    assert colleague.post(address, {"address": "per@kommune.example"}).status_code == 400
    answering.answer_rest(task)
    answer = colleague.post(reverse("review-confirm", args=[task.pk]), {"name": "Ola", "title": "Rådgiver", "sett": ""})
    assert answer.status_code == 400 and "ikke bekrefte" in answer.content.decode()


def test_no_municipality_comes_in_to_anothers_list_and_two_lists_in_one_browser_stay_apart(world):
    task, schemes, tasks = world
    bardu = tasks["Bardu"]
    client = enter(task)
    for name, arguments in (("review-task", []), ("review-answer", [schemes[0].pk]), ("review-rest", []), ("review-confirm", [])):
        address = reverse(name, args=[bardu.pk, *arguments])
        answer = client.get(address) if name == "review-task" else client.post(address, {"svar": "stemmer", "utgave": 1})
        assert answer.status_code == 404 and "Legevakt" not in answer.content.decode()
    client.get(reverse("review-link", args=[code(bardu)]))
    assert "Bardu oppført" in page_of(client, bardu) and "Dyrøy oppført" in page_of(client, task)
    links.revoke(bardu.links.get())
    assert client.get(reverse("review-task", args=[bardu.pk])).status_code == 404
    assert page_of(client, task)


def test_the_list_is_forgotten_on_a_shared_machine_at_the_touch_of_a_button(world):
    task, _schemes, _tasks = world
    client = enter(task)
    assert reverse("review-forget") in page_of(client, task)
    client.post(reverse("review-forget"))
    answer = client.get(reverse("review-task", args=[task.pk]))
    assert answer.status_code == 404 and "Åpne lenken i brevet på nytt" in answer.content.decode()
    asked = client.get(reverse("review-task", args=[task.pk]), headers={"HX-Request": "true"})
    assert asked.headers["HX-Redirect"] == reverse("review-task", args=[task.pk])


def test_one_tap_renews_a_list_without_change(world):
    task, _schemes, _tasks = world
    client = enter(task)
    rest(client, task)
    confirm(client, task)
    close_round(task.round)
    again = make_open_round(task.municipality, name="Igjen", as_of=timezone.localdate() - timedelta(days=1))["Dyrøy"]
    client = enter(again)
    page = page_of(client, again)
    assert "Ingen endringer siden" in page and 'value="Kari Nordmann"' in page
    data = {"name": "Kari Nordmann", "title": "Kommunedirektør", "sett": hidden(page, "sett", 'id="fornye"')}
    assert client.post(reverse("review-renew", args=[again.pk]), data).status_code == 302
    assert Task.objects.get(pk=again.pk).renews == task
    colleague = enter(again, links.code_of(send_to_colleague(again, "ola@kommune.example").link))
    assert "Kari" not in page_of(colleague, again)


def test_with_the_mail_server_down_nothing_is_lost(world, settings):
    task, _schemes, _tasks = world
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", 1
    client = enter(task)
    client.post(reverse("review-colleague", args=[task.pk]), {"address": "ola@kommune.example"})
    rest(client, task)
    assert confirm(client, task).status_code == 302
    deliver_due()
    assert set(Letter.objects.values_list("state", flat=True)) == {Letter.State.QUEUED}
    assert Letter.objects.filter(subject__startswith="Kvittering").exclude(attachment=None).exists()


def test_the_page_asks_the_database_little_however_long_the_list_is(world, django_assert_max_num_queries):
    task, _schemes, _tasks = world
    for number in range(30):
        make_agreement(f"Nr. {number}", [(task.municipality, "part")], sources=["2020"])
    client = enter(task)
    with django_assert_max_num_queries(15):
        assert "33 samarbeid" in page_of(client, task)


def test_a_list_as_of_a_day_says_the_day():
    municipality = make_municipality("Målselv", "5524")
    task = make_open_round(municipality, as_of=timezone.localdate() - timedelta(days=10))["Målselv"]
    link = links.make_link(task, "på papir")
    page = page_of(enter(task, links.code_of(link)), task)
    assert "sto Målselv oppført i 0 samarbeid" in page and "Registeret kjenner ingen samarbeid" in page
    assert Round.objects.get().is_open
