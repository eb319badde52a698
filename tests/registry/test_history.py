"""Changes as people read them."""

import pytest

from agreements import actions
from agreements.models import Agreement
from registry.changes import Actor
from registry.history import readable
from registry.models import Change
from registry.periods import parse_date
from tests.makers import make_agreement, make_area, make_municipality, make_organisation

pytestmark = pytest.mark.django_db
BY = Actor.importer("test")


def lines_after(agreement, act):
    before = actions.stored_snapshot(agreement)
    act(agreement)
    agreement.save()
    actions.changed(agreement, by=BY, before=before)
    return [(line.label, line.row, line.before, line.after) for line in readable([Change.objects.latest("pk")])[0].lines]


def test_a_period_is_one_line_a_date_as_written_and_the_last_day():
    agreement = make_agreement(start="ca. 2008")

    def act(row):
        row.set_start(parse_date("vår 2019"))
        row.set_last_day(parse_date("31.12.2025"))

    assert lines_after(agreement, act) == [("Fra og med", "", "ca. 2008", "vår 2019"), ("Til og med", "", "", "31.12.2025")]


def test_choices_yes_and_no_and_what_is_pointed_to_are_shown_by_name():
    agreement, museum = make_agreement(participants_complete=True), make_organisation("Museum")

    def act(row):
        row.legal_form, row.participants_complete, row.organisation = "iks", False, museum

    assert lines_after(agreement, act) == [
        ("Samarbeidsform", "", "administrativt vertskommunesamarbeid", "interkommunalt selskap (IKS)"),
        ("Organisasjon", "", "", "Museum"),
        ("Alle parter er ført inn", "", "ja", "nei"),
    ]


def test_rows_come_and_go_by_name_and_change_by_field():
    bardu, dyroy = make_municipality("Bardu"), make_municipality("Dyrøy")
    agreement = make_agreement(parties=[(bardu, "vertskommune")], areas=[make_area()])

    def act(row):
        row.participations.update(role="samarbeidskommune")
        row.participations.create(municipality=dyroy, role="vertskommune")
        row.service_areas.clear()

    assert lines_after(agreement, act) == [
        ("Rolle", "Bardu, samarbeidskommune", "vertskommune", "samarbeidskommune"),
        ("Deltakelser", "", "", "Dyrøy, vertskommune"),
        ("Samarbeidsområder", "", "Barnevern", ""),
    ]


def test_what_the_model_no_longer_has_is_shown_as_it_was():
    agreement = make_agreement()
    change = Change.objects.get()
    change.before, change.after = {"gone": "a", "organisation": None}, {"gone": "b", "organisation": 99}
    assert [(line.label, line.before, line.after) for line in readable([change])[0].lines] == [
        ("Organisasjon", "", "nr. 99 (slettet)"),
        ("Gone", "a", "b"),
    ]
    change.record = "was.removed"
    assert {line.after for line in readable([change])[0].lines} == {"99", "b"}
    assert Agreement.objects.get() == agreement


def test_many_changes_take_no_more_queries_than_one(django_assert_max_num_queries):
    agreement = make_agreement(parties=[(make_municipality("Bardu"), "vertskommune")])
    for number in range(10):
        lines_after(agreement, lambda row, number=number: setattr(row, "office", f"Sted {number}"))
    found = list(Change.objects.all())
    with django_assert_max_num_queries(3):
        assert len(readable(found)) == 11
