"""Time in the register: periods that may be imprecise, and how people write and read them.

The database holds a half-open period: `valid_from` is the first day it holds, `valid_to` the first day it no longer
holds. People never see `valid_to`: screen, forms and files speak of the *last day* ("til og med 31.12.2025").

An imprecise start is the first day of its span, an imprecise end the last day of its span, so "2008" is stored as
1 January 2008 (precision year) and is never shown as 01.01.2008.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MONTHS = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember")
SEASONS = {"vinter": (1, 2), "vår": (3, 5), "sommer": (6, 8), "høst": (9, 11)}
ONE_DAY = timedelta(days=1)
LONGEST_DATE = 200  # characters; "ca. ca. ca. …" is read as often as it says so
EARLIEST_YEAR, LATEST_YEAR = 1837, 2100  # formannskapslovene of 1837 made the municipalities


class Precision(models.TextChoices):
    """How exactly the source tells a date."""

    DAY = "day", gettext_lazy("dag")
    MONTH = "month", gettext_lazy("måned")
    YEAR = "year", gettext_lazy("år")
    CIRCA = "circa", gettext_lazy("omtrentlig")
    UNKNOWN = "unknown", gettext_lazy("ukjent")
    OPEN = "open", gettext_lazy("ingen kjent slutt")


@dataclass(frozen=True)
class Span:
    """A date as written by a person: the days it can mean, how exact it is, and the words themselves."""

    first: date
    last: date
    precision: str
    text: str = ""

    @classmethod
    def of(cls, day: date) -> "Span":
        """A day that is known."""
        return cls(day, day, Precision.DAY)


def parse_date(text: str) -> Span:
    """Read a date the way a case officer writes it: 31.12.2025, 2012-10, oktober 2012, 2008, vår 2019, ca. 2008, 2015–2019.

    Raises ValidationError in plain Norwegian, naming the value and what would be right.
    """
    written = " ".join(text.split())
    for pattern, read in _READERS if len(written) <= LONGEST_DATE else ():
        if match := pattern.fullmatch(written.lower()):
            try:
                span = read(match, written)
            except (ValueError, ValidationError):  # the 31st of February; «ca.» before what is no date
                break
            if EARLIEST_YEAR <= span.first.year <= LATEST_YEAR:
                return span
            break
    raise ValidationError(
        _("«%(value)s» er ikke en dato vi kan lese. Skriv for eksempel 31.12.2025, 2012-10, 2008, vår 2019 eller ca. 2008."),
        code="unreadable_date",
        params={"value": written[:60]},
    )


def _day(match: re.Match, written: str) -> Span:
    day = date(int(match["y"]), int(match["m"]), int(match["d"]))
    return Span.of(day)


def _month(match: re.Match, written: str) -> Span:
    year = int(match["y"])
    month = int(match["m"]) if "m" in match.re.groupindex else MONTHS.index(match["name"]) + 1
    return Span(date(year, month, 1), _last_of_month(year, month), Precision.MONTH)


def _year(match: re.Match, written: str) -> Span:
    year = int(match["y"])
    return Span(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def _circa(match: re.Match, written: str) -> Span:
    inner = parse_date(match["rest"])
    return Span(inner.first, inner.last, Precision.CIRCA, written)


def _season(match: re.Match, written: str) -> Span:
    year, (start, end) = int(match["y"]), SEASONS[match["name"]]
    return Span(date(year, start, 1), _last_of_month(year, end), Precision.CIRCA, written)


def _between(match: re.Match, written: str) -> Span:
    first, last = int(match["a"]), int(match["b"])
    if last < first:
        raise ValueError
    return Span(date(first, 1, 1), date(last, 12, 31), Precision.CIRCA, written)


def _last_of_month(year: int, month: int) -> date:
    return (date(year + month // 12, month % 12 + 1, 1)) - ONE_DAY


_READERS = [
    (re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})"), _day),
    (re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"), _day),
    (re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})"), _month),
    (re.compile(r"(?P<m>\d{1,2})\.(?P<y>\d{4})"), _month),
    (re.compile(rf"(?P<name>{'|'.join(MONTHS)})\s(?P<y>\d{{4}})"), _month),
    (re.compile(r"(?P<y>\d{4})"), _year),
    (re.compile(rf"(?P<name>{'|'.join(SEASONS)})(?:en)?\s(?P<y>\d{{4}})"), _season),
    (re.compile(r"(?P<a>\d{4})\s?[-–]\s?(?P<b>\d{4})"), _between),
    (re.compile(r"mellom (?P<a>\d{4}) og (?:ca\.?\s?)?(?P<b>\d{4})"), _between),
    (re.compile(r"(?:ca\.?|cirka|rundt|omkring)\s?(?P<rest>.+)"), _circa),
]


def show_day(day: date) -> str:
    """A day as people write it: 31.12.2025."""
    return day.strftime("%d.%m.%Y")


def show_day_of(moment: datetime) -> str:
    """The day a moment fell on in Norway: 31.12.2025."""
    return show_day(timezone.localtime(moment))


def show_moment(moment: datetime) -> str:
    """A moment by the clock in Norway: 31.12.2025 kl. 14.05."""
    return timezone.localtime(moment).strftime("%d.%m.%Y kl. %H.%M")


def show_date(day: date, precision: str, text: str = "") -> str:
    """A date as people read it, never more exact than the source: 01.04.2020, april 2020, 2020, or the source's words."""
    if precision == Precision.DAY:
        return show_day(day)
    if precision == Precision.MONTH:
        return f"{MONTHS[day.month - 1]} {day.year}"
    if precision == Precision.CIRCA:
        return text or _("ca. %(year)s") % {"year": day.year}
    return str(day.year)


def show_due(day: date, precision: str, text: str = "") -> str:
    """A date by which something is due: 31.12.2027, i løpet av mars 2027, i løpet av 2027, or the source's words."""
    shown = show_date(day, precision, text)
    return _("i løpet av %(when)s") % {"when": shown} if precision in (Precision.MONTH, Precision.YEAR) else shown


def write_date(day: date, precision: str, text: str = "") -> str:
    """The same date as text that `parse_date` reads back to the same span: for form fields and round trips."""
    if precision == Precision.MONTH:
        return f"{day.year}-{day.month:02}"
    return show_date(day, precision, text)


def years_before(day: date, years: int) -> date:
    """The same day some years before; of 29 February the day before it."""
    return day.replace(year=day.year - years, day=28 if (day.month, day.day) == (2, 29) else day.day)


class PeriodQuerySet(models.QuerySet):
    """Rows that hold for a period of time."""

    def on(self, day: date):
        """Rows that hold on the day. A row with unknown start is taken to have begun; see the models that know better."""
        return self.filter(self.holds_on(day))

    @staticmethod
    def holds_on(day: date, prefix: str = "") -> Q:
        """The condition of `on`, for use on a related row (`prefix="participations__"`)."""
        begun = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": day})
        not_over = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": day})
        return begun & not_over

    def by_start(self):
        """Oldest first, unknown start last."""
        return self.order_by(F("valid_from").asc(nulls_last=True), "pk")


class Period(models.Model):
    """A period with the precision and the words of its source. See the module's docstring for what is stored."""

    valid_from = models.DateField(gettext_lazy("fra og med"), null=True, blank=True)
    valid_from_precision = models.CharField(
        gettext_lazy("nøyaktighet, start"),
        max_length=8,
        choices=[c for c in Precision.choices if c[0] != Precision.OPEN],
        default=Precision.UNKNOWN,
    )
    valid_from_text = models.CharField(gettext_lazy("kildens ord om starten"), max_length=200, blank=True)
    valid_to = models.DateField(
        gettext_lazy("første dag den ikke gjelder"), null=True, blank=True, help_text=gettext_lazy("Dagen etter siste dag.")
    )
    valid_to_precision = models.CharField(
        gettext_lazy("nøyaktighet, slutt"), max_length=8, choices=Precision.choices, default=Precision.OPEN
    )
    valid_to_text = models.CharField(gettext_lazy("kildens ord om slutten"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def set_start(self, span: Span | None, text: str = "") -> None:
        """Store a start as read by `parse_date`; None means unknown."""
        self.valid_from = span.first if span else None
        self.valid_from_precision = span.precision if span else Precision.UNKNOWN
        self.valid_from_text = text or (span.text if span else "")

    def set_last_day(self, span: Span | None, text: str = "") -> None:
        """Store a last day as read by `parse_date`; None means that no end is known."""
        self.valid_to = span.last + ONE_DAY if span else None
        self.valid_to_precision = span.precision if span else Precision.OPEN
        self.valid_to_text = text or (span.text if span else "")

    @property
    def last_day(self) -> date | None:
        """The last day the row holds, as people say it; None when no end is known."""
        return self.valid_to - ONE_DAY if self.valid_to else None

    def holds(self, day: date) -> bool:
        """The same rule as `PeriodQuerySet.on`, for a row in hand."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    @property
    def start_shown(self) -> str:
        """The start as people read it, or "ukjent"."""
        if self.valid_from is None:
            return _("ukjent")
        return show_date(self.valid_from, self.valid_from_precision, self.valid_from_text)

    @property
    def end_shown(self) -> str:
        """The last day as people read it, "ukjent dato" when it is over but not known when, "" when no end is known."""
        if self.last_day is None:
            return ""
        if self.valid_to_precision == Precision.UNKNOWN:
            return _("ukjent dato")
        return show_date(self.last_day, self.valid_to_precision, self.valid_to_text)

    @property
    def start_written(self) -> str:
        """The start as text that can be typed back into a form; "" when unknown."""
        return write_date(self.valid_from, self.valid_from_precision, self.valid_from_text) if self.valid_from else ""

    @property
    def end_written(self) -> str:
        """The last day as text that can be typed back into a form; "" when no end is known."""
        if self.last_day is None:
            return ""
        precision = Precision.DAY if self.valid_to_precision == Precision.UNKNOWN else self.valid_to_precision
        return write_date(self.last_day, precision, self.valid_to_text)


def check_order(valid_from: date | None, valid_to: date | None) -> None:
    """Refuse a period whose last day comes before its first. Raises ValidationError naming both days."""
    if valid_from and valid_to and valid_to <= valid_from:
        raise ValidationError(
            _("Siste dag (%(last)s) er før første dag (%(first)s). Rett en av dem."),
            code="end_before_start",
            params={"last": show_day(valid_to - ONE_DAY), "first": show_day(valid_from)},
        )


def overlaps(rows: Iterable[tuple[object, date | None, date | None]]) -> list[tuple[object, date | None, date | None]]:
    """The one overlap function: rows (key, valid_from, valid_to) whose period begins before an earlier one of the same key is over.

    Pure and over the whole set of rows; None as start reaches back for ever, None as end forward. Returns the later row
    of each colliding pair, in order of start.
    """
    by_key: dict[object, list[tuple[object, date | None, date | None]]] = {}
    for row in rows:
        by_key.setdefault(row[0], []).append(row)
    colliding = []
    for same in by_key.values():
        same.sort(key=lambda row: row[1] or date.min)
        reach: date | None = date.min
        for row in same:
            if reach is None or (row[1] or date.min) < reach:
                colliding.append(row)
            reach = None if reach is None or row[2] is None else max(reach, row[2])
    return colliding
