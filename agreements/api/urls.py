"""The addresses of the API; each is in `/api/v1/schema/` too."""

from django.urls import path, re_path
from django.views.decorators.http import require_safe

from agreements.api import answers, description, lists, reports, single, statistics

description.describe_all()

urlpatterns = [
    path("api/v1/agreements/", lists.Agreements.as_view(), name="api-agreements"),
    path("api/v1/agreements/<int:pk>/", single.AgreementDetail.as_view(), name="api-agreement"),
    path("samarbeid/<int:pk>.json", single.AgreementPermanent.as_view(), name="agreement-json"),
    path("api/v1/municipalities/", lists.Municipalities.as_view(), name="api-municipalities"),
    path("api/v1/municipalities/<str:number>/", single.MunicipalityDetail.as_view(), name="api-municipality"),
    path("api/v1/regions/", lists.Regions.as_view(), name="api-regions"),
    path("api/v1/regions/<slug:slug>/", single.RegionDetail.as_view(), name="api-region"),
    path("api/v1/organisations/", lists.Organisations.as_view(), name="api-organisations"),
    path("api/v1/service-areas/", lists.ServiceAreas.as_view(), name="api-service-areas"),
    path("api/v1/legal-forms/", lists.LegalForms.as_view(), name="api-legal-forms"),
    path("api/v1/changes/", single.Changes.as_view(), name="api-changes"),
    path("api/v1/statistics/", statistics.Statistics.as_view(), name="api-statistics"),
    path("api/v1/statistics/nettverk/", statistics.Network.as_view(), name="api-network"),
    path("api/v1/statistics/<slug:code>/", statistics.StatisticsPage.as_view(), name="api-statistics-page"),
    path("api/v1/reports/", reports.Reports.as_view(), name="api-reports"),
    path("api/v1/reports/<slug:report>/", reports.RegisterReport.as_view(), name="api-report"),
    path("api/v1/reports/<slug:report>/<str:place>/", reports.PlaceReport.as_view(), name="api-report-of"),
    path("api/v1/schema/", description.Schema.as_view(), name="api-schema"),
    path("api/v1/docs/", require_safe(description.show), name="api-docs"),
    re_path(r"^samarbeid/[^/]*\.json$", answers.NotThere.as_view()),
    re_path(r"^api/v1/(?:[\s\S]*/)?$", answers.NotThere.as_view()),
]
