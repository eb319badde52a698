"""Wordings people have used, and what they mean. Most are from the sources of the register."""

import time

import pytest

from municipalities.selection.expression import Why
from municipalities.selection.resolver import read

ALL_TROMS = 21


def said(text, gazetteer):
    """The parties in short: name, role, from, to and with last day."""
    selection = read(text, gazetteer)
    assert not selection.questions, [question.message for question in selection.questions]
    return [shown(party) for party in selection.parties]


def shown(party):
    days = [day.text if day else "" for day in (party.told.entry, party.told.exit)]
    return " ".join(filter(None, [party.place.key, party.told.role, f"{days[0]}–{days[1]}" if any(days) else ""]))


def asked(text, gazetteer):
    return [(question.text, question.why, list(question.candidates)) for question in read(text, gazetteer).questions]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("5524, 5520", ["Målselv", "Bardu"]),
        ("5524 Målselv; 1922 Bardu", ["Målselv", "Bardu"]),
        ("Tana og Nesseby (vert: Tana)", ["Tana vertskommune", "Nesseby"]),
        ("Vert: Tana", ["Tana vertskommune"]),
        ("Vertskommune: Salangen\nDeltakere: Bardu, Dyrøy", ["Salangen vertskommune", "Bardu", "Dyrøy"]),
        ("Tana og Nesseby med Tana som vertskommune", ["Tana vertskommune", "Nesseby"]),
        ("Bardu, Dyrøy (kontorkommune)", ["Bardu", "Dyrøy kontorkommune"]),
        ("Selgere: Harstad, Bardu. Kjøpere: Dyrøy", ["Harstad selger", "Bardu selger", "Dyrøy kjoper"]),
        ("Gáivuona suohkan Kåfjord", ["Kåfjord"]),
        ("Gáivuona suohkan - Kåfjord kommune", ["Kåfjord"]),
        ("Deanu/Tana", ["Tana"]),
        ("Unjarga/ Nesseby", ["Nesseby"]),
        ("Unjargga/Nesseby, Loabága/Lavangen", ["Nesseby", "Lavangen"]),
        ("Tana/Nesseby", ["Tana", "Nesseby"]),
        ("KÅFJORD, kafjord", ["Kåfjord"]),
        ("Ga\u0301ivuotna", ["Kåfjord"]),
        ("Sør Varanger", ["Sør-Varanger"]),
        ("Senja Skjervøy", ["Senja", "Skjervøy"]),
        ("Senjas, Tromsø kommunes & Bardu samt Dyrøy", ["Senja", "Tromsø", "Bardu", "Dyrøy"]),
        ("Nordkapp", ["Nordkapp"]),
        ("Kåfjord (5540), Lavangen (Loabák)", ["Kåfjord", "Lavangen"]),
        ("1. Bardu\n2. Dyrøy\n3) Senja kommune", ["Bardu", "Dyrøy", "Senja"]),
        ("• Bardu\n• Dyrøy\n- Senja", ["Bardu", "Dyrøy", "Senja"]),
        ("Tana og\nNesseby", ["Tana", "Nesseby"]),
        ("Alta, Vadsø,\nkommunene Tana og Nesseby", ["Alta", "Vadsø", "Tana", "Nesseby"]),
        ("Troms fylkeskommune, FFK", ["Troms fylkeskommune", "Finnmark fylkeskommune"]),
        ("Bardu og Troms og Finnmark fylkeskommune", ["Bardu", "Troms og Finnmark fylkeskommune"]),
        ("Nordkapp og Porsanger havn IKS", ["Nordkappregionen havn IKS"]),
        ("996 878 996, 996878996", ["IKA Finnmark IKS"]),
        ("Utsjok og Tana", ["Utsjoki kommune (Finland)", "Tana"]),
        ("Vadsø og Vardø", ["Vadsø", "Vardø"]),
        ("organisasjonen Midt-Tromsrådet", ["Midt-Tromsrådet"]),
        ("Midt-Troms: Målselv, Bardu", ["Målselv", "Bardu"]),
        ("de tre kommunene Sør-Varanger, Vadsø og Vardø", ["Sør-Varanger", "Vadsø", "Vardø"]),
        ("eid av de tre kommunene Sør-Varanger, Vadsø og Vardø", ["Sør-Varanger", "Vadsø", "Vardø"]),
        ("et samarbeid mellom kommunene Narvik og Gratangen", ["Narvik", "Gratangen"]),
        ("Nabokommunene [Harstad og Ibestad]", ["Harstad", "Ibestad"]),
        ("Deltakerkommunene er Alta og Nordkapp", ["Alta", "Nordkapp"]),
        (
            "Ibestad, Lavangen og Salangen. Salangen kommune er vertskommune; Dyrøy inntrer 2021-07-01",
            ["Ibestad", "Lavangen", "Salangen vertskommune", "Dyrøy 01.07.2021–"],
        ),
        ("Bardu, Ibestad og Dyrøy (fra 01.04.20)", ["Bardu", "Ibestad", "Dyrøy 01.04.2020–"]),
        ("Bardu fra 1.1.2020", ["Bardu 01.01.2020–"]),
        ("Bardu siden 1. mars 2020", ["Bardu 01.03.2020–"]),
        ("Bardu (2019–), Dyrøy (2015–2019)", ["Bardu 2019–", "Dyrøy 2015–2019"]),
        ("Bardu til 2019", ["Bardu –2019"]),
        ("Bardu fra 2012 til og med 31.12.2015, Dyrøy", ["Bardu 2012–31.12.2015", "Dyrøy"]),
        ("Bardu (til 2015), Bardu (vert, fra 2020)", ["Bardu –2015", "Bardu vertskommune 2020–"]),
        ("Bardu fra 2015. Bardu til 2020", ["Bardu 2015–2020"]),
        ("Bardu og Dyrøy, begge fra 1.1.2020", ["Bardu 01.01.2020–", "Dyrøy 01.01.2020–"]),
        ("Bardu (vert), Dyrøy; alle fra 2020", ["Bardu vertskommune 2020–", "Dyrøy 2020–"]),
        ("kommunene i Midt-Tromsrådet unntatt Dyrøy og Bardu", ["Målselv", "Sørreisa"]),
        ("alle i Nord-Troms + Balsfjord", ["Kåfjord", "Skjervøy", "Nordreisa", "Balsfjord"]),
        ("Alle kommuner i Nord-Troms (unntatt Skjervøy)", ["Kåfjord", "Nordreisa"]),
        ("kommunene i Nord-Troms unntatt Skjervøy, samt Bardu", ["Kåfjord", "Nordreisa", "Bardu"]),
        ("kommuneregionen Vadsø og Vardø", ["Vadsø", "Vardø"]),
        ("", []),
    ],
)
def test_what_people_write_is_read(now, text, parties):
    assert said(text, now) == parties


def test_all_of_a_county_with_some_more_and_some_only_counted(now):
    text = "Alle kommuner i Troms med tillegg av Berlevåg, Gamvik, Lebesby, Vardø og 6 kommuner i Nordland"
    selection = read(text, now)
    assert len(selection.parties) == ALL_TROMS + 4
    assert [(count.number, count.within) for count in selection.counts] == [(6, ("Nordland",))]
    assert not selection.questions and not selection.complete


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Alle kommuner i Troms", ALL_TROMS), ("samtlige kommuner i Troms", ALL_TROMS), ("kommunene i Troms", ALL_TROMS),
        ("«alle kommunen i Finnmark og FFK»", 12), ("Alle kommuner i Troms unntatt Gratangen", ALL_TROMS - 1),
        ("Alle kommuner i Troms, med unntak av Gratangen og Bardu", ALL_TROMS - 2),
        ("alle kommuner i Troms og Finnmark", ALL_TROMS + 11), ("alle 21 kommuner i Troms", ALL_TROMS),
        ("de 21 kommunene i Troms", ALL_TROMS), ("Alle kommuner i Troms unntatt kommunene i Nord-Troms", ALL_TROMS - 3),
    ],
)  # fmt: skip
def test_all_of_a_county(now, text, number):
    assert len(said(text, now)) == number


def test_the_rest_is_all_but_those_named_who_keep_what_is_told_of_them(now):
    parties = said("Tana (vert), de øvrige kommunene i Finnmark (fra 2020)", now)
    assert parties[0] == "Tana vertskommune" and len(parties) == 11
    assert all(party.endswith(" 2020–") for party in parties[1:])


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("19 kommuner i Troms", [(19, ("Troms",))]), ("ni kommuner", [(9, ())]),
        ("15 kommuner i Troms og 6 kommuner i Nordland", [(15, ("Troms",)), (6, ("Nordland",))]),
        ("15 kraftkommuner i Troms og Finnmark", [(15, ("Troms", "Finnmark"))]), ("Bardu og 3 andre kommuner", [(3, ())]),
    ],
)  # fmt: skip
def test_a_number_alone_is_kept_and_the_list_is_incomplete(now, text, counts):
    selection = read(text, now)
    assert [(count.number, count.within) for count in selection.counts] == counts
    assert not selection.questions and not selection.complete


@pytest.mark.parametrize(
    "more", ["m.fl.", "mfl", "m.fl", "med flere", "osv.", "(m.fl.)", "de øvrige", "andre kommuner", "…", "[..]"]
)
def test_more_than_are_named_makes_the_list_incomplete(now, more):
    selection = read(f"Bardu, Dyrøy, {more}", now)
    assert [party.place.name for party in selection.parties] == ["Bardu", "Dyrøy"]
    assert not selection.questions and not selection.complete and selection.more


def test_former_names_and_numbers_are_what_they_are_on_the_day(now, before):
    text = "Lenvik, 1931, Skånland og Hammerfest"
    assert said(text, now) == ["Senja", "Tjeldsund", "Hammerfest"]
    assert said(text, before) == ["Lenvik (til 2019)", "Skånland (til 2019)", "Hammerfest (til 2019)"]
    assert [party.former.name for party in read(text, now).parties if party.former] == ["Lenvik", "Skånland"]


def test_who_left_in_time_is_the_one_it_was_then(now):
    assert said("Lenvik (til 2019), Hammerfest (t.o.m. 2015), Bardu", now) == [
        "Lenvik (til 2019) –2019",
        "Hammerfest (til 2019) –2015",
        "Bardu",
    ]


def test_the_number_of_names_is_that_of_the_time_they_were_written(now):
    assert said("de åtte kommunene Bardu, Berg, Dyrøy, Lenvik, Målselv, Sørreisa, Torsken og Tranøy", now) == [
        "Bardu", "Senja", "Dyrøy", "Målselv", "Sørreisa",
    ]  # fmt: skip


def test_members_no_source_states_are_marked(now):
    parties = read("kommunene i kommuneregionen Midt-Troms", now).parties
    assert {party.place.name for party in parties if not party.inferred} == {"Lavangen"}


@pytest.mark.parametrize(
    ("text", "piece", "why", "candidates"),
    [
        ("Tysfjord", "Tysfjord", Why.SPLIT, ["Hamarøy", "Narvik"]),
        ("1850", "1850", Why.SPLIT, ["Hamarøy", "Narvik"]),
        (
            "Midt-Troms + Balsfjord", "Midt-Troms", Why.AMBIGUOUS,
            ["kommunene i kommuneregionen Midt-Troms", "kommunene i regionrådet Midt-Troms"],
        ),
        (
            "kommunene i Midt-Troms unntatt Bardu", "kommunene i Midt-Troms unntatt Bardu", Why.AMBIGUOUS,
            ["kommunene i kommuneregionen Midt-Troms unntatt Bardu", "kommunene i regionrådet Midt-Troms unntatt Bardu"],
        ),
        (
            "Midt-Tromsrådet", "Midt-Tromsrådet", Why.AMBIGUOUS,
            ["organisasjonen Midt-Tromsrådet", "kommunene i regionrådet Midt-Troms"],
        ),
        ("Troms", "Troms", Why.AMBIGUOUS, ["alle kommuner i Troms", "Troms fylkeskommune"]),
        ("kommunene i Midt-Troms regionråd", "kommunene i Midt-Troms regionråd", Why.NOT_THEN, []),
        ("kommuner i Troms", "kommuner i Troms", Why.WHICH, ["alle kommuner i Troms"]),
        ("Alle kommuner i Nordland", "Alle kommuner i Nordland", Why.MEMBERS, []),
        ("kommunene i Øst-Finnmarkrådet", "kommunene i Øst-Finnmarkrådet", Why.MEMBERS, []),
        ("de 19 kommunene i Troms", "de 19 kommunene i Troms", Why.COUNT, []),
        ("de fire kommunene Bardu og Dyrøy", "de fire kommunene", Why.COUNT, []),
        ("Bardu, Dyrøy og Alta, begge fra 2020", "begge fra 2020", Why.COUNT, []),
        ("Alle kommuner i Troms unntatt Gratangen og Alta", "Alle kommuner i Troms unntatt Gratangen og Alta", Why.NOT_IN, []),
        ("Gratangen; alle kommuner i Troms unntatt Gratangen", "Gratangen", Why.CONFLICT, []),
        ("Bardu (vert), Bardu (selger)", "Bardu (selger)", Why.CONFLICT, []),
        ("Bardu og Dyrøy fra 2020", "Dyrøy fra 2020", Why.WHOSE, ["Dyrøy (fra 2020)", "Dyrøy; alle fra 2020"]),
        ("Vert: Tana, Nesseby", "Vert: Tana", Why.WHOSE, ["Tana (vertskommune)"]),
        (
            "Bardu til 01.01.2020", "Bardu til 01.01.2020", Why.LAST_DAY,
            ["Bardu (til og med 31.12.2019)", "Bardu (til og med 01.01.2020)"],
        ),
        ("Bardu, 2019", "2019", Why.YEAR, ["Nordkapp"]),
        ("Bardo", "Bardo", Why.UNKNOWN, ["Vardø", "Bardu"]),
        ("Dyrøya, Bardu", "Dyrøya", Why.UNKNOWN, ["Dyrøy"]),
        ("Alta (31.02.2020)", "(31.02.2020)", Why.UNKNOWN, []),
        ("Harstad-Salangen", "Harstad-Salangen", Why.UNKNOWN, ["Salangen", "Harstad"]),
        ("Alta Kraftverk", "Alta Kraftverk", Why.UNKNOWN, ["Alta"]),
        ("Sør-Varanger (100)", "(100)", Why.UNKNOWN, []),
        ("2 i Gamvik", "2 i Gamvik", Why.UNKNOWN, ["Gamvik"]),
        ("alle eierkommunene i Troms", "alle eierkommunene i Troms", Why.UNKNOWN, None),
        ("6 kommuner i Nordland og Nord-Troms", "6 kommuner i Nordland", Why.UNKNOWN, None),
        ("9999", "9999", Why.UNKNOWN, []),
    ],
)  # fmt: skip
def test_what_is_not_clear_is_asked_about(now, text, piece, why, candidates):
    found = asked(text, now)
    assert (found[0][0], found[0][1]) == (piece, why)
    assert candidates is None or found[0][2] == candidates


def test_a_municipality_that_is_not_founded_is_asked_about(before):
    assert asked("Senja", before) == [("Senja", Why.NOT_THEN, ["Berg", "Lenvik", "Torsken", "Tranøy"])]


@pytest.mark.parametrize(
    "text",
    [
        "Nordkapp kommune omtalt som aksjonær; Klubben avfallsanlegg i Porsanger",
        "Arne Steinnes fra Kåfjord, som administrerer bok- og kulturbussen i Nord-Troms",
        "Siden 2008 har Kvænangen kommune samarbeidet med Nordreisa kommune om barnevernstjenesten",
        "i tillegg til Tromsø kommune består av Karlsøy og Balsfjord",
        "alle de seks kommunene i regionen (eiere)",
    ],
)
def test_prose_is_a_question_whole_and_gives_no_party_from_within(now, text):
    selection = read(text, now)
    assert selection.questions
    assert not {"Nordkapp", "Kåfjord", "Kvænangen", "Nordreisa", "Tromsø"} & {party.place.name for party in selection.parties}


def test_putting_a_candidate_in_its_place_answers_the_question(now):
    text = "Midt-Troms, Bardo og Tysfjord"
    while questions := read(text, now).questions:
        piece = questions[0].piece
        text = text[: piece.start] + questions[0].candidates[0] + text[piece.end :]
    assert {party.place.name for party in read(text, now).parties} >= {"Målselv", "Bardu", "Hamarøy"}


def test_a_question_says_what_would_be_right(now):
    message = read("Tysfjord", now).questions[0].message
    assert message == "Tysfjord ble delt mellom flere kommuner, så «Tysfjord» kan bety hver av dem. Skriv «Hamarøy» eller «Narvik»."


def test_a_thousand_texts_take_about_a_second(now):
    texts = [f"Bardu, Dyrøy (fra {year}), Sørreysa og 3 kommuner i Nordland" for year in range(1900, 2100)] * 5
    began = time.process_time()
    for text in texts:
        read(text, now)
    assert time.process_time() - began < 4  # half a second on an idle machine


def test_a_long_text_takes_no_more_time_than_its_length(now):
    began = time.process_time()
    for text in ("((((" * 5_000, "Bardu " * 5_000, "xyz, " * 5_000, "alle kommuner i " * 3_000, "unntatt Bardu " * 3_000):
        read(text, now)
    assert time.process_time() - began < 10
