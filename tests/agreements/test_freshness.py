"""How fresh an entry is, as the public reads it on pages, in files and in the API."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse

from agreements import actions
from agreements.freshness import Freshness, freshness, with_freshness
from agreements.models import Agreement, Confirmation, Task
from agreements.verification.answering import answer, answer_rest
from agreements.verification.confirming import confirm
from registry.parameters import today
from tests.agreements.verification.rounds import make_world
from tests.makers import make_agreement, make_municipality

pytestmark = pytest.mark.django_db


def text_of(client, name, *args):
    """A page as its words."""
    return " ".join(client.get(reverse(name, args=args)).content.decode().split())


def confirm_all(task):
    answer_rest(task)
    confirm(task, name="Kari Nordmann", title="Kommunedirektør")


@pytest.mark.parametrize(
    ("last", "label", "kind"),
    [
        (None, "", "confirmed"),
        (date(2026, 11, 12), "bekreftet 12.11.2026", "confirmed"),
        (date(2025, 11, 22), "bekreftet 22.11.2025", "confirmed"),
        (date(2025, 11, 21), "sist bekreftet for over ett år siden", "ageing"),
        (date(2024, 11, 21), "sist bekreftet for over to år siden", "outdated"),
        (date(2020, 1, 1), "sist bekreftet for over 6 år siden", "outdated"),
    ],
)
def test_the_age_of_a_confirmation_is_told_in_words(last, label, kind):
    fresh = Freshness(date(2026, 11, 21), last, (), 0, ())
    assert (fresh.label, fresh.kind if last else "confirmed") == (label, kind)


def test_the_page_says_who_of_those_asked_has_confirmed_and_who_has_not_been_asked(client):
    tasks, (shared, _legevakt, brann) = make_world()
    before = text_of(client, "agreement-detail", shared.pk)
    assert "Ennå ikke bekreftet av kommunene (kilde: 2020)" in before and "Bekreftet av 0 av 2 spurte kommuner." in before
    confirm_all(tasks["Dyrøy"])
    after = text_of(client, "agreement-detail", shared.pk)
    assert f"Bekreftet {today():%d.%m.%Y}" in after and "Bekreftet av 1 av 2 spurte kommuner." in after
    assert "Bekreftet av 1 av 1 spurt kommune; Narvik er ikke spurt." in text_of(client, "agreement-detail", brann.pk)
    assert "Kari" not in after


def test_one_that_nobody_has_been_asked_about_says_so_and_no_more(client):
    lonely = make_agreement("Ensomt", [(make_municipality("Ensom"),)], sources=["januar 2020"])
    page = text_of(client, "agreement-detail", lonely.pk)
    assert "Ennå ikke bekreftet av kommunene (kilde: januar 2020)" in page and "spurt" not in page


def test_what_was_not_confirmed_is_not_shown_as_if_it_was(client):
    tasks, (shared, *_others) = make_world()
    answer(tasks["Dyrøy"], shared.pk, "undersokes")
    confirm_all(tasks["Dyrøy"])
    assert "Ennå ikke bekreftet" in text_of(client, "agreement-detail", shared.pk)


def test_on_an_earlier_day_a_later_confirmation_is_not_told():
    tasks, (shared, *_others) = make_world()
    confirm_all(tasks["Dyrøy"])
    yesterday = today() - timedelta(days=1)
    before, now = (list(with_freshness(shared.participations.for_list(), day)) for day in (yesterday, today()))
    assert freshness(before, before, yesterday).last is None
    assert freshness(now, now, today()).last == today()
    assert freshness(now, [], today()).by_whom == ""


def test_lists_files_and_api_say_the_same_day_and_are_of_a_new_edition(client):
    tasks, (shared, *_others) = make_world()
    address = reverse("api-agreement", args=[shared.pk])
    first = client.get(address)
    assert first.json()["last_confirmed"] is None
    confirm_all(tasks["Dyrøy"])
    second = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    assert second.status_code == 200 and second.json()["last_confirmed"] == today().isoformat()
    file = b"".join(client.get(reverse("agreement-list") + "?format=csv").streaming_content).decode("utf-8-sig")
    rows = {row["name"]: row["last_confirmed"] for row in csv.DictReader(io.StringIO(file), delimiter=";")}
    assert rows["Barnevern"] == today().isoformat()
    assert f"bekreftet {today():%d.%m.%Y}" in text_of(client, "agreement-list")


def test_the_municipality_s_page_says_when_and_by_which_post_never_by_whom(client):
    tasks, _schemes = make_world()
    assert "Kommunen har ikke bekreftet listen ennå." in text_of(client, "municipality-detail", "5528")
    confirm_all(tasks["Dyrøy"])
    page = text_of(client, "municipality-detail", "5528")
    assert f"Listen er bekreftet slik den var {today():%d.%m.%Y}. Stilling: Kommunedirektør." in page and "Kari" not in page


def test_an_older_confirmation_never_takes_the_place_of_a_newer_and_disturbs_nobody_who_writes():
    tasks, (shared, *_others) = make_world()
    confirm_all(tasks["Dyrøy"])
    revision = Agreement.objects.get(pk=shared.pk).revision
    task = Task.objects.get(pk=tasks["Bardu"].pk)
    Confirmation.objects.create(agreement=shared, municipality=task.municipality, task=task, on=date(2024, 12, 31))
    actions.confirmed([shared.pk])
    shared.refresh_from_db()
    assert (shared.last_confirmed, shared.revision) == (today(), revision)
