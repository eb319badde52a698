"""Every address of the yearly review and of imports, every role, every method: what is not one's own is not there."""

import pytest
from django.test import Client
from django.urls import reverse

from agreements.imports import urls as imports
from agreements.imports.applying import intake
from agreements.models import PersonalLink, Proposal
from agreements.verification import urls as review
from agreements.verification.answering import report_missing
from agreements.verification.links import code_of, make_link
from agreements.verification.rounds import open_round, prepare
from registry.models import Role
from tests.agreements.verification.rounds import code, make_round, propose
from tests.agreements.verification.steps import enter
from tests.makers import make_user

pytestmark = pytest.mark.django_db
LINK, COLLEAGUE, OTHER_LINK, OLD_LINK, OTHER = (
    "its link",
    "its colleague's link",
    "another's link",
    "a revoked link",
    "another's user",
)
OWN = {LINK, COLLEAGUE, Role.MUNICIPALITY}
EDITORS = {Role.CASE_OFFICER, Role.ADMINISTRATOR}
STAFF = {Role.READER, *EDITORS}
WHO = (None, LINK, COLLEAGUE, OTHER_LINK, OLD_LINK, OTHER, *Role)
FOR_ALL = {"review", "review-link", "review-lost-link", "review-forget"}  # the way in, and out
LOGGED_IN = {"review-own"}
READ_BY_STAFF = {
    *("review-rounds", "review-round", "review-phone-list", "review-archive", "review-archive-file", "review-municipality"),
    *("review-proposals", "review-proposal", "review-in-force", "review-contradiction"),
}
OF_THE_MUNICIPALITY = {
    *("review-task", "review-excel", "review-answer", "review-rest", "review-missing", "review-take-back", "review-colleague"),
    *("review-confirm", "review-renew"),
}
ADDRESSES = {pattern.name: pattern for pattern in [*review.urlpatterns, *imports.urlpatterns]}


def allowed(name):
    """Who finds something there, whatever that is."""
    if name in OF_THE_MUNICIPALITY:
        return OWN
    return STAFF if name in READ_BY_STAFF else EDITORS


@pytest.fixture
def places(world):
    """The parts of each address, all of things that are there."""
    task, schemes, _tasks = world
    missing = report_missing(task, "Jordmorvakt", "Bardu")
    proposal = propose(task, schemes[0], Proposal.Field.NAME, "Astafjord barnevern")
    propose(world[2]["Bardu"], schemes[0], Proposal.Field.NAME, "Barnevern i Bardu")
    proposal.refresh_from_db()
    sent = intake.take_in([("a.csv", b"Samarbeid;Kommuner\nBrann;Bardu\n")], by=make_user(), pasted=False, as_of="")
    number = {"oppgave": task, "kommune": task, "runder": task.round, "forslag": proposal, "motstrid": proposal.contradiction}
    return {"pk": number, "agreement": schemes[0].pk, "proposal": missing.pk, "name": "forslag", "import": sent}


def address_of(name, places):
    pattern = ADDRESSES[name].pattern
    parts = dict.fromkeys(pattern.converters)
    for part in parts:
        of = places["import"] if name.startswith("import") else places["pk"].get(str(pattern).partition("/")[0])
        parts[part] = of.pk if part == "pk" else places[part]
    return reverse(name, kwargs=parts)


def visitor(who, world):
    task, _schemes, tasks = world
    if who in (LINK, COLLEAGUE, OTHER_LINK, OLD_LINK):
        link = {COLLEAGUE: make_link(task, "x", PersonalLink.Kind.ANSWER), OTHER_LINK: make_link(tasks["Bardu"], "x")}.get(who)
        link = link or make_link(task, "x")
        client = Client()
        client.get(reverse("review-link", args=[code_of(link)]))
        if who == OLD_LINK:
            PersonalLink.objects.filter(pk=link.pk).update(revoked_at=link.made_at)
        return client
    client = Client()
    if who is not None:
        home = {OTHER: tasks["Bardu"].municipality, Role.MUNICIPALITY: task.municipality}.get(who)
        client.force_login(make_user(Role.MUNICIPALITY if who == OTHER else who, municipality=home))
    return client


@pytest.mark.parametrize("name", sorted(set(ADDRESSES) - FOR_ALL - LOGGED_IN))
def test_what_is_not_ones_own_is_not_there(world, places, name):
    address = address_of(name, places)
    for who in WHO:
        client = visitor(who, world)
        for method in ("get", "head", "post", "put", "patch", "delete", "options"):
            status = getattr(client, method)(address).status_code
            if status == 405:
                continue  # an address tells its methods to anybody, and nothing else
            let_in = who in allowed(name)
            expected = {200, 302, 400, 404} if let_in else {404} if who in Role or who == OTHER else {302, 404}
            expected |= {410} if who == OLD_LINK else set()  # whoever held it is told that it no longer holds
            assert status in expected, f"{who} {method} {address}"
            assert let_in or status != 302 or "/konto/login/" in getattr(client, method)(address).headers["Location"]


@pytest.mark.parametrize("who", WHO, ids=str)
def test_a_list_opens_for_its_own_and_for_nobody_else(world, places, who):
    client = visitor(who, world)
    shut = 410 if who == OLD_LINK else 404
    assert client.get(address_of("review-task", places)).status_code == (200 if who in OWN else shut)
    sent = client.post(address_of("review-missing", places), {"name": "x", "parties": "y"})
    assert sent.status_code == (302 if who in OWN else shut)
    assert Proposal.objects.filter(new="x").exists() == (who in OWN)


def test_a_link_to_a_round_opens_nothing_of_the_next(world):
    task, _schemes, _tasks = world
    client = enter(task)
    task.round.tasks.update(confirmed_at=task.round.opened_at, started_at=task.round.opened_at, title="x")
    other = open_round(prepare(make_round(name="Neste"), [task.municipality]), by=make_user()).tasks.get()
    assert client.get(reverse("review-task", args=[other.pk])).status_code == 404
    assert enter(other, code(other)).get(reverse("review-task", args=[task.pk])).status_code == 404
