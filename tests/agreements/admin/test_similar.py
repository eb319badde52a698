"""The warning that something like it is there already: when it comes, what it says, and that it stops nobody."""

import pytest

from agreements.models import Agreement
from tests.makers import make_agreement, make_area
from tests.typed_form import send

pytestmark = pytest.mark.django_db
ADD = "/admin/agreements/agreement/add/"
NEW = {
    "name": "Barneverntjenesten i Astafjord",
    "legal_form": "vertskommune",
    "areas": "Barnevern",
    "more_parties": "Dyrøy, Salangen",
}
ASKED = "Er det det samme samarbeidet?"


def saved(officer, address, **typed):
    answer = send(officer, address, **typed)
    assert answer.status_code == 302
    return officer.get(answer.url).content.decode()


def test_a_new_one_like_another_is_stored_and_points_to_it_with_the_reasons(officer, places):
    first = make_agreement("<b>Astafjord</b> barnevern", [(places["Salangen"],), (places["Dyrøy"],)], [make_area()])
    page = saved(officer, ADD, **NEW)
    second = Agreement.objects.get(name=NEW["name"])
    assert ASKED in page and "2 felles parter, samme område: Barnevern" in page
    assert f'<a href="/admin/agreements/agreement/{first.pk}/change/">&lt;b&gt;Astafjord' in page
    assert f"/admin/agreements/agreement/{second.pk}/sla-sammen/" in page


def test_a_change_asks_again_only_when_what_is_compared_was_changed(officer, places):
    make_agreement("Astafjord barnevern", [(places["Salangen"],)], [make_area()])
    other = make_agreement("Legevakt", [(places["Dyrøy"],)])
    address = f"/admin/agreements/agreement/{other.pk}/change/"
    assert ASKED not in saved(officer, address, purpose="Vakt")
    assert ASKED in saved(officer, address, name="Barnevern Astafjord", areas="Barnevern", more_parties="Salangen")
    assert ASKED not in saved(officer, address, purpose="Døgnvakt")
    row = {"participations-0-role": "vertskommune"}
    assert ASKED in saved(officer, address, **row)


def test_what_is_like_nothing_is_just_stored(officer, places):
    make_agreement("Astafjord barnevern", [(places["Bardu"],), (places["Balsfjord"],)], [make_area()])
    assert ASKED not in saved(officer, ADD, **{**NEW, "name": "Brannvern i indre"})
