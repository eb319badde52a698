"""The rows of an agreement's form: parties with roles, periods and shares, sources, and what carried it on."""

from functools import cached_property

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements import actions
from agreements.admin.agreement_form import copy_period, find_agreement, role_choices, set_end, write_agreement
from agreements.admin.parties import Parties
from agreements.admin.row_base import Rows
from agreements.admin.row_formset import RowForm, RowFormSet
from agreements.admin.shares import write_share
from agreements.admin.written import UNKNOWN, ShareField, WrittenDate, end_text, start_text
from agreements.models import Agreement, AgreementSuccession, Ownership, Participation, Source
from municipalities.models import Municipality
from registry.periods import check_order


class ParticipationForm(RowForm):
    """One party. An empty date means the same as the agreement's."""

    parties: Parties
    agreement: Agreement

    party = forms.CharField(
        label=_("Part"),
        max_length=220,
        widget=forms.TextInput(attrs={"list": "parter", "autocomplete": "off", "class": "party"}),
    )
    start = WrittenDate(label=_("Fra og med"))
    end = WrittenDate(label=_("Til og med"))
    share = ShareField(label=_("Eierandel"))

    class Meta:
        model = Participation
        fields = ["role", "certainty"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].required = False
        for name in ("start", "end"):
            self.fields[name].widget.attrs["placeholder"] = _now("som over")

    def written(self):
        """Party, dates and newest share in words."""
        row, share = self.instance, newest_share(self.instance)
        return {
            "party": self.parties.written(row.party),
            "start": start_text(row),
            "end": end_text(row),
            "share": write_share(share.share_num, share.share_den) if share else "",
        }

    def has_changed(self):
        """A new row with nothing but a role is an empty row."""
        return bool(set(self.changed_data) - ({"role", "certainty"} if self.instance.pk is None else set()))

    def clean(self):
        """Read the words into the row; nothing is stored yet."""
        data = super().clean()
        row, agreement = self.instance, self.agreement
        if not data.get("role") and agreement.legal_form:
            data["role"] = agreement.form.default_role.code
        self._read_period(data)
        try:
            check_order(row.valid_from, row.valid_to)
        except ValidationError as error:
            self.add_error("end", error)
            row.valid_to = None  # said once is enough: the record's own check would say it again
        if data.get("party") and (row.pk is None or "party" in self.changed_data):
            try:
                party = self.parties.find(data["party"], row.valid_from, row.valid_to)
            except ValidationError as error:
                self.add_error("party", error)
            else:
                municipal = isinstance(party, Municipality)
                row.municipality, row.organisation = (party, None) if municipal else (None, party)
        return data

    def _read_period(self, data) -> None:
        row, new = self.instance, self.instance.pk is None
        if "start" in data and (new or "start" in self.changed_data):
            if data["start"] is None:
                copy_period(self.agreement, row, ("valid_from",))
            else:
                row.set_start(None if data["start"] is UNKNOWN else data["start"])
        if "end" in data and (new or "end" in self.changed_data):
            if data["end"] is None:
                copy_period(self.agreement, row, ("valid_to",))
            else:
                set_end(row, data["end"], self.agreement.evidence_last)

    def save(self, commit=True):
        """The row, and its newest share."""
        row = super().save(commit)
        if commit and "share" in self.changed_data:
            self._save_share(row)
        return row

    def _save_share(self, row: Participation) -> None:
        share = newest_share(row)
        if self.cleaned_data["share"] is None:
            if share:
                share.delete()
            return
        share = share or Ownership(participation=row)
        share.share_num, share.share_den = self.cleaned_data["share"]
        share.save()


def newest_share(row: Participation) -> Ownership | None:
    """The share a form shows and changes; older ones are history."""
    return max(row.ownerships.all(), key=lambda share: share.pk, default=None) if row.pk else None


class ParticipationFormSet(RowFormSet):
    """The whole set of parties, checked together with those pasted as a list."""

    @cached_property
    def role_choices(self):
        """The roles, those of the agreement's form first."""
        return role_choices(self.instance)

    def add_fields(self, form, index):
        """Offer the roles that fit first."""
        super().add_fields(form, index)
        form.agreement = self.instance
        form.fields["role"].choices = self.role_choices

    def clean(self):
        """No party twice in one period. Raises ValidationError naming the party."""
        super().clean()
        kept = [form.instance for form in self.forms if not (self.can_delete and self._should_delete_form(form))]
        actions.check_participations([row for row in kept if row.party] + getattr(self.instance, "typed_parties", []))


class SourceForm(RowForm):
    """Where it is known from, and how old that is."""

    as_of_text_typed = WrittenDate(label=_("Kilden er fra"), unknown=False, help_text=_("29.01.2020, 2019-11 eller 2021."))

    url = forms.URLField(
        label=_("Lenke"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        error_messages={
            "invalid": _("Skriv en gyldig nettadresse, for eksempel https://www.kommune.no/avtale, eller la feltet stå tomt.")
        },
        widget=forms.URLInput(attrs={"class": "vURLField"}),
    )

    class Meta:
        model = Source
        fields = ["citation", "url"]
        help_texts = {"citation": ""}
        widgets = {"citation": forms.TextInput(attrs={"class": "vTextField"})}

    def written(self):
        """The age in words."""
        return {"as_of_text_typed": self.instance.as_of_written}

    def clean(self):
        """Read the age into the row."""
        data = super().clean()
        if "as_of_text_typed" in data and "as_of_text_typed" in self.changed_data:
            self.instance.set_as_of(data["as_of_text_typed"])
        return data


class SuccessionForm(RowForm):
    """The agreement that carried this one on."""

    successor_name = forms.CharField(
        label=_("Etterfølger"), max_length=320, widget=forms.TextInput(attrs={"list": "samarbeid", "autocomplete": "off"})
    )

    class Meta:
        model = AgreementSuccession
        fields = ["kind", "date"]

    def written(self):
        """The successor by name and number."""
        return {"successor_name": write_agreement(self.instance.successor)}

    def clean_successor_name(self):
        """The agreement that is meant, which is another than this."""
        successor = find_agreement(self.cleaned_data["successor_name"])
        if successor and successor.pk == self.instance.predecessor_id:
            raise ValidationError(_now("Et samarbeid kan ikke etterfølge seg selv."))
        return successor

    def clean(self):
        """Read the successor into the row."""
        data = super().clean()
        if data.get("successor_name"):
            self.instance.successor = data["successor_name"]
        return data


class ParticipationRows(Rows):
    """Parties."""

    model = Participation
    form = ParticipationForm
    formset = ParticipationFormSet
    verbose_name = _("part")
    verbose_name_plural = _("parter")
    fields = [("party", "role", "start", "end", "share", "certainty")]
    show_change_link = True  # to what the party wants, owns and pays
    classes = ["rows", "party-rows"]

    def get_extra(self, request, obj=None, **kwargs):
        """Room for the first two in a new agreement; the rest are pasted, or added one by one."""
        return 1 if obj else 2

    def get_queryset(self, request):
        """With party and shares at hand."""
        return super().get_queryset(request).select_related("municipality", "organisation").prefetch_related("ownerships")

    def get_formset(self, request, obj=None, **kwargs):
        """The rows, knowing every party there is."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.parties = Parties.of(request)
        return formset

    # For those who may only look:
    @admin.display(description=_("Fra og med"))
    def start(self, row):
        """The start in words."""
        return row.start_shown

    @admin.display(description=_("Til og med"))
    def end(self, row):
        """The last day in words."""
        return row.end_shown

    @admin.display(description=_("Eierandel"))
    def share(self, row):
        """The newest share in words."""
        share = newest_share(row)
        return write_share(share.share_num, share.share_den) if share else ""


class SourceRows(Rows):
    """Sources."""

    model = Source
    form = SourceForm
    fields = [("citation", "url", "as_of_text_typed")]
    classes = ["rows", "source-rows"]

    @admin.display(description=_("Kilden er fra"))
    def as_of_text_typed(self, row):
        """The age in words."""
        return row.as_of_shown


class SuccessionRows(Rows):
    """What carried this agreement on."""

    model = AgreementSuccession
    form = SuccessionForm
    fk_name = "predecessor"
    fields = [("successor_name", "kind", "date")]
    classes = ["rows", "collapse"]

    def get_queryset(self, request):
        """With the successor at hand."""
        return super().get_queryset(request).select_related("predecessor", "successor")

    @admin.display(description=_("Etterfølger"))
    def successor_name(self, row):
        """The successor."""
        return row.successor
