"""The figures: the pages there are, and each with its tables, as the pages under `/statistikk/` show them."""

from django.conf import settings
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.api.answers import ApiView, answer
from agreements.columns.statistics import record
from agreements.filters.choices import chosen
from agreements.filters.statistics import StatisticsSelection
from agreements.statistics.tables import overview
from agreements.statistics.tables.catalogue import PAGES, TITLES


class StatisticsPage(ApiView):
    """One page of figures."""

    def get(self, request, code: str = overview.CODE, **kwargs) -> HttpResponseBase:
        """Its day, how much is mapped, its tables, how they are counted, and where the other pages are."""
        if code not in PAGES:
            raise Http404(
                _("Statistikken «%(code)s» finnes ikke. Det finnes: %(known)s.") % {"code": code, "known": ", ".join(PAGES)}
            )
        selection = StatisticsSelection.of(request._request, ("format",))
        chosen(request._request, "format", {"json": "json"})
        question, coverage = selection.question, selection.question.coverage
        return answer(
            {
                "on": selection.directory.day.isoformat(),
                "county": selection.county.number if selection.county else None,
                "region": selection.region.slug if selection.region else None,
                "division": selection.division or None,
                "purchase": selection.purchase,
                "municipalities": {"all": coverage.municipalities, "mapped": coverage.mapped, "confirmed": coverage.confirmed},
                **record(PAGES[code](question)),
                "pages": [
                    {"code": one, "title": str(title), "url": settings.SITE_URL + reverse("api-statistics-page", args=[one])}
                    for one, title in TITLES.items()
                ],
            }
        )


class Statistics(StatisticsPage):
    """The overview."""
