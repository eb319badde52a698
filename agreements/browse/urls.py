"""The public pages: one module a page."""

from django.urls import path
from django.views.generic import RedirectView

from agreements.browse import (
    about,
    agreement,
    agreement_list,
    change_list,
    error_report,
    front,
    municipality,
    municipality_list,
    region,
    region_list,
)

urlpatterns = [
    path("", front.show, name="front"),
    path("samarbeid/", agreement_list.show, name="agreement-list"),
    path("avtaler/", RedirectView.as_view(pattern_name="agreement-list", permanent=True, query_string=True)),
    path("samarbeid/<int:pk>/", agreement.show, name="agreement-detail"),
    path("kommuner/", municipality_list.show, name="municipality-list"),
    path("kommuner/<str:number>/", municipality.show, name="municipality-detail"),
    path("regioner/", region_list.show, name="region-list"),
    path("regioner/<slug:slug>/", region.show, name="region-detail"),
    path("endringer/", change_list.show, name="change-list"),
    path("meld-fra/", error_report.show, name="report-error"),
    path("om/", about.show, name="about"),
    path("om/ord/", about.words, name="about-words"),
    path("om/personvern/", about.privacy, name="about-privacy"),
]
