"""Whatever stands in a table, it can be planned, and what is planned can be written."""

from datetime import date, datetime

from django.db import transaction
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from agreements import actions
from agreements.imports.fields import FIELDS
from agreements.imports.plan import State
from agreements.imports.planning import plan
from agreements.models import Agreement
from registry.changes import Actor
from tests.agreements.imports.made_tables import make_table
from tests.makers import make_agreement, make_area, make_municipality, make_organisation

DAY = date(2026, 11, 21)
BY = Actor.importer("test")
PIECES = [
    "Dyrøy", "Salangen", "Senja", "IKS", "Vertskommune", "§ 28-1 b", "alle kommuner i Troms", "vert", "(", ")", ";", ",", " og ",
    "fra", "til", "2008", "31.12.2025", "01.01.2020", "ca.", "Barnevern", "ja", "nei", "50 %", "1/3", "940101808", "6 kommuner",
    "m.fl.", "\0", "\t", "\n", "ukjent", "«", "æ", "=1+1", "9" * 25, "-", "x" * 400,
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join)
VALUES = st.one_of(
    TEXTS,
    st.text(max_size=12),
    st.integers(-(2**70), 2**70),
    st.integers(1, 2030),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
)
LIKELY = {  # so that much is understood, and gets as far as to be written
    "participants": ["Dyrøy, Salangen (vert)", "Senja og Dyrøy fra 2020", "Dyrøy; Nordlys kraftlag", "alle kommuner i Troms"],
    "legal_form": ["IKS", "§ 20-2", "Vertskommune", "iks"],
    "valid_from": ["2008", date(2015, 1, 1), "ca. 2010"],
    "last_day": ["31.12.2030", date(2024, 12, 31), "01.01.2020"],
    "last_day_text": ["31.12.2030", "2019", "ukjent dato"],
    "org_number": ["940101808", "940 101 808"],
    "organisation": ["Nytt selskap IKS", "Helt nytt IKS"],
    "party": ["Dyrøy", "Senja", "Nordlys kraftlag"],
    "role": ["deltaker", "vertskommune"],
    "share_percent": ["40 %", 0.25],
    "host": ["Salangen", "Senja"],
    "cost": [5000, "1 200 000"],
    "year": [2024],
}
OF_SCHEMES = sorted(set(FIELDS) - {"party", "party_number", "agreement", "agreement_id"})
OF_PARTIES = [
    "agreement",
    "party",
    "party_number",
    "role",
    "certainty",
    "legal_form",
    "share_percent",
    "valid_from",
    "last_day_text",
]
NAMES = st.sampled_from(["Astafjord barnevern", "Ny ordning", "Nytt selskap IKS", "x" * 400, "Nord \0 vann"])


def rows(codes, name):
    """Rows with a name, and anything in some of the other fields."""
    likely = {code: st.sampled_from(values) for code, values in LIKELY.items() if code in codes}
    anything = {code: st.one_of(likely.get(code, VALUES), VALUES) for code in codes if code != name}
    row = st.one_of(*(st.fixed_dictionaries({name: NAMES}, optional=optional) for optional in (likely, likely, anything)))
    return st.lists(row, min_size=1, max_size=5)


@settings(max_examples=60, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(
    schemes=rows(OF_SCHEMES, "name"),
    parties=rows(OF_PARTIES, "agreement"),
    answer=st.integers(0, 3),
    shape=st.sampled_from(["kjent", "eksport"]),
)
def test_any_table_can_be_planned_and_what_is_planned_can_be_written(db, schemes, parties, answer, shape):
    with transaction.atomic():
        three = (("Dyrøy", "5528"), ("Salangen", "5522"), ("Senja", "5530"))
        make_agreement("Astafjord barnevern", [(make_municipality(*one),) for one in three], [make_area()])
        make_organisation("Nytt selskap IKS", "iks")
        tables = [make_table(schemes, shape, "Samarbeid", owner="Dyrøy"), make_table(parties, sheet="Parter")]
        answers, made = {}, None
        for _round in range(4):
            made = plan(tables, answers, DAY)
            answers |= {
                question.key: question.choices[answer % len(question.choices)].value if question.choices else "2020"
                for question in made.questions
            }
        for scheme in made.schemes:
            event(scheme.state)
        actions.register_organisations(made.organisations, by=BY)
        new = [scheme for scheme in made.schemes if scheme.state == State.NEW]
        assert len(actions.register_many([scheme.draft.whole() for scheme in new], by=BY)) == len(new)
        changed = {scheme.agreement: scheme for scheme in made.schemes if scheme.state in (State.CHANGED, State.ENDED)}
        stored = Agreement.objects.filter(pk__in=changed)
        outcome = actions.amend_many(stored, lambda whole: changed[whole.agreement.pk].draft(whole), by=BY)
        assert (len(outcome.changes), outcome.refused) == (len(changed), [])
        transaction.set_rollback(True)
