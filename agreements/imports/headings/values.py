"""The value of a cell as its field wants it. What cannot be made so without guessing stays the words of the file."""

import re
from collections import defaultdict
from contextlib import suppress
from datetime import date, datetime
from functools import lru_cache

from django.core.exceptions import ValidationError

from agreements.imports.fields import Field, Kind
from agreements.imports.table import Value
from registry.csv_table import RISKY
from registry.excel.sheet_reader import Percent
from registry.periods import Precision, parse_date, show_day

MUNICIPALITY_NUMBERS = ("host_number", "party_number")
_NUMBER = re.compile(r"(?:kr\.?\s*)?(-?\d{1,3}(?:[ .]\d{3})+|-?\d+)(?:,(\d+))?(?:\s*kr\.?|,-)?", re.IGNORECASE)
_MONTHS = re.compile(r"(\d{1,3}) ?(?:mnd|md|mån|måneder|måned|månader|månad)\.?", re.IGNORECASE)
_YEARS = {"1 år": 12, "ett år": 12, "et år": 12, "2 år": 24, "to år": 24}
_DIGITS_IN_GROUPS = re.compile(r"\d[\d \u00a0.]*\d")
_ORGANISATION = re.compile(r"(?:no )?(\d{3} ?\d{3} ?\d{3})(?: ?mva)?", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u00ad": None, "\u200b": None, "\ufeff": None})
_NOTHING_TOLD = {"-", "–", "—", "--", "n/a", "i/a"}
_TRUTHS = {"ja": True, "j": True, "x": True, "true": True, "sann": True, "nei": False, "n": False, "false": False, "usann": False}


class Values:
    """Reads the cells of one table, and remembers on which rows something was odd.

    `typed`: the file knows dates from texts, as a workbook does and CSV does not. `ours`: texts are left as they are.
    `by_codes`: texts carry the apostrophe that our CSV puts in front of what a spreadsheet could run.
    """

    def __init__(self, typed: bool, ours: bool, by_codes: bool):
        self._typed, self._ours, self._by_codes = typed, ours, by_codes
        self.odd: defaultdict[str, list[int]] = defaultdict(list)

    def read(self, field: Field, value: Value, row: int) -> Value:
        """The value for the field; None when there is none."""
        if isinstance(value, str):
            value = self._text(value)
            if not value:
                return None
            if not self._ours and value.lower() in _NOTHING_TOLD:
                self.odd["nothing_told"].append(row)
                return None
        return self._READERS[field.kind](self, field, value, row)

    def _text(self, text: str) -> str:
        if self._by_codes:
            return text[1:] if text.startswith("'") and text[1:].startswith(RISKY) else text
        return text if self._ours else text.translate(_BLANKS).strip()

    def _words(self, field: Field, value: Value, row: int) -> Value:
        """A text. A number or a date that Excel made of it is written as people write it."""
        if isinstance(value, bool):
            return "ja" if value else "nei"
        if isinstance(value, date):
            self.odd["dates_in_text"].append(row)
            return show_day(value)
        return value if isinstance(value, str) else _written(value)

    def _number(self, field: Field, value: Value, row: int) -> Value:
        if isinstance(value, bool | date):
            return self._words(field, value, row)
        if not isinstance(value, str):
            return float(value) if isinstance(value, Percent) else value
        if field.code == "notice_months" and (months := _MONTHS.fullmatch(value)):
            return int(months[1])
        if field.code == "notice_months" and value.lower() in _YEARS:
            return _YEARS[value.lower()]
        if found := _NUMBER.fullmatch(value):
            if self._typed:
                self.odd["numbers_as_text"].append(row)
            whole = re.sub(r"[ .]", "", found[1])
            return float(f"{whole}.{found[2]}") if found[2] else int(whole)
        return value

    def _digits(self, field: Field, value: Value, row: int) -> Value:
        if isinstance(value, bool | date):
            return self._words(field, value, row)
        text = value if isinstance(value, str) else _written(value)
        if found := _ORGANISATION.fullmatch(text):
            text = found[1]
        if _DIGITS_IN_GROUPS.fullmatch(text):
            text = re.sub(r"\D", "", text.removesuffix(".0"))
        return text.zfill(4) if field.code in MUNICIPALITY_NUMBERS and len(text) == 3 and text.isdigit() else text

    def _day(self, field: Field, value: Value, row: int) -> Value:
        """A day, or the words; what the words may mean is for `parse_date`."""
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if self._by_codes and isinstance(value, str) and _ISO.fullmatch(value):
            with suppress(ValueError):  # 30 February
                return date.fromisoformat(value)
        text = self._words(field, value, row)
        precision = _precision(str(text))
        if precision == Precision.DAY and self._typed and not self._ours:
            self.odd["dates_as_text"].append(row)
        elif precision not in ("", Precision.DAY) and not self._ours:
            self.odd["imprecise_dates"].append(row)
        return text

    def _truth(self, field: Field, value: Value, row: int) -> Value:
        if isinstance(value, int) and value in (0, 1):
            return bool(value)
        text = self._words(field, value, row)
        return _TRUTHS.get(str(text).lower().rstrip("."), text)

    def _share(self, field: Field, value: Value, row: int) -> Value:
        """A fraction of one where the sheet shows per cent, else words. Whether a bare 0,5 is a half nobody can tell."""
        if isinstance(value, Percent):
            return float(value)
        if isinstance(value, bool | date):
            return self._words(field, value, row)
        if self._by_codes and isinstance(value, str):
            return f"{value.replace('.', ',')} %"
        if isinstance(value, str):
            return value
        if 1 < value <= 100:
            return f"{_written(value)} %"
        if value:
            self.odd["unclear_shares"].append(row)
        return _written(value)

    _READERS = {
        Kind.TEXT: _words,
        Kind.NUMBER: _number,
        Kind.DIGITS: _digits,
        Kind.DATE: _day,
        Kind.YES_NO: _truth,
        Kind.SHARE: _share,
    }


def _written(number: float | None) -> str:
    """A number as people write it: 5520, 12,5."""
    if isinstance(number, float) and not number.is_integer():
        return f"{number:.10g}".replace(".", ",")
    return str(int(number or 0))


@lru_cache(4096)
def _precision(text: str) -> str:
    """How exact a date is, "" for what is none."""
    try:
        return parse_date(text).precision
    except ValidationError:
        return ""
