"""Many agreements registered or amended at once: what the trail says is what is stored, in a flat number of queries."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements import actions
from agreements.findings import recheck
from agreements.models import Agreement, AgreementSuccession, CostComponent, CostSplit, Finding, Ownership, Participation, Version
from agreements.models.whole import Whole
from municipalities.models import Organisation
from registry.changes import Actor
from registry.models import Change
from registry.parameters import today
from registry.periods import parse_date
from tests.makers import (
    hold_everything,
    make_agreement,
    make_area,
    make_municipality,
    make_organisation,
    make_party,
    make_region,
    make_source,
)

pytestmark = pytest.mark.django_db
BY = Actor.importer("Ark fra Dyrøy")


def draft(name="Astafjord barnevern", parties=(), sources=("2021",), areas=(), **fields):
    fields = {"legal_form": "vertskommune", "agreement_type": "samarbeidsavtale", "publication": "published", **fields}
    rows = [make_party(*party) for party in parties]
    return Whole(Agreement(name=name, **fields), rows, [make_source(text) for text in sources], list(areas))


def trail_is_what_is_stored():
    for change in {change.record_id: change for change in Change.objects.order_by("pk")}.values():
        stored = actions.snapshots([change.record_id])[change.record_id]
        left = {"successions_out": None}  # the row of one that carries it on, which has the change
        assert stored | left == change.after | left
    findings = list(Finding.objects.order_by("pk").values("agreement", "code", "subject", "evidence"))
    recheck(list(Agreement.objects.values_list("pk", flat=True)), today())
    assert findings == list(Finding.objects.order_by("pk").values("agreement", "code", "subject", "evidence"))


def test_many_are_registered_with_all_their_rows_and_one_change_each_of_one_moment():
    dyroy, county, area = make_municipality(), make_organisation("Troms fylkeskommune"), make_area()
    parent = make_agreement("Grunnavtalen", [(dyroy,)])
    one = draft(parties=[(dyroy, "vertskommune", "2012"), (county, "bidragsyter")], areas=[area], parent=parent)
    one.add(Ownership(participation=one.participations[0], share_num=1, share_den=3))
    split = CostSplit(kind="key")
    one.add(split, *(CostComponent(cost_split=split, share_num=part, share_den=3, text="likt") for part in (1, 2)))
    one.add(AgreementSuccession(predecessor=parent, kind="replaced"))
    council = draft("Midt-Troms regionråd", [(dyroy,)], region=make_region(), sources=())
    changes = actions.register_many(iter([one, council]), by=BY, reason="Ark")
    assert [(change.kind, change.revision, change.reason, change.before) for change in changes] == [("created", 1, "Ark", None)] * 2
    assert len({change.at for change in changes}) == 1
    trail_is_what_is_stored()
    stored = Agreement.objects.get(name="Astafjord barnevern")
    assert [str(row) for row in stored.participations.all()] == [
        "Dyrøy, vertskommune, fra 2012", "Troms fylkeskommune, bidragsyter",
    ]  # fmt: skip
    assert (stored.evidence_first, stored.evidence_last) == (date(2021, 1, 1), date(2021, 12, 31))
    assert (stored.search_text, stored.counts, stored.revision) == ("astafjord barnevern", True, 1)
    assert list(stored.service_areas.all()) == [area] and stored.successions_in.get().predecessor == parent
    assert council.agreement.region.memberships.get().municipality == dyroy


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (lambda one: setattr(one.agreement, "name", "x" * 301), "300"),
        (lambda one: setattr(one.agreement, "purpose", "a\x00b"), "kontrolltegn"),
        (lambda one: setattr(one.agreement, "legal_form", "tull"), "tull"),
        (lambda one: setattr(one.participations[0], "role", ""), "."),
        (lambda one: setattr(one.participations[0], "municipality", None), "én kommune eller én organisasjon"),
        (lambda one: one.participations[0].set_last_day(parse_date("2001")), "er før første dag"),
        (lambda one: one.add(make_party(one.participations[0].party, "part", "2015")), "Dyrøy står to ganger"),
        (lambda one: one.add(Ownership(participation=one.participations[0], share_num=3, share_den=2)), "3 av 2"),
        (lambda one: setattr(one.sources[0], "url", "tull"), "URL|nettadresse"),
    ],
)
def test_one_that_cannot_be_is_refused_and_named_and_nothing_is_stored(broken, why):
    whole = draft("Det gale", [(make_municipality(), "samarbeidskommune", "2012")])
    broken(whole)
    with pytest.raises(actions.Refused, match=why) as refused:
        actions.register_many([draft("Det rette"), whole], by=BY)
    assert refused.value.whole is whole
    assert not Agreement.objects.exists() and not Change.objects.exists()


def test_a_key_or_a_region_that_is_taken_is_refused_in_words():
    make_agreement(region=make_region(slug="midt"), source_key="A001")
    taken = Agreement.objects.get().region
    for fields in ({"region": taken}, {"source_key": "A001"}):
        with pytest.raises(ValidationError, match="finnes allerede"):
            actions.register_many([draft(**fields)], by=BY)


def test_organisations_are_registered_before_those_that_name_them():
    organisation = Organisation(name="Astafjord vekst AS", kind="as")
    whole = draft(parties=[(organisation, "part"), (make_organisation("Sametinget"), "part")])
    [change] = actions.register_organisations([organisation], by=BY)
    assert (change.kind, change.record_name, change.after["sort_key"]) == ("created", "Astafjord vekst AS", organisation.sort_key)
    actions.register_many([whole], by=BY)
    assert {row.party.name for row in whole.agreement.participations.all()} == {"Astafjord vekst AS", "Sametinget"}
    with pytest.raises(ValidationError, match="org_number"):
        actions.register_organisations([Organisation(name="Gal", kind="as", org_number="123456789")], by=BY)


def test_what_an_act_changes_in_memory_is_stored_whatever_table_it_is_in():
    dyroy, bardu, area = make_municipality(), make_municipality("Bardu"), make_area()
    agreement = make_agreement(parties=[(dyroy, "vertskommune"), (bardu,)], sources=["2020"], areas=[area])
    hold_everything(agreement)
    agreement.refresh_from_db()

    def act(whole):
        whole.agreement.name = "Nytt navn"
        whole.remove(whole.participations[0])
        whole.participations[0].role = "vertskommune"
        whole.add(make_party(make_municipality("Salangen")), make_source("2024"), Version(name="2"))
        whole.remove(whole.held.versions[0])
        whole.remove(whole.held.cost_splits[0])
        whole.remove(whole.held.documents[0])
        whole.service_areas[:] = [make_area("legevakt", "Legevakt", "helse")]
        whole.held.years[0].cost = 5

    revision = agreement.revision + 1
    change = actions.amend(agreement, act, by=BY, reason="Ark")
    assert (change.revision, agreement.revision, agreement.name) == (revision, revision, "Nytt navn")
    trail_is_what_is_stored()
    assert [str(row) for row in agreement.participations.all()] == ["Bardu, vertskommune", "Salangen, samarbeidskommune"]
    assert not Ownership.objects.exists() and not CostComponent.objects.exists()
    assert agreement.decisions.get().version is None and agreement.documents.count() == 1
    assert [area.name for area in agreement.service_areas.all()] == ["Legevakt"]
    assert (agreement.evidence_last, agreement.search_text) == (date(2024, 12, 31), "nytt navn")
    assert actions.amend(agreement, lambda whole: None, by=BY) is None


def test_one_that_refuses_is_left_as_it_was_and_the_others_are_amended():
    one, two, same = (make_agreement(name, [(make_municipality(name),)]) for name in ("Ett", "To", "Likt"))

    def act(whole):
        whole.agreement.name = {one.pk: "Nytt", two.pk: "x" * 301}.get(whole.agreement.pk, whole.agreement.name)
        whole.participations[0].role = "vertskommune" if whole.agreement.pk == two.pk else whole.participations[0].role

    outcome = actions.amend_many([one, two, same], act, by=BY)
    assert [change.record_id for change in outcome.changes] == [one.pk]
    assert [agreement for agreement, _why in outcome.refused] == [two, same]
    assert outcome.refused[1][1] == "Ingenting blir annerledes."
    assert set(Agreement.objects.values_list("name", "revision")) == {("Nytt", 2), ("To", 1), ("Likt", 1)}
    assert two.participations.get().role == "samarbeidskommune"
    trail_is_what_is_stored()


def test_a_row_that_says_nothing_else_is_not_touched():
    agreement = make_agreement(parties=[(make_municipality(name),) for name in ("Dyrøy", "Bardu")])
    with CaptureQueriesContext(connection) as queries:
        actions.amend(agreement, lambda whole: setattr(whole.participations[1], "role", "vertskommune"), by=BY)
    written = [query["sql"] for query in queries if "UPDATE" in query["sql"] and "participation" in query["sql"]]
    assert len(written) == 1 and '"role" = ' in written[0] and "valid_from" not in written[0]


def drafts(number):
    parties = [(make_municipality(f"Kommune {place}"),) for place in range(3)]
    parent, area = make_agreement("Grunnavtalen"), make_area()
    return [draft(f"Nr. {place}", parties, areas=[area], parent=parent) for place in range(number)]


def asked(act, *args, **options):
    with CaptureQueriesContext(connection) as queries:
        act(*args, **options)
    return [query["sql"] for query in queries]


def test_queries_grow_with_thousands_of_rows_and_not_with_agreements():
    counts = []
    for made in (drafts(10), drafts(100)):
        registered = asked(actions.register_many, made, by=BY)
        found = [whole.agreement for whole in made]
        ended = asked(actions.end_each, found, last_day=parse_date("2025"), by=BY, reason="Over")
        snapshots = asked(actions.snapshots, [agreement.pk for agreement in found])
        counts.append([sum("SELECT" in sql for sql in queries) for queries in (registered, ended, snapshots)])
        assert len(registered) + len(ended) <= 60  # SQLite takes some eighty rows in one query
    assert counts[0] == counts[1]
    assert Participation.objects.filter(valid_to=date(2026, 1, 1)).count() == 330
