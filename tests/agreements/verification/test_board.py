"""The pages of staff: a round prepared, opened and closed, the board, one municipality's task, the letter on paper."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from agreements.models import Answer, LinkUse, PersonalLink, Round, TaskLetter
from agreements.verification import links
from agreements.verification.answering import answer, answer_rest
from agreements.verification.confirming import confirm
from agreements.verification.progress import State, board_of
from agreements.verification.rounds import prepare
from municipalities.models import Contact, Municipality
from registry.models import Letter, Role
from registry.outbox import deliver_due
from registry.parameters import today
from tests.agreements.verification.rounds import make_asked, make_open_round, make_round, make_world, propose, revision
from tests.makers import make_agreement, make_municipality, make_user

pytestmark = pytest.mark.django_db
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def officer(client):
    client.force_login(make_user())
    return client


def filled(*municipalities, **fields):
    """The form of a round, as a browser sends it."""
    typed = {
        "name": "Årlig gjennomgang 2026",
        "as_of": "",
        "deadline": f"{today() + timedelta(days=30):%d.%m.%Y}",
        "case_number": "2026/1234",
        "subject": "Stemmer oversikten over kommunens samarbeid?",
        "text": "Vi ber dere se over listen.",
        "municipalities": [one.pk for one in municipalities],
    }
    return {**typed, **fields}


def test_a_round_goes_from_the_form_to_the_letters_and_is_closed(officer):
    dyroy, lonely = make_asked("Dyrøy", "5528"), make_municipality("Ensom", "5599")
    form = officer.get(reverse("review-round-new")).content.decode()
    assert form.count("checked") == 2 and "Årlig gjennomgang" in form
    answered = officer.post(reverse("review-round-new"), filled(dyroy, lonely))
    found = Round.objects.get()
    assert answered.url == reverse("review-round", args=[found.pk])
    page = officer.get(answered.url).content.decode()
    assert "1 kommune har ingen postkasse" in page and "Ensom" in page and "send 1 brev" in page
    assert "Vi ber dere se over listen." in page and "2026/1234" in page
    opened = officer.post(reverse("review-round-open", args=[found.pk]), follow=True).content.decode()
    assert "1 brev er lagt i kø" in opened and Letter.objects.count() == 1
    again = officer.post(reverse("review-round-open", args=[found.pk]), follow=True).content.decode()
    assert "Gjennomgangen er alt åpen" in again and Letter.objects.count() == 1
    assert "kan ikke endres" in officer.get(reverse("review-round-edit", args=[found.pk]), follow=True).content.decode()
    closed = officer.post(reverse("review-round-close", args=[found.pk]), follow=True).content.decode()
    assert "Gjennomgangen er lukket" in closed
    assert "ikke åpen" in officer.post(reverse("review-round-close", args=[found.pk]), follow=True).content.decode()


def test_a_round_that_nobody_was_asked_in_is_taken_away_and_one_that_is_open_is_not(officer):
    mistaken = prepare(make_round(name="Feil"), [make_asked("Dyrøy", "5528")])
    said = officer.post(reverse("review-round-discard", args=[mistaken.pk]), follow=True).content.decode()
    assert "«Feil» er slettet" in said and not Round.objects.exists()
    task = make_open_round(Municipality.objects.get())["Dyrøy"]
    assert "alt åpen" in officer.post(reverse("review-round-discard", args=[task.round_id]), follow=True).content.decode()
    assert Round.objects.get().is_open


def test_all_that_is_wrong_in_the_form_is_said_at_once(officer):
    wrong = filled(make_asked("Dyrøy", "5528"), name="", as_of="31.12.2199", deadline="01.01.2020")
    page = officer.post(reverse("review-round-new"), wrong).content.decode()
    assert "Navn</a>: " in page and "har ikke vært ennå" in page and "må være en dag som kommer" in page


def test_what_is_being_looked_into_counts_as_unanswered_on_the_municipalitys_page_too(officer):
    tasks, schemes = make_world()
    answer(tasks["Dyrøy"], schemes[0].pk, Answer.Kind.RIGHT)
    answer(tasks["Dyrøy"], schemes[1].pk, Answer.Kind.UNSURE)
    page = officer.get(reverse("review-municipality", args=[tasks["Dyrøy"].pk])).content.decode()
    assert "1 av 3 er besvart" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"as_of": "31.12.2199"}, "har ikke vært ennå"),
        ({"deadline": "01.01.2020"}, "må være en dag som kommer"),
        ({"deadline": "31.02.2027"}, "gyldig dato"),
        ({"name": ""}, "Navn</a>: "),
        ({"municipalities": []}, "Velg minst én kommune"),
        ({"municipalities": ["987654321"]}, "987654321"),
        ({"text": "x" * 4001}, "4000"),
        ({"name": "x\x00y"}, "tegn"),
    ],
)
def test_a_round_that_cannot_be_is_refused_in_words(officer, fields, said):
    answered = officer.post(reverse("review-round-new"), filled(make_asked("Dyrøy", "5528"), **fields))
    assert answered.status_code == 400 and said in answered.content.decode()
    assert not Round.objects.exists()


def test_a_prepared_round_can_be_changed_before_it_is_opened(officer):
    dyroy, bardu = make_asked("Dyrøy", "5528"), make_asked("Bardu", "5520")
    found = prepare(make_round(), [dyroy, bardu])
    officer.post(reverse("review-round-edit", args=[found.pk]), filled(bardu, name="Ny runde"))
    found.refresh_from_db()
    assert found.name == "Ny runde" and [task.municipality for task in found.tasks.all()] == [bardu]


def test_the_board_tells_how_far_each_has_come_and_what_became_of_its_letters(officer):
    tasks, schemes = make_world()
    page = reverse("review-round", args=[tasks["Dyrøy"].round_id])
    Municipality.objects.filter(name="Dyrøy").update(tile_column=3, tile_row=2)
    links.log_use(tasks["Bardu"].links.get(), LinkUse.What.OPENED)  # a scanner
    answer(tasks["Dyrøy"], schemes[0].pk, Answer.Kind.RIGHT)
    answer(tasks["Dyrøy"], schemes[1].pk, Answer.Kind.UNSURE)
    rows = {row.task.municipality.name: row for row in board_of(tasks["Dyrøy"].round).rows}
    assert rows["Dyrøy"].in_words == "underveis, 1 av 3" and rows["Bardu"].state == State.NOT_STARTED
    Letter.objects.filter(to__startswith="5520").update(state=Letter.State.REFUSED, error="550 No such user")
    text = officer.get(page).content.decode()
    assert "1 avvist" in text and "550 No such user" in text and "1 i kø" in text and "1/3" in text
    answer_rest(tasks["Bardu"])
    confirm(tasks["Bardu"], name="Kari", title="Kommunedirektør")
    assert "1 av 2 kommuner har bekreftet" in officer.get(page).content.decode()
    Round.objects.update(deadline=today() - timedelta(days=1))
    board = board_of(Round.objects.get())
    assert board.overdue == 1 and board.numbers[State.CONFIRMED] == 1
    assert "Over fristen" in officer.get(page).content.decode()


def test_the_newest_round_stands_first(officer):
    for year in (2025, 2026):
        make_round(name=f"Årlig gjennomgang {year}", deadline=today().replace(year=year)).save()
    page = officer.get(reverse("review-rounds")).content.decode()
    assert page.index("Årlig gjennomgang 2026") < page.index("Årlig gjennomgang 2025")


def test_a_mail_server_that_is_away_is_told_once_and_not_at_each_municipality(officer, settings):
    tasks, _schemes = make_world()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", 9
    assert deliver_due() == 0
    page = officer.get(reverse("review-round", args=[tasks["Dyrøy"].round_id])).content.decode()
    assert "2 brev venter." in page and page.count("Får ikke kontakt med e-posttjeneren") == 1


@pytest.mark.parametrize("ordering", ["state", "-state", "letters", "-letters", "last", "-last", "-name"])
def test_the_board_sorts(officer, ordering):
    tasks, schemes = make_world()
    answer(tasks["Dyrøy"], schemes[0].pk, Answer.Kind.RIGHT)
    text = officer.get(reverse("review-round", args=[tasks["Dyrøy"].round_id]), {"ordering": ordering}).content.decode()
    names = re.findall(r'<a class="name"[^>]*>(\w+)</a>', text)
    expected = {"state": ["Bardu", "Dyrøy"], "-state": ["Dyrøy", "Bardu"], "last": ["Dyrøy", "Bardu"], "-last": ["Dyrøy", "Bardu"]}
    assert names == expected.get(ordering, ["Dyrøy", "Bardu"] if ordering == "-name" else ["Bardu", "Dyrøy"])


def test_the_board_is_a_file_too(officer):
    tasks, _schemes = make_world()
    page = reverse("review-round", args=[tasks["Dyrøy"].round_id])
    book = load_workbook(BytesIO(b"".join(officer.get(page, {"format": "xlsx"}).streaming_content)))
    values = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert values[0][:3] == ["Kommunenummer", "Kommune", "Tilstand"]
    assert [row[:3] for row in values[1:]] == [["5520", "Bardu", "ikke startet"], ["5528", "Dyrøy", "ikke startet"]]
    lines = b"".join(officer.get(page, {"format": "csv"}).streaming_content).decode("utf-8-sig")
    assert "5528;Dyrøy" in lines


def test_an_unknown_choice_is_refused_by_name(officer):
    tasks, _schemes = make_world()
    answered = officer.get(reverse("review-round", args=[tasks["Dyrøy"].round_id]), {"ordering": "farge"})
    assert answered.status_code == 400 and "farge" in answered.content.decode()


def test_the_pages_ask_the_database_no_more_for_many_than_for_few(officer):
    def asked(number):
        municipalities = [make_asked(f"K{number}-{one}") for one in range(number)]
        for municipality in municipalities:
            make_agreement(f"Samarbeid {municipality.name}", [(municipality,)], sources=["2020"])
        tasks = list(make_open_round(*municipalities, name=f"{number}").values())
        answer_rest(tasks[0])
        with CaptureQueriesContext(connection) as queries:
            assert officer.get(reverse("review-round", args=[tasks[0].round_id])).status_code == 200
        return len(queries)

    few, many = asked(3), asked(30)
    assert few == many <= 15


def test_staff_see_what_a_municipality_has_answered_and_what_its_links_were_used_for(officer):
    tasks, schemes = make_world()
    task = tasks["Dyrøy"]
    answer(task, schemes[0].pk, Answer.Kind.RIGHT, link=task.links.get())
    deliver_due()
    text = officer.get(reverse("review-municipality", args=[task.pk])).content.decode()
    assert "Barnevern" in text and "Stemmer" in text and "ikke besvart" in text and "svarte" in text and "Sendt" in text
    assert "5528@kommune.example" not in text, "the role is enough"
    officer.post(reverse("review-revoke", args=[task.pk]), {"link": task.links.get().pk})
    assert PersonalLink.objects.get(task=task).revoked_at
    sent = officer.post(reverse("review-new-link", args=[task.pk]), follow=True).content.decode()
    assert "1 brev med ny lenke" in sent and task.letters.filter(kind=TaskLetter.Kind.NEW_LINK).count() == 1


@pytest.mark.parametrize("typed", ["", "x", "-1", "99999999999999999999999", "1e3"])
def test_a_link_that_is_none_cannot_be_revoked(officer, typed):
    tasks, _schemes = make_world()
    assert officer.post(reverse("review-revoke", args=[tasks["Dyrøy"].pk]), {"link": typed}).status_code == 404
    other = tasks["Bardu"].links.get()
    assert officer.post(reverse("review-revoke", args=[tasks["Dyrøy"].pk]), {"link": other.pk}).status_code == 404
    assert not PersonalLink.objects.exclude(revoked_at=None).exists()


def test_the_letter_on_paper_has_a_short_address_and_a_code_that_opens_the_task(officer, client):
    tasks, _schemes = make_world()
    task = tasks["Dyrøy"]
    text = officer.post(reverse("review-paper", args=[task.pk])).content.decode()
    code = re.search(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}", text)[0]
    assert links.find(code).task == task and "2026/1234" in text and "/gjennomgang/" in text
    assert links.find(code).about == "på papir"
    Contact.objects.all().delete()
    assert "ingen postkasse" in officer.post(reverse("review-new-link", args=[task.pk]), follow=True).content.decode()
    Round.objects.update(state=Round.State.CLOSED)
    assert "kan ikke besvares nå" in officer.post(reverse("review-paper", args=[task.pk]), follow=True).content.decode()
    assert PersonalLink.objects.filter(task=task).count() == 2


def test_the_phone_list_names_municipality_and_role_and_nobody(officer):
    tasks, _schemes = make_world()
    page = reverse("review-phone-list", args=[tasks["Dyrøy"].round_id])
    assert "Ingen skal ringes" in officer.get(page).content.decode()
    letter = Letter.objects.create(to="5528@kommune.example", subject="x", body="x")
    TaskLetter.objects.create(task=tasks["Dyrøy"], kind=TaskLetter.Kind.AFTER, to_role="kommunedirektør", letter=letter)
    text = officer.get(page).content.decode()
    assert "Dyrøy" in text and "kommunedirektør" in text and "Bardu" not in text and "@" not in text


PAGES = {"review-rounds", "review-round", "review-phone-list", "review-municipality"}
FORMS = {"review-round-new", "review-round-edit"}
ACTS = {"review-round-open", "review-round-close", "review-round-discard", "review-new-link", "review-revoke", "review-paper"}


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("name", sorted(PAGES | FORMS | ACTS))
def test_each_page_is_there_for_those_it_should_be_and_no_others(client, name, role):
    tasks, _schemes = make_world()
    task = tasks["Dyrøy"]
    if role:
        client.force_login(make_user(role, municipality=task.municipality if role == Role.MUNICIPALITY else None, username="hun"))
    row = task.pk if name in {"review-municipality", "review-new-link", "review-revoke", "review-paper"} else task.round_id
    address = reverse(name, args=[] if name in {"review-rounds", "review-round-new"} else [row])
    readers = set(Role) - {Role.MUNICIPALITY} if name in PAGES else {Role.CASE_OFFICER, Role.ADMINISTRATOR}
    ask = client.post if name in ACTS else client.get
    status = ask(address, {"link": task.links.get().pk} if name in ACTS else {}).status_code
    assert status == (302 if role is None else 404) if role not in readers else status in (200, 302)
    if role not in readers and name in ACTS:
        assert Round.objects.get().is_open and not PersonalLink.objects.exclude(revoked_at=None).exists()
        assert PersonalLink.objects.count() == 2
    if name in ACTS:
        assert client.get(address).status_code == 405


def test_a_closed_round_says_that_what_waits_can_be_decided_until_it_is_laid_in_the_archive(officer):
    tasks, schemes = make_world()
    page = reverse("review-round", args=[tasks["Dyrøy"].round_id])
    assert "kan behandles etterpå" not in officer.get(page).content.decode()
    proposal = propose(tasks["Dyrøy"], schemes[0], "name", "Barnevernet")
    assert "Forslagene som venter, kan behandles etterpå" in officer.get(page).content.decode()
    officer.post(reverse("review-round-close", args=[tasks["Dyrøy"].round_id]))
    closed = officer.get(page).content.decode()
    assert "1 endringsforslag er ikke behandlet. Det kan behandles til gjennomgangen legges i arkivet" in closed
    assert f'<a href="{reverse("review-proposals")}">Behandle forslagene</a>' in closed
    decided = {"act": "avsla", "reason": "Heter det andre", "revision": revision(schemes[0])}
    officer.post(reverse("review-decide", args=[proposal.pk]), decided)
    proposal.refresh_from_db()
    assert proposal.state == "declined"
    after = officer.get(page).content.decode()
    assert "ikke behandlet" not in after and "Hent ut siden og filene" in after
