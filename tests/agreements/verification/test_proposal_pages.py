"""The queue, its start and its doors: for staff to see, for those who may write to decide."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.models import Answer, Contradiction, Proposal
from agreements.verification import deciding
from agreements.verification.answering import answer, report_missing
from registry.models import Role
from tests.agreements.verification.rounds import code, make_asked, make_open_round, propose
from tests.makers import make_agreement, make_user

pytestmark = pytest.mark.django_db
FIELD, STATE = Proposal.Field, Proposal.State


def test_the_queue_shows_what_waits_and_what_was_decided_and_the_start_page_leads_there(desk, client):
    tasks, schemes, officer = desk
    proposal = propose(tasks["Dyrøy"], schemes[0], FIELD.NAME, "Astafjord barnevern", "Nytt navn")
    client.force_login(officer)
    page = client.get(reverse("review-proposals")).content.decode()
    assert "Astafjord barnevern" in page and "Nytt navn" in page and "Dyrøy" in page
    start = client.get(reverse("admin:index")).content.decode()
    assert "1 endringsforslag venter" in start and reverse("review-round", args=[tasks["Dyrøy"].round_id]) in start
    deciding.decline(proposal, by=officer, reason="Nei, for avtalen sier noe annet")
    assert "Ingen forslag venter" in client.get(reverse("review-proposals")).content.decode()
    assert "Nei, for avtalen" in client.get(reverse("review-proposals"), {"state": "behandlet"}).content.decode()
    assert "endringsforslag venter" not in client.get(reverse("admin:index")).content.decode()
    refused = client.get(reverse("review-proposals"), {"state": "x"})
    assert refused.status_code == 400 and "behandlet" in refused.content.decode()


def test_the_newest_contradiction_stands_first(desk, client):
    tasks, schemes, officer = desk
    for scheme in schemes[:2]:
        answer(tasks["Bardu"], scheme.pk, Answer.Kind.RIGHT)
        propose(tasks["Dyrøy"], scheme, FIELD.END, "2025", kind=Answer.Kind.ENDED)
    assert Contradiction.objects.count() == 2
    client.force_login(officer)
    page = client.get(reverse("review-proposals")).content.decode()
    names = [one.agreement.name for one in Contradiction.objects.order_by("-pk")]
    assert page.index(names[0]) < page.index(names[1])


@pytest.mark.parametrize("act", ["", "slett", "ta-inn"])
def test_an_act_that_is_none_or_says_nothing_changes_nothing(desk, client, act):
    tasks, schemes, officer = desk
    proposal = propose(tasks["Dyrøy"], schemes[0], FIELD.NAME, "Nytt")
    client.force_login(officer)
    answered = client.post(reverse("review-decide", args=[proposal.pk]), {"act": act, "revision": "x" if act else ""})
    assert answered.status_code == (400 if act == "ta-inn" else 404)
    proposal.refresh_from_db()
    assert proposal.state == STATE.WAITING


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("name", ["review-proposals", "review-proposal", "review-contradiction", "review-decide", "review-told"])
def test_the_pages_are_for_staff_and_the_acts_for_those_who_may_write(desk, client, name, role):
    tasks, schemes, _officer = desk
    answer(tasks["Bardu"], schemes[0].pk, Answer.Kind.RIGHT)
    proposal = propose(tasks["Dyrøy"], schemes[0], FIELD.NAME, "Nytt")
    if role:
        client.force_login(make_user(role, municipality=tasks["Dyrøy"].municipality if role == Role.MUNICIPALITY else None))
    rows = {
        "review-proposals": [],
        "review-contradiction": [Contradiction.objects.get().pk],
        "review-told": [Contradiction.objects.get().pk],
    }
    address = reverse(name, args=rows.get(name, [proposal.pk]))
    act = name in ("review-decide", "review-told")
    allowed = {Role.CASE_OFFICER, Role.ADMINISTRATOR} | (set() if act else {Role.READER})
    status = (client.post(address, {"act": "avsla", "reason": "Nei"}) if act else client.get(address)).status_code
    assert status in (200, 302) if role in allowed else status == (302 if role is None else 404)
    proposal.refresh_from_db()
    assert (proposal.state == STATE.WAITING) == (role not in allowed or name != "review-decide")
    assert Contradiction.objects.told().exists() == (role in allowed and name == "review-told")


def test_a_personal_link_opens_one_list_and_nothing_of_the_staffs(desk, client):
    tasks, schemes, _officer = desk
    proposal = propose(tasks["Dyrøy"], schemes[0], FIELD.NAME, "Nytt")
    other = propose(tasks["Bardu"], schemes[0], FIELD.NAME, "Hemmelig for Dyrøy")
    case, round_ = Contradiction.objects.get(), tasks["Dyrøy"].round_id
    assert client.get(reverse("review-link", args=[code(tasks["Dyrøy"])])).status_code == 302
    assert "Hemmelig for Dyrøy" not in client.get(reverse("review-task", args=[tasks["Dyrøy"].pk])).content.decode()
    assert client.get(reverse("review-task", args=[tasks["Bardu"].pk])).status_code == 404
    rows = {"review-round": round_, "review-phone-list": round_, "review-archive": round_, "review-proposal": other.pk}
    rows |= {"review-contradiction": case.pk, "review-municipality": tasks["Dyrøy"].pk}
    for address in [reverse(name, args=[pk]) for name, pk in rows.items()] + [
        reverse("review-proposals"),
        reverse("review-in-force"),
    ]:
        assert client.get(address).url.startswith(reverse("account_login")), address
    acts = {"review-decide": proposal.pk, "review-told": case.pk, "review-archived": round_, "review-round-close": round_}
    for address in [reverse(name, args=[pk]) for name, pk in acts.items()] + [reverse("review-in-force-put")]:
        assert client.post(address, {"act": "ta-inn", "reason": "x"}).url.startswith(reverse("account_login")), address
    assert Proposal.objects.waiting().count() == 2 and Contradiction.objects.get().told_at is None


def test_the_queue_and_a_proposal_ask_no_more_for_many_than_for_few(client):
    client.force_login(make_user())

    def asked(number):
        municipality, other = make_asked(f"K{number}"), make_asked(f"L{number}")
        parties = [(municipality,), (other,)]
        schemes = [make_agreement(f"Samarbeid {number} {one}", parties, sources=["2020"]) for one in range(number)]
        tasks = make_open_round(municipality, other, name=f"{number}")
        for scheme in schemes:
            propose(tasks[municipality.name], scheme, FIELD.NAME, f"{scheme.name} nytt")
            answer(tasks[other.name], scheme.pk, Answer.Kind.RIGHT)
            missed = report_missing(tasks[municipality.name], f"Mangler {scheme.name}", "Narvik", "2022")
        counts = []
        for address in (reverse("review-proposals"), reverse("review-proposal", args=[missed.pk])):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    few, many = asked(2), asked(8)
    assert few == many and max(many) <= 15
