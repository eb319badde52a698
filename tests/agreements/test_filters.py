"""The filter set: what each name in an address finds, and what it refuses in words."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from agreements.filters import AgreementFilterSet
from agreements.filters.ordering import ORDERINGS
from agreements.models import Agreement, Participation, Status
from municipalities.models import MunicipalityNumber, RegionMembership
from registry.parameters import BadParameters, today
from tests.makers import make_agreement, make_area, make_county, make_municipality, make_organisation, make_region

pytestmark = pytest.mark.django_db


def select(**query):
    request = RequestFactory().get("/samarbeid/", query)
    return AgreementFilterSet.selection(request, Agreement.objects.visible_to(AnonymousUser()))


def names(**query):
    return [agreement.name for agreement in select(**query).qs]


def problem(**query):
    with pytest.raises(BadParameters) as caught:
        list(select(**query).qs)
    return caught.value.problems[0]


@pytest.fixture
def merged():
    """Lenvik and Berg became Senja in 2020; each took part in something."""
    old, new, day = make_county("19", "Troms"), make_county("55", "Troms"), date(2020, 1, 1)
    lenvik = make_municipality("Lenvik", "1931", old, dissolved=day)
    senja = make_municipality("Senja", "5530", new, founded=day)
    dyroy = make_municipality("Dyrøy", "5528", new)
    make_agreement("Lenviks ordning", parties=[(lenvik, "vertskommune"), (dyroy,)], start="2010", last_day="2019", sources=["2011"])
    make_agreement("Senjas ordning", parties=[(senja, "vertskommune")], start="2020")
    return lenvik, senja, dyroy


def test_without_on_everything_published_is_found_ended_too():
    make_agreement("Nå", start="2010")
    make_agreement("Da", start="2010", last_day="2015")
    make_agreement("Utkast", publication="draft")
    make_agreement("Trukket", publication="withdrawn", withdrawn_reason="dobbelt")
    assert names() == ["Da", "Nå"]


def test_on_finds_those_whose_period_covers_the_day():
    make_agreement("Nå", start="2010")
    make_agreement("Da", start="2010", last_day="2015")
    make_agreement("Omtalt", sources=["2014-05-01"])
    assert names(on="2015-06-01") == ["Da", "Nå", "Omtalt"]
    assert names(on="01.06.2012") == ["Da", "Nå"]
    assert [row.name for row in select(on="2012-06-01").undated_rows()] == ["Omtalt"]


def test_a_number_means_the_municipality_that_carried_it_whatever_the_date(merged):
    assert names(municipality="1931") == ["Lenviks ordning"]
    assert names(municipality="5530") == ["Senjas ordning"]
    assert names(municipality="1931", on="2019-06-01") == ["Lenviks ordning"]
    assert names(municipality="5528") == ["Lenviks ordning"]
    assert names(municipality="5528", on="2021-01-01") == []


def test_host_finds_only_those_it_does_the_work_for(merged):
    assert names(host="1931") == ["Lenviks ordning"]
    assert names(host="5528") == []


def test_a_county_is_found_under_each_number_it_has_had(merged):
    assert names(county="19") == names(county="55") == ["Lenviks ordning", "Senjas ordning"]
    make_municipality("Alta", "5601", make_county("56", "Finnmark"))
    assert names(county="56") == []


def test_a_region_finds_what_its_members_of_the_day_take_part_in(merged):
    lenvik, _, dyroy = merged
    region = make_region(slug="midt-troms")
    RegionMembership.objects.create(region=region, municipality=dyroy, valid_from=date(2015, 1, 1), certainty="stated")
    assert names(region="midt-troms") == ["Lenviks ordning"]
    assert names(region="midt-troms", on="2014-01-01") == []
    assert names(region="midt-troms", on="2016-01-01") == ["Lenviks ordning"]


def test_forms_areas_sectors_and_statuses_may_be_repeated():
    barnevern, brann = make_area(), make_area("brann", "Brann og redning", "brann-beredskap")
    make_agreement("A", areas=[barnevern], start="2010")
    make_agreement("B", areas=[brann], legal_form="iks", stage="unknown", start="2010")
    make_agreement("C", legal_form="as", start="2010", last_day="2011")
    assert names(service_area=["barnevern", "brann"]) == ["A", "B"]
    assert names(sector="sosial") == ["A"]
    assert names(legal_form=["iks", "as"]) == ["B", "C"]
    assert names(status=["i-kraft", "avsluttet"]) == ["A", "C"]
    assert names(status="uavklart") == ["B"]


def test_counts_tells_formal_schemes_from_the_rest():
    make_agreement("Formelt")
    make_agreement("Nettverk", legal_form="nettverk")
    assert names(counts="ja") == ["Formelt"]
    assert names(counts="nei") == ["Nettverk"]
    assert "kanskje" in problem(counts="kanskje").message


def test_the_tally_counts_the_selection_and_what_each_choice_would_give_instead():
    make_agreement("A", start="2010")
    make_agreement("B", legal_form="iks", stage="unknown", participants_complete=False)
    make_agreement("C", legal_form="as", start="2010", last_day="2011")
    tally = select(legal_form="iks").tally()
    assert (tally.number, tally.without_start, tally.incomplete) == (1, 1, 1)
    assert tally.by_legal_form == {"vertskommune": 1, "iks": 1, "as": 1}
    assert {status for status, number in tally.by_status.items() if number} == {"uavklart"}
    assert select().tally().by_status == {"i-kraft": 1, "uavklart": 1, "avsluttet": 1}


def test_changed_since_reads_a_day_or_a_moment():
    make_agreement("A")
    moment = Agreement.objects.get().updated_at.isoformat()
    assert names(changed_since=moment) == names(changed_since="01.01.2020") == names(changed_since="2020-01-01T00:00Z") == ["A"]
    assert names(changed_since="2099-01-01") == []


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ({"municipality": "9999"}, "9999"),
        ({"host": "Dyrøy"}, "Dyrøy"),
        ({"county": "03"}, "03"),
        ({"region": "vestlandet"}, "vestlandet"),
        ({"legal_form": "ansvarlig"}, "ansvarlig"),
        ({"service_area": "romfart"}, "romfart"),
        ({"sector": "romfart"}, "romfart"),
        ({"status": "bekreftet"}, "bekreftet"),
        ({"on": "31.02"}, "01.06.2019"),
        ({"on": "2019-02-31"}, "01.06.2019"),
        ({"on": "2019"}, "01.06.2019"),
        ({"changed_since": "i går"}, "2026-01-31"),
        ({"changed_since": "2026-13-01T00:00"}, "2026-01-31"),
        ({"changed_since": "9999-12-31T23:59:59-23:59"}, "2026-01-31"),
        ({"ordering": "drop"}, "drop"),
        ({"ordering": "name,status"}, "name,status"),
        ({"tullball": "1"}, "tullball"),
        ({"q": "a\0b"}, "U+0000"),
        ({"q": "x" * 10_000}, "500"),
        ({"municipality": ["5528", "1931"]}, "én verdi"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_by_name_and_value(query, word):
    found = problem(**query)
    assert found.name == next(iter(query))
    assert word in f"{found.name} {found.value} {found.message}"


def test_an_empty_value_is_as_good_as_absent():
    make_agreement("A")
    assert names(q="", municipality="", status="", on=" ", ordering="", legal_form=["", ""]) == ["A"]


def test_every_ordering_is_complete_and_puts_the_unknown_last():
    dyroy = make_municipality()
    make_agreement("Ærlig", start="2010", parties=[(dyroy,)])
    make_agreement("Blid", start="2012", legal_form="iks")
    make_agreement("Uten dato", legal_form="as", stage="unknown")
    for ordering in ORDERINGS:
        assert len(names(ordering=ordering)) == 3
    assert names(ordering="name") == ["Blid", "Uten dato", "Ærlig"]
    assert names(ordering="valid_from") == ["Ærlig", "Blid", "Uten dato"]
    assert names(ordering="-valid_from") == ["Blid", "Ærlig", "Uten dato"]
    assert names(ordering="-parties")[0] == "Ærlig"
    assert names(ordering="-status")[0] == "Uten dato"


@pytest.fixture
def searchable():
    """A few with names and areas that are easily mixed up."""
    barnevern = make_area(synonyms="barneverntjeneste")
    vakt = make_area("barnevernvakt", "Barnevernvakt")
    dyroy, salangen = make_municipality("Dyrøy", "5528"), make_municipality("Salangen", "5522")
    karasjok = make_municipality("Karasjok", "5610", name_se="Kárášjohka", official_name="Kárášjohka - Karasjok")
    varanger, alta = make_municipality("Sør-Varanger", "5605"), make_municipality("Alta", "5601")
    make_agreement("Vakten", areas=[vakt], parties=[(salangen, "vertskommune"), (dyroy,)])
    make_agreement("Salangens barnevern", areas=[barnevern], parties=[(salangen, "vertskommune")])
    make_agreement("Grensen", parties=[(varanger,), (karasjok,)])
    make_agreement("Alta museum", purpose="Avtalte rammer")
    make_agreement("Avtalt vakthold", parties=[(make_organisation("Finnmark fylkeskommune"), "part")])
    make_agreement("Altas ordning", parties=[(alta,)])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("barnevern dyrøy", ["Vakten"]),
        ("barneverntjeneste", ["Salangens barnevern"]),
        ("BARNEVERN Salangen", ["Salangens barnevern", "Vakten"]),
        ("karasjohka", ["Grensen"]),
        ("Kárášjohka - Karasjok", ["Grensen"]),
        ("Sør-Varanger", ["Grensen"]),
        ("sør varanger", ["Grensen"]),
        ("5605", ["Grensen"]),
        ("alta", ["Alta museum", "Altas ordning"]),
        ("museum", ["Alta museum"]),
        ("finnmark fylkeskommune", ["Avtalt vakthold"]),
        ("karasj", ["Grensen"]),
        ("<script>", []),
        ("🎉", []),
        ("100%", []),
    ],
)
def test_words_are_recognised_as_municipality_or_area_and_else_searched_for(searchable, text, found):
    assert names(q=text) == found


def test_the_number_found_by_municipality_and_county_equals_a_slow_count(real_register):
    for number in ("5528", "5540", "1931", "5501", "1852"):
        owners = {row.municipality_id for row in MunicipalityNumber.objects.filter(number=number)}
        slow = {row.agreement_id for row in Participation.objects.all() if row.municipality_id in owners}
        assert {row.pk for row in select(municipality=number).qs} == slow
    for day, number in ((date(2019, 6, 1), "20"), (date(2021, 6, 1), "54"), (date(2026, 1, 1), "55")):
        slow = set()
        for row in Participation.objects.select_related("agreement", "municipality"):
            covered = row.agreement.holds(day) and row.agreement.begun_on(day) and row.takes_part(day)
            lies = row.municipality and any(n.holds(day) and n.county.number == number for n in row.municipality.numbers.all())
            if covered and lies:
                slow.add(row.agreement_id)
        assert {row.pk for row in select(county=number, on=day.isoformat()).qs} == slow
        assert slow


@pytest.mark.parametrize("day", ["1990-01-01", "2007-03-01", "2019-06-01", "2020-01-01", "2022-12-31", None])
def test_the_status_of_the_filter_is_the_status_of_each_row(real_register, day):
    query = {"on": day} if day else {}
    shown = date.fromisoformat(day) if day else today()
    for status in Status:
        assert {row.status_on(shown) for row in select(status=status, **query).qs} <= {status}
    everything = [row.pk for row in select(**query).qs]
    split = [row.pk for status in Status for row in select(status=status, **query).qs]
    assert sorted(everything) == sorted(split)


class AnyAddress(HypothesisTestCase):
    """Whatever an address says, it is read or refused, never a crash."""

    @settings(max_examples=150, deadline=None)
    @given(
        name=st.sampled_from([*AgreementFilterSet.base_filters, "tullball"]),
        value=st.one_of(
            st.text(max_size=40),
            st.integers().map(str),
            st.dates().map(str),
            st.datetimes(timezones=st.timezones()).map(lambda moment: moment.isoformat()),
            st.sampled_from(["\0", "🎉", "<script>alert(1)</script>", "\u202e", "9" * 400, "x" * 10_000, "%", "-1", "1e9"]),
        ),
    )
    def test_is_read_or_refused(self, name, value):
        try:
            list(select(**{name: value}).qs)
        except BadParameters as refused:
            assert refused.problems
