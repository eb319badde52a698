"""Parameters in an address, read strictly: what cannot be read or is not known is answered with 400, never ignored.

The same rules for pages, files and API: an empty value is as good as absent, `utm_*` is tolerated, everything else must be
a known name with a readable value.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import django_filters
from django.core.exceptions import BadRequest, ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.checked import refuse_control_characters
from registry.periods import EARLIEST_YEAR, LATEST_YEAR, Precision, parse_date

PAGE_SIZE, MAX_PAGE_SIZE = 50, 1000
PAGING = ("page", "page_size")
FILE = ("format", "columns")  # whether the answer is a file, and which columns it has
LISTED = ("columns", "fields", "compare")  # lists of codes: «name,host», or one value a tick in a form
MAX_LENGTH = 500


@dataclass(frozen=True)
class Problem:
    """One parameter that cannot be read: its name, its value, and what would be right."""

    name: str
    value: str
    message: str


class BadParameters(BadRequest):
    """Raised for an address that cannot be read; answered with 400 and every problem in it."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("; ".join(f"{problem.name}={problem.value}: {problem.message}" for problem in problems))


def unknown_value(name: str, value: str, known: Iterable[str]) -> BadParameters:
    """What is raised for a value that is none of the known ones."""
    right = _("Registeret kjenner ikke denne verdien. Det kjenner: %(known)s.") % {"known": ", ".join(known) or _("ingen")}
    return BadParameters([Problem(name, value[:60], right)])


def check_names(query: QueryDict, known: Iterable[str], several: Iterable[str] = ()) -> None:
    """Refuse unknown names, a single-valued name given twice, and values with control characters or of absurd length."""
    known, several, problems = set(known), {*several, *LISTED}, []
    for name, values in query.lists():
        value = values[-1][:60]
        if name.startswith("utm_"):
            continue
        if name not in known:
            message = _("Registeret kjenner ikke dette valget. Det kjenner: %(known)s.") % {"known": ", ".join(sorted(known))}
            problems.append(Problem(name[:60], value, message))
        elif len([value for value in values if value]) > 1 and name not in several:
            problems.append(Problem(name, ", ".join(values)[:60], _("Valget kan bare ha én verdi.")))
        else:
            problems += _unfit(name, values)
    if problems:
        raise BadParameters(problems)


def _unfit(name: str, values: list[str]) -> list[Problem]:
    for value in values:
        if len(value) > MAX_LENGTH:
            return [Problem(name, value[:60] + "…", _("Verdien er for lang. %(max)s tegn er det meste.") % {"max": MAX_LENGTH})]
        try:
            refuse_control_characters(value)
        except ValidationError as error:
            return [Problem(name, repr(value[:60]), error.messages[0])]
    return []


def read_day(text: str) -> date:
    """A whole day, 2019-06-01 or 01.06.2019. Raises ValidationError saying what would be right."""
    try:
        span = parse_date(text)
    except ValidationError:
        span = None
    if span is None or span.precision != Precision.DAY:
        right = _("Skriv en dag fra %(first)s til %(last)s, for eksempel 01.06.2019 eller 2019-06-01.")
        raise ValidationError(right % {"first": EARLIEST_YEAR, "last": LATEST_YEAR}, code="unreadable_day")
    return span.first


def read_on(request: HttpRequest, known: Iterable[str] = ()) -> date | None:
    """The `on` of a page that has no filters; None when absent. Raises BadParameters."""
    check_names(request.GET, {"on", *known})
    text = request.GET.get("on", "").strip()
    if not text:
        return None
    try:
        return read_day(text)
    except ValidationError as error:
        raise BadParameters([Problem("on", text[:60], error.messages[0])]) from error


def today() -> date:
    """Today in Norway: the day a page without `on` speaks of."""
    return timezone.localdate()


class StrictFilterSet(django_filters.FilterSet):
    """The base of every filter set: strict names, strict values, one error for all that is wrong."""

    several: tuple[str, ...] = ()  # names that may be given more than once
    _form_class: type[Form] | None = None

    def get_form_class(self) -> type[Form]:
        """Made once for each filter set, not once a request: to make a class costs more than to read an address."""
        cls = type(self)
        if "_form_class" not in vars(cls):
            cls._form_class = super().get_form_class()
        return cls._form_class

    @classmethod
    def selection(cls, request: HttpRequest, queryset: QuerySet, extra: Iterable[str] = (), **kwargs) -> "StrictFilterSet":
        """The filter set for a request, checked; `extra` names parameters that the view reads itself. Raises BadParameters."""
        check_names(request.GET, {*cls.base_filters, *PAGING, *extra}, cls.several)
        given = QueryDict(mutable=True)
        for name, values in request.GET.lists():
            if filled := [value for value in values if value.strip()]:  # an empty value is as good as absent
                given.setlist(name, filled)
        found = cls(given, queryset=queryset, request=request, **kwargs)
        if not found.form.is_valid():
            problems = [
                Problem(name, ", ".join(request.GET.getlist(name))[:60], " ".join(errors))
                for name, errors in found.form.errors.items()
            ]
            raise BadParameters(problems)
        return found


def read_page(request: HttpRequest, rows: QuerySet | list, page_size: int = PAGE_SIZE, count: int | None = None) -> Page:
    """The page of rows the address asks for. Raises BadParameters for an unreadable number, Http404 past the last page.

    `count` saves a query when it is already known how many rows there are.
    """
    size = _whole_number(request, "page_size", page_size, MAX_PAGE_SIZE)
    number = _whole_number(request, "page", 1, None)
    paginator = Paginator(rows, size)
    if count is not None:
        paginator.count = count
    if number > paginator.num_pages:
        raise Http404(_("Det er bare %(pages)s sider i dette utvalget.") % {"pages": paginator.num_pages})
    return paginator.page(number)


def _whole_number(request: HttpRequest, name: str, default: int, most: int | None) -> int:
    text = request.GET.get(name, "")
    if not text:
        return default
    if text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= (most or int(text)):
        return int(text)
    right = _("et helt tall fra 1 til %(most)s") % {"most": most} if most else _("et helt tall fra 1 og oppover")
    raise BadParameters([Problem(name, text[:60], _("Skriv %(right)s.") % {"right": right})])
