"""The records that API, files and dumps are made of: what the database writes as JSON is what the rows hold."""

from datetime import date

import orjson
import pytest

from agreements.columns.records import AGREEMENT_KEYS, KEYS, agreement_records
from agreements.legal_forms.catalogue import LEADING_ROLES
from agreements.models import Agreement, Ownership
from municipalities.directory import Directory
from registry.parameters import today
from registry.periods import ONE_DAY
from tests.makers import make_agreement, make_municipality, make_organisation

pytestmark = pytest.mark.django_db


def one(on=None, asked=KEYS, **options):
    return next(agreement_records(Agreement.objects.all(), on, asked, **options))


def slowly(participation, directory):
    """The record of a party, made from the rows one by one."""
    municipality, body = participation.municipality, participation.organisation
    share = participation.ownerships.on(directory.day).first()
    kind = {"number": directory.number(municipality), "name": municipality.name, "kind": "kommune"} if municipality else None
    end = participation.valid_to
    return {
        "party": kind or {"org_number": body.org_number or None, "name": body.name, "kind": body.kind},
        "role": participation.role,
        "certainty": participation.certainty,
        "valid_from": participation.valid_from,
        "valid_to": end,
        "last_day": end and end - ONE_DAY,
        "date_precision": {"valid_from": participation.valid_from_precision, "valid_to": participation.valid_to_precision},
        "date_text": {"valid_from": participation.valid_from_text, "valid_to": participation.valid_to_text},
        "own_purpose": participation.own_purpose,
        "share": share
        and {
            "numerator": share.share_num,
            "denominator": share.share_den,
            "percent": round(100 * share.share_num / share.share_den, 4),
        },
    }


@pytest.mark.parametrize("on", [None, date(2019, 12, 31), date(2020, 1, 1)])
def test_every_party_of_the_real_register_is_what_its_row_says_in_the_order_of_the_page(real_register, on):
    directory = Directory.load(on or today())
    found = list(agreement_records(Agreement.objects.order_by("pk"), on))
    assert len(found) == Agreement.objects.count()
    for agreement, record in zip(Agreement.objects.order_by("pk"), found, strict=True):
        rows = agreement.participations.for_list()
        rows = rows.on(on) if on else rows
        assert record["participants"] == [slowly(row, directory) for row in rows], agreement


def test_as_json_the_same_record_is_answered(real_register):
    rows = Agreement.objects.order_by("pk")
    read, written = list(agreement_records(rows)), list(agreement_records(rows, as_json=True))
    assert orjson.loads(orjson.dumps(written)) == orjson.loads(orjson.dumps(read))


def test_one_may_ask_for_some_keys_and_for_some_keys_of_the_parties(django_assert_num_queries):
    make_agreement(parties=[(make_municipality("Dyrøy"), "vertskommune"), (make_organisation("Fylket"),)])
    with django_assert_num_queries(1):
        assert one(asked=["name"]) == {"name": "Astafjord barnevern"}
    record = orjson.loads(orjson.dumps(one(asked=["id", "participants.role", "participants.party"], as_json=True)))
    assert [set(party) for party in record["participants"]] == [{"party", "role"}] * 2
    assert record["participants"][0]["party"]["name"] == "Dyrøy"
    for key in AGREEMENT_KEYS:
        assert orjson.dumps(one(asked=[key], as_json=True))


def test_the_source_s_own_words_for_a_date_are_told():
    make_agreement(parties=[(make_municipality("Dyrøy"), "part", "ca. 2015")], start="mellom 2015 og 2019")
    record = one()
    assert record["date_text"]["valid_from"] == "mellom 2015 og 2019"
    assert record["participants"][0]["date_text"]["valid_from"] == "ca. 2015"


def test_the_host_is_that_of_the_day_or_of_the_agreement_s_own_last_day():
    old, new = make_municipality("Bardu"), make_municipality("Alta")
    parties = [(old, "vertskommune", "01.01.2010", "31.12.2014"), (new, "vertskommune", "01.01.2015", "31.12.2018")]
    make_agreement(parties=parties, start="01.01.2010", last_day="31.12.2018")
    assert one()["host"]["name"] == "Alta"
    assert one(date(2012, 6, 1))["host"]["name"] == "Bardu"


def test_a_share_is_told_exactly_and_only_on_the_days_it_is_held():
    agreement = make_agreement(parties=[(make_municipality("Dyrøy"), "deltaker")], legal_form="iks")
    Ownership.objects.create(participation=agreement.participations.get(), share_num=1, share_den=3, valid_from=date(2020, 1, 1))
    assert one()["participants"][0]["share"] == {"numerator": 1, "denominator": 3, "percent": 33.3333}
    assert [party["share"] for party in one(date(2019, 12, 31))["participants"]] in ([], [None])


def test_a_party_s_own_purpose_is_told():
    agreement = make_agreement(parties=[(make_municipality("Dyrøy"), "deltaker"), (make_municipality("Bardu"), "deltaker")])
    agreement.participations.filter(municipality__name="Dyrøy").update(own_purpose="Trygg beredskap")
    assert [party["own_purpose"] for party in one()["participants"]] == ["", "Trygg beredskap"]


def test_who_leads_stands_first_then_municipalities_then_organisations_each_by_name():
    names = [("Åfjord", "samarbeidskommune"), ("Alta", "samarbeidskommune"), ("Tana", LEADING_ROLES[0])]
    parties = [(make_organisation("Avisa"), "samarbeidskommune"), *[(make_municipality(name), role) for name, role in names]]
    make_agreement(parties=parties)
    assert [row["party"]["name"] for row in one()["participants"]] == ["Tana", "Alta", "Åfjord", "Avisa"]
