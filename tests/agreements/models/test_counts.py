"""What counts as a formal scheme: what the form says, once it is agreed on, unless somebody has said otherwise with a reason."""

from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from agreements import actions
from agreements.models import Agreement, Stage
from agreements.models.whole import Whole
from agreements.statistics.inventory import Inventory
from municipalities.directory import Directory
from registry.changes import Actor
from registry.parameters import today
from tests.makers import make_agreement, make_municipality, make_source

pytestmark = pytest.mark.django_db
BY = Actor.importer("Ark fra Dyrøy")
WHY = {"counts_reason": "Vedtatt av alle, men ikke trådt i kraft"}
migration = import_module("agreements.migrations.0008_proposals_do_not_count")


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize(
    ("form", "override", "agreed", "proposed"),
    [
        ("vertskommune", None, True, False),
        ("nettverk", None, False, False),
        ("vertskommune", True, True, True),
        ("nettverk", True, True, True),
        ("vertskommune", False, False, False),
    ],
)
def test_form_and_stage_decide_unless_somebody_has_said_otherwise(stage, form, override, agreed, proposed):
    early = stage in ("idea", "dialogue", "study", "proposed")
    reason = {} if override is None else WHY
    agreement = make_agreement(legal_form=form, counts_override=override, stage=stage, **reason)
    assert Agreement.objects.get(pk=agreement.pk).counts is (proposed if early else agreed)


def test_a_proposal_counts_from_when_it_is_agreed_on_and_a_tjenesteavtale_takes_over_then():
    dyroy = make_municipality()
    above = make_agreement("Grunnavtalen", [(dyroy,)], sources=["2025"])
    below = make_agreement("Felles lønn", [(dyroy,)], sources=["2025"], parent=above, stage="proposed")

    def counted():
        inventory = Inventory.load(Agreement.objects.published(), Directory.load(today()))
        return {scheme.pk for scheme in inventory.schemes}, {scheme.pk for scheme in inventory.basic_agreements}

    assert counted() == ({above.pk}, set())
    assert actions.amend(below, lambda whole: setattr(whole.agreement, "stage", Stage.IN_FORCE), by=BY)
    assert counted() == ({below.pk}, {above.pk})


def test_the_bulk_road_counts_by_the_same_rule():
    fields = {"legal_form": "iks", "agreement_type": "selskapsavtale", "publication": "published"}
    drafts = [Whole(Agreement(name=str(stage), stage=stage, **fields), [], [make_source("2025")], []) for stage in Stage]
    actions.register_many(drafts, by=BY)
    assert set(Agreement.objects.counting().values_list("name", flat=True)) == {"in_force", "notice", "ended", "unknown"}
    actions.amend_many(Agreement.objects.all(), lambda whole: setattr(whole.agreement, "stage", Stage.PROPOSED), by=BY)
    assert not Agreement.objects.counting().exists()


def test_the_lists_and_the_page_say_the_same(client):
    proposal = make_agreement("Forslaget", sources=["2025"], stage="proposed")
    listed = {answer: client.get("/api/v1/agreements/", {"counts": answer}).json() for answer in ("ja", "nei")}
    assert [listed[answer]["count"] for answer in ("ja", "nei")] == [0, 1]
    assert client.get(f"/api/v1/agreements/{proposal.pk}/").json()["counts_as_formal"] is False
    assert "Et forslag telles ikke før det er vedtatt." in client.get(proposal.get_absolute_url()).content.decode()


def test_what_was_stored_before_follows_and_is_told_of_as_changed():
    stages = [Stage.PROPOSED, Stage.STUDY, Stage.IN_FORCE, Stage.UNKNOWN]
    proposed, studied, *others = (make_agreement(f"Stadium {stage}", stage=stage) for stage in stages)
    said = make_agreement("Med grunn", stage="proposed", counts_override=True, **WHY)
    Agreement.objects.update(counts=True)
    before = timezone.now()
    migration.leave_proposals_out(apps, None)
    assert set(Agreement.objects.filter(counts=False)) == {proposed, studied}
    assert set(Agreement.objects.filter(updated_at__gte=before)) == {proposed, studied}
    assert set(Agreement.objects.counting()) == {*others, said}
