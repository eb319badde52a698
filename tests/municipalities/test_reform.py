"""Mergers, splits and new numbers: what holds whatever happens."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from agreements import actions
from municipalities import reform
from municipalities.directory import Directory
from municipalities.models import Municipality, MunicipalityNumber, Succession
from registry.changes import Actor
from registry.models import Change
from tests.makers import make_agreement, make_county, make_municipality

BY = Actor.importer("test")
DAY = date(2020, 1, 1)
START, END = date(1990, 1, 1), date(2050, 1, 1)


@pytest.mark.django_db
def test_a_merger_ends_the_old_and_points_to_the_new():
    lenvik, berg = make_municipality("Lenvik", "1931"), make_municipality("Berg", "1929")
    senja = reform.found(Municipality(name="Senja"), number="5421", county=make_county(), day=DAY)
    reform.merge([lenvik, berg], senja, DAY)
    assert {m.name for m in Municipality.objects.in_register(DAY)} == {"Senja"}
    assert {m.name for m in Municipality.objects.in_register(DAY - timedelta(days=1))} == {"Lenvik", "Berg"}
    assert [str(s) for s in senja.successions_in.all()] == ["Lenvik → Senja (01.01.2020)", "Berg → Senja (01.01.2020)"]
    assert lenvik.numbers.get().last_day == date(2019, 12, 31)


@pytest.mark.django_db
def test_a_split_leaves_several_successors():
    tysfjord = make_municipality("Tysfjord", "1850")
    parts = [reform.found(Municipality(name=n), number=n, county=make_county(), day=DAY) for n in ("1806", "1875")]
    reform.split(tysfjord, parts, DAY)
    assert {s.successor for s in tysfjord.successions_out.filter(kind="split")} == set(parts)
    tysfjord.refresh_from_db()
    assert tysfjord.dissolved == DAY


@pytest.mark.django_db
def test_a_new_number_touches_nothing_but_number_rows():
    dyroy = make_municipality("Dyrøy", "1926")
    reform.renumber(dyroy, number="5420", county=make_county("54", "Troms og Finnmark"), day=DAY)
    assert [(r.number, r.last_day) for r in dyroy.numbers.by_start()] == [("5420", None), ("1926", date(2019, 12, 31))]
    assert not Succession.objects.exists()


@pytest.mark.django_db
def test_a_reform_done_twice_changes_nothing_the_second_time():
    lenvik, dyroy, county = make_municipality("Lenvik", "1931"), make_municipality("Dyrøy", "1926"), make_county("54", "TF")

    def run():
        senja = Municipality.objects.filter(name="Senja").first() or Municipality(name="Senja")
        reform.found(senja, number="5421", county=county, day=DAY)
        reform.merge([lenvik], senja, DAY)
        reform.renumber(dyroy, number="5420", county=county, day=DAY)
        return [list(model.objects.order_by("pk").values()) for model in (Municipality, MunicipalityNumber, Succession)]

    assert run() == run()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda old, new, county: reform.merge([old], new, DAY - timedelta(days=1)), "Ny finnes ikke 31.12.2019"),
        (lambda old, new, county: reform.found(old, number="1", county=county, day=DAY), "er ikke opprettet 01.01.2020"),
        (lambda old, new, county: reform.renumber(new, number="1", county=county, day=date(2000, 1, 1)), "Ny finnes ikke"),
        (lambda old, new, county: reform.merge([new], old, DAY), "Ny finnes ikke 31.12.2019"),
    ],
)
def test_a_reform_that_cannot_have_happened_is_refused_and_nothing_is_stored(act, message):
    old, county = make_municipality("Gammel"), make_county()
    new = reform.found(Municipality(name="Ny"), number="5599", county=county, day=DAY)
    with pytest.raises(ValidationError, match=message):
        act(old, new, county)
    assert not Succession.objects.exists()
    assert Municipality.objects.on(DAY).count() == 2


@pytest.mark.django_db
def test_numbers_are_given_in_order_of_time():
    dyroy, county = make_municipality("Dyrøy", "1926"), make_county()
    reform.renumber(dyroy, number="5528", county=county, day=date(2024, 1, 1))
    with pytest.raises(ValidationError, match="har allerede et nytt nummer fra 01.01.2024"):
        reform.renumber(dyroy, number="5420", county=county, day=DAY)


# One step of history: years later, some of those that exist merge, or all are renumbered into a new county.
STEPS = st.lists(st.tuples(st.integers(1, 9), st.sets(st.integers(0, 4), min_size=1, max_size=3), st.booleans()), max_size=4)


class AnyHistory(TestCase):
    """Mergers and renumberings in any order."""

    def begin(self):
        """Five municipalities, and for each municipality which of the five live on in it, kept beside the database."""
        self.began = [make_municipality(f"Kommune {n}", f"10{n:02}") for n in range(5)]
        self.places = {m.pk: {m.pk} for m in self.began}

    def live_through(self, steps):
        """Play the steps; returns the day of the last."""
        existing, day, number = list(self.began), START, 2000
        for years, chosen, renumbering in steps:
            day, number = date(day.year + years, 1, 1), number + 10
            county = make_county(f"{number // 10 % 100}", f"Fylke {number}")
            merging = [m for place, m in enumerate(existing) if place in chosen]
            if renumbering:
                for place, municipality in enumerate(existing):
                    reform.renumber(municipality, number=str(number + place), county=county, day=day)
            elif merging:
                heir = reform.found(Municipality(name=f"Ny {number}"), number=str(number), county=county, day=day)
                for succession in reform.merge(merging, heir, day):
                    actions.carry_over(succession, by=BY)
                existing = [m for m in existing if m not in merging] + [heir]
                self.places[heir.pk] = set().union(*(self.places[m.pk] for m in merging))
        return day

    @given(steps=STEPS)
    @settings(max_examples=15, deadline=None)
    def test_on_any_day_every_place_lies_in_exactly_one_municipality_with_one_number(self, steps):
        self.begin()
        last = self.live_through(steps)
        days = {START, last, END} | {s.date + timedelta(days=n) for s in Succession.objects.all() for n in (-1, 0)}
        for day in days:
            existing = list(Municipality.objects.in_register(day))
            places = [place for m in existing for place in self.places[m.pk]]
            assert sorted(places) == sorted(m.pk for m in self.began)
            assert {entry.municipality for entry in Directory.load(day).existing()} == set(existing)
            numbers = list(MunicipalityNumber.objects.on(day).values_list("number", flat=True))
            assert len(numbers) == len(set(numbers)) == len(existing)

    @given(steps=STEPS, chosen=st.sets(st.integers(0, 4), min_size=1))
    @settings(max_examples=15, deadline=None)
    def test_who_takes_part_stays_the_same_but_for_who_became_whom(self, steps, chosen):
        self.begin()
        parties = [self.began[place] for place in sorted(chosen)]
        agreement = make_agreement(parties=[(party,) for party in parties], sources=["1980"])
        self.live_through(steps)
        joined = {party.pk for party in parties}
        for day in (START, END):
            existing = Municipality.objects.on(day)
            expected = {m.pk for m in existing if self.places[m.pk] & joined}
            assert {row.municipality_id for row in agreement.participations.on(day)} == expected
        trail = Change.objects.count()
        for succession in Succession.objects.all():
            assert actions.carry_over(succession, by=BY) == []
        assert Change.objects.count() == trail
