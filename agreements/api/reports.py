"""The reports: which there are, and each as its sheets of columns and rows, as the pages under `/rapporter/` show them."""

from datetime import date

from django.conf import settings
from django.http import Http404, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.api.answers import JSON, ApiView, answer
from agreements.filters.choices import chosen
from agreements.filters.statistics import read_since
from agreements.reports.answer import json_of, listed
from agreements.reports.asked import Asked, Elsewhere, ask
from agreements.reports.catalogue import REPORTS
from agreements.reports.report import Report
from municipalities.directory import Directory
from registry.parameters import check_names, read_on, today
from registry.periods import show_day

PUBLIC = {report.code: report for report in REPORTS if not report.staff}


class Reports(ApiView):
    """The list of reports."""

    def get(self, request, *args, **kwargs) -> HttpResponseBase:
        """Each with what it is about, and for which places it can be made."""
        check_names(request.GET, ("format",))
        chosen(request._request, "format", {"json": "json"})
        return answer({"reports": [{**listed(report), "url": _url(report)} for report in PUBLIC.values()]})


class PlaceReport(ApiView):
    """One report for a municipality, a county or a region."""

    def get(self, request, report: str, place: str = "", **kwargs) -> HttpResponseBase:
        """Its sheets; 302 to the place that the number leads to on the day; 404 naming the choices where it means several."""
        found = PUBLIC.get(report)
        if found is None:
            known = {"code": report[:60], "known": ", ".join(PUBLIC)}
            raise Http404(_("Rapporten «%(code)s» finnes ikke. Det finnes: %(known)s.") % known)
        chosen(request._request, "format", {"json": "json"})
        on = read_on(request._request, ["format", "since"])
        directory = Directory.load(on or today())
        asked = ask(directory, found.places, place, read_since(request._request, directory.day))
        if isinstance(asked, Elsewhere):
            query, address = request.GET.urlencode(), reverse("api-report-of", args=[report, asked.number])
            response = answer({"url": settings.SITE_URL + address}, 302)
            response.headers["Location"] = f"{address}?{query}" if query else address
            return response
        if not isinstance(asked, Asked):
            several = [entry.number(directory.day) for entry in asked.found] if asked else []
            raise Http404(_not_there(place, several, directory.day))
        return StreamingHttpResponse(json_of(found, asked), content_type=JSON)


class RegisterReport(PlaceReport):
    """One report for all of the register."""


def _url(report: Report) -> str:
    return settings.SITE_URL + reverse("api-report", args=[report.code])


def _not_there(place: str, several: list[str], day: date) -> str:
    if several:
        return _("Nummeret «%(place)s» kan bety flere kommuner: %(known)s.") % {"place": place, "known": ", ".join(several)}
    if place:
        told = {"place": place[:60], "day": show_day(day)}
        return _("Rapporten kan ikke lages for «%(place)s» per %(day)s.") % told
    return _("Rapporten gjelder ett sted. Skriv kommunenummer, fylkesnummer eller regionens navn i adressen.")
