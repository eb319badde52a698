"""One party's own page: what it wants, owns and pays. Reached from the agreement; not in the menu."""

from django.contrib import admin
from django.db import connection
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from agreements import actions
from agreements.admin.holding_rows import CheckedFormSet, YearFormSet
from agreements.admin.row_base import PeriodForm, PeriodRows, Rows
from agreements.admin.row_formset import RowForm
from agreements.admin.seen import SeenForm
from agreements.admin.shares import write_share
from agreements.admin.written import ShareField, WrittenDate
from agreements.models import Agreement, Ownership, Participation, PartyYear
from registry.changes import Actor
from registry.periods import Precision, write_date
from registry.role_admin import TrailAdmin


class OwnershipForm(PeriodForm):
    """What the party owns in a period, in words."""

    share = ShareField(label=_("Eierandel"))
    liability = ShareField(label=_("Ansvarsandel"), help_text=_("Bare når den er en annen enn eierandelen."))
    per = WrittenDate(label=_("Per"), unknown=False, help_text=_("Dagen opplysningen er fra."))

    def written(self):
        """Shares and days in words."""
        row = self.instance
        return {
            **super().written(),
            "share": write_share(row.share_num, row.share_den) if row.share_den else "",
            "liability": write_share(row.liability_num, row.liability_den) if row.liability_den else "",
            "per": write_date(row.as_of, row.as_of_precision) if row.as_of else "",
        }

    def clean(self):
        """Read the words into the row."""
        data, row = super().clean(), self.instance
        for name in ("share", "liability"):
            if name in data and name in self.changed_data:
                numerator, denominator = data[name] or (None, None)
                setattr(row, f"{name}_num", numerator)
                setattr(row, f"{name}_den", denominator)
        if "per" in data and "per" in self.changed_data:
            row.as_of = data["per"].last if data["per"] else None
            row.as_of_precision = data["per"].precision if data["per"] else Precision.DAY
        return data


class OwnershipRows(PeriodRows):
    """What the party owns, through time."""

    model = Ownership
    form = OwnershipForm
    formset = type("OwnershipFormSet", (CheckedFormSet,), {"check": staticmethod(actions.check_ownerships)})
    extra = 1
    fields = [
        ("share", "liability", "start", "end", "by_population"),
        ("shares_number", "capital", "seats", "per", "source"),
    ]

    @admin.display(description=_("Eierandel"))
    def share(self, row):
        """The share in words."""
        return write_share(row.share_num, row.share_den) if row.share_den else ""

    @admin.display(description=_("Ansvarsandel"))
    def liability(self, row):
        """The liability in words."""
        return write_share(row.liability_num, row.liability_den) if row.liability_den else ""

    @admin.display(description=_("Per"))
    def per(self, row):
        """How old it is."""
        return row.as_of_shown


class PartyYearRows(Rows):
    """What the party pays, year by year."""

    model = PartyYear
    form = RowForm
    formset = YearFormSet
    extra = 1
    fields = [("year", "payment", "book_value", "source")]


class PartyForm(SeenForm):
    """One party's own page, which is a part of its agreement."""

    @property
    def edited(self):
        """The agreement the party is in."""
        return self.instance.agreement

    def clean(self):
        """Nothing that somebody else saved is overwritten unseen."""
        data = super().clean()
        self.notice_other_saves(data)
        return data


@admin.register(Participation)
class ParticipationAdmin(TrailAdmin):
    """One party in one agreement. Parties come and go in the agreement's own form."""

    position = 4
    form = PartyForm
    change_form_template = "admin/agreements/participation/change_form.html"
    fields = ["in_agreement", "own_purpose", "revision_seen"]
    readonly_fields = ["in_agreement"]
    inlines = [OwnershipRows, PartyYearRows]
    formfield_overrides = {**TrailAdmin.formfield_overrides, **Rows.formfield_overrides}
    list_display = ["__str__", "in_agreement"]
    list_select_related = ["agreement", "municipality", "organisation"]

    def has_module_permission(self, request):
        """Not in the menu."""
        return False

    def has_add_permission(self, request):
        """Only in the agreement's form."""
        return False

    def get_queryset(self, request):
        """Those of agreements the person may see, with their party."""
        visible = Agreement.objects.visible_to(request.user)
        return super().get_queryset(request).filter(agreement__in=visible).select_related(*self.list_select_related)

    def get_fields(self, request, obj=None):
        """Those who may only look have nothing to be noticed."""
        return self.fields if self.has_change_permission(request, obj) else self.fields[:-1]

    def get_object(self, request, object_id, from_field=None):
        """The party; while it is being saved its agreement is locked, so that two who save do so one after the other."""
        if request.method == "POST" and connection.in_atomic_block and str(object_id).isdecimal():
            Agreement.objects.select_for_update().filter(participations=object_id).first()
        return super().get_object(request, object_id, from_field)

    @admin.display(description=_("samarbeid"))
    def in_agreement(self, row):
        """The agreement, to go back to."""
        address = reverse("admin:agreements_agreement_change", args=[row.agreement_id])
        return format_html('<a href="{}">{}</a>', address, row.agreement)

    def save_model(self, request, obj, form, change):
        """Remember how the agreement was, then store."""
        form.before = actions.stored_snapshot(obj.agreement)
        obj.save()

    def save_related(self, request, form, formsets, change):
        """Store the rows, and finish the act on the agreement."""
        form.save_m2m()
        for formset in formsets:
            self.save_formset(request, form, formset, change=change)
        agreement = Agreement.objects.get(pk=form.instance.agreement_id)
        actions.changed(agreement, by=Actor.of(request.user), before=form.before)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """With what others saved meanwhile."""
        context["saved_meanwhile"] = getattr(context["adminform"].form, "saved_meanwhile", [])
        return super().render_change_form(request, context, add, change, form_url, obj)
