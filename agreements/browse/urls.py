"""The public pages: one module a page."""

from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import RedirectView

from agreements.browse import (
    about,
    agreement,
    agreement_list,
    change_list,
    downloads,
    error_report,
    front,
    municipality,
    municipality_list,
    region,
    region_list,
)


def page(address, view, name):
    """A page to read: GET and HEAD, and nothing else."""
    return path(address, require_safe(view), name=name)


urlpatterns = [
    page("", front.show, "front"),
    page("samarbeid/", agreement_list.show, "agreement-list"),
    path("avtaler/", RedirectView.as_view(pattern_name="agreement-list", permanent=True, query_string=True)),
    page("samarbeid/<int:pk>/", agreement.show, "agreement-detail"),
    page("kommuner/", municipality_list.show, "municipality-list"),
    page("kommuner/<str:number>/", municipality.show, "municipality-detail"),
    page("regioner/", region_list.show, "region-list"),
    page("regioner/<slug:slug>/", region.show, "region-detail"),
    page("endringer/", change_list.show, "change-list"),
    path("meld-fra/", require_http_methods(["GET", "HEAD", "POST"])(error_report.show), name="report-error"),
    page("nedlasting/", downloads.show, "downloads"),
    page("nedlasting/katalog.ttl", downloads.catalogue, "catalogue"),
    page("nedlasting/register-<str:day>.zip", downloads.download, "download"),
    page("om/", about.show, "about"),
    page("om/ord/", about.words, "about-words"),
    page("om/personvern/", about.privacy, "about-privacy"),
]
