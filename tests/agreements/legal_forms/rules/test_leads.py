"""Vertskommune and kontorkommune."""

from dataclasses import replace
from datetime import date

from agreements.legal_forms.facts import PartyKind
from tests.agreements.legal_forms.made_facts import clean, found, only, party


def host(name, start=None, end=None):
    return party(name, role="vertskommune", valid_from=start, valid_to=end)


def test_a_host_form_without_a_host_says_so_in_public_koml_kap_20():
    breach = only(clean(parties=(party("Dyrøy"), party("Ibestad"))), "no_host")
    assert breach.public_words == "Ikke registrert: vertskommune"
    assert (breach.paragraph, breach.severity.code) == ("koml. kap. 20", "must")


def test_two_hosts_on_the_day_must_be_corrected_koml_kap_20():
    breach = only(clean(parties=(host("Salangen"), host("Dyrøy"))), "several_hosts")
    assert breach.message == "Dyrøy og Salangen er ført som vertskommune samtidig. Én vertskommune om gangen."
    assert breach.public_words == ""


def test_a_host_that_took_over_the_day_the_other_left_is_no_breach():
    hosts = (host("Salangen", date(2010, 1, 1), date(2020, 1, 1)), host("Dyrøy", date(2020, 1, 1)))
    assert found(clean(parties=hosts), "several_hosts") == []


def test_two_hosts_on_a_day_long_past_are_found_too():
    hosts = (host("Salangen", date(2010, 1, 1), date(2020, 1, 1)), host("Dyrøy", date(2019, 1, 1)))
    assert found(clean(parties=hosts), "several_hosts")


def test_a_host_of_unknown_start_is_not_held_against_an_earlier_one():
    hosts = (host("Salangen", date(2010, 1, 1), date(2020, 1, 1)), host("Dyrøy"))
    assert found(clean(parties=hosts), "several_hosts") == []


def test_a_host_for_two_periods_is_one_host():
    hosts = (host("Salangen", date(2010, 1, 1)), host("Salangen", date(2020, 1, 1)))
    assert found(clean(parties=hosts), "several_hosts") == []


def test_a_political_council_without_kontorkommune_is_for_information_koml_18_4():
    facts = clean("ipr")
    parties = tuple(replace(one, role="deltakerkommune") for one in facts.parties)
    breach = only(replace(facts, parties=parties), "no_office")
    assert (breach.public_words, breach.paragraph, breach.severity.code) == (
        "Ikke registrert: kontorkommune",
        "koml. § 18-4",
        "note",
    )


def test_two_kontorkommuner_in_a_task_community_are_for_information_koml_19_4():
    facts = clean("ko")
    parties = tuple(replace(one, role="kontorkommune") for one in facts.parties)
    assert only(replace(facts, parties=parties), "several_offices").paragraph == "koml. § 19-4"


def test_a_county_municipality_among_the_parties_of_a_host_is_for_information_koml_kap_20():
    county = party("Troms fylkeskommune", kind=PartyKind.COUNTY)
    breach = only(clean(parties=(*clean().parties, county)), "county_among_host_parties")
    assert breach.message.startswith("Både kommuner og Troms fylkeskommune er ført som parter.")
    assert "ikke kontrollert" in breach.message


def test_county_municipalities_alone_may_have_a_host_koml_kap_20():
    counties = (party("Troms", role="vertskommune", kind=PartyKind.COUNTY), party("Finnmark", kind=PartyKind.COUNTY))
    assert found(clean(parties=counties), "county_among_host_parties") == []


def test_when_the_governor_was_informed_is_internal_koml_1992_28_1():
    breach = only(clean(governor_informed=None), "governor_not_informed")
    assert breach.message.startswith("Ikke registrert: når Statsforvalteren ble orientert.")
    assert breach.public_words == ""
