"""What must hold for any parties and any text: what is written is read as the same, and nothing of a text is dropped."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.legal_forms.catalogue import ROLE_BY_CODE
from municipalities.directory import Directory
from municipalities.selection.dates import match, year
from municipalities.selection.expression import Told
from municipalities.selection.gazetteer import reference_day
from municipalities.selection.parser import parse
from municipalities.selection.resolver import Count, Party, read
from municipalities.selection.words import PHRASES, ROLE_WORD, Kind
from municipalities.selection.writer import write
from registry.periods import parse_date
from tests.municipalities.selection.conftest import gazetteer

TODAY, BEFORE = date(2026, 1, 1), date(2019, 12, 31)
PLAIN = {TODAY: gazetteer(TODAY), BEFORE: gazetteer(BEFORE)}
DATES = ["2012", "01.07.2021", "31.12.2025", "2012-10", "vår 2019", "ca. 2008", "31.01.2016"]
IN_TIME = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def day_of(text):
    return (match(text, 0) or (0, year(text)))[1]


@st.composite
def told(draw):
    entry, last = draw(st.sampled_from(["", *DATES])), draw(st.sampled_from(["", *DATES]))
    days = [day_of(text) if text else None for text in (entry, last)]
    if all(days) and days[1].last <= days[0].first:
        days[1] = None
    return Told(draw(st.sampled_from(["", "", *ROLE_WORD])), *days)


@st.composite
def parties(draw, names):
    """Any of those there are, each with something told or nothing; sometimes most of a county."""
    everybody = sorted(names.places.values(), key=lambda place: str(place.key))
    counties = sorted((group for group in names.groups.values() if group.kind == "fylke" and group.whole), key=lambda g: g.name)
    chosen = draw(st.lists(st.sampled_from(everybody), unique_by=lambda place: place.key, max_size=12))
    county = draw(st.sampled_from([None, *counties]))
    if county:
        out = draw(st.sets(st.sampled_from(sorted(county.members, key=str)), max_size=3))
        chosen += [names.places[key] for key in sorted(county.members - out, key=str) if names.places[key] not in chosen]
    plain = draw(st.booleans())
    found = [Party(place, Told() if plain else draw(st.one_of(st.just(Told()), told()))) for place in chosen]
    return [party for party in found if party.place.existed_on(reference_day(names.day, party.told))]


def assert_read_back(chosen, names, counts=(), more=False):
    text = write(chosen, names, counts, more)
    selection = read(text, names)
    assert not selection.questions, (text, [question.message for question in selection.questions])
    assert set(selection.parties) == set(chosen), text
    assert len(selection.parties) == len(chosen)
    assert selection.counts == tuple(counts) and bool(selection.more) == more


def assert_nothing_dropped(text, names):
    expression = parse(text, names)
    covered = {place for term in expression.terms for place in range(term.piece.start, term.piece.end)}
    assert [text[place] for place in range(len(text)) if place not in covered and not text[place].isspace()] == []
    pieces = sorted(term.piece for term in expression.terms)
    assert all(one.end <= other.start for one, other in zip(pieces, pieces[1:], strict=False))
    selection = read(text, names)
    shown = [*selection.connecting, *selection.more, *(question.piece for question in selection.questions)]
    shown += [count.piece for count in selection.counts] + [piece for party in selection.parties for piece in party.pieces]
    left = {place for piece in pieces for place in range(piece.start, piece.end)}
    left -= {place for piece in shown for place in range(piece.start, piece.end)}
    assert not left, [text[place] for place in sorted(left)]


@pytest.mark.parametrize("day", [TODAY, BEFORE])
@IN_TIME
@given(data=st.data())
def test_what_is_written_is_read_as_the_same(day, data):
    names = PLAIN[day]
    counts = data.draw(
        st.lists(st.builds(Count, st.integers(2, 40), st.sampled_from([(), ("Nordland",), ("Troms", "Nordland")])), max_size=1)
    )
    assert_read_back(data.draw(parties(names)), names, counts, data.draw(st.booleans()))


@pytest.mark.usefixtures("real_register")
@pytest.mark.parametrize("day", [TODAY, BEFORE])
def test_what_is_written_of_the_real_register_is_read_as_the_same(day):
    names = Directory.load(day).gazetteer()

    @settings(IN_TIME, max_examples=100)
    @given(parties(names))
    def holds(chosen):
        assert_read_back(chosen, names)

    holds()


WORDS = [*PHRASES, "Bardu", "Tana", "Lenvik", "Tysfjord", "Troms", "Midt-Troms", "Troms fylkeskommune", "5520", "2019", "1850"]
WORDS += [
    *DATES,
    "31.02.2020",
    "2015–2019",
    "ukjent",
    "(vert: Tana)",
    "(",
    ")",
    "6",
    "100",
    "é",
    "\u0301",
    "Sør-",
    "\u2028",
    "x" * 70,
]


@IN_TIME
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_nothing_is_dropped_of_any_words_together(text):
    assert_nothing_dropped(text, PLAIN[TODAY])


@IN_TIME
@given(st.lists(st.sampled_from(WORDS), max_size=12).map("".join))
def test_nothing_is_dropped_of_any_words_without_spaces(text):
    assert_nothing_dropped(text, PLAIN[BEFORE])


@IN_TIME
@given(st.text(max_size=60))
def test_nothing_is_dropped_of_any_characters(text):
    assert_nothing_dropped(text, PLAIN[TODAY])


@IN_TIME
@given(st.lists(st.sampled_from(WORDS), max_size=15).map(" ".join))
def test_every_date_read_can_be_read_by_the_register(text):
    for party in read(text, PLAIN[TODAY]).parties:
        for day in filter(None, (party.told.entry, party.told.exit)):
            span = parse_date(day.text)
            assert (span.first, span.last) == (day.first, day.last)


def test_the_roles_are_those_of_the_law():
    assert set(ROLE_WORD) == set(ROLE_BY_CODE)
    assert {meaning for kind, meaning in PHRASES.values() if kind is Kind.ROLES} <= set(ROLE_BY_CODE)


def test_the_shortest_is_written():
    names = PLAIN[TODAY]
    troms = [Party(names.places[key]) for key in names.groups["troms"].members]
    assert write(troms, names) == "Alle kommuner i Troms"
    left = [party for party in troms if party.place.name != "Gratangen"]
    assert write([*left, Party(names.places["Tana"], Told("vertskommune"))], names) == (
        "Alle kommuner i Troms unntatt Gratangen; Tana (vertskommune)"
    )
    assert write([Party(names.places[name]) for name in ("Bardu", "Dyrøy", "Tana")], names) == "Bardu, Dyrøy og Tana"
