"""Undoing an import: what is withdrawn, what is as it was, and what is left because somebody has touched it."""

import pytest
from django.core.exceptions import ValidationError

from agreements import actions
from agreements.imports.applying import running, undoing
from agreements.models import Agreement, Import, Publication
from registry.changes import Actor, diff
from registry.models import Change
from tests.agreements.imports.files import applied, changing, planned, scheme, states
from tests.makers import hold_everything, make_agreement, make_municipality, make_user

pytestmark = pytest.mark.django_db
BY = Actor.importer("test")


@pytest.fixture(autouse=True)
def places():
    return [make_municipality(name) for name in ("Dyrøy", "Salangen", "Bardu", "Målselv")]


def undone(found, by=None):
    undoing.undo(found, by=by)
    return Import.objects.get(pk=found.pk)


def test_new_ones_are_withdrawn_and_say_so_to_those_who_had_the_address(client):
    officer = make_user()
    found = undone(applied(scheme("Felles vaktmester"), scheme("Felles lønn")), by=officer)
    assert (found.state, found.undone_by) == (Import.State.UNDONE, officer)
    assert set(Agreement.objects.values_list("publication", flat=True)) == {Publication.WITHDRAWN}
    answer = client.get(f"/samarbeid/{Agreement.objects.first().pk}/")
    assert answer.status_code == 410
    assert "import som er angret" in answer.content.decode() and "dyroy.csv" not in answer.content.decode()
    changes = Change.objects.filter(kind=Change.Kind.WITHDRAWN)
    assert len(changes) == 2 and len({change.at for change in changes}) == 1


def test_changed_ones_are_as_they_were(places):
    agreement = hold_everything(make_agreement("Felles vaktmester", [(places[0],)], sources=["2019"], purpose="Gammel"))
    before = actions.stored_snapshot(agreement)
    found = changing(agreement)
    running.apply(found, by=None, publish=True)
    assert actions.stored_snapshot(agreement)["purpose"] == "Ny tekst"
    undone(found)
    assert diff(before, actions.stored_snapshot(agreement), ignore=actions.DERIVED) == []


def test_what_somebody_has_touched_since_is_left_and_named_before_and_after(client):
    found = applied(scheme("Felles vaktmester"), scheme("Felles lønn"))
    touched = Agreement.objects.get(name="Felles lønn")
    actions.amend(touched, lambda whole: setattr(whole.agreement, "office", "Sjøvegan"), by=BY)
    preview = undoing.preview(found)
    assert [row.name for row in preview.created] == ["Felles vaktmester"]
    assert [row.name for row in preview.touched] == ["Felles lønn"]
    found = undone(found)
    assert dict(found.schemes.values_list("name", "note")) == {"Felles vaktmester": "", "Felles lønn": "Er endret siden."}
    touched.refresh_from_db()
    assert touched.publication == Publication.PUBLISHED


def test_drafts_published_together_are_a_part_of_the_import_and_undone_with_it():
    found = applied(scheme("Felles vaktmester"), scheme("Felles lønn"), publish=False)
    assert undoing.drafts_of(found).count() == 2
    assert undoing.publish_drafts(found, by=make_user()) == 2
    assert undoing.drafts_of(found).count() == 0
    assert set(Agreement.objects.values_list("publication", flat=True)) == {Publication.PUBLISHED}
    found = undone(found)
    assert set(Agreement.objects.values_list("publication", flat=True)) == {Publication.WITHDRAWN}


def test_drafts_that_nobody_saw_stay_unseen(client):
    undone(applied(scheme("Felles vaktmester"), publish=False))
    assert client.get(f"/samarbeid/{Agreement.objects.get().pk}/").status_code == 404


def test_only_what_is_applied_can_be_undone_and_once():
    found = planned(scheme("Felles vaktmester"))
    with pytest.raises(ValidationError):
        undoing.undo(found, by=None)
    found = applied(scheme("Felles lønn"))
    undoing.undo(found, by=None)
    with pytest.raises(ValidationError):
        undoing.undo(found, by=None)


def test_the_same_file_can_be_imported_again_after_it_was_undone():
    rows = [scheme("Felles vaktmester"), scheme("Felles lønn")]
    undone(applied(*rows))
    again = applied(*rows)
    assert set(states(again).values()) == {"new"}
    assert Agreement.objects.filter(publication=Publication.PUBLISHED).count() == 2
