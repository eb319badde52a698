"""Merging a scheme that was entered twice: what moves, what stays, where the address leads, and what is refused."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaiting
from threading import Event

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from agreements import actions
from agreements.models import Agreement, Ownership, Publication
from registry.changes import Actor
from registry.models import Change
from tests.makers import make_agreement, make_area, make_municipality, make_region

pytestmark = pytest.mark.django_db
BY = Actor.importer("test")


def test_what_only_the_duplicate_knows_moves_and_each_gets_one_change(client):
    salangen, dyroy, bardu = (make_municipality(name) for name in ("Salangen", "Dyrøy", "Bardu"))
    area = make_area()
    kept = make_agreement("Astafjord barnevern", [(salangen, "vertskommune"), (dyroy, "part", "2012")], sources=["2019"])
    parties = [(salangen, "part"), (dyroy, "part", "2005", "2009"), (bardu,)]
    other = make_agreement("Barnevern i Astafjord", parties, [area], ["2019", "2023"], former_names="Astafjord Barnevern\nAB")
    Ownership.objects.create(participation=other.participations.get(municipality=bardu), share_num=1, share_den=3)
    before = Change.objects.count()
    actions.merge(other, kept, by=BY, reason="Ført inn to ganger")
    kept.refresh_from_db()
    rows = [(row.party.name, row.role, row.start_shown) for row in kept.participations.order_by("pk")]
    assert rows == [
        ("Salangen", "vertskommune", "ukjent"),
        ("Dyrøy", "part", "2012"),
        ("Dyrøy", "part", "2005"),
        ("Bardu", "samarbeidskommune", "ukjent"),
    ]
    assert kept.participations.last().ownerships.get().share_den == 3
    assert kept.former_names.splitlines() == ["Barnevern i Astafjord", "AB"]
    assert sorted(source.as_of_shown for source in kept.sources.all()) == ["2019", "2023"]
    assert list(kept.service_areas.all()) == [area]
    assert other.participations.count() == 3
    assert [change.kind for change in Change.objects.order_by("pk")[before:]] == ["merged", "merged"]


def test_the_address_leads_to_the_kept_one_for_ever_however_long_the_chain(client):
    first, second, third = (make_agreement(name) for name in ("Ett", "To", "Tre"))
    actions.merge(first, second, by=BY)
    actions.merge(second, third, by=BY)
    answer = client.get(f"/samarbeid/{first.pk}/?on=2020-01-01")
    assert (answer.status_code, answer.url) == (301, f"/samarbeid/{third.pk}/?on=2020-01-01")
    actions.withdraw(third, reason="Feil", by=BY)
    assert client.get(f"/samarbeid/{first.pk}/", follow=True).status_code == 410


def test_a_draft_that_was_a_duplicate_stays_hidden(client):
    draft, kept = make_agreement("Utkast", publication=Publication.DRAFT), make_agreement("Samme")
    actions.merge(draft, kept, by=BY)
    assert client.get(f"/samarbeid/{draft.pk}/").status_code == 404
    assert Change.objects.filter(record_id=draft.pk, public=True).count() == 0


def test_the_impossible_is_refused():
    one, two, gone, draft = (make_agreement(name) for name in ("Ett", "To", "Borte", "Utkast"))
    draft.publication = Publication.DRAFT
    draft.save()
    actions.withdraw(gone, reason="Feil", by=BY)
    for duplicate, into in [(one, one), (one, gone), (one, draft)]:
        with pytest.raises(ValidationError):
            actions.merge(duplicate, into, by=BY)
    actions.merge(one, two, by=BY)
    for duplicate, into in [(one, two), (two, one), (one, gone)]:
        with pytest.raises(ValidationError):
            actions.merge(duplicate, into, by=BY)
    with pytest.raises(ValidationError, match="slått sammen med «To»"):
        actions.publish(one, by=BY)


def test_service_agreements_and_the_region_follow():
    dyroy, region = make_municipality(), make_region()
    duplicate = make_agreement("Råd", [(dyroy,)], region=region)
    kept, child = make_agreement("Rådet"), make_agreement("Under", parent=duplicate)
    inside = make_agreement("Rådet under", parent=duplicate)
    actions.merge(duplicate, inside, by=BY)
    for row in (duplicate, kept, child, inside):
        row.refresh_from_db()
    assert (child.parent, inside.parent, inside.region, duplicate.region) == (inside, None, region, None)
    assert [row.municipality for row in region.memberships.all()] == [dyroy]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has several writers")
def test_of_two_who_merge_one_scheme_into_two_others_at_once_the_second_is_told():
    duplicate, first, second = (make_agreement(name) for name in ("Barnevern", "Astafjord barnevern", "Felles barnevern"))
    merged, may_commit = Event(), Event()

    def merge(into, wait=False):
        try:
            with transaction.atomic():
                actions.merge(Agreement.objects.get(pk=duplicate.pk), into, by=BY)
                merged.set()
                assert not wait or may_commit.wait(10)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(merge, first, wait=True)
        assert merged.wait(10)
        other = pool.submit(merge, second)
        with pytest.raises(StillWaiting):
            other.result(0.5)
        may_commit.set()
        one.result(10)
        with pytest.raises(ValidationError, match="alt slått sammen"):
            other.result(10)
    duplicate.refresh_from_db()
    assert duplicate.merged_into == first
