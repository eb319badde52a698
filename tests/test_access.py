"""Who may do what: every role, every table of the admin, every address, as tables to read."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from agreements.api import urls as api
from agreements.browse.urls import urlpatterns as browsed
from agreements.imports import urls as imported
from agreements.models import Publication
from agreements.verification import urls as reviewed
from registry.models import Role
from registry.parameters import today
from tests.makers import make_agreement, make_municipality, make_user

pytestmark = pytest.mark.django_db
ANONYMOUS = "anonymous"
ROLES = (ANONYMOUS, Role.MUNICIPALITY, Role.READER, Role.CASE_OFFICER, Role.ADMINISTRATOR)
NOBODY, ADMINISTRATORS = (), (Role.ADMINISTRATOR,)
EDITORS = (Role.CASE_OFFICER, Role.ADMINISTRATOR)
STAFF = (Role.READER, *EDITORS)

# Every table of the admin: who sees it, who adds and changes rows, who may delete.
TABLES = {
    "registry.User": (ADMINISTRATORS, ADMINISTRATORS, NOBODY),
    "registry.Change": (STAFF, NOBODY, NOBODY),
    "registry.Letter": (EDITORS, NOBODY, NOBODY),
    "agreements.Agreement": (STAFF, EDITORS, NOBODY),
    "agreements.Participation": (STAFF, EDITORS, NOBODY),
    "agreements.ErrorReport": (EDITORS, EDITORS, EDITORS),
    "agreements.Finding": (STAFF, EDITORS, NOBODY),
    "agreements.ServiceArea": (STAFF, EDITORS, NOBODY),
    "municipalities.Municipality": (STAFF, EDITORS, NOBODY),
    "municipalities.Region": (STAFF, EDITORS, NOBODY),
    "municipalities.Organisation": (STAFF, EDITORS, EDITORS),
    "municipalities.Contact": (STAFF, EDITORS, EDITORS),
}
NOT_ADDED_BY_HAND = {
    "agreements.ErrorReport",
    "agreements.Participation",
    "agreements.Finding",
    "municipalities.Municipality",
}  # readers write the one, reforms found the other

# What a reader's own address answers on GET and POST, for everybody alike.
PUBLIC_GET = {
    "legal-form-detail": {"code": "ingen"},
    "statistics-page": {"code": "ingen"},
    "report": {"report": "ingen"},
    "report-of": {"report": "arkivplan", "place": "9999"},
    "report-file": {"report": "ingen"},
    "report-file-of": {"report": "arkivplan", "place": "9999"},
    "agreement-detail": {"pk": 1},
    "document": {"pk": 1},
    "municipality-detail": {"number": "9999"},
    "region-detail": {"slug": "ingen"},
    "download": {"day": "2020-01-01"},
}
POSTABLE = {"report-error"}
LOGGED_IN = {"deadline-list", "finding-list"}  # for staff, and for a municipality about its own


@pytest.fixture(params=ROLES, ids=str)
def role(request):
    return request.param


@pytest.fixture
def visitor(client, role):
    """A client logged in as the role."""
    if role != ANONYMOUS:
        municipality = make_municipality() if role == Role.MUNICIPALITY else None
        client.force_login(make_user(role, municipality=municipality))
    return client


def expected(role, allowed):
    """Anonymous is asked to log in, a municipality finds nothing there, staff without the right are told so."""
    if role in allowed:
        return 200
    return {ANONYMOUS: 302, Role.MUNICIPALITY: 404}.get(role, 403)


def test_every_table_of_the_admin_is_in_the_table_above():
    assert {model._meta.label for model in admin.site._registry} == set(TABLES)


@pytest.mark.parametrize("label", TABLES)
def test_the_admin_opens_each_table_to_those_it_should(visitor, role, label):
    see, write, _delete = TABLES[label]
    name = f"admin:{label.lower().replace('.', '_')}"
    add = NOBODY if label in NOT_ADDED_BY_HAND else write
    assert visitor.get(reverse(f"{name}_changelist")).status_code == expected(role, see)
    assert visitor.get(reverse(f"{name}_add")).status_code == expected(role, add)
    if role not in add:
        assert visitor.post(reverse(f"{name}_add"), {}).status_code == expected(role, add)


@pytest.mark.parametrize("label", TABLES)
def test_permissions_on_each_table_follow_the_role(rf, role, label):
    if role == ANONYMOUS:
        return
    see, write, delete = TABLES[label]
    table = next(table for model, table in admin.site._registry.items() if model._meta.label == label)
    request = rf.get("/")
    request.user = make_user(role, municipality=make_municipality() if role == Role.MUNICIPALITY else None)
    asked = (table.has_view_permission(request), table.has_change_permission(request), table.has_delete_permission(request))
    assert asked == (role in see, role in write, role in delete)


def test_an_agreement_is_changed_by_editors_only(visitor, role):
    agreement = make_agreement()
    address = reverse("admin:agreements_agreement_change", args=[agreement.pk])
    assert visitor.get(address).status_code == expected(role, STAFF)
    if role not in EDITORS:
        refused = 403 if role == ANONYMOUS else expected(role, ())  # with what was typed still on the page
        assert visitor.post(address, {"name": "Overtatt"}).status_code == refused
        agreement.refresh_from_db()
        assert agreement.name == "Astafjord barnevern"


@pytest.mark.parametrize(
    ("publication", "answers"),
    [
        (Publication.PUBLISHED, dict.fromkeys(ROLES, 200)),
        (Publication.DRAFT, {role: 200 if role in STAFF else 404 for role in ROLES}),
        (Publication.WITHDRAWN, {role: 200 if role in STAFF else 410 for role in ROLES}),
    ],
)
def test_an_agreement_is_read_by_those_who_may(visitor, role, publication, answers):
    agreement = make_agreement(publication=publication, withdrawn_reason="Ført inn to ganger", note="Bare internt")
    answer = visitor.get(reverse("agreement-detail", args=[agreement.pk]))
    assert answer.status_code == answers[role]
    assert "Bare internt" not in answer.content.decode()
    listed = visitor.get(reverse("agreement-list")).content.decode()
    assert (agreement.name in listed) == (publication == Publication.PUBLISHED or role in STAFF)


@pytest.mark.parametrize("pattern", [p for p in browsed if p.name], ids=lambda p: p.name)
def test_a_public_address_reads_for_everybody_and_writes_for_nobody(visitor, role, pattern):
    row = PUBLIC_GET.get(pattern.name, {})
    address = reverse(pattern.name, kwargs=row)
    missing = 404 if row else 302 if role == ANONYMOUS and pattern.name in LOGGED_IN else 200
    assert visitor.get(address).status_code == missing
    assert visitor.head(address).status_code == missing
    if pattern.name in POSTABLE:
        assert visitor.post(address, {}).status_code == 400
    for method in (visitor.put, visitor.patch, visitor.delete, *([] if pattern.name in POSTABLE else [visitor.post])):
        assert method(address).status_code == 405


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("account_login", {ANONYMOUS: 200}),
        ("account_logout", {ANONYMOUS: 302, "others": 200}),
        ("account_change_password", {ANONYMOUS: 302, "others": 200}),
        ("after-login", {ANONYMOUS: 302, "others": 302}),
        ("health", {ANONYMOUS: 200, "others": 200}),
    ],
)
def test_the_account_pages_answer_by_who_asks(visitor, role, name, answers):
    assert visitor.get(reverse(name)).status_code == answers.get(role, answers.get("others", 302))


@pytest.mark.parametrize("address", ["/konto/signup/", "/konto/email/", "/konto/confirm-email/"])
def test_nobody_signs_up_or_manages_addresses(visitor, address):
    assert visitor.get(address).status_code == 404
    assert (
        visitor.post(
            address, {"username": "innsmett", "password1": "et langt passord", "password2": "et langt passord"}
        ).status_code
        == 404
    )


NUMBERED = {
    pattern.name: pattern
    for rooms in (browsed, api.urlpatterns, imported.urlpatterns, reviewed.urlpatterns)
    for pattern in rooms
    if "<int:" in str(pattern.pattern)
}


@pytest.mark.parametrize("name", NUMBERED)
@pytest.mark.parametrize("number", [2**63 - 1, 10**30])
def test_no_address_breaks_on_a_number_that_no_row_can_have(client, name, number):
    client.force_login(make_user(Role.ADMINISTRATOR))
    place = {part: number if kind == "int" else "x" for kind, part in re.findall(r"<(\w+):(\w+)>", str(NUMBERED[name].pattern))}
    assert {client.get(reverse(name, kwargs=place)).status_code, client.post(reverse(name, kwargs=place)).status_code} <= {404, 405}


def test_drafts_stay_hidden_also_where_a_day_and_a_filter_are_asked_for(visitor, role):
    make_agreement("Hemmelig utkast", publication=Publication.DRAFT)
    answer = visitor.get(reverse("agreement-list"), {"on": today().isoformat(), "q": "hemmelig"})
    assert ("Hemmelig utkast" in answer.content.decode()) == (role in STAFF)
