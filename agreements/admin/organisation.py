"""Organisations: parties of agreements, and the bodies they made. It lies here because a save judges agreements anew."""

from django.contrib import admin
from django.db.models import Q

from agreements.findings import recheck
from agreements.models import Agreement
from municipalities.models import Organisation
from registry.parameters import today
from registry.role_admin import TrailAdmin


@admin.register(Organisation)
class OrganisationAdmin(TrailAdmin):
    """Organisations. Those that no agreement points to may be deleted."""

    position = 12
    deletable = True
    fields = [("name", "kind"), ("org_number", "org_form"), "seat", "aliases", "note"]
    list_display = ["name", "kind", "org_number", "org_form", "seat"]
    list_filter = ["kind", "org_form"]
    search_fields = ["search_text"]

    def write_trail(self, request, obj, before, reason=""):
        """And judge anew the agreements that rest on what is written here."""
        super().write_trail(request, obj, before, reason)
        concerned = Agreement.objects.filter(Q(organisation=obj) | Q(participations__organisation=obj)).distinct()
        recheck(concerned.values_list("pk", flat=True), today())
