"""Dates as people write them among names: 01.04.20, 1. mars 2020, 2021-07-01, vår 2019. Given on as plain text."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from municipalities.selection.expression import Day

_MONTHS = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember")
_SEASONS = {"vinter": (1, 2), "vår": (3, 5), "sommer": (6, 8), "høst": (9, 11)}
_EARLIEST, _LATEST = 1837, 2100
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|{'|'.join(name[:3] for name in _MONTHS)})\b\.?"
_YEAR = r"(?P<y>\d{4})(?!\w)"


def year(digits: str) -> Day | None:
    """A year as a date."""
    if len(digits) != 4 or not digits.isdecimal() or not _EARLIEST <= int(digits) <= _LATEST:
        return None
    return Day(str(int(digits)), date(int(digits), 1, 1), date(int(digits), 12, 31))


def _day(found: re.Match[str]) -> Day:
    year_text = found["y"]
    if len(year_text) == 2:  # 01.04.20
        year_text = ("19" if year_text > "50" else "20") + year_text
    month = found.groupdict().get("month")
    day = date(int(year_text), _month_number(month) if month else int(found["m"]), int(found["d"]))
    return Day(day.strftime("%d.%m.%Y"), day, day)


def _month(found: re.Match[str]) -> Day:
    month = found.groupdict().get("month")
    first = date(int(found["y"]), _month_number(month) if month else int(found["m"]), 1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return Day(f"{first.year}-{first.month:02}", first, last)


def _season(found: re.Match[str]) -> Day:
    number, (start, end) = int(found["y"]), _SEASONS[found["name"].lower()]
    last = date(number, end, calendar.monthrange(number, end)[1])
    return Day(f"{found['name'].lower()} {number}", date(number, start, 1), last)


def _circa(found: re.Match[str]) -> Day:
    number = int(found["y"])
    return Day(f"ca. {number}", date(number, 1, 1), date(number, 12, 31))


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, start=1) if month.startswith(name.lower()[:3]))


_READERS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Day]]] = [
    (re.compile(pattern, re.IGNORECASE), reader)
    for pattern, reader in [
        (rf"(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?{_YEAR}", _day),
        (r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{2})(?!\w)", _day),
        (r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?!\w)", _day),
        (rf"(?P<d>\d{{1,2}})\.?\s?{_MONTH}\s?{_YEAR}", _day),
        (r"(?P<y>\d{4})-(?P<m>\d{2})(?![\w-])", _month),
        (rf"(?P<m>\d{{1,2}})\.{_YEAR}", _month),
        (rf"{_MONTH}\s?{_YEAR}", _month),
        (rf"(?P<name>{'|'.join(_SEASONS)})(?:en)?\s{_YEAR}", _season),
        (rf"(?:ca\.?|cirka|rundt|omkring)\s?{_YEAR}", _circa),
    ]
]
_RANGE = re.compile(r"(\d{4})\s?[-–]\s?(\d{4})(?!\w)|(\d{4})\s?[-–](?=\s*(?:[);,]|$))")


def match(text: str, start: int) -> tuple[int, Day] | None:
    """The date that begins here, with the place it ends. A year alone is left to `year`, it may be a number."""
    for pattern, reader in _READERS:
        if found := pattern.match(text, start):
            try:
                day = reader(found)
            except ValueError:  # the 31st of February
                return None
            return (found.end(), day) if _EARLIEST <= day.first.year <= _LATEST else None
    return None


def match_range(text: str, start: int) -> tuple[int, Day, Day | None] | None:
    """Two years with a line between, the second left out when it still holds: 2015–2019, 2023–."""
    found = _RANGE.match(text, start)
    if not found:
        return None
    first, last = year(found[1] or found[3]), year(found[2]) if found[2] else None
    if first is None or (found[2] and (last is None or last.first < first.first)):
        return None
    return found.end(), first, last


def day_before(day: Day) -> Day:
    """The day before one exact day."""
    before = day.first - timedelta(days=1)
    return Day(before.strftime("%d.%m.%Y"), before, before)


def may_be_the_day_after(day: Day) -> bool:
    """Whether «til» this day can mean that the day before is the last: it is the first of a month."""
    return day.first == day.last and day.first.day == 1
