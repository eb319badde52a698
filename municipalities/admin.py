"""The case officers' tables of municipalities, regions and contacts."""

from datetime import date

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.models import (
    Contact,
    MappingStatus,
    Municipality,
    MunicipalityNumber,
    MunicipalityTotal,
    OwnershipReport,
    Population,
    Region,
    RegionMembership,
)
from registry.amounts import HundredthsField, KronerField
from registry.role_admin import ReadOnly, RoleAdmin, RolePermissions, TrailAdmin


class Rows(RolePermissions, admin.StackedInline):
    """Rows under a record, every field with its label."""

    deletable = True
    extra = 0
    classes = ["rows"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


class NumberRows(ReadOnly, Rows):
    """Numbers through time, written when municipalities merge or are renumbered."""

    model = MunicipalityNumber
    deletable = False
    fields = [("number", "county", "start", "end")]
    readonly_fields = ["start", "end"]

    def get_queryset(self, request):
        """Oldest first, with the county at hand."""
        return super().get_queryset(request).select_related("county", "municipality").order_by("valid_from")

    @admin.display(description=_("fra og med"))
    def start(self, row):
        """The first day."""
        return row.start_shown

    @admin.display(description=_("til og med"))
    def end(self, row):
        """The last day."""
        return row.end_shown


class MappingStatusRows(Rows):
    """How completely the municipality is mapped."""

    model = MappingStatus
    fields = [("level", "date", "source")]


class PopulationRows(Rows):
    """Inhabitants."""

    model = Population
    fields = [("date", "number", "source")]
    classes = ["rows", "collapse"]


class OnceFormSet(forms.BaseInlineFormSet):
    """Rows of which no two may be of the same year or day, said in the words of the table's own constraint."""

    def get_unique_error_message(self, unique_check):
        """Above the rows."""
        return self.model._meta.constraints[0].violation_error_message

    def get_form_error(self):
        """The same, at the row."""
        return self.get_unique_error_message(())


class TotalForm(forms.ModelForm):
    """A year of the municipality as a whole, with numbers as people write them."""

    person_years_hundredths = HundredthsField(
        label=_("Årsverk"),
        required=False,
        min_value=1,
        help_text=_("Alle årsverk i kommunen, for eksempel 350,5."),
        error_messages={"min_value": _("Årsverk må være mer enn 0.")},
    )
    expenditure = KronerField(
        label=_("Utgifter, kroner"), required=False, min_value=1, help_text=_("Brutto driftsutgifter, for eksempel 320 mill.")
    )


class TotalRows(Rows):
    """How large the municipality is in all, so that a share can be told."""

    model = MunicipalityTotal
    form = TotalForm
    formset = OnceFormSet
    fields = [("year", "person_years_hundredths", "expenditure"), ("source", "url")]
    classes = ["rows", "collapse"]


class OwnershipReportRows(Rows):
    """Ownership reports the council has adopted."""

    model = OwnershipReport
    formset = OnceFormSet
    fields = [("adopted", "case_number", "url")]


@admin.register(Municipality)
class MunicipalityAdmin(TrailAdmin):
    """Municipalities, the ended ones too. New ones come by reform, and none is deleted."""

    position = 11
    children = ("numbers", "mapping_statuses", "populations", "totals", "ownership_reports")
    inlines = [MappingStatusRows, OwnershipReportRows, NumberRows, PopulationRows, TotalRows]
    fields = [
        ("name", "name_se", "name_fkv"),
        "official_name",
        "aliases",
        ("org_number", "founded", "dissolved"),
        ("tile_column", "tile_row"),
        "note",
    ]
    readonly_fields = ["founded", "dissolved"]
    list_display = ["name", "numbers_shown", "name_se", "name_fkv", "founded", "dissolved"]
    search_fields = ["search_text", "numbers__number"]

    def has_add_permission(self, request):
        """Nobody: a municipality comes into being by a reform."""
        return False

    def get_queryset(self, request):
        """With the numbers at hand."""
        return super().get_queryset(request).prefetch_related("numbers")

    @admin.display(description=_("kommunenumre"))
    def numbers_shown(self, obj):
        """Every number it has carried, oldest first."""
        rows = sorted(obj.numbers.all(), key=lambda row: row.valid_from or date.min)
        return ", ".join(row.number for row in rows)


class MembershipRows(ReadOnly, Rows):
    """Members through time. Those of a regional council follow the parties of its agreement."""

    model = RegionMembership
    deletable = False
    fields = [("municipality", "start", "end", "certainty")]
    readonly_fields = ["start", "end"]

    start, end = NumberRows.start, NumberRows.end

    def get_queryset(self, request):
        """With the municipality at hand."""
        return super().get_queryset(request).select_related("municipality", "region")


@admin.register(Region)
class RegionAdmin(TrailAdmin):
    """Regions."""

    position = 13
    children = ("memberships",)
    inlines = [MembershipRows]
    fields = [
        ("name", "kind", "division"),
        ("slug", "seat"),
        ("source", "source_url"),
        ("members_certainty", "members_note"),
        ("stated_members", "stated_population", "stated_population_year"),
    ]
    list_display = ["name", "kind", "division", "seat", "members_certainty"]
    list_filter = ["kind", "members_certainty"]
    search_fields = ["search_text"]


@admin.register(Contact)
class ContactAdmin(RoleAdmin):
    """Addresses in municipalities. Not in the trail: deleted is deleted."""

    position = 14
    deletable = True
    fields = ["municipality", "role", "email"]
    list_display = ["municipality", "role", "email"]
    list_filter = ["role"]
    list_select_related = ["municipality"]
    search_fields = ["municipality__search_text", "email"]
