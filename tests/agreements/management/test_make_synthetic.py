"""The made-up register: valid, believable in size, the same again, and never beside real agreements by mistake."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Max, Min

from agreements.actions import check_participations
from agreements.models import Agreement, Participation
from municipalities.models import Organisation
from registry.models import Change
from tests.makers import make_agreement

pytestmark = pytest.mark.django_db


def make(**options):
    out = StringIO()
    call_command("make_synthetic", stdout=out, **{"agreements": 60, **options})
    return out.getvalue()


def content():
    rows = Participation.objects.order_by("pk").values_list(
        "agreement__name", "municipality__name", "role", "valid_from", "valid_to"
    )
    return list(rows)


def test_what_is_made_up_is_as_valid_as_what_is_entered():
    make()
    for agreement in Agreement.objects.all():
        counts, sorted_by = agreement.counts, agreement.sort_key
        agreement.full_clean()
        assert (agreement.counts, agreement.sort_key) == (counts, sorted_by)
        assert agreement.name.startswith("Syntetisk ")
        check_participations(agreement.participations.all())
        found = agreement.sources.aggregate(first=Min("as_of_first"), last=Max("as_of"))
        assert (agreement.evidence_first, agreement.evidence_last) == (found["first"], found["last"])
    for row in Participation.objects.all():
        row.full_clean()
        assert agreement.form.code and (
            row.municipality is None or not row.valid_from or row.municipality.exists_on(row.valid_from)
        )
    assert Agreement.objects.filter(parent__agreement_type="grunnavtale").exists()
    assert Change.objects.filter(record="agreements.agreement", public=True).count() == 60
    assert 3 * 60 < Participation.objects.count() < 8 * 60


def test_the_same_seed_gives_the_same_register_and_another_another():
    make()
    first = content()
    assert "fra før (60)" in make()
    Change.objects.all().delete()
    Participation.objects.all().delete()
    Agreement.objects.exclude(parent=None).delete()
    Agreement.objects.all().delete()
    Organisation.objects.filter(name__startswith="Syntetisk").delete()
    make()
    assert content() == first


def test_it_refuses_a_register_with_real_agreements_unless_told():
    make_agreement()
    with pytest.raises(CommandError, match="ekte samarbeid"):
        make()
    make(yes=True)
    assert Agreement.objects.count() == 61


@pytest.mark.parametrize("number", [0, 1_000_001])
def test_a_number_that_makes_no_sense_is_refused_naming_it(number):
    with pytest.raises(CommandError, match=f"--agreements {number}"):
        make(agreements=number)
