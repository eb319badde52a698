"""The list of agreements in the admin: columns, filters, and the same search as the public list."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.filters.words import matching, read_words
from agreements.models import Agreement, Participation, Sector, ServiceArea, Status
from municipalities.directory import Directory
from municipalities.models import County, MunicipalityNumber
from registry.parameters import today

SHOWN_PARTIES = 3


class AgreementList(ChangeList):
    """The list with status, areas and parties at hand; its queries do not grow with the rows."""

    def get_queryset(self, request, exclude_parameters=None):
        """The rows of the list."""
        rows = super().get_queryset(request, exclude_parameters)
        return rows.with_status(today()).for_list(Participation.objects.for_list())


class CountyFilter(admin.SimpleListFilter):
    """Agreements with a party in the county today."""

    title = _("fylke")
    parameter_name = "county"

    def lookups(self, request, model_admin):
        """The counties the register covers today."""
        numbered = MunicipalityNumber.objects.on(today())
        return [(county.number, county.name) for county in County.objects.filter(in_register=True, numbers__in=numbered).distinct()]

    def queryset(self, request, queryset):
        """Those with a party there."""
        if self.value() is None:
            return queryset
        there = MunicipalityNumber.objects.on(today()).filter(county__number=self.value()).values("municipality")
        return queryset.filter(pk__in=Participation.objects.filter(municipality__in=there).values("agreement"))


class SectorFilter(admin.SimpleListFilter):
    """Agreements with an area in the sector."""

    title = _("sektor")
    parameter_name = "sector"

    def lookups(self, request, model_admin):
        """All sectors."""
        return Sector.choices

    def queryset(self, request, queryset):
        """Those with an area there."""
        if self.value() is None:
            return queryset
        links = Agreement.service_areas.through.objects.filter(servicearea__sector=self.value())
        return queryset.filter(pk__in=links.values("agreement"))


class AgreementColumns:
    """What the list shows, and the fields that are words for those who may only look."""

    list_display = ["name", "form_shown", "areas", "parties_shown", "period_shown", "status_shown", "publication"]
    list_filter = [
        "publication",
        "stage",
        CountyFilter,
        SectorFilter,
        "legal_form",
        "service_areas",
        "legal_form_certainty",
        "participants_complete",
    ]
    search_fields = ["search_text"]
    search_help_text = _("Navn, kommune, kommunenummer eller samarbeidsområde, for eksempel «barnevern Dyrøy».")

    def get_changelist(self, request, **kwargs):
        """Our list."""
        return AgreementList

    def get_search_results(self, request, queryset, search_term):
        """By the same words as the public list."""
        if not search_term.strip():
            return queryset, False
        words = read_words(search_term, Directory.load(today()), ServiceArea.objects.all())
        return matching(queryset, words, Participation.objects.all()), False

    @admin.display(description=_("samarbeidsform"), ordering="legal_form")
    def form_shown(self, obj):
        """The form, and whether it is assumed."""
        label = _now(obj.form.short_label)
        return label if obj.certain_form else f"{label} ({obj.get_legal_form_certainty_display()})"

    @admin.display(description=_("parter"))
    def parties_shown(self, obj):
        """The first parties, and how many more."""
        names = [str(row.party) for row in obj.parties[:SHOWN_PARTIES]]
        more = len(obj.parties) - len(names)
        return ", ".join(names) + (_now(" og %(number)s til") % {"number": more} if more else "")

    @admin.display(description=_("periode"), ordering="valid_from")
    def period_shown(self, obj):
        """Start and last day in words."""
        if obj.valid_to:
            return f"{obj.start_shown} – {obj.end_shown}"
        return _now("fra %(start)s") % {"start": obj.start_shown} if obj.valid_from else _now("ukjent startdato")

    @admin.display(description=_("status i dag"), ordering="status")
    def status_shown(self, obj):
        """The status today."""
        return format_html('<span class="status status-{}">{}</span>', obj.status, Status(obj.status).label)

    @admin.display(description=_("samarbeidsområder"))
    def areas(self, obj):
        """The areas by name."""
        return ", ".join(area.name for area in obj.service_areas.all())

    @admin.display(description=_("Fra og med"))
    def start(self, obj):
        """The start in words."""
        return obj.start_shown

    @admin.display(description=_("Til og med (siste dag)"))
    def end(self, obj):
        """The last day in words."""
        return obj.end_shown

    @admin.display(description=_("Organisasjonen det har opprettet"))
    def organisation_name(self, obj):
        """The organisation."""
        return obj.organisation or ""

    @admin.display(description=_("Grunnavtale"))
    def parent_name(self, obj):
        """The agreement above."""
        return obj.parent or ""
