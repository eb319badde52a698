"""Service areas: the coded list that agreements point to."""

from django.contrib import admin

from agreements.models import ServiceArea
from registry.role_admin import TrailAdmin


@admin.register(ServiceArea)
class ServiceAreaAdmin(TrailAdmin):
    """Areas. Not deleted, since agreements and figures point to them."""

    position = 3
    fields = ["name", "code", "sector", "kostra_function", "kostra_label", "recommended_area", "synonyms"]
    list_display = ["name", "sector", "kostra_function", "recommended_area"]
    list_filter = ["sector", "recommended_area"]
    search_fields = ["search_text"]
