"""What a page of figures is asked of: a day, a county or a region, a division, with or without purchase of services."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from agreements.filters.choices import chosen, read_county, read_region_on
from agreements.legal_forms.catalogue import BY_CODE, CATALOGUE
from agreements.models import Sector, ServiceArea
from agreements.statistics.address import Scope
from agreements.statistics.levels import Level
from agreements.statistics.question import Compared, Question, compared, divisions
from agreements.statistics.subject import ANY, Subject
from municipalities.directory import Directory
from municipalities.models import County, Region
from registry.parameters import BadParameters, Problem, read_day, read_on, today
from registry.periods import show_day

NAMES = ("county", "region", "division", "purchase", "since", "compare")
SUBJECT = ("sector", "service_area", "legal_form", "level")  # for the pages that name them as their own
MOST_COMPARED = 6
YES, NO = "ja", "nei"


@dataclass(frozen=True)
class StatisticsSelection:
    """What was asked for. `question` reads the register when it is first used."""

    on: date | None
    directory: Directory
    divisions: list[str]
    division: str
    county: County | None
    region: Region | None
    purchase: bool
    since: date | None
    compared: tuple[Compared, ...]
    subject: Subject = ANY

    @classmethod
    def of(cls, request: HttpRequest, extra: Iterable[str] = ()) -> "StatisticsSelection":
        """Read an address. Raises BadParameters."""
        on = read_on(request, [*NAMES, *extra])
        directory, known = Directory.load(on or today()), divisions()
        county, region = read_county(request, directory), read_region_on(request, directory.day)
        division = chosen(request, "division", {name: name for name in known}) or next(iter(known), "")
        purchase = chosen(request, "purchase", {YES: YES, NO: NO}) != NO
        since, side_by_side = _read_since(request, directory, county, region), _compared(request, directory)
        return cls(on, directory, known, division, county, region, purchase, since, side_by_side, _subject(request))

    @cached_property
    def question(self) -> Question:
        """The question."""
        narrowed = {"county": self.county, "region": self.region, "since": self.since, "compared": self.compared}
        return Question.ask(self.directory, self.division, purchase=self.purchase, subject=self.subject, **narrowed)

    @cached_property
    def scope(self) -> Scope:
        """What the figures are narrowed to, for their addresses."""
        county = self.county.number if self.county else ""
        division = self.division if self.divisions and self.division != self.divisions[0] else ""
        region, codes = self.region.slug if self.region else "", tuple(one.code for one in self.compared)
        return Scope(county, region, division, self.purchase, self.since, compare=codes, subject=self.subject)

    @property
    def counties(self) -> list[County]:
        """The counties of the register on the day."""
        return self.directory.covered

    @cached_property
    def regions(self) -> list[tuple[str, list[Region]]]:
        """The regions there are on the day, by kind."""
        rows = [row for row in Region.objects.all() if row.holds(self.directory.day)]
        found = {str(kind.label): [row for row in rows if row.kind == kind] for kind in Region.Kind}
        return [(kind, group) for kind, group in found.items() if group]

    sectors, forms, levels = (
        tuple(Sector),
        CATALOGUE,
        tuple(Level),
    )  # what a subject is chosen among, beside areas

    @property
    def narrowed(self) -> bool:
        """Whether less is asked of than the whole register."""
        return bool(self.county or self.region or not self.purchase or self.subject != ANY)

    @property
    def place(self) -> str:
        """The name of what is asked of; "" for the whole register."""
        return ", ".join(str(one.name) for one in (self.region, self.county) if one)


def question_of(scope: Scope, directory: Directory) -> Question | None:
    """The question that a figure's address speaks of, on the directory's day; None when its county or region does not exist."""
    county, known = directory.counties.get(scope.county), divisions()
    region = Region.objects.filter(slug=scope.region).first() if scope.region else None
    if (scope.county and county is None) or (scope.region and region is None):
        return None
    division, since = scope.division or next(iter(known), ""), scope.since
    directory = replace(directory, day=scope.day or directory.day)
    side_by_side = tuple(compared(scope.compare, directory).values())
    narrowed = {"county": county, "region": region, "since": since, "compared": side_by_side}
    return Question.ask(directory, division, purchase=scope.purchase, subject=scope.subject, **narrowed)


def _subject(request: HttpRequest) -> Subject:
    """What the schemes are about. Raises BadParameters."""
    areas = ServiceArea.objects.values_list("code", flat=True) if request.GET.get("service_area", "").strip() else ()
    sector = chosen(request, "sector", {code: code for code in Sector.values})
    area = chosen(request, "service_area", {code: code for code in areas})
    form = chosen(request, "legal_form", {code: code for code in BY_CODE})
    level = chosen(request, "level", {level.value: level.value for level in Level})
    return Subject(*(str(told or "") for told in (sector, area, form, level)))


def _compared(request: HttpRequest, directory: Directory) -> tuple[Compared, ...]:
    """What is set side by side. Raises BadParameters for what is nothing on the day, and for too many."""
    codes = [code.strip() for text in request.GET.getlist("compare") for code in text.split(",") if code.strip()]
    found = compared(codes[: MOST_COMPARED + 1], directory)
    if len(codes) > MOST_COMPARED:
        right = _("Høyst %(most)s kan sammenlignes på én gang.") % {"most": MOST_COMPARED}
        raise BadParameters([Problem("compare", ", ".join(codes)[:60], right)])
    if unknown := {*codes} - found.keys():
        right = _("Skriv kommunenummer eller regionens navn i adressen, slik de er på datoen.")
        raise BadParameters([Problem("compare", min(unknown)[:60], right)])
    return tuple(dict.fromkeys(found.values()))


def _read_since(request: HttpRequest, directory: Directory, county: County | None, region: Region | None) -> date | None:
    """The same as `read_since`. Raises BadParameters also when what is asked of was not there on it."""
    since = read_since(request, directory.day)
    there = since is None or (
        (county is None or directory.on(since).county(county.number)) and (region is None or region.holds(since))
    )
    if not there:
        names = ", ".join(str(one.name) for one in (region, county) if one)
        right = _("Registeret har ikke %(names)s på denne dagen. Skriv en dag da det fantes.") % {"names": names}
        raise BadParameters([Problem("since", since.isoformat(), right)])
    return since


def read_since(request: HttpRequest, day: date) -> date | None:
    """The earlier of two days. Raises BadParameters when it is no day, or not the earlier one."""
    text = request.GET.get("since", "").strip()
    if not text:
        return None
    try:
        since = read_day(text)
    except ValidationError as error:
        raise BadParameters([Problem("since", text[:60], error.messages[0])]) from error
    if since >= day:
        right = _("Skriv en dag før %(day)s.") % {"day": show_day(day)}
        raise BadParameters([Problem("since", text[:60], right)])
    return since
