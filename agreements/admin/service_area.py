"""Service areas: the coded list that agreements point to."""

from django.contrib import admin
from django.urls import path

from agreements.admin import synonyms
from agreements.models import ServiceArea
from registry.role_admin import TrailAdmin


@admin.register(ServiceArea)
class ServiceAreaAdmin(TrailAdmin):
    """Areas. Not deleted, since agreements and figures point to them."""

    position = 3
    change_list_template = "admin/agreements/servicearea/change_list.html"
    fields = ["name", "code", "sector", "kostra_function", "kostra_label", "recommended_area", "synonyms"]
    list_display = ["name", "sector", "kostra_function", "recommended_area"]
    list_filter = ["sector", "recommended_area"]
    search_fields = ["search_text"]

    def get_urls(self):
        """With the page of all search words."""
        view = self.admin_site.admin_view(synonyms.show)
        return [path("sokeord/", view, {"model_admin": self}, "agreements_servicearea_synonyms"), *super().get_urls()]
