"""The lists: what the pages select, as JSON page by page, or all of it as a file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from agreements.api.answers import ApiView, answer
from agreements.columns import files, records
from agreements.filters import AgreementFilterSet
from agreements.filters.choices import chosen, codes_in
from agreements.filters.municipalities import MunicipalitySelection
from agreements.filters.regions import RegionSelection
from agreements.legal_forms.catalogue import CATALOGUE
from agreements.models import Agreement, Sector, ServiceArea, published_organisations
from agreements.statistics.municipalities import by_municipality
from municipalities.directory import Directory
from municipalities.models import Organisation
from registry.csv_table import FOR_PROGRAMS
from registry.parameters import FILE, PAGING, BadParameters, Problem, check_names, read_page, today
from registry.search import fold

JSON_FORMAT = "json"


@dataclass(frozen=True)
class Found:
    """What an address asks for: rows that can be cut into pages, how to make records of some of them, and the day.

    `to_results` makes the results of an answer, when they are not the very records that files are made of; `count` tells how
    many rows there are, when that is known without counting them.
    """

    rows: QuerySet | list
    to_records: Callable[[Iterable], Iterable[dict]]
    directory: Callable[[], Directory]
    on: date | None = None
    to_results: Callable[[Iterable], Iterable[dict]] | None = None
    count: Callable[[], int | None] = lambda: None


class ListView(ApiView):
    """A list. `resource` says which columns its files have."""

    resource: ClassVar[files.Resource]

    def find(self, request: HttpRequest) -> Found:
        """Read the address. Raises BadParameters."""
        raise NotImplementedError

    def get(self, request, *args, **kwargs) -> HttpResponseBase:
        """One page as JSON, or the whole selection as a file."""
        choice = file_choice(request, self.resource)
        found = self.find(request._request)
        if choice.kind:
            return choice.response(found.to_records(found.rows), found.directory(), found.on)
        page, to_results = read_page(request, found.rows, count=found.count()), found.to_results or found.to_records
        return answer(
            {
                "count": page.paginator.count,
                "next": _beside(request, page, 1),
                "previous": _beside(request, page, -1),
                "results": list(to_results(page.object_list)),
            }
        )


def file_choice(request: HttpRequest, resource: files.Resource) -> files.FileChoice:
    """Which file is asked for, if any. Raises BadParameters, also for columns of what is no file."""
    choice = files.FileChoice.of(request, resource, FOR_PROGRAMS, (JSON_FORMAT,))
    if choice.chosen and not choice.kind:
        right = _("Kolonner kan bare velges i en fil: legg til format=csv eller format=xlsx.")
        raise BadParameters([Problem("columns", request.GET["columns"][:60], right)])
    return choice


def address_with(request: HttpRequest, **changes: str | int) -> str:
    """The whole address asked for, with some parameters changed."""
    query = request.GET.copy()
    for name, value in changes.items():
        query[name] = str(value)
    return f"{settings.SITE_URL}{request.path}?{query.urlencode()}"


def _beside(request: HttpRequest, page: Page, step: int) -> str | None:
    there = page.has_next() if step > 0 else page.has_previous()
    return address_with(request, page=page.number + step) if there else None


def _today() -> Directory:
    return Directory.load(today())


class Agreements(ListView):
    """Every published agreement, filtered, sorted and searched as `/samarbeid/`."""

    resource = files.AGREEMENTS

    def find(self, request):
        """The same filter set as the page; `fields` are the keys of a record that are asked for, none for all."""
        selection = AgreementFilterSet.selection(request, Agreement.objects.published(), (*FILE, "fields"))
        day, keys = selection.on_day, codes_in(request, "fields", records.AGREEMENT_KEYS)
        if keys and request.GET.get("format") in (files.CSV, files.XLSX):
            raise BadParameters([Problem("fields", request.GET["fields"][:60], _("I en fil velges kolonner med columns."))])
        return Found(
            selection.qs,
            lambda rows: records.agreement_records(rows, day),
            lambda: selection.directory,
            day,
            lambda rows: records.agreement_records(rows, day, keys or records.KEYS, as_json=True),
            lambda: selection.remembered.number(selection.qs),
        )


class Municipalities(ListView):
    """The municipalities of the day as `/kommuner/`."""

    resource = files.MUNICIPALITIES

    def find(self, request):
        """The same selection as the page."""
        selection = MunicipalitySelection.of(request, FILE)
        directory = selection.directory

        def to_records(entries):
            figures = by_municipality(Agreement.objects.published().counting(), directory.day)
            return records.municipality_records(entries, directory, selection.coverage, figures)

        return Found(list(selection.entries), to_records, lambda: directory, selection.on)


class Regions(ListView):
    """Regions of every kind as `/regioner/`."""

    resource = files.REGIONS

    def find(self, request):
        """The same selection as the page."""
        selection = RegionSelection.of(request, (*PAGING, *FILE))
        rows = [(row.region, row.members) for row in selection.rows]
        return Found(rows, records.region_records, lambda: selection.directory, selection.on)


class Organisations(ListView):
    """Organisations that take part in, or were made by, a published agreement."""

    resource = files.ORGANISATIONS

    def find(self, request):
        """By words and kind."""
        check_names(request.GET, {"q", "kind", *PAGING, *FILE})
        kind = chosen(request, "kind", {kind: kind for kind in Organisation.Kind.values})
        rows = published_organisations().filter(kind=kind) if kind else published_organisations()
        for word in fold(request.GET.get("q", "")).split():
            rows = rows.filter(search_text__contains=word)
        return Found(rows, records.organisation_records, _today)


class ServiceAreas(ListView):
    """What agreements are about."""

    resource = files.SERVICE_AREAS

    def find(self, request):
        """By sector."""
        check_names(request.GET, {"sector", *PAGING, *FILE})
        sector = chosen(request, "sector", {sector: sector for sector in Sector.values})
        rows = ServiceArea.objects.filter(sector=sector) if sector else ServiceArea.objects.all()
        return Found(rows, records.service_area_records, _today)


class LegalForms(ListView):
    """The forms of cooperation there are in law."""

    resource = files.LEGAL_FORMS

    def find(self, request):
        """All of them, in the order people meet them."""
        check_names(request.GET, {*PAGING, *FILE})
        return Found(list(CATALOGUE), records.legal_form_records, _today)
