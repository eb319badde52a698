"""A round from its preparation to the confirmed list, by the functions that move it."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from agreements import actions
from agreements.models import Answer, Confirmation, Contradiction, LinkUse, PersonalLink, Proposal, Round, TaskLetter
from agreements.verification import links
from agreements.verification.answering import Correction, answer, answer_rest, report_missing
from agreements.verification.confirming import can_be_renewed, confirm, renew
from agreements.verification.letters import send_to_colleague
from agreements.verification.lines import lines_of
from agreements.verification.rounds import close_round, discard, open_round, prepare
from municipalities.coverage import Coverage
from municipalities.directory import Directory
from municipalities.models import MappingStatus
from registry.changes import Actor
from registry.models import Letter
from registry.outbox import deliver_due
from registry.parameters import today
from registry.periods import parse_date
from tests.agreements.verification.rounds import code, make_asked, make_open_round, make_round, make_world
from tests.makers import make_agreement, make_municipality, make_user

pytestmark = pytest.mark.django_db


def test_the_letter_carries_a_link_that_the_database_does_not_hold():
    tasks, _schemes = make_world()
    stored = " ".join(Letter.objects.values_list("body", flat=True))
    assert deliver_due() == 2
    sent = next(message for message in mail.outbox if message.to == ["5528@kommune.example"])
    link = tasks["Dyrøy"].links.get()
    assert links.address_of(link) in sent.body and "2026/1234" in sent.body
    assert links.code_of(link) not in stored and links.code_of(link).replace("-", "") not in (link.salt, link.digest)
    assert links.find(code(tasks["Dyrøy"]).lower().replace("-", " ")) == link


def test_the_letter_names_the_address_of_the_day_it_is_sent_and_not_of_the_day_it_was_queued(settings):
    make_world()
    settings.SITE_URL = "https://samarbeid.example"
    deliver_due()
    body = mail.outbox[0].body
    assert "Gå til samarbeid.example/gjennomgang/ og skriv koden" in body and "https://samarbeid.example/gjennomgang/kode/" in body
    assert "127.0.0.1" not in body and "{{" not in body


@pytest.mark.parametrize("typed", ["", "K7QD", "K7QD-2M4X-RTPA-AAAA", "<script>", "æøå" * 4, "\x00" * 12])
def test_a_code_that_is_none_finds_nothing(typed):
    make_world()
    assert links.find(typed) is None


def test_a_revoked_link_and_one_of_a_closed_round_open_nothing_and_are_not_sent():
    tasks, _schemes = make_world()
    links.revoke(tasks["Dyrøy"].links.get())
    assert not links.opens(links.find(code(tasks["Dyrøy"]))) and links.opens(links.find(code(tasks["Bardu"])))
    deliver_due()
    assert Letter.objects.get(to="5528@kommune.example").state == Letter.State.REFUSED
    close_round(tasks["Bardu"].round)
    assert not links.opens(links.find(code(tasks["Bardu"])))


def test_the_list_holds_what_the_municipality_is_in_and_nothing_else():
    tasks, schemes = make_world()
    make_agreement("Utkast", [(tasks["Dyrøy"].municipality,)], publication="draft")
    make_agreement("Til vedtak", [(tasks["Dyrøy"].municipality,)], stage="proposed")
    make_agreement("Over", [(tasks["Dyrøy"].municipality,)], start="2010", last_day="31.12.2019")
    actions.leave(schemes[1], tasks["Dyrøy"].municipality, last_day=parse_date("31.12.2024"), by=Actor.importer("test"))
    lines = lines_of(tasks["Dyrøy"])
    assert {line.name: (line.hosts, line.parties, line.role) for line in lines} == {
        "Barnevern": (["Dyrøy"], ["Bardu"], "vertskommune"),
        "Brann": (["Dyrøy"], ["Narvik"], "vertskommune"),
    }


def test_a_list_of_a_day_that_has_been_is_as_it_was_then():
    dyroy = make_asked("Dyrøy", "5528")
    make_agreement("Over", [(dyroy, "part", "2010")], start="2010", last_day="31.12.2024")
    make_agreement("Nytt", [(dyroy, "part", "01.01.2025")], start="01.01.2025")
    tasks = make_open_round(dyroy, as_of=date(2024, 12, 31))
    assert [line.name for line in lines_of(tasks["Dyrøy"])] == ["Over"]


def test_answering_all_and_confirming_keeps_what_was_shown_and_marks_the_list_as_confirmed():
    tasks, schemes = make_world()
    task, link = tasks["Dyrøy"], tasks["Dyrøy"].links.get()
    assert answer_rest(task, link=link) == 3
    confirm(task, name="Kari Nordmann", title="Kommunedirektør", link=link)
    task.refresh_from_db()
    actions.end(schemes[0], last_day=parse_date("01.01.2020"), by=Actor.importer("test"))
    assert [line.name for line in lines_of(task)] == ["Barnevern", "Brann", "Legevakt"], "as it was shown"
    assert task.statement.startswith("Jeg bekrefter at kommunen deltar i disse 3") and task.confirmed_on == today()
    assert set(Confirmation.objects.values_list("agreement__name", "municipality__name")) == {
        (scheme.name, "Dyrøy") for scheme in schemes
    }
    coverage = Coverage.of(Directory.load(today()))
    assert coverage.level(task.municipality_id) == MappingStatus.Level.CONFIRMED and coverage.confirmed == 1
    assert [use.what for use in LinkUse.objects.order_by("pk")] == ["answered", "confirmed"]
    deliver_due()
    receipt = next(message for message in mail.outbox if "Kvittering" in message.subject)
    assert receipt.attachments[0][0].endswith(".xlsx") and "Kari" not in receipt.body
    assert Letter.objects.filter(state="sent").exclude(attachment=None).count() == 0, "what has been sent is not kept"


def test_an_answer_is_saved_as_given_and_the_newest_stands():
    tasks, schemes = make_world()
    task = tasks["Dyrøy"]
    answer(task, schemes[0].pk, Answer.Kind.WRONG, [Correction(Proposal.Field.NAME, "Astafjord barnevern", "Nytt navn")])
    task.refresh_from_db()
    proposal = Proposal.objects.get()
    assert (proposal.old, proposal.new, proposal.why, task.started_at is not None) == (
        "Barnevern",
        "Astafjord barnevern",
        "Nytt navn",
        True,
    )
    answer(task, schemes[0].pk, Answer.Kind.RIGHT)
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.WITHDRAWN and Answer.objects.get().kind == Answer.Kind.RIGHT


@pytest.mark.parametrize(("kind", "said"), [(Answer.Kind.WRONG, "Skriv hva som må rettes"), (Answer.Kind.ENDED, "siste dag")])
def test_an_answer_that_says_too_little_is_refused_and_nothing_is_saved(kind, said):
    tasks, schemes = make_world()
    with pytest.raises(ValidationError, match=said):
        answer(tasks["Dyrøy"], schemes[0].pk, kind)
    assert not Answer.objects.exists() and not Proposal.objects.exists()


def test_a_line_that_is_gone_meanwhile_cannot_be_answered():
    tasks, schemes = make_world()
    actions.withdraw(schemes[0], reason="ført inn to ganger", by=Actor.importer("test"))
    with pytest.raises(ValidationError, match="står ikke lenger på listen"):
        answer(tasks["Dyrøy"], schemes[0].pk, Answer.Kind.RIGHT)


def test_a_list_with_lines_left_cannot_be_confirmed_and_one_without_a_name_neither():
    tasks, schemes = make_world()
    answer(tasks["Dyrøy"], schemes[0].pk, Answer.Kind.RIGHT)
    with pytest.raises(ValidationError, match="2 samarbeid er ikke besvart"):
        confirm(tasks["Dyrøy"], name="Kari", title="Kommunedirektør")
    answer_rest(tasks["Dyrøy"])
    with pytest.raises(ValidationError) as refused:
        confirm(tasks["Dyrøy"], name=" ", title="")
    assert set(refused.value.message_dict) == {"name", "title"}
    assert not Confirmation.objects.exists()


def test_a_line_that_is_looked_into_may_stay_open_but_then_the_list_is_not_confirmed():
    tasks, schemes = make_world()
    answer(tasks["Dyrøy"], schemes[0].pk, Answer.Kind.UNSURE)
    answer_rest(tasks["Dyrøy"])
    confirm(tasks["Dyrøy"], name="Kari", title="Kommunedirektør")
    assert set(Confirmation.objects.values_list("agreement__name", flat=True)) == {"Brann", "Legevakt"}
    assert not MappingStatus.objects.exists()


def test_a_colleague_may_answer_and_not_confirm():
    tasks, schemes = make_world()
    sent = send_to_colleague(tasks["Dyrøy"], "kollega@kommune.example")
    answer_rest(tasks["Dyrøy"], link=sent.link)
    with pytest.raises(ValidationError, match="kan du svare, men ikke bekrefte"):
        confirm(tasks["Dyrøy"], name="Ola", title="Rådgiver", link=sent.link)
    assert sent.kind == TaskLetter.Kind.COLLEAGUE and sent.link.kind == PersonalLink.Kind.ANSWER


def test_what_is_confirmed_cannot_be_answered_or_confirmed_again_nor_what_is_closed():
    tasks, schemes = make_world()
    for task in tasks.values():
        answer_rest(task)
    confirm(tasks["Dyrøy"], name="Kari", title="Kommunedirektør")
    for act in (answer_rest, lambda task: confirm(task, name="Ola", title="Ordfører")):
        with pytest.raises(ValidationError, match="alt bekreftet av kommunedirektør"):
            act(tasks["Dyrøy"])
    close_round(tasks["Bardu"].round)
    with pytest.raises(ValidationError, match="lukket"):
        confirm(tasks["Bardu"], name="Kari", title="Kommunedirektør")


def test_municipalities_that_contradict_each_other_are_one_case():
    tasks, schemes = make_world()
    answer(tasks["Dyrøy"], schemes[0].pk, Answer.Kind.RIGHT)
    answer(tasks["Bardu"], schemes[0].pk, Answer.Kind.ENDED, [Correction(Proposal.Field.END, "31.12.2025")])
    answer(tasks["Dyrøy"], schemes[1].pk, Answer.Kind.WRONG, [Correction(Proposal.Field.HOST, "Dyrøy")])
    answer(tasks["Bardu"], schemes[1].pk, Answer.Kind.WRONG, [Correction(Proposal.Field.HOST, "dyrøy")])
    case = Contradiction.objects.get()
    assert case.agreement == schemes[0] and case.proposals.get().task == tasks["Bardu"]


def test_a_missing_scheme_is_a_proposal_without_an_agreement():
    tasks, _schemes = make_world()
    with pytest.raises(ValidationError, match="Skriv hva samarbeidet heter"):
        report_missing(tasks["Dyrøy"], " ", "Bardu")
    found = report_missing(tasks["Dyrøy"], "Felles jordmor", "Bardu og Salangen", "2022")
    assert (found.agreement, found.new, found.parties) == (None, "Felles jordmor", "Bardu og Salangen")


def test_what_changed_since_the_last_confirmed_list_stands_first_and_one_tap_renews_a_list_without_change():
    tasks, schemes = make_world()
    for task in tasks.values():
        answer_rest(task)
        confirm(task, name="Kari", title="Kommunedirektør")
    close_round(tasks["Dyrøy"].round)
    salangen = make_municipality("Salangen", "5522")
    actions.join(schemes[2], salangen, start=None, role="samarbeidskommune", by=Actor.importer("test"))
    again = make_open_round(tasks["Dyrøy"].municipality, tasks["Bardu"].municipality, name="Igjen")
    first = lines_of(again["Dyrøy"])[0]
    assert (first.name, first.changed) == ("Brann", ["Salangen er kommet med"])
    assert can_be_renewed(again["Dyrøy"], lines_of(again["Dyrøy"])) is None
    assert can_be_renewed(again["Bardu"], lines_of(again["Bardu"])) == tasks["Bardu"]
    renewed = renew(again["Bardu"], name="Kari", title="Kommunedirektør")
    assert renewed.renews == tasks["Bardu"] and renewed.confirmed_at
    with pytest.raises(ValidationError, match="ikke den samme som sist"):
        renew(again["Dyrøy"], name="Kari", title="Kommunedirektør")


def test_a_round_is_opened_once_for_days_that_can_be_and_municipalities_that_are_free():
    dyroy = make_asked("Dyrøy", "5528")
    with pytest.raises(ValidationError) as refused:
        prepare(make_round(as_of=today(), deadline=today()), [dyroy])
    assert set(refused.value.message_dict) == {"as_of", "deadline"}
    empty = prepare(make_round(), [])
    with pytest.raises(ValidationError, match="minst én kommune"):
        open_round(empty, by=make_user())
    seen_before = prepare(make_round(), [dyroy])
    first = open_round(seen_before, by=make_user())
    with pytest.raises(ValidationError, match="alt åpen"):
        open_round(first, by=make_user())
    with pytest.raises(ValidationError, match="er åpnet"):
        prepare(seen_before, [make_asked("Bardu")])
    taken_away = prepare(make_round(name="Tatt bort"), [dyroy])
    discard(Round.objects.get(pk=taken_away.pk))
    with pytest.raises(ValidationError, match="tatt bort"):
        prepare(taken_away, [dyroy])
    assert first.tasks.get().municipality == dyroy and Round.objects.get(pk=first.pk).is_open
    second = prepare(make_round(name="To"), [dyroy])
    with pytest.raises(ValidationError, match="alt spurt i en gjennomgang som er åpen: Dyrøy"):
        open_round(second, by=make_user())
    close_round(first)
    assert open_round(second, by=make_user()).state == Round.State.OPEN
    with pytest.raises(ValidationError, match="ikke åpen"):
        close_round(first)


def test_a_municipality_without_a_mailbox_is_asked_and_gets_no_letter():
    tasks = make_open_round(make_municipality("Ensom"), deadline=today() + timedelta(days=2))
    assert not tasks["Ensom"].letters.exists() and tasks["Ensom"].is_open
