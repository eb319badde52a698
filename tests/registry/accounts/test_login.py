"""Logging in by password and by code, resetting and changing a password, and the pages that must not exist."""

import re

import pytest
from django.core import mail
from django.test import Client

from registry.models import Role
from tests.makers import make_municipality, make_user

pytestmark = pytest.mark.django_db
RIGHT = "et langt passord"
UNKNOWN_MAIL_SERVER = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": 1}


def log_in(client, username, password=RIGHT, address="/konto/login/"):
    return client.post(address, {"login": username, "password": password}, follow=True)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.CASE_OFFICER, Role.READER])
def test_staff_land_in_the_admin_by_username_and_by_email(role):
    make_user(role, username="kari", email="kari@statsforvalteren.no")
    for name in ("kari", "kari@statsforvalteren.no"):
        assert log_in(Client(), name).redirect_chain[-1][0] == "/admin/"


def test_a_municipality_lands_on_its_own_page():
    make_user(Role.MUNICIPALITY, username="malselv", municipality=make_municipality("Målselv", "5524"))
    assert log_in(Client(), "malselv").redirect_chain[-1][0] == "/kommuner/5524/"


def test_the_admin_sends_a_visitor_to_the_login_page_and_back():
    make_user(username="kari")
    visitor = Client()
    page = visitor.get("/admin/agreements/agreement/?stage__exact=ended", follow=True)
    assert page.redirect_chain[-1][0].startswith("/konto/login/?next=")
    answer = visitor.post(
        page.redirect_chain[-1][0], {"login": "kari", "password": RIGHT, "next": "/admin/agreements/agreement/?stage__exact=ended"}
    )
    assert answer.url == "/admin/agreements/agreement/?stage__exact=ended"


def test_a_municipality_meets_404_in_the_admin_and_no_loop(client):
    client.force_login(make_user(Role.MUNICIPALITY, municipality=make_municipality()))
    assert client.get("/admin/").status_code == 404
    assert client.get("/admin/agreements/agreement/").status_code == 404


def test_nobody_is_sent_to_another_site_after_logging_in():
    make_user(username="kari")
    answer = Client().post(
        "/konto/login/?next=https://evil.example/", {"login": "kari", "password": RIGHT, "next": "https://evil.example/"}
    )
    assert "evil" not in answer.url


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "confirm-email/abc/",
        "reauthenticate/",
        "phone/change/",
        "3rdparty/",
        "signup/passkey/",
    ],
)
def test_account_pages_that_we_do_not_want_are_not_there(client, path):
    client.force_login(make_user())
    assert client.get(f"/konto/{path}").status_code == 404
    assert (
        client.post(f"/konto/{path}", {"email": "a@b.no", "username": "a", "password1": RIGHT, "password2": RIGHT}).status_code
        == 404
    )


def test_a_code_by_mail_lets_a_user_without_a_password_in():
    make_user(password=None, username="kari", email="kari@statsforvalteren.no")
    visitor = Client()
    page = visitor.post("/konto/login/code/", {"email": "kari@statsforvalteren.no"}, follow=True)
    assert page.redirect_chain[-1][0].startswith("/konto/login/code/confirm/")
    code = re.search(r"\n\n([A-Z0-9-]{4,})\n\n", mail.outbox[0].body)[1]
    assert "Koden din" in mail.outbox[0].subject
    assert visitor.post("/konto/login/code/confirm/", {"code": "feil"}).status_code == 200
    assert visitor.post("/konto/login/code/confirm/", {"code": code}, follow=True).redirect_chain[-1][0] == "/admin/"


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once():
    make_user(username="kari", email="kari@statsforvalteren.no")
    visitor = Client()
    visitor.post("/konto/password/reset/", {"email": "kari@statsforvalteren.no"})
    link = re.search(r"http://[^/]+(/\S+)", mail.outbox[0].body)[1]
    page = visitor.get(link, follow=True)
    short = visitor.post(page.redirect_chain[-1][0], {"password1": "kort", "password2": "kort"})
    assert "12 tegn" in short.content.decode()
    new = "et helt nytt passord"
    done = visitor.post(page.redirect_chain[-1][0], {"password1": new, "password2": new}, follow=True)
    assert "Passordet er byttet" in done.content.decode()
    assert "gjelder ikke lenger" in Client().get(link, follow=True).content.decode()
    assert log_in(Client(), "kari", new).redirect_chain[-1][0] == "/admin/"


def test_a_letter_about_a_password_leads_to_the_register_whatever_host_it_was_asked_for_at(settings):
    settings.ALLOWED_HOSTS = ["*"]
    make_user(username="kari", email="kari@statsforvalteren.no")
    Client().post("/konto/password/reset/", {"email": "kari@statsforvalteren.no"}, headers={"host": "evil.example"})
    assert f"{settings.SITE_URL}/konto/password/reset/key/" in mail.outbox[0].body and "evil" not in mail.outbox[0].body


@pytest.mark.parametrize("path", ["/konto/login/code/", "/konto/password/reset/"])
def test_the_answer_is_the_same_for_an_address_that_has_no_account(path):
    make_user(username="kari", email="kari@statsforvalteren.no")
    answers = []
    for address in ("kari@statsforvalteren.no", "ingen@statsforvalteren.no"):
        page = Client().post(path, {"email": address}, follow=True)
        answers.append((page.status_code, page.redirect_chain, re.sub(r"\w+@|value=\"\w{64}\"|%40\S+", "", page.content.decode())))
    assert answers[0] == answers[1]
    assert [letter.to for letter in mail.outbox] == [["kari@statsforvalteren.no"]]


def test_a_mail_server_that_is_down_is_no_clue_and_no_crash(settings):
    for name, value in UNKNOWN_MAIL_SERVER.items():
        setattr(settings, name, value)
    make_user(username="kari", email="kari@statsforvalteren.no")
    answer = Client().post("/konto/password/reset/", {"email": "kari@statsforvalteren.no"})
    assert (answer.status_code, answer.url) == (302, "/konto/password/reset/done/")


def test_a_closed_account_cannot_log_in():
    make_user(username="kari", is_active=False)
    page = log_in(Client(), "kari")
    assert not page.wsgi_request.user.is_authenticated


def test_the_password_is_changed_with_the_old_one(client):
    client.force_login(make_user(username="kari"))
    new = "et helt nytt passord"
    wrong = client.post("/konto/password/change/", {"oldpassword": "feil", "password1": new, "password2": new})
    assert "Passordet du har nå, er et annet" in wrong.content.decode()
    client.post("/konto/password/change/", {"oldpassword": RIGHT, "password1": new, "password2": new})
    assert log_in(Client(), "kari", new).redirect_chain[-1][0] == "/admin/"


def test_logging_out_asks_first_and_a_link_cannot_do_it(client):
    client.force_login(make_user())
    assert client.get("/konto/logout/").context["user"].is_authenticated
    client.post("/konto/logout/")
    assert client.get("/admin/").status_code == 302
