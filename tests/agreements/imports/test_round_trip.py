"""What the register gives out and gets back unchanged, changes nothing."""

from collections import Counter
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from agreements import actions
from agreements.imports.plan import State
from agreements.imports.planning import plan
from registry.changes import Actor
from registry.parameters import today
from tests.agreements.imports.made_registers import NAMES, agreements
from tests.agreements.imports.made_tables import tables_of
from tests.makers import make_agreement, make_area, make_municipality, make_organisation

pytestmark = pytest.mark.django_db
BY = Actor.importer("test")


def exported(client, kind):
    """The whole register as a file."""
    answer = client.get("/samarbeid/", {"format": kind})
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_real_register_comes_back_unchanged(client, real_register, kind):
    tables = tables_of(f"samarbeid.{kind}", exported(client, kind))
    found = plan(tables, {}, today())
    told = [
        (one.name, one.state, one.changes, one.questions, one.refusals) for one in found.schemes if one.state != State.UNCHANGED
    ]
    assert told == []
    assert found.counts == Counter({State.UNCHANGED: len(tables[0].rows)})
    assert len(tables[0].rows) > 80


@settings(max_examples=25, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_register_comes_back_unchanged(client, db, data):
    with transaction.atomic():
        municipalities = [make_municipality(name) for name in ("Dyrøy", "Salangen", "Kåfjord")]
        names = data.draw(st.lists(NAMES, min_size=2, max_size=3, unique_by=str.casefold))
        organisations = [
            make_organisation(name, kind) for name, kind in zip(names, ("iks", "annet", "fylkeskommune"), strict=False)
        ]
        areas = [make_area(), make_area("plan", "Plan", "plan")]
        made = 0
        drawn = st.lists(agreements(municipalities, organisations, areas), min_size=1, max_size=4)
        for agreement, rows, shares, own in data.draw(drawn):
            with suppress(ValidationError), transaction.atomic():  # what cannot be, as a party twice at one time, is left out
                actions.register(agreement, by=BY, participations=rows, ownerships=shares, service_areas=own)
                made += 1
        for kind in ("xlsx", "csv"):
            read = tables_of(f"samarbeid.{kind}", exported(client, kind)) if made else []
            found = plan(read, {}, today())
            told = [
                (one.changes, one.questions, one.refusals, one.contradictions)
                for one in found.schemes
                if one.state != State.UNCHANGED
            ]
            assert told == []
            assert len(found.schemes) == made
        transaction.set_rollback(True)


def test_what_is_changed_in_an_export_is_what_is_told(client, db):
    salangen, dyroy, ibestad = (make_municipality(name) for name in ("Salangen", "Dyrøy", "Ibestad"))
    parties = [(salangen, "vertskommune"), (dyroy, "samarbeidskommune", "2008")]
    agreement = make_agreement("Astafjord barnevern", parties, [make_area()], start="2008")
    [schemes, participations] = tables_of("samarbeid.xlsx", exported(client, "xlsx"))
    values = schemes.rows[0].values
    values["legal_form"] = "kommunalt oppgavefellesskap"
    values["participants"] = f"{values['participants']}; Ibestad, fra 01.02.2024"
    row = next(row.values for row in participations.rows if row.values["party"] == "Dyrøy")
    row["last_day_text"] = "31.12.2025"
    [scheme] = plan([schemes, participations], {}, today()).schemes
    assert scheme.state == State.CHANGED
    told = {(change.label, change.before, change.after) for change in scheme.changes}
    assert told == {
        ("samarbeidsform", "administrativt vertskommunesamarbeid", "kommunalt oppgavefellesskap"),
        ("ny part", "", "Ibestad, deltakerkommune, fra 01.02.2024"),
        ("til og med, Dyrøy", "", "31.12.2025"),
    }
    assert scheme.agreement == agreement.pk
    assert ibestad.pk
