"""Whom the provider's word lets in, and what is said to everybody else. The provider is a real one on loopback."""

import os
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.test import Client

from registry.models import Role, User
from tests.makers import make_municipality, make_user
from tests.registry.accounts.identity_provider import identity_provider

pytestmark = pytest.mark.django_db
KARI = "kari@statsforvalteren.example"
START = "/konto/login/oidc/"


@pytest.fixture
def provider(settings):
    with identity_provider() as running:
        running.serve(settings)
        yield running


def sign_on(client, provider, **query):
    return client.get(provider.lead_back(client.get(START, query).url), follow=True)


def refused(page, words):
    """The login page tells why, with the other ways in, and the code of the provider's answer is in no address any more."""
    text = page.content.decode()
    assert words in text
    assert page.redirect_chain[-1][0].startswith("/konto/login/")
    assert "code=" not in page.redirect_chain[-1][0] + text
    assert not page.wsgi_request.user.is_authenticated
    return True


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.CASE_OFFICER, Role.READER])
def test_staff_come_in_by_the_address_the_provider_vouches_for(client, provider, role):
    user = make_user(role, password="et langt passord", email=KARI)
    page = sign_on(client, provider)
    assert page.redirect_chain[-1][0] == "/admin/"
    assert page.wsgi_request.user == user
    user.refresh_from_db()
    assert user.check_password("et langt passord")  # the other ways in stay open


def test_a_municipality_that_has_lost_its_link_comes_from_the_review_to_its_own_list(client, provider):
    make_user(Role.MUNICIPALITY, password=None, email=KARI, municipality=make_municipality("Målselv", "5524"))
    page = client.get("/gjennomgang/")
    assert "/konto/login/oidc/?next=%2Fgjennomgang%2F" in page.content.decode()
    assert sign_on(client, provider, next="/gjennomgang/").redirect_chain[0][0] == "/gjennomgang/"


def test_the_address_is_compared_as_addresses_are_and_one_taken_from_the_account_closes_the_way(provider):
    user = make_user(email=KARI)
    provider.claims["email"] = "Kari@Statsforvalteren.example"
    assert sign_on(Client(), provider).wsgi_request.user == user
    user.email = "ny@statsforvalteren.example"
    user.save()
    assert refused(sign_on(Client(), provider), "Ingen bruker i registeret har adressen kari@statsforvalteren.example")


def test_nothing_of_the_provider_is_stored_and_no_account_is_made(client, provider):
    make_user(email=KARI)
    sign_on(client, provider)
    provider.claims |= {"email": "ola@statsforvalteren.example", "sub": "43"}
    assert refused(sign_on(Client(), provider), "Be en administrator føre den på brukeren din")
    assert User.objects.count() == 1
    assert not any(table.objects.exists() for table in (SocialAccount, SocialApp, SocialToken))


@pytest.mark.parametrize("said", [False, "false", "no", None, 0])
def test_an_address_that_is_not_verified_opens_nothing(client, provider, said):
    make_user(email=KARI)
    provider.claims["email_verified"] = said
    assert refused(sign_on(client, provider), "bekrefter ikke e-postadressen din")


def test_a_person_without_an_address_is_told_so(client, provider):
    make_user(email="")
    del provider.claims["email"]
    assert refused(sign_on(client, provider), "bekrefter ikke e-postadressen din")


def test_addresses_of_a_trusted_domain_need_no_word_of_it_and_those_of_others_do(settings, provider):
    user = make_user(email=KARI)
    del provider.claims["email_verified"]
    settings.OIDC_TRUSTED_DOMAINS = ["statsforvalteren.example"]
    assert sign_on(Client(), provider).wsgi_request.user == user
    settings.OIDC_TRUSTED_DOMAINS = ["example", "x.statsforvalteren.example"]
    assert refused(sign_on(Client(), provider), "bekrefter ikke")


def test_a_closed_account_stays_closed_and_does_not_stand_in_the_way_of_an_open_one(provider):
    make_user(username="gammel", email=KARI, is_active=False)
    assert "Brukeren er stengt" in sign_on(Client(), provider).content.decode()
    kari = make_user(username="ny", email=KARI)
    assert sign_on(Client(), provider).wsgi_request.user == kari


def test_two_accounts_of_one_address_are_not_chosen_between(client, provider):
    make_user(username="kari1", email=KARI)
    make_user(username="kari2", email=KARI)
    assert refused(sign_on(client, provider), f"Flere brukere har adressen {KARI}")


def test_who_is_logged_in_as_another_becomes_who_the_provider_says(client, provider):
    client.force_login(make_user(username="ola"))
    kari = make_user(username="kari", email=KARI)
    assert sign_on(client, provider).wsgi_request.user == kari


@pytest.mark.parametrize(
    "odd",
    [
        {"id_token": {"aud": "another site"}},
        {"id_token": {"iss": "https://another.example"}},
        {"id_token": {"exp": 1}},
        {"person": {"sub": "somebody else"}},
        {"/token": (200, {"access_token": "of Kari", "token_type": "Bearer"})},
        {"/token": (200, {"access_token": "of Kari", "id_token": "not.a.token"})},
        {"/token": (400, {"error": "invalid_grant"})},
        {"/token": (200, b"<html>")},
        {"/token": (200, [])},
        {"/person": (500, {})},
        {"/person": (200, b"not json")},
        {"/person": (200, [])},
        {"/person": (200, {"email": KARI, "email_verified": True})},
        {"/person": (200, {"sub": "42", "email": [KARI], "email_verified": True})},
        {"back": {"error": "server_error", "error_description": "<b>x</b>"}},
        {"back": {}},
    ],
    ids=str,
)
def test_an_answer_that_cannot_be_believed_or_read_lets_nobody_in_and_says_so(client, provider, odd):
    make_user(email=KARI)
    provider.odd = odd
    assert refused(sign_on(client, provider), "åloggingstjenesten")


@pytest.mark.parametrize("odd", [(500, {}), (200, b"not json"), (200, []), (200, {"issuer": "only"}), (404, b"")], ids=str)
def test_a_provider_that_does_not_tell_where_it_is_gives_words_and_no_crash(client, provider, odd):
    provider.odd["/.well-known/openid-configuration"] = odd
    assert refused(client.get(START, follow=True), "Vi fikk ikke svar vi kan bruke")


def test_a_provider_that_is_away_gives_words_and_no_crash(client, provider, settings):
    settings.OIDC_SERVER_URL = "http://127.0.0.1:1"
    assert refused(client.get(START, follow=True), "Vi fikk ikke svar vi kan bruke")


def test_giving_up_at_the_provider_is_no_error_and_keeps_where_one_was_going(client, provider):
    provider.odd["back"] = {"error": "access_denied"}
    page = sign_on(client, provider, next="/avklares/")
    assert refused(page, "Innloggingen ble avbrutt")
    assert page.redirect_chain[-1][0] == "/konto/login/?next=%2Favklares%2F"


def test_an_answer_nobody_asked_for_or_one_used_twice_lets_nobody_in(provider):
    make_user(email=KARI)
    asker, stranger = Client(), Client()
    answer = provider.lead_back(asker.get(START).url)
    assert refused(stranger.get(answer, follow=True), "begynt i et annet vindu")
    assert asker.get(answer).status_code == 302
    assert refused(Client().get(answer, follow=True), "begynt i et annet vindu")
    assert refused(Client().get("/konto/login/oidc/svar/?code=x&state=%00", follow=True), "begynt i et annet vindu")
    assert refused(Client().get("/konto/login/oidc/svar/", follow=True), "begynt i et annet vindu")


def test_a_code_stolen_from_another_window_does_not_fit_the_one_it_is_used_in(provider):
    make_user(email=KARI)
    victim, thief = Client(), Client()
    stolen = parse_qs(urlsplit(provider.lead_back(victim.get(START).url)).query)["code"][0]
    state = parse_qs(urlsplit(thief.get(START).url).query)["state"][0]
    page = thief.get("/konto/login/oidc/svar/", {"code": stolen, "state": state}, follow=True)
    assert refused(page, "Vi fikk ikke svar vi kan bruke")


def test_the_provider_is_asked_for_no_more_than_who_it_is(client, provider):
    query = parse_qs(urlsplit(client.get(START).url).query)
    assert set(query["scope"][0].split()) == {"openid", "email"}
    assert query["response_type"] == ["code"]
    assert query["code_challenge_method"] == ["S256"]


@pytest.mark.parametrize("name", ["scope", "auth_params", "process", "action"])
def test_nobody_else_decides_what_is_asked_of_the_provider(client, provider, name):
    assert client.get(START, {name: "connect"}).status_code == 400


def test_nobody_is_sent_to_another_site_afterwards(client, provider):
    make_user(email=KARI)
    assert sign_on(client, provider, next="https://evil.example/").redirect_chain[0][0] == "/konto/etter-innlogging/"


@pytest.mark.parametrize("path", [START, "/konto/login/oidc/svar/"])
def test_only_a_link_leads_there_and_nothing_where_no_provider_is_set_up(client, provider, settings, path):
    assert client.post(path).status_code == 405
    settings.OIDC_SERVER_URL = ""
    assert client.get(path).status_code == 404
    for page in ("/konto/login/", "/gjennomgang/"):
        assert "oidc" not in client.get(page).content.decode()


def test_the_way_in_is_on_the_login_page_and_keeps_where_one_was_going(client, provider, django_assert_max_num_queries):
    with django_assert_max_num_queries(0):
        page = client.get("/konto/login/?next=/avklares/").content.decode()
    assert 'href="/konto/login/oidc/?next=%2Favklares%2F"' in page
    assert "Logg inn med jobbkontoen" in page


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"OIDC_SERVER_URL": "http://idp.example"}, "OIDC_SERVER_URL must begin with https://"),
        ({"OIDC_SERVER_URL": "https://idp.example"}, "OIDC_CLIENT_ID"),
        ({"OIDC_SERVER_URL": "https://idp.example", "OIDC_CLIENT_ID": "a"}, "OIDC_CLIENT_SECRET"),
    ],
    ids=["not over TLS", "no client", "no secret"],
)
def test_settings_that_are_half_made_or_unsafe_do_not_start(environment, told):
    ran = subprocess.run(
        [sys.executable, "-c", "import registry.settings"],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert told in ran.stderr.splitlines()[-1]
