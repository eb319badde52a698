"""An agreement with all its rows, however many others they point to."""

import pytest

from agreements.models.whole import wholes_of
from municipalities.models import Organisation
from tests.makers import make_agreement, make_party

pytestmark = pytest.mark.django_db


def test_the_parties_of_many_are_at_hand_also_when_they_are_thousands(django_assert_max_num_queries):
    agreement = make_agreement()
    names = [Organisation(name=f"Part {number}", kind=Organisation.Kind.COUNTY) for number in range(1200)]
    rows = [make_party(organisation, "part") for organisation in Organisation.objects.bulk_create(names)]
    for row in rows:
        row.agreement = agreement
    type(rows[0]).objects.bulk_create(rows)
    with django_assert_max_num_queries(15):
        whole = wholes_of([agreement.pk])[agreement.pk]
        assert [str(row.party) for row in whole.participations] == [organisation.name for organisation in names]
