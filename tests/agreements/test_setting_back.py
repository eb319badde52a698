"""Taking changes back: what comes again exactly, what is withdrawn, and what is left because somebody has touched it."""

import pytest

from agreements import actions
from agreements.models import Publication, Source
from registry.changes import Actor, diff
from registry.models import Change
from tests.makers import hold_everything, make_agreement, make_area, make_municipality, make_party, make_user

pytestmark = pytest.mark.django_db
BY = Actor.importer("test")


def change_everything(whole):
    whole.agreement.name, whole.agreement.purpose = "Et annet navn", "Noe annet"
    for rows in (whole.participations, whole.sources, whole.held.decisions, whole.held.bodies):
        for row in list(rows[1:] if rows is whole.participations else rows):
            whole.remove(row)
    whole.held.cost_splits[0].covers = "alt"
    whole.add(make_party(make_municipality("Bardu"), "part"), Source(citation="En ny kilde"))
    whole.service_areas[:] = [make_area("brann", "Brann", "teknisk")]


def amended(*agreements):
    return actions.amend_many(agreements, change_everything, by=BY).changes


def set_back(changes):
    return actions.set_back(changes, {c.record_id: c.revision for c in changes}, by=BY, reason="Angret", told="Tatt tilbake")


def full_agreement(name):
    parties = [(make_municipality("Dyrøy"), "vertskommune"), (make_municipality("Salangen"), "samarbeidskommune", "2012")]
    agreement = make_agreement(name, parties, [make_area()], ["2019", "2020"])
    return hold_everything(agreement, make_user())


def test_what_was_changed_is_as_before_with_the_same_rows():
    one, two = full_agreement("Ett"), full_agreement("To")
    before = actions.snapshots([one.pk, two.pk])
    changes = amended(one, two)
    assert len(changes) == 2
    outcome = set_back(changes)
    assert (len(outcome.changes), outcome.refused) == (2, [])
    after = actions.snapshots([one.pk, two.pk])
    assert {pk: diff(before[pk], after[pk], ignore=actions.DERIVED) for pk in before} == {one.pk: [], two.pk: []}
    assert len({change.at for change in outcome.changes}) == 1
    assert {change.reason for change in outcome.changes} == {"Angret"}


def test_what_somebody_has_touched_since_stays_and_says_so():
    one, two = full_agreement("Ett"), full_agreement("To")
    changes = amended(one, two)
    actions.amend(two, lambda whole: setattr(whole.agreement, "office", "Bardufoss"), by=BY)
    outcome = set_back(changes)
    assert [change.record_id for change in outcome.changes] == [one.pk]
    assert [(agreement.pk, why) for agreement, why in outcome.refused] == [(two.pk, "Er endret siden.")]
    two.refresh_from_db()
    assert (two.name, two.office) == ("Et annet navn", "Bardufoss")


def test_what_was_registered_is_withdrawn_with_words_for_everybody(client):
    agreement = make_agreement("Nytt", [(make_municipality(),)])
    set_back(list(Change.objects.filter(record_id=agreement.pk)))
    answer = client.get(f"/samarbeid/{agreement.pk}/")
    assert answer.status_code == 410
    assert "Tatt tilbake" in answer.content.decode()


def test_a_draft_that_is_withdrawn_was_never_known(client):
    agreement = make_agreement("Et utkast", publication=Publication.DRAFT)
    set_back(list(Change.objects.filter(record_id=agreement.pk)))
    agreement.refresh_from_db()
    assert agreement.publication == Publication.WITHDRAWN
    assert client.get(f"/samarbeid/{agreement.pk}/").status_code == 404
    assert client.get(f"/api/v1/agreements/{agreement.pk}/").status_code == 404
    assert not Change.objects.filter(record_id=agreement.pk, public=True).exists()


def test_one_that_others_now_lie_under_is_left():
    agreement = make_agreement("Grunnavtale", agreement_type="grunnavtale")
    changes = list(Change.objects.filter(record_id=agreement.pk))
    make_agreement("Under", parent=agreement)
    assert [why for _agreement, why in set_back(changes).refused] == ["Har fått tjenesteavtaler under seg."]
