"""Norwegian everywhere: the compiled catalogues match their sources, and no page of admin or login shows Django's English."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.test import Client

from registry.models import Role
from tests.makers import make_agreement, make_municipality, make_organisation, make_user

FOLDER = Path(settings.BASE_DIR) / "registry" / "locale" / "nb" / "LC_MESSAGES"
ENGLISH = re.compile(
    r"\b(the|and|or|please|your|you|add|change|changed|delete|save|view|error|home|search|select|show|filter|choose|password|sign|"
    r"log in|log out|email|enter|this|back|today|none|unknown|history|welcome|action|go)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_the_compiled_catalogue_matches_its_source(name):
    source, compiled = polib.pofile(str(FOLDER / f"{name}.po")), polib.mofile(str(FOLDER / f"{name}.mo"))
    assert {_words(entry) for entry in source} == {_words(entry) for entry in compiled}
    assert all(entry.translated() for entry in source)


def _words(entry):
    return (entry.msgctxt, entry.msgid, entry.msgid_plural, entry.msgstr, tuple(sorted(entry.msgstr_plural.items())))


@pytest.mark.django_db
def test_no_page_of_admin_or_login_shows_english():
    agreement = make_agreement("Barnevern", parties=[(make_municipality("Bardu"), "vertskommune")], sources=["2019"], start="2019")
    organisation, user = make_organisation("Museum"), make_user(Role.ADMINISTRATOR, username="kari")
    visitor, administrator = Client(), Client()
    administrator.force_login(user)
    number = agreement.pk
    agreements = [f"/admin/agreements/agreement/{rest}" for rest in ("", "add/", f"{number}/change/", f"{number}/history/")]
    agreements += [f"/admin/agreements/agreement/{number}/{act}/" for act in ("avslutt", "trekk-tilbake", "publiser")]
    others = ["/admin/", f"/admin/municipalities/organisation/{organisation.pk}/delete/", f"/admin/registry/user/{user.pk}/change/"]
    agreements += [f"/admin/agreements/agreement/samlet/{act}/" for act in ("ut-av-alt", "etter-kommunesammenslaing")]
    others += [
        "/admin/registry/change/",
        "/admin/registry/letter/",
        "/admin/agreements/errorreport/",
        "/admin/municipalities/region/add/",
    ]
    for page in [*agreements, *others, "/konto/logout/", "/konto/password/change/"]:
        _assert_norwegian(page, administrator.get(page))
    for page in (
        "/konto/login/",
        "/konto/login/code/",
        "/konto/password/reset/",
        "/konto/password/reset/done/",
        "/konto/inactive/",
    ):
        _assert_norwegian(page, visitor.get(page))
        _assert_norwegian(page, visitor.post(page, {"login": "x", "email": "x"}, follow=True))
    _assert_norwegian("a form with errors", administrator.post(agreements[1], {}))
    _assert_norwegian("nothing ticked", administrator.post(agreements[0], {"action": "avslutt"}, follow=True))
    _assert_norwegian("an act on many", administrator.post(agreements[0], {"action": "avslutt", "_selected_action": [number]}))
    assert "onsdag" in administrator.get("/admin/jsi18n/").content.decode()


def _assert_norwegian(page, response):
    assert response.status_code in (200, 405), page
    content = response.content.decode()
    content = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", content, flags=re.S)
    shown = re.findall(r'(?:title|alt|aria-label|placeholder|label)="([^"]*)"|<input type="submit" value="([^"]*)"', content)
    text = re.sub(r"<[^>]+>", " ", content) + " ".join(" ".join(found) for found in shown)
    assert not (found := ENGLISH.findall(text)), f"{page}: {found}"
