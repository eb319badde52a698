"""The second step: turned on with a code, asked for at every login, counted, and turned off with a code or by an administrator."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core import mail
from django.test import Client

from registry.models import Attempt, Change, Role
from tests.makers import make_municipality, make_user
from tests.registry.accounts.identity_provider import identity_provider

pytestmark = pytest.mark.django_db
RIGHT = "et langt passord"
LOGIN, STEP = {"login": "kari", "password": RIGHT}, "/konto/login/totrinn/"


@pytest.fixture
def kari():
    return make_user(username="kari", password=RIGHT, email="kari@statsforvalteren.example")


def code_now(secret, halves=0):
    """What the app shows, now or some half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + halves))


def turn_on(user):
    """As a person does it. Returns the secret the app has, and the recovery codes."""
    client = Client()
    client.force_login(user)
    page = client.get("/konto/totrinn/pa/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)[1]
    codes = client.post("/konto/totrinn/pa/", {"code": code_now(secret)}, follow=True)
    assert codes.redirect_chain[-1][0] == "/konto/totrinn/koder/"
    return secret, re.findall(r"<li><code>(\w+)</code></li>", codes.content.decode())


def halfway(**login):
    """A browser that has given the password, and is asked for the code."""
    client = Client()
    page = client.post("/konto/login/", {**LOGIN, **login}, follow=True)
    assert page.redirect_chain[-1][0] == STEP
    assert not page.wsgi_request.user.is_authenticated
    return client


def test_after_it_is_turned_on_the_password_alone_opens_nothing_and_the_code_does(kari):
    secret, _codes = turn_on(kari)
    client = halfway(next="/avklares/")
    assert client.get("/admin/").status_code == 302
    wrong = client.post(STEP, {"code": "000000"})
    assert "Koden stemmer ikke" in wrong.content.decode()
    assert client.post(STEP, {"code": code_now(secret)}, follow=True).redirect_chain[-1][0] == "/avklares/"


def test_a_code_of_the_app_holds_once_and_for_a_minute_only(kari):
    secret, _codes = turn_on(kari)
    code = code_now(secret)
    assert halfway().post(STEP, {"code": code}).status_code == 302
    assert "Koden stemmer ikke" in halfway().post(STEP, {"code": code}).content.decode()
    assert "Koden stemmer ikke" in halfway().post(STEP, {"code": code_now(secret, -3)}).content.decode()


def test_a_recovery_code_lets_in_once(kari):
    _secret, codes = turn_on(kari)
    assert len(set(codes)) == 10
    assert halfway().post(STEP, {"code": codes[0]}).status_code == 302
    assert halfway().post(STEP, {"code": codes[0]}).status_code == 200


def test_recovery_codes_are_shown_once_and_new_ones_end_the_old_and_take_a_code(kari):
    secret, codes = turn_on(kari)
    client = Client()
    client.force_login(kari)
    assert codes[0] not in client.get("/konto/totrinn/koder/").content.decode()
    assert client.post("/konto/totrinn/koder/nye/", {"code": ""}).status_code == 200
    new = client.post("/konto/totrinn/koder/nye/", {"code": code_now(secret)}, follow=True).content.decode()
    assert not set(codes) & set(re.findall(r"<code>(\w+)</code>", new))
    assert halfway().post(STEP, {"code": codes[0]}).status_code == 200


def test_an_open_machine_is_not_enough_to_turn_it_off(kari):
    secret, _codes = turn_on(kari)
    client = Client()
    client.force_login(kari)
    page = client.get("/konto/totrinn/av/")
    assert "error-text" not in page.content.decode()
    for code in ("", "000000", "\0", "٣٣٣٣٣٣", "x" * 1000):
        assert client.post("/konto/totrinn/av/", {"code": code}).status_code == 200
        assert Authenticator.objects.filter(user=kari).count() == 2
    client.post("/konto/totrinn/av/", {"code": code_now(secret)})
    assert not Authenticator.objects.exists()
    assert Client().post("/konto/login/", LOGIN, follow=True).redirect_chain[-1][0] == "/admin/"


def test_ten_wrong_codes_close_the_door_to_that_account_and_to_no_other(kari):
    secret, _codes = turn_on(kari)
    other, _codes = turn_on(make_user(username="ola", password=RIGHT, email="ola@statsforvalteren.example"))
    client = halfway()
    for _number in range(10):
        assert "Koden stemmer ikke" in client.post(STEP, {"code": "000000"}).content.decode()
    assert "Vent et kvarter" in client.post(STEP, {"code": code_now(secret)}).content.decode()
    assert "Vent et kvarter" in halfway().post(STEP, {"code": code_now(secret)}).content.decode()
    assert halfway(login="ola").post(STEP, {"code": code_now(other)}).status_code == 302
    Attempt.objects.all().delete()  # a quarter of an hour later
    assert halfway().post(STEP, {"code": code_now(secret)}).status_code == 302


def test_a_code_by_mail_does_not_go_round_it(kari):
    turn_on(kari)
    client = Client()
    client.post("/konto/login/code/", {"email": kari.email}, follow=True)
    code = re.search(r"\n\n([A-Z0-9-]{4,})\n\n", mail.outbox[0].body)[1]
    assert client.post("/konto/login/code/confirm/", {"code": code}, follow=True).redirect_chain[-1][0] == STEP


def test_single_sign_on_does_not_go_round_it(kari, settings, client):
    turn_on(kari)
    with identity_provider() as provider:
        provider.serve(settings)
        back = provider.lead_back(client.get("/konto/login/oidc/").url)
        assert client.get(back, follow=True).redirect_chain[-1][0] == STEP


def test_a_municipality_turns_it_on_too(client):
    user = make_user(Role.MUNICIPALITY, username="kari", password=RIGHT, municipality=make_municipality("Målselv", "5524"))
    secret, _codes = turn_on(user)
    assert halfway().post(STEP, {"code": code_now(secret)}, follow=True).redirect_chain[-1][0] == "/kommuner/5524/"


def test_an_administrator_turns_it_off_for_who_has_lost_phone_and_codes_and_it_is_in_the_trail(client, kari):
    turn_on(kari)
    client.force_login(make_user(Role.ADMINISTRATOR, username="sjef"))
    asked = {"action": "turn_off_two_factor", "_selected_action": [kari.pk]}
    done = client.post("/admin/registry/user/", asked, follow=True).content.decode()
    assert "Totrinnsinnlogging er slått av for 1 bruker." in done
    assert not Authenticator.objects.exists()
    assert (
        Change.objects.get(record="registry.user", record_id=kari.pk, reason="Totrinnsinnlogging er slått av").actor.username
        == "sjef"
    )
    assert "for 0 brukere" in client.post("/admin/registry/user/", asked, follow=True).content.decode()


@pytest.mark.parametrize("path", ["", "pa/", "av/", "koder/", "koder/nye/"])
def test_its_pages_are_for_those_who_are_logged_in(client, path):
    assert client.get(f"/konto/totrinn/{path}").url.startswith("/konto/login/?next=")


def test_nobody_is_asked_for_a_code_out_of_turn(client):
    assert client.get(STEP).url == "/konto/login/"
    client.force_login(make_user())
    assert client.get("/konto/totrinn/av/").status_code == 404
    assert client.get("/konto/totrinn/koder/").status_code == 404
    assert client.post("/konto/totrinn/koder/nye/", {"code": "123456"}).status_code == 200
    assert not Authenticator.objects.exists()


def test_a_copy_of_the_database_makes_no_codes(kari, monkeypatch):
    secret, codes = turn_on(kari)
    stored = str(list(Authenticator.objects.values()))
    assert secret not in stored and not [code for code in codes if code in stored]
    totp = Authenticator.objects.get(type=Authenticator.Type.TOTP).wrap()
    assert totp.validate_code(code_now(secret, 1))
    monkeypatch.setattr(settings, "SECRET_KEY", "another")
    assert not totp.validate_code(code_now(secret, 0)), "and where the key is another, nobody comes in"
