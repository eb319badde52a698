"""Organisations in the admin: what is written about one is judged at once in the agreements that rest on it."""

import pytest

from tests.makers import make_agreement, make_municipality, make_organisation
from tests.typed_form import send

pytestmark = pytest.mark.django_db


def test_the_organisation_form_is_judged_when_it_is_written(officer):
    organisation = make_organisation("Felles DA", "samarbeidsorgan")
    parties = [(make_municipality("Dyrøy"), "part"), (make_municipality("Bardu"), "part")]
    agreement = make_agreement("Felles", parties, legal_form="annet-avtalebasert", organisation=organisation)
    address = f"/admin/municipalities/organisation/{organisation.pk}/change/"
    for written, codes in (("DA", ["org_form_not_allowed"]), ("", []), ("ANS", ["org_form_not_allowed"]), ("SÆR", [])):
        send(officer, address, org_form=written)
        found = agreement.findings.filter(code__startswith="org_form").values_list("code", flat=True)
        assert list(found) == codes, written


def test_a_code_that_enhetsregisteret_does_not_have_is_refused(officer):
    answer = send(officer, "/admin/municipalities/organisation/add/", name="X", kind="iks", org_form="XX")
    assert answer.status_code == 200 and "XX" in answer.content.decode()
