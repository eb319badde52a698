"""Who sees which column, beyond what everybody may see: every role through every page, the admin's too.

What everybody sees is decided in `public_columns`. Every other column is decided here, by the least of those who may see it:
a new column fails until somebody has.
"""

import re
from collections import defaultdict
from datetime import UTC, datetime

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from agreements.models import Finding
from municipalities.models import Municipality
from registry.models import Role
from tests import test_only_public
from tests.makers import make_municipality, make_user
from tests.marks import concrete_fields, mark_of, text_of
from tests.public_columns import PUBLIC, allowed
from tests.test_only_public import addresses

pytestmark = pytest.mark.django_db
marks = test_only_public.marks

# Each sees what those before it see. A municipality that is no party sees what everybody sees.
VISITORS = ("anonymous", "another municipality", "a party", "reader", "case officer", "administrator")
STAFF, IMPORTERS = VISITORS[3:], VISITORS[4:]
DERIVED = ("search_text", "sort_key")
LEAST = {
    "a party": {"agreements.Finding": {"message", "paragraph"}},
    "reader": {
        "agreements.Agreement": {"note", "governor_informed"},
        "agreements.Finding": {"found_at", "told_on", "accepted_reason"},
        "agreements.ServiceArea": {"synonyms"},
        "municipalities.Municipality": {"aliases"},
        "municipalities.Organisation": {"aliases", "note"},
        "municipalities.Contact": {"email"},
        "registry.Change": {"actor_label", "reason", "record_name"},
        "registry.Letter": {"error", "queued_at", "sent_at"},  # how far the letters of a review have come
        "registry.User": {"name"},  # beside what she answers for, and in the trail
    },
    "case officer": {
        "agreements.ErrorReport": {"answer", "answered_at", "email", "message", "page", "received_at", "source"},
        "registry.Letter": {"attachment_name", "attempts", "body", "subject", "to"},
    },
    "administrator": {"registry.User": {"email", "username"}},
    "nobody": {
        "agreements.Agreement": {
            *DERIVED,
            "created_at",
            "source_key",
            "withdrawn_reason",
        },  # the reason of one that is not withdrawn
        "agreements.Finding": {"evidence", "field", "public_words", "subject"},
        "agreements.Reminder": {"days_ahead", "due"},
        "agreements.ServiceArea": {*DERIVED},
        "municipalities.Boundary": {"label_y", "left", "top", "right", "bottom"},  # only reckoned with
        "municipalities.BoundaryFile": {"name", "read_at", "width", "height"},
        "municipalities.Municipality": {*DERIVED},
        "municipalities.Organisation": {*DERIVED},
        "municipalities.Region": {*DERIVED, "source_key"},
        "registry.Attempt": {"at", "digest", "kind"},
        "registry.User": {"created_at", "last_login", "password"},
    },
}

# What files held before it was accepted: for those who import alone, on pages that need real files (tests/agreements/imports).
OF_IMPORTS = ("agreements.Import.", "agreements.ImportFile.", "agreements.ImportedScheme.", "agreements.RememberedHeadings.")

# What municipalities answer: for staff, and for each municipality its own (tests/agreements/verification).
_REVIEWED = ("Round", "Task", "PersonalLink", "LinkUse", "TaskLetter", "Answer", "Contradiction", "Proposal", "Confirmation")
OF_REVIEWS = tuple(f"agreements.{name}." for name in _REVIEWED)


def decided():
    """Column → the least who sees it."""
    return {f"{model}.{name}": who for who, tables in LEAST.items() for model, names in tables.items() for name in names}


SEEN = {}


@pytest.fixture
def seen(marks):
    """Column, with the state of its agreement → who saw it anywhere; found out once."""
    SEEN.update(SEEN or seen_by_each(marks))
    return defaultdict(set, SEEN)


def seen_by_each(marks):
    accepted = Finding.objects.filter(agreement__name__in=_shown(marks)).first()
    Finding.objects.filter(pk=accepted.pk).update(accepted_at=datetime(2026, 1, 2, tzinfo=UTC))
    party = Municipality.objects.filter(participations__agreement=accepted.agreement).first()
    users = [
        None,
        make_user(Role.MUNICIPALITY, municipality=make_municipality("Utenfor")),
        make_user(Role.MUNICIPALITY, municipality=party),
        *(make_user(role) for role in (Role.READER, Role.CASE_OFFICER, Role.ADMINISTRATOR)),
    ]
    found = defaultdict(set)
    for who, user in zip(VISITORS, users, strict=True):
        client = Client()
        if user:
            client.force_login(user)
        for address in [*pages(who), *(admin_pages() if who in STAFF else ())]:
            for meaning in marks.found_in(text_of(client.get(address))):
                found[meaning].add(who)
    return found


def _shown(marks):
    return [mark for mark, meaning in marks.meaning.items() if meaning == "agreements.Agreement.name"]


def pages(who):
    """Every page for readers. Files and the API are the same for all, which `test_only_public` holds."""
    left_out = ("/api/", "format=", ".json", ".ttl", "/nedlasting/", *(["/import/"] if who in IMPORTERS else []))
    for address in addresses():
        of_report = "/rapporter/" in address and address.endswith(".xlsx")
        if not of_report and not any(part in address for part in left_out):
            yield address
    yield from ("/frister/?kind=ingen", "/frister/?from=1900-01-01", "/avklares/?state=accepted")


def admin_pages():
    """Every table of the admin, and of every row its form and its history."""
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        for pk in model._base_manager.values_list("pk", flat=True):
            yield from (reverse(f"{name}_change", args=[pk]), reverse(f"{name}_history", args=[pk]))


def test_every_column_that_is_not_for_everybody_is_decided_once(marks):
    public = {f"{model}.{name}" for model, names in PUBLIC.items() for name in names}
    markable = {f"{model._meta.label}.{field.name}" for model, field in concrete_fields() if mark_of(marks, model, field, "")}
    columns = {f"{model._meta.label}.{field.name}" for model, field in concrete_fields()}
    words_of_a_date = {name for name in columns if f"{name.removesuffix('_text')}_precision" in columns}  # public with their date
    hidden = markable - public - words_of_a_date - {"registry.Change.before", "registry.Change.after"}
    assert sum(len(names) for tables in LEAST.values() for names in tables.values()) == len(decided()), "decided twice"
    assert {name for name in hidden if not name.startswith((*OF_IMPORTS, *OF_REVIEWS))} == set(decided())


def test_each_column_is_seen_by_those_it_is_decided_for_and_no_others(seen):
    expected = {name: set(VISITORS[VISITORS.index(who) :]) if who in VISITORS else set() for name, who in decided().items()}
    assert {name: seen[name] for name in expected} == expected
    assert {name: who for name, who in seen.items() if name.startswith(OF_IMPORTS) and not who <= {*IMPORTERS}} == {}
    answered = {name: who for name, who in seen.items() if name.startswith(OF_REVIEWS) and name not in allowed()}
    assert {name: who for name, who in answered.items() if not who <= {*STAFF, "a party"}} == {}


def test_what_is_not_public_yet_is_for_staff_and_of_what_lies_before_a_council_for_the_parties_too(seen):
    public, of_parties = allowed(), {name for name, who in decided().items() if who == "a party"}
    for meaning, who in seen.items():
        state, _space, column = meaning.rpartition(" ")
        outside = who - {*STAFF}
        if state in ("draft", "withheld") or (state == "withdrawn" and meaning not in public):
            assert outside == set(), meaning
        if state == "early":
            assert outside == ({"a party"} if outside else set()), meaning
            assert not outside or column in public or column.endswith("_text") or column in of_parties, meaning


def test_of_the_trail_others_than_staff_see_what_everybody_sees(seen):
    trail = {meaning: who - {*STAFF} for meaning, who in seen.items() if "registry.Change." in meaning and ":" in meaning}
    assert {meaning for meaning, who in trail.items() if who and meaning not in allowed()} == set()
    assert trail, "the trail is shown somewhere"


@pytest.mark.parametrize("model", ["agreement", "participation", "servicearea"])
def test_whoever_may_only_look_has_no_field_to_type_in(marks, client, model):
    client.force_login(make_user(Role.READER))
    name = f"admin:agreements_{model}_change"
    for pk in next(one for one in admin.site._registry if one._meta.model_name == model)._base_manager.values_list("pk", flat=True):
        page = client.get(reverse(name, args=[pk]))
        assert page.status_code == 200
        assert re.findall(r'<(?:select|textarea|input type="(?!hidden))[^>]*>', page.content.decode()) == []
