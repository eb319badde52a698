"""The public pages: one module a page."""

from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import RedirectView

from agreements.browse import (
    about,
    agreement,
    agreement_list,
    change_list,
    deadlines,
    document,
    downloads,
    error_report,
    finding_list,
    front,
    legal_form,
    legal_form_list,
    map,
    municipality,
    municipality_list,
    network,
    region,
    region_list,
    reports,
    statistics,
)
from agreements.browse.as_json import also_as_json


def page(address, view, name, api=""):
    """A page to read: GET and HEAD, and nothing else; `api` names the address that says the same as JSON."""
    return path(address, require_safe(also_as_json(view, api) if api else view), name=name)


urlpatterns = [
    page("", front.show, "front"),
    page("samarbeid/", agreement_list.show, "agreement-list", "api-agreements"),
    path("avtaler/", RedirectView.as_view(pattern_name="agreement-list", permanent=True, query_string=True)),
    page("samarbeid/<int:pk>/", agreement.show, "agreement-detail", "api-agreement"),
    page("samarbeidsformer/", legal_form_list.show, "legal-form-list", "api-legal-forms"),
    page("samarbeidsformer/<slug:code>/", legal_form.show, "legal-form-detail"),
    page("dokumenter/<int:pk>/", document.show, "document"),
    page("kommuner/", municipality_list.show, "municipality-list", "api-municipalities"),
    page("kommuner/<str:number>/", municipality.show, "municipality-detail", "api-municipality"),
    page("regioner/", region_list.show, "region-list", "api-regions"),
    page("regioner/<slug:slug>/", region.show, "region-detail", "api-region"),
    page("statistikk/", statistics.show, "statistics", "api-statistics"),
    path("statistikk/nettverk/", RedirectView.as_view(pattern_name="network", permanent=True, query_string=True)),
    page("statistikk/<slug:code>/", statistics.show, "statistics-page", "api-statistics-page"),
    page("kart/", map.show, "map"),
    page("kart/nettverk/", network.show, "network", "api-network"),
    page("rapporter/", reports.index, "report-list", "api-reports"),
    page("rapporter/<slug:report>.xlsx", reports.file, "report-file"),
    page("rapporter/<slug:report>/", reports.show, "report", "api-report"),
    page("rapporter/<slug:report>/<str:place>.xlsx", reports.file, "report-file-of"),
    page("rapporter/<slug:report>/<str:place>/", reports.show, "report-of", "api-report-of"),
    page("endringer/", change_list.show, "change-list", "api-changes"),
    page("frister/", deadlines.show, "deadline-list"),
    path("meld-fra/", require_http_methods(["GET", "HEAD", "POST"])(error_report.show), name="report-error"),
    page("avklares/", finding_list.show, "finding-list"),
    page("nedlasting/", downloads.show, "downloads"),
    page("nedlasting/katalog.ttl", downloads.catalogue, "catalogue"),
    page("nedlasting/register-<str:day>.zip", downloads.download, "download"),
    page("om/", about.show, "about"),
    page("om/ord/", about.words, "about-words"),
    page("om/personvern/", about.privacy, "about-privacy"),
]
