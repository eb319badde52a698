"""Anonymous readers see public fields only: a marker in every internal text, looked for at every address and in every format."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import get_resolver

from agreements import actions
from agreements.models import Agreement, ErrorReport, Publication
from municipalities.models import Contact, Municipality, Organisation
from registry.changes import Actor
from registry.models import Change, Letter, Role
from tests.makers import make_agreement, make_area, make_municipality, make_organisation, make_region, make_user

MARK = "INTERNT-MERKE"
LISTS = ["agreements", "municipalities", "regions", "organisations", "service-areas", "legal-forms", "changes"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def marked():
    """A published agreement with a marker in everything around it that is not for everyone."""
    user = make_user(Role.CASE_OFFICER, username=f"bruker-{MARK}", name=MARK, email="internt-merke@example.org")
    municipality = make_municipality("Dyrøy", "5528", note=MARK)
    other = make_organisation("Et fylke", note=MARK)
    Contact.objects.create(municipality=municipality, role="annet", email="internt-merke@example.org")
    make_region()
    shown = make_agreement(parties=[(municipality,), (other, "part")], areas=[make_area()], sources=["2020"], note=MARK)
    before = actions.stored_snapshot(shown)
    shown.name, shown.note = "Nytt navn", f"{MARK} 2"
    shown.save()
    actions.changed(shown, by=Actor.of(user), before=before, reason=MARK)
    hidden = make_agreement(f"Utkast {MARK}", [(municipality,)], publication=Publication.DRAFT, purpose=MARK)
    gone = make_agreement("Et som er trukket", [(municipality,)], publication=Publication.WITHDRAWN, withdrawn_reason="To ganger")
    Agreement.objects.filter(pk=shown.pk).update(parent=hidden)
    ErrorReport.objects.create(page="/", message=MARK, email="internt-merke@example.org")
    Letter.objects.create(to="internt-merke@example.org", subject=MARK, body=MARK)
    return shown, hidden, gone


def everything_in(answer):
    """The whole answer as text, the sheets of a workbook too."""
    whole = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "spreadsheet" in answer["Content-Type"]:
        with ZipFile(BytesIO(whole)) as book:
            whole = b"".join(book.read(name) for name in book.namelist())
    return whole.decode().casefold()


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR])
def test_nothing_internal_is_in_a_list_whoever_asks(client, marked, name, kind, role):
    if role:
        client.force_login(make_user(role))
    answer = client.get(f"/api/v1/{name}/", {"format": kind})
    assert answer.status_code == 200
    assert MARK.casefold() not in everything_in(answer)


def test_nothing_internal_is_in_one_record(client, marked):
    shown, hidden, gone = marked
    for path in (f"/api/v1/agreements/{shown.pk}/", f"/samarbeid/{shown.pk}.json", f"/api/v1/agreements/{gone.pk}/"):
        assert MARK.casefold() not in everything_in(client.get(path))
    for path in (f"/api/v1/agreements/{hidden.pk}/", f"/samarbeid/{hidden.pk}.json"):
        assert client.get(path).status_code == 404
    assert MARK.casefold() not in everything_in(client.get("/api/v1/municipalities/5528/"))


def test_every_internal_text_is_marked(marked):
    """Each column that is kept from the public, or could hold a person, carries the marker here."""
    rows = [(Municipality, "note"), (Organisation, "note"), (Agreement, "note"), (Change, "reason"), (Change, "actor_label")]
    for model, column in rows:
        assert model.objects.filter(**{f"{column}__contains": MARK}).exists(), f"{model.__name__}.{column}"


def test_every_address_of_the_api_is_tried_here():
    found = [str(pattern.pattern) for part in get_resolver().url_patterns for pattern in getattr(part, "url_patterns", [])]
    own = {path for path in found if path.startswith("api/v1/") and "<" not in path}
    assert own == {*(f"api/v1/{name}/" for name in LISTS), "api/v1/schema/", "api/v1/docs/"}
