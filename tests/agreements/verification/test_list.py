"""The list as the chief executive meets it: over HTTP, with and without htmx, and what is typed that cannot be saved."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements import actions
from agreements.models import Answer, LinkUse, Proposal, Round
from agreements.verification import links
from agreements.verification.answering import answer_rest
from agreements.verification.confirming import confirm
from agreements.verification.rounds import close_round
from registry.changes import Actor
from registry.parameters import today
from tests.agreements.verification.rounds import code, make_open_round
from tests.agreements.verification.steps import enter, opened, page_of, send, typed
from tests.makers import make_agreement, make_municipality

pytestmark = pytest.mark.django_db


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


def test_who_comes_back_to_what_they_wanted_put_right_adds_to_it_and_loses_nothing(world):
    task, schemes, _tasks = world
    client = enter(task)
    first = typed(opened(client, task, schemes[0]), schemes[0], name="Astafjord barnevern", other="Nytt navn i 2025")
    send(client, task, schemes[0], "rettes", **first)
    page = client.get(f"{reverse('review-task', args=[task.pk])}?linje={schemes[0].pk}").content.decode()
    assert 'value="Astafjord barnevern"' in page and "Nytt navn i 2025</textarea>" in page
    second = typed(page, schemes[0], name="Astafjord barnevern", valid_from="2020", other="Nytt navn i 2025")
    assert second["sto_name"] == "Barnevern"
    send(client, task, schemes[0], "rettes", page=page, **second)
    waiting = {one.field: (one.old, one.new, one.why) for one in Proposal.objects.waiting()}
    assert waiting == {
        "name": ("Barnevern", "Astafjord barnevern", "Nytt navn i 2025"),
        "valid_from": ("", "2020", "Nytt navn i 2025"),
    }


def test_who_comes_back_to_a_last_day_finds_it_there(world):
    task, schemes, _tasks = world
    client = enter(task)
    send(client, task, schemes[0], "avsluttet", mer="ja", last_day="juni 2026", why="Slått sammen")
    page = opened(client, task, schemes[0], "avsluttet")
    assert 'value="juni 2026"' in page and "Slått sammen</textarea>" in page
    assert 'value="juni 2026"' not in opened(client, task, schemes[1], "avsluttet")


@pytest.mark.parametrize(
    ("name", "part"), [("review-missing", "m_name"), ("review-confirm", "s_name"), ("review-colleague", "k_address")]
)
def test_a_page_with_something_wrong_says_so_in_its_title_and_begins_there(world, name, part):
    task, _schemes, _tasks = world
    client = enter(task)
    assert "<title>Årlig gjennomgang" in page_of(client, task) and "autofocus" not in page_of(client, task)
    page = client.post(reverse(name, args=[task.pk]), {"title": "Kommunedirektør"}).content.decode()
    assert "<title>Ikke lagret: " in page
    assert part in re.search(r"<input[^>]*autofocus[^>]*>", page)[0] and page.count("autofocus") == 1


@pytest.mark.parametrize(
    ("kind", "where"), [("stemmer", r"<a [^>]*linje=\d+[^>]*autofocus"), ("rettes", r"<button[^>]*rettes[^>]*autofocus")]
)
def test_who_answers_by_keyboard_stays_at_the_line(world, kind, where):
    task, schemes, _tasks = world
    page = send(enter(task), task, schemes[0], kind, htmx=True).content.decode()
    assert re.search(where, page) and page.count("autofocus") == 1


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
    assert client.get(reverse("review-task", args=[bardu.pk])).status_code == 410
    assert page_of(client, task)


def test_the_list_is_forgotten_on_a_shared_machine_at_the_touch_of_a_button(world):
    task, _schemes, _tasks = world
    client = enter(task)
    assert reverse("review-forget") in page_of(client, task)
    client.post(reverse("review-forget"))
    answer = client.get(reverse("review-task", args=[task.pk]))
    assert answer.status_code == 404 and "Åpne lenken i brevet på nytt" in answer.content.decode()
    asked = client.get(reverse("review-task", args=[task.pk]), headers={"HX-Request": "true"})
    assert asked.status_code == 400 and asked.headers["HX-Retarget"] == "body", "the whole page says so, and not a line of it"


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
    assert "sto Målselv ikke oppført i noe samarbeid" in page
    assert Round.objects.get().is_open


def test_what_has_gone_out_since_last_time_is_told_on_top(world):
    task, schemes, _tasks = world
    answer_rest(task)
    confirm(task, name="Kari", title="Kommunedirektør")
    close_round(task.round)
    actions.withdraw(schemes[2], by=Actor.importer("test"), reason="Registrert ved en feil")
    again = make_open_round(task.municipality, name="Igjen")["Dyrøy"]
    client = enter(again)
    assert "Gått ut av listen siden sist: Brann." in page_of(client, again) and "2 samarbeid" in page_of(client, again)
    close_round(again.round)
    before = make_open_round(task.municipality, name="Før", as_of=today() - timedelta(days=1))["Dyrøy"]
    assert "Gått ut" not in page_of(enter(before), before), "of a day before, nothing has gone out since"
