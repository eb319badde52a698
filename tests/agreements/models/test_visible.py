"""Who sees which agreement: what lies before the first council case is for staff and the municipalities it names."""

import pytest
from django.contrib.auth.models import AnonymousUser

from agreements.models import Agreement, Publication, Stage
from registry.models import Role
from tests.makers import make_agreement, make_municipality, make_user

pytestmark = pytest.mark.django_db
EARLY = ["idea", "dialogue", "study"]


@pytest.fixture
def people():
    dyroy, bardu = make_municipality("Dyrøy"), make_municipality("Bardu")
    return {
        "everyone": AnonymousUser(),
        "Dyrøy": make_user(Role.MUNICIPALITY, municipality=dyroy),
        "Bardu": make_user(Role.MUNICIPALITY, municipality=bardu),
        "reader": make_user(Role.READER),
        "officer": make_user(),
    }


def who_sees(agreement, people):
    return {name for name, user in people.items() if Agreement.objects.visible_to(user).filter(pk=agreement.pk).exists()}


def test_the_stages_before_the_first_council_case_are_these():
    assert [stage.value for stage in Stage.before_council()] == EARLY


@pytest.mark.parametrize("stage", EARLY)
def test_an_early_one_is_for_staff_and_the_municipalities_named(people, stage):
    agreement = make_agreement(parties=[(people["Dyrøy"].municipality,)], stage=stage)
    assert who_sees(agreement, people) == {"Dyrøy", "reader", "officer"}
    assert not agreement.known_to_all
    assert not Agreement.objects.published().exists()


@pytest.mark.parametrize("stage", ["proposed", "in_force", "notice", "ended", "unknown"])
def test_from_the_first_council_case_on_it_is_for_everyone(people, stage):
    assert who_sees(make_agreement(stage=stage), people) == set(people)


@pytest.mark.parametrize("publication", [Publication.DRAFT, Publication.WITHDRAWN])
def test_what_is_not_published_is_for_staff_alone_whatever_its_stage(people, publication):
    for stage in ("idea", "in_force"):
        agreement = make_agreement(
            parties=[(people["Dyrøy"].municipality,)], stage=stage, publication=publication, withdrawn_reason="Feil"
        )
        assert who_sees(agreement, people) == {"reader", "officer"}
        gone = publication == Publication.WITHDRAWN and stage == "in_force"
        assert Agreement.objects.gone().filter(pk=agreement.pk).exists() == gone
