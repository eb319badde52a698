"""The rows of what an agreement holds: bodies, money, texts, decisions, candidates and figures."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agreements import actions
from agreements.admin.areas import Areas
from agreements.admin.cost_key import read_components, write_components
from agreements.admin.parties import Parties
from agreements.admin.row_base import PeriodForm, PeriodRows, Rows
from agreements.admin.row_formset import RowForm, RowFormSet, stored_rows
from agreements.models import (
    AgreementYear,
    Body,
    Candidate,
    CostSplit,
    Decision,
    Grant,
    Version,
    check_components,
)
from municipalities.models import Municipality
from registry.amounts import HundredthsField
from registry.periods import show_day

FOLDED = ["rows", "collapse"]


class CheckedFormSet(RowFormSet):
    """Rows that are checked as a set before anything is stored. `check` raises ValidationError."""

    check = staticmethod(lambda rows: None)

    def clean(self):
        """Those that stay, together."""
        super().clean()
        forms_kept = [form for form in self.forms if not (self.can_delete and self._should_delete_form(form))]
        self.check([form.instance for form in forms_kept if form.has_changed() or form.instance.pk])


class BodyRows(Rows):
    """Bodies."""

    model = Body
    form = RowForm
    extra = 0
    classes = FOLDED
    fields = [("kind", "seats", "seats_each", "about")]


class GrantRows(PeriodRows):
    """Grants."""

    model = Grant
    form = PeriodForm
    extra = 0
    classes = FOLDED
    fields = [("giver", "amount", "start", "end", "purpose")]


class CandidateRows(Rows):
    """Candidate areas. One that has become a tjenesteavtale stays as it was."""

    model = Candidate
    form = RowForm
    fk_name = "agreement"
    extra = 0
    classes = FOLDED
    fields = [("name", "area", "stage"), "history"]
    readonly_fields = ["history"]

    @admin.display(description=_("Ført i registeret"))
    def history(self, candidate):
        """The stages it has been through, read once for all of them."""
        if candidate.pk is None:
            return "–"
        if not hasattr(self, "_steps"):
            self._steps = actions.steps_of(list(Candidate.objects.filter(agreement=candidate.agreement_id)))
        return ", ".join(f"{step.label} {show_day(step.day)}" for step in self._steps.get(candidate.pk, ()))

    def get_queryset(self, request):
        """Those that are still candidates."""
        return super().get_queryset(request).filter(became__isnull=True)

    def get_formset(self, request, obj=None, **kwargs):
        """With the areas there are."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.shared_choices = {"area": [(area.pk, area.name) for area in Areas.of(request).areas]}
        return formset


class VersionRows(PeriodRows):
    """Versions of the text."""

    model = Version
    form = PeriodForm
    formset = type("VersionFormSet", (CheckedFormSet,), {"check": staticmethod(actions.check_versions)})
    extra = 0
    classes = FOLDED
    fields = [("name", "adopted", "start", "end"), "changes"]


class VersionedRows(Rows):
    """Rows that may be about one version."""

    def get_formset(self, request, obj=None, **kwargs):
        """With the versions of the agreement."""
        formset = super().get_formset(request, obj, **kwargs)
        if "version" in formset.form.base_fields:
            versions = stored_rows(obj, "versions") if obj else []
            formset.shared_choices = {"version": [(version.pk, version.name) for version in versions]}
        return formset


class DecisionForm(RowForm):
    """One party's treatment."""

    parties: Parties

    party = forms.CharField(
        label=_("Part"), max_length=220, widget=forms.TextInput(attrs={"list": "parter", "autocomplete": "off", "class": "party"})
    )

    def written(self):
        """The party in words."""
        return {"party": self.parties.written(self.instance.party)}

    def clean(self):
        """Read the party into the row, the one that existed on the day."""
        data, row = super().clean(), self.instance
        if data.get("party") and "party" in self.changed_data:
            try:
                party = self.parties.find(data["party"], data.get("date"), data.get("date"))
            except ValidationError as error:
                self.add_error("party", error)
            else:
                row.municipality, row.organisation = (party, None) if isinstance(party, Municipality) else (None, party)
        return data


class DecisionRows(VersionedRows):
    """Decisions."""

    model = Decision
    form = DecisionForm
    extra = 0
    classes = FOLDED
    fields = [("party", "outcome", "date", "organ"), ("case_number", "url", "version")]

    def get_queryset(self, request):
        """With the party at hand."""
        return super().get_queryset(request).select_related("municipality", "organisation")

    def get_formset(self, request, obj=None, **kwargs):
        """The rows, knowing every party there is."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.parties = Parties.of(request)
        return formset

    @admin.display(description=_("Part"))
    def party(self, row):
        """The party."""
        return row.party


class CostSplitForm(PeriodForm):
    """One way of sharing cost, with the parts of a key one a line."""

    components = forms.CharField(
        label=_("Deler av nøkkelen"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("Bare for en nøkkel. Én del per linje: «40 % folketall 1. januar». Til sammen 100 %."),
    )

    def written(self):
        """The parts in words too."""
        return {**super().written(), "components": write_components(list(self.instance.components.all()))}

    def clean_components(self):
        """The parts that are meant."""
        return read_components(self.cleaned_data["components"])

    def clean(self):
        """A key makes a whole."""
        data = super().clean()
        if "components" in data:
            try:
                check_components(data.get("kind", ""), data["components"])
            except ValidationError as error:
                self.add_error("components", error)
        return data

    def save(self, commit=True):
        """The row, and its parts when they are others than before."""
        row = super().save(commit)
        if commit and "components" in self.changed_data:
            row.components.all().delete()
            for part in self.cleaned_data["components"]:
                part.cost_split = row
                part.save()
        return row


class CostSplitRows(PeriodRows):
    """Cost splits."""

    model = CostSplit
    form = CostSplitForm
    formset = type("CostSplitFormSet", (CheckedFormSet,), {"check": staticmethod(actions.check_cost_splits)})
    extra = 0
    classes = FOLDED
    fields = [("kind", "covers", "start", "end"), ("components", "description"), ("unit_price", "unit", "source")]

    def get_queryset(self, request):
        """With the parts at hand."""
        return super().get_queryset(request).prefetch_related("components")

    @admin.display(description=_("Deler av nøkkelen"))
    def components(self, row):
        """The parts in words."""
        return write_components(list(row.components.all()))


class YearForm(RowForm):
    """Figures of a year."""

    person_years_hundredths = HundredthsField(label=_("Årsverk"), required=False, min_value=0, help_text=_("For eksempel 3,5."))


class YearFormSet(RowFormSet):
    """Each year once."""

    def get_unique_error_message(self, unique_check):
        """In the words of the constraint."""
        return _("Året er ført to ganger. Slett den ene raden.")

    def get_form_error(self):
        """The same, at the row."""
        return self.get_unique_error_message(())


class YearRows(Rows):
    """Figures year by year."""

    model = AgreementYear
    form = YearForm
    formset = YearFormSet
    extra = 0
    classes = FOLDED
    fields = [("year", "person_years_hundredths", "cost", "source")]
