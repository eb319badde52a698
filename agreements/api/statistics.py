"""The figures: the pages there are, and each with its tables, as the pages under `/statistikk/` show them."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.api.answers import ApiView, answer
from agreements.columns.statistics import record
from agreements.filters.choices import chosen
from agreements.filters.pairs import NAMES, Pairs
from agreements.filters.statistics import StatisticsSelection
from agreements.statistics.tables import overview, pairs
from agreements.statistics.tables.catalogue import PAGES, TITLES
from agreements.statistics.tables.table import Page


class StatisticsPage(ApiView):
    """One page of figures."""

    names: tuple[str, ...] = ()  # what its address may tell beside

    def get(self, request, code: str = overview.CODE, **kwargs) -> HttpResponseBase:
        """Its day, how much is mapped, its tables, how they are counted, and where the other pages are."""
        if code not in PAGES:
            raise Http404(
                _("Statistikken «%(code)s» finnes ikke. Det finnes: %(known)s.") % {"code": code, "known": ", ".join(PAGES)}
            )
        selection = StatisticsSelection.of(request._request, ("format", *self.names))
        chosen(request._request, "format", {"json": "json"})
        coverage = selection.question.coverage
        return answer(
            {
                "on": selection.directory.day.isoformat(),
                "county": selection.county.number if selection.county else None,
                "region": selection.region.slug if selection.region else None,
                "division": selection.division or None,
                "purchase": selection.purchase,
                "municipalities": {"all": coverage.municipalities, "mapped": coverage.mapped, "confirmed": coverage.confirmed},
                **record(self.page(request._request, code, selection)),
                "pages": [
                    {"code": one, "title": str(title), "url": settings.SITE_URL + reverse("api-statistics-page", args=[one])}
                    for one, title in TITLES.items()
                ],
            }
        )

    def page(self, request: HttpRequest, code: str, selection: StatisticsSelection) -> Page:
        """Its figures."""
        return PAGES[code](selection.question)


class Statistics(StatisticsPage):
    """The overview."""


class Network(StatisticsPage):
    """Who cooperates with whom: the figures of `/kart/nettverk/`, narrowed as there."""

    names = NAMES

    def page(self, request: HttpRequest, code: str, selection: StatisticsSelection) -> Page:
        """The pairs that are asked for."""
        return Pairs.of(request, selection.directory).page(pairs.page(selection.question))
