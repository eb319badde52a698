"""All addresses, by app."""

from django.contrib import admin
from django.urls import include, path

from registry import errors, health

urlpatterns = [
    path("admin/", admin.site.urls),
    path("konto/", include("registry.accounts.urls")),
    path("health/", health.show, name="health"),
    path("import/", include("agreements.imports.urls")),
    path("gjennomgang/", include("agreements.verification.urls")),
    path("", include("agreements.api.urls")),
    path("", include("agreements.browse.urls")),
]

handler400 = errors.bad_request
