"""What is answered when something cannot be: whole pages in Norwegian, that tell nothing of the inside, and that nobody keeps."""

import pytest
from django.test import Client
from django.urls import reverse

from agreements.browse import agreement_list
from registry.models import Role
from tests.agreements.verification.rounds import code, make_world
from tests.makers import make_municipality, make_user
from tests.test_pages import assert_whole

pytestmark = pytest.mark.django_db
NEVER = "max-age=0, no-cache, no-store, must-revalidate, private"


def refused(status, monkeypatch):
    """An answer of the status, of a client that raises nothing."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=status == 403)
    if status == 500:
        monkeypatch.setattr(agreement_list, "render", None)
    asked = {
        400: lambda: client.get("/samarbeid/?tull=1"),
        403: lambda: client.post("/meld-fra/", {"message": "x"}),
        404: lambda: client.get("/finnes-ikke/"),
        405: lambda: client.post("/samarbeid/"),
        413: lambda: client.post("/meld-fra/", {"message": "x" * (6 * 1024 * 1024)}),
        500: lambda: client.get("/samarbeid/"),
    }
    return asked[status]()


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 500])
def test_what_cannot_be_answered_is_a_whole_page_that_nobody_keeps(monkeypatch, status):
    answer = refused(status, monkeypatch)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (status, NEVER)
    page = assert_whole(answer)
    assert not [word for word in ("Traceback", "NoneType", "registry", "/tmp", "Exception") if word in page.text.split("<body")[1]]


def test_a_method_that_is_not_taken_is_told_which_are():
    answer = Client().put(reverse("report-error"))
    assert answer.headers["Allow"] == "GET, HEAD, POST" and "Dette kan ikke gjøres her" in answer.content.decode()


def test_too_many_fields_are_too_much_also():
    assert Client().post("/meld-fra/", {f"felt{number}": "x" for number in range(1001)}).status_code == 413


def test_a_form_that_is_not_whole_is_told_what_is_missing(client):
    task = make_world()[0]["Dyrøy"]
    client.get(reverse("review-link", args=[code(task)]))
    answer = client.post(reverse("review-answer", args=[task.pk, 1]), {"svar": "stemmer"})
    assert answer.status_code == 400 and "utgaven mangler" in answer.content.decode()


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("address", ["/", "/samarbeid/", "/kommuner/5528/", "/avklares/", "/samarbeid/?format=csv", "/meld-fra/"])
def test_what_somebody_who_is_logged_in_has_seen_is_kept_nowhere(client, role, address):
    home = make_municipality("Dyrøy", "5528")
    if role:
        client.force_login(make_user(role, municipality=home if role == Role.MUNICIPALITY else None))
    assert client.get(address).headers.get("Cache-Control") == (NEVER if role else None)


def test_whoever_has_opened_a_personal_link_leaves_nothing_behind_either(client):
    task = make_world()[0]["Dyrøy"]
    client.get(reverse("review-link", args=[code(task)]))
    for address in (reverse("review-task", args=[task.pk]), reverse("municipality-detail", args=["5528"])):
        assert client.get(address).headers["Cache-Control"] == NEVER


def test_the_api_is_the_same_for_everybody_and_may_be_kept_by_anyone(client):
    address = reverse("api-agreements")
    first = client.get(address)
    client.force_login(make_user())
    second = client.get(address)
    assert second.headers["Cache-Control"] == first.headers["Cache-Control"] == "public, no-cache"
    assert second.headers["ETag"] == first.headers["ETag"] and second.content == first.content
    assert "Cookie" not in second.headers.get("Vary", "")
