"""Every figure of made-up registers, against counting them again in plain Python, one agreement and one party at a time."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.management.synthetic import Synthesis
from agreements.models import Agreement, AgreementYear, PartyYear, Status
from agreements.statistics.hosts import hosting
from agreements.statistics.inventory import Inventory
from agreements.statistics.partners import pairs, partners_of
from agreements.statistics.question import Question
from agreements.statistics.tables import change, resources
from agreements.statistics.totals import totals
from municipalities.directory import Directory
from municipalities.models import Municipality, MunicipalityTotal

pytestmark = pytest.mark.django_db

BREAKS = [date(2019, 12, 31), date(2020, 1, 1), date(2023, 12, 31), date(2024, 1, 1), date(1900, 1, 1), date(2100, 1, 1)]
days = st.dates(date(2000, 1, 1), date(2027, 1, 1)) | st.sampled_from(BREAKS)
registers = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def places(db):
    """The real municipalities, and nothing else."""
    call_command("load_reference", verbosity=0)


class Slow:
    """The register read row by row, by the rules for a row in hand."""

    def __init__(self, day, purchase):
        self.day, self.parties = day, defaultdict(list)
        rows = [row for row in Agreement.objects.filter(publication="published") if self._counts(row, purchase)]
        above = {row.parent_id for row in rows}
        self.basic_agreements = [row for row in rows if row.pk in above]
        self.schemes = [row for row in rows if row.pk not in above]
        for agreement in self.schemes:
            for row in agreement.participations.all():
                if row.takes_part(day):
                    self.parties[agreement.pk].append(row)

    def _counts(self, agreement, purchase):
        agreed = agreement.form.counts and agreement.stage not in ("idea", "dialogue", "study", "proposed")
        wanted = agreed and (purchase or agreement.legal_form != "kjop-og-salg")
        return wanted and agreement.holds(self.day) and agreement.begun_on(self.day)

    def municipality_ids(self, agreement):
        return {row.municipality_id for row in self.parties[agreement.pk] if row.municipality_id}

    def hosts(self, agreement):
        return {row.municipality_id for row in self.parties[agreement.pk] if row.is_host and row.municipality_id}

    def counties(self, agreement):
        municipalities = Municipality.objects.filter(pk__in=self.municipality_ids(agreement))
        return {row.county.number for municipality in municipalities for row in municipality.numbers.all() if row.holds(self.day)}


@registers
@given(seed=st.integers(0, 10_000), day=days, purchase=st.booleans())
def test_the_inventory_and_what_is_counted_of_it(places, seed, day, purchase):
    with transaction.atomic():
        for chunk in Synthesis(seed).chunks(40):
            chunk.store()
        slow, inventory = Slow(day, purchase), Inventory.load(Agreement.objects.published(), Directory.load(day), purchase=purchase)
        assert {scheme.pk for scheme in inventory.schemes} == {row.pk for row in slow.schemes}
        assert {scheme.pk for scheme in inventory.basic_agreements} == {row.pk for row in slow.basic_agreements}
        found = totals(inventory.schemes, inventory)
        assert {s.pk for s in found.crossing} == {row.pk for row in slow.schemes if len(slow.counties(row)) > 1}
        assert {s.pk for s in found.unclear} == {row.pk for row in slow.schemes if row.status_on(day) == Status.UNCLEAR}
        covered = set(Municipality.objects.in_register(day).values_list("pk", flat=True))
        assert found.participations == sum(len(slow.municipality_ids(row) & covered) for row in slow.schemes)
        assert sum(map(len, found.by_county.values())) + len(found.homeless) == len(slow.schemes)
        _same_by_municipality(inventory, slow, covered)
        transaction.set_rollback(True)


def _same_by_municipality(inventory, slow, covered):
    taking_part = Counter(pk for row in slow.schemes for pk in slow.municipality_ids(row))
    assert {pk: len(schemes) for pk, schemes in inventory.of_municipality.items()} == taking_part
    hosted = hosting(inventory.schemes, sorted(covered))
    counted = Counter(pk for row in slow.schemes for pk in slow.hosts(row) & covered)
    assert {pk: len(schemes) for pk, schemes in hosted.hosted.items() if schemes} == counted
    met = Counter(pair for row in slow.schemes for pair in combinations(sorted(slow.municipality_ids(row)), 2))
    assert {pair: len(schemes) for pair, schemes in pairs(inventory.schemes).items()} == met
    together = [frozenset(ids) for row in slow.schemes if len(ids := slow.municipality_ids(row)) > 1]
    for pk in covered:
        assert partners_of(inventory, pk, {}).sets == len({ids for ids in together if pk in ids})


def _enter_years(random):
    """Figures of years for some of the agreements, parties and municipalities."""
    for agreement in Agreement.objects.order_by("pk"):
        for year in random.sample(range(2015, 2028), 3):
            numbers = [random.choice([None, 0, random.randrange(10_000)]) for _number in "ab"]
            AgreementYear(agreement=agreement, year=year, person_years_hundredths=numbers[0], cost=numbers[1]).save()
        for party in agreement.participations.order_by("pk"):
            PartyYear(participation=party, year=random.randrange(2023, 2028), payment=random.choice([None, 5, 700])).save()
    for municipality in Municipality.objects.order_by("pk"):
        MunicipalityTotal(municipality=municipality, year=random.randrange(2023, 2028), expenditure=random.choice([None, 10_000]),
                          person_years_hundredths=3_000, source="x").save()  # fmt: skip


def _newest(rows, name, last):
    """The number of the newest of the rows that has one."""
    known = [(row.year, getattr(row, name)) for row in rows if row.year <= last and getattr(row, name) is not None]
    return max(known)[1] if known else None


@registers
@given(seed=st.integers(0, 10_000), day=st.dates(date(2022, 1, 1), date(2027, 12, 31)))
def test_person_years_and_money(places, seed, day):
    with transaction.atomic():
        for chunk in Synthesis(seed).chunks(40):
            chunk.store()
        _enter_years(Random(seed))
        slow, question = Slow(day, True), Question.ask(Directory.load(day), "NIVI 2023")
        tables = {table.code: table for table in resources.page(question).tables}
        for column, name, unit in (("arsverk", "person_years_hundredths", 100), ("kostnad", "cost", 1)):
            known = {row.pk: _newest(row.years.all(), name, day.year) for row in slow.schemes}
            known = {pk: number for pk, number in known.items() if number is not None}
            cell = tables["sektorer"].cell("alle", column)
            assert (cell and {scheme.pk for scheme in cell.schemes or ()} or set()) == set(known)
            assert (cell and cell.value or 0) == Fraction(sum(known.values()), unit)
        for entry in question.entries:
            _same_part(entry, slow, tables, day)
        transaction.set_rollback(True)


def _same_part(entry, slow, tables, day):
    """The shares of one municipality, row by row."""
    municipality, number = entry.municipality, entry.number(day)
    whole = next((row for row in municipality.totals.all() if row.year <= day.year), None)
    hosted = [row for row in slow.schemes if slow.hosts(row) == {municipality.pk}]
    told = [one.person_years_hundredths for row in hosted for one in row.years.all() if whole and one.year == whole.year]
    told = [hundredths for hundredths in told if hundredths is not None]
    assert _share(tables["verter"], number) == (Fraction(sum(told), 3_000) if told else None)
    paid = [
        one.payment
        for scheme in slow.schemes
        if municipality.pk in slow.municipality_ids(scheme)
        for party in scheme.participations.filter(municipality=municipality)
        for one in party.party_years.all()
        if whole and whole.expenditure and one.year == whole.year and one.payment is not None
    ]
    assert _share(tables["betaling"], number) == (Fraction(sum(paid), 10_000) if paid else None)


def _share(table, number):
    cell = table.cell(number, "andel")
    return cell and cell.value


@registers
@given(seed=st.integers(0, 10_000), first=days, length=st.integers(1, 3000))
def test_what_began_and_ended_accounts_for_all_that_is_otherwise(places, seed, first, length):
    last = first + timedelta(days=length)
    with transaction.atomic():
        for chunk in Synthesis(seed).chunks(40):
            chunk.store()
        then, now = Slow(first, True), Slow(last, True)
        rows = change.page(Question.ask(Directory.load(last), "NIVI 2023", since=first)).tables[0].rows
        found = {row.code: {scheme.pk for scheme in row.cells[0].schemes} for row in rows if row.cells[0].schemes is not None}
        assert (found["for"], found["na"]) == ({row.pk for row in then.schemes}, {row.pk for row in now.schemes})
        assert found["avsluttet"] == {row.pk for row in then.schemes if row.valid_to and row.valid_to <= last}
        began = {row.pk for row in now.schemes if row.pk not in {one.pk for one in (*then.schemes, *then.basic_agreements)}}
        assert found["nye"] | found["omtalt"] == began
        assert next(row.cells[0].value for row in rows if row.code == "annet") == 0
        transaction.set_rollback(True)


@pytest.mark.parametrize(("day", "troms", "finnmark"), [(date(2019, 12, 31), 24, 19), (date(2020, 1, 1), 21, 18)])
def test_the_municipalities_of_a_day_are_those_that_existed_then(real_register, day, troms, finnmark):
    inventory = Inventory.load(Agreement.objects.published(), Directory.load(day))
    former = {"19": "Troms", "20": "Finnmark"}
    names = Counter(
        former.get(entry.number_row(day).county.number, entry.number_row(day).county.name)
        for entry in inventory.directory.existing()
    )
    assert sum(names.values()) == troms + finnmark
    existing = set(Municipality.objects.on(day).values_list("pk", flat=True))
    assert set(inventory.of_municipality) <= existing
