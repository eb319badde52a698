"""Values: as the field wants them, and never guessed."""

from datetime import date, datetime

import pytest

from agreements.imports.fields import FIELDS
from agreements.imports.headings import table_of
from agreements.imports.headings.values import Values
from registry.excel.sheet_reader import Percent
from tests.agreements.imports.headings.sheets import codes, sheet


def value(code, cell, **how):
    return Values(**{"typed": True, "ours": False, "by_codes": False} | how).read(FIELDS[code], cell, 1)


@pytest.mark.parametrize(
    ("code", "cell", "read"),
    [
        ("name", "Lege\u00advakt\u00a0natt ", "Legevakt natt"),
        ("name", 2020, "2020"),
        ("name", 12.5, "12,5"),
        ("participants", date(2020, 2, 1), "01.02.2020"),
        ("valid_from_text", datetime(2020, 1, 2), date(2020, 1, 2)),
        ("valid_from_text", date(2020, 1, 2), date(2020, 1, 2)),
        ("valid_from_text", 2008, "2008"),
        ("valid_from_text", "vår 2019", "vår 2019"),
        ("valid_from_text", "31.12.2019", "31.12.2019"),
        ("valid_from_text", "en gang", "en gang"),
        ("org_number", 989532961, "989532961"),
        ("org_number", "989 532 961", "989532961"),
        ("org_number", "NO 989 532 961 MVA", "989532961"),
        ("org_number", "ukjent", "ukjent"),
        ("host_number", 5520.0, "5520"),
        ("host_number", 301, "0301"),
        ("host_number", "301.0", "0301"),
        ("host_number", "0301", "0301"),
        ("host_number", "Bardu", "Bardu"),
        ("stated_count", "19", 19),
        ("cost", "kr 1 070 000,-", 1070000),
        ("cost", "1.070.000", 1070000),
        ("person_years", "3,5", 3.5),
        ("cost", "ca. 1 mill", "ca. 1 mill"),
        ("notice_months", "12 måneder", 12),
        ("notice_months", "ett år", 12),
        ("notice_months", "etter avtale", "etter avtale"),
        ("participants_complete", "Ja", True),
        ("participants_complete", "nei", False),
        ("participants_complete", 1, True),
        ("participants_complete", "vet ikke", "vet ikke"),
        ("share_percent", Percent(0.125), 0.125),
        ("share_percent", 12.5, "12,5 %"),
        ("share_percent", "1/3", "1/3"),
        ("share_percent", 0.5, "0,5"),
        ("note", "  ", None),
    ],
)
def test_cells_are_read_as_their_field_wants(code, cell, read):
    found = value(code, cell)
    assert (found, type(found)) == (read, type(read))


def test_our_own_texts_are_left_as_they_are():
    assert value("name", "Lege\u00a0vakt", ours=True) == "Lege\u00a0vakt"


@pytest.mark.parametrize(("written", "read"), [("'=1+1", "=1+1"), ("''a", "'a"), ("'a", "'a"), ("=1", "=1")])
def test_the_apostrophe_of_our_csv_is_taken_away_again(written, read):
    assert value("name", written, ours=True, by_codes=True) == read


def test_days_and_truths_of_our_csv():
    assert value("valid_from", "2020-02-30", by_codes=True, ours=True) == "2020-02-30"
    assert value("valid_from", "2020-02-29", by_codes=True, ours=True) == date(2020, 2, 29)
    assert value("participants_complete", "true", by_codes=True, ours=True) is True
    assert value("share_percent", "33.3333", by_codes=True, ours=True) == "33,3333 %"


def test_what_was_odd_is_told_once_a_kind():
    rows = [["Navn", "Oppstart", "Årsverk", "Eierandel"], ["A", "01.02.2020", "3", 0.5], ["B", "2008", "4", 0.25]]
    found = codes(table_of(sheet(*rows)))
    assert (found["dates_as_text"], found["imprecise_dates"]) == ((2,), (3,))
    assert found["numbers_as_text"] == found["unclear_shares"] == (2, 3)
