"""The form of one agreement: what a case officer types, in words, and what it becomes."""

import re
from collections.abc import Sequence
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.admin.areas import Areas
from agreements.admin.due_dates import DueDatesForm
from agreements.admin.parties import Parties
from agreements.admin.subjects import SUBJECT_FIELDS, WORDS
from agreements.admin.typed_parties import ANSWER, LONGEST, LOOK, TypedParties, Understood, reading_day
from agreements.admin.written import UNKNOWN, TextLinesField, WrittenDate, end_text
from agreements.legal_forms.catalogue import ROLES
from agreements.models import Agreement, Participation, Publication
from municipalities.models import Organisation
from municipalities.selection.resolver import Party
from registry.models import EDITOR_ROLES, User
from registry.parameters import today
from registry.periods import ONE_DAY, Precision, check_order

# What an organisation is when it comes to life with an agreement in one of these forms.
KIND_BY_FORM = {
    "iks": Organisation.Kind.IKS,
    "as": Organisation.Kind.COMPANY,
    "sa": Organisation.Kind.COOPERATIVE,
    "stiftelse": Organisation.Kind.FOUNDATION,
    "forening": Organisation.Kind.ASSOCIATION,
}


class AgreementForm(DueDatesForm):
    """One agreement. `parties` and `areas_known` are given by the admin, once a request."""

    parties: Parties
    areas_known: Areas

    areas = TextLinesField(
        label=_("Samarbeidsområder"), required=False, help_text=_("Ett område i hvert felt, eller flere med komma mellom.")
    )
    start = WrittenDate(label=_("Fra og med"), help_text=_("2012-10, vår 2019, ca. 2008. Tomt når det er ukjent."))
    end = WrittenDate(label=_("Til og med (siste dag)"), help_text=_("31.12.2025. Tomt når ingen slutt er kjent."))
    organisation_name = forms.CharField(
        label=_("Organisasjonen det har opprettet"),
        required=False,
        max_length=220,
        widget=forms.TextInput(attrs={"list": "organisasjoner", "autocomplete": "off"}),
        help_text=_("Navn eller organisasjonsnummer. En ny skrives «IKA Finnmark IKS (996878996)»."),
    )
    parent_name = forms.CharField(
        label=_("Grunnavtale"),
        required=False,
        max_length=320,
        widget=forms.TextInput(attrs={"list": "samarbeid", "autocomplete": "off"}),
        help_text=_("Når dette er en tjenesteavtale under en annen avtale: navnet på den, eller nummeret."),
    )
    more_parties = forms.CharField(
        label=_("Flere parter"),
        required=False,
        max_length=LONGEST,
        widget=TypedParties,
        help_text=_(
            "Lim inn fra kilden: «Alle kommuner i Troms unntatt Gratangen», «Tana og Nesseby (vert: Tana)», «5524, 5520». "
            "De får samme start som samarbeidet når ikke annet står der."
        ),
    )
    more_role = forms.ChoiceField(label=_("Rollen til disse"), required=False)

    class Meta:
        model = Agreement
        fields = [
            "name", "legal_form", "legal_form_certainty", "legal_basis", "agreement_type", "stage", "publication", "purpose",
            "former_names", "office", "region", "counts_override", "counts_reason", "participants_text",
            "participants_stated_count", "participants_complete", "unnamed_participants", "ownership_text", "note", *SUBJECT_FIELDS,
        ]  # fmt: skip
        widgets = dict.fromkeys(
            ("purpose", "former_names", "participants_text", "note", *WORDS),
            forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.new_organisation: Organisation | None = None
        stored = self.instance
        if stored.pk:
            self.initial |= {
                "areas": [area.name for area in stored.service_areas.all()],
                "start": stored.start_written,
                "end": end_text(stored),
                "organisation_name": stored.organisation.name if stored.organisation else "",
                "parent_name": write_agreement(stored.parent) if stored.parent else "",
            }
        if "agreement_type" in self.fields:
            self.fields["agreement_type"].required = False
            self.fields["agreement_type"].choices = [
                ("", _now("– vanlig for formen –")),
                *list_choices(Agreement, "agreement_type"),
            ]
        if "publication" in self.fields:
            choices = [(Publication.DRAFT, _("utkast, vises ikke")), (Publication.PUBLISHED, _("publisert"))]
            self.fields["publication"].choices, self.fields["publication"].required = choices, False
        if "responsible" in self.fields:
            self.fields["responsible"].queryset = User.objects.filter(role__in=EDITOR_ROLES, is_active=True)
        if "more_role" in self.fields:
            self.fields["more_role"].choices = role_choices(stored)

    def clean_areas(self):
        """The areas that are meant."""
        return self.areas_known.read(self.cleaned_data["areas"])

    def clean_parent_name(self):
        """The agreement that is meant."""
        return find_agreement(self.cleaned_data["parent_name"])

    def clean_publication(self):
        """A draft, unless published."""
        return self.cleaned_data["publication"] or Publication.DRAFT

    def clean(self):
        """Read what stands in words into the record; nothing is stored yet."""
        data = super().clean()
        form = self.instance.legal_form = data.get("legal_form") or self.instance.legal_form
        if form and not data.get("agreement_type"):
            data["agreement_type"] = self.instance.form.agreement_type
        self._read_period(data)
        self._read_organisation(data)
        if "parent_name" in data:
            self.instance.parent = data["parent_name"]
        self.instance.typed_parties = self._read_more_parties(data)
        self.notice_other_saves(data)
        return data

    def _read_period(self, data) -> None:
        stored = self.instance
        if "start" in self.changed_data and "start" in data:
            stored.set_start(None if data["start"] is UNKNOWN else data["start"])
        if "end" in self.changed_data and "end" in data:
            set_end(stored, data["end"], stored.evidence_last)
        try:
            check_order(stored.valid_from, stored.valid_to)
        except ValidationError as error:
            self.add_error("end", error)
            stored.valid_to = None  # said once is enough: the record's own check would say it again

    def _read_organisation(self, data) -> None:
        text = data.get("organisation_name", "")
        if "organisation_name" not in data or (text and "organisation_name" not in self.changed_data):
            return
        self.instance.organisation = self.parties.organisation(text) if text else None
        if not text or self.instance.organisation:
            return
        match = re.fullmatch(r"(.+?)\s*\(([\d ]{9,11})\)", text)
        if not match:
            message = _now(
                "Registeret kjenner ikke organisasjonen «%(text)s». Skriv også organisasjonsnummeret for å føre den inn:"
            )
            self.add_error("organisation_name", message % {"text": text[:60]} + f" «{text[:60]} (123456785)».")
            return
        kind = KIND_BY_FORM.get(self.instance.legal_form, Organisation.Kind.COUNCIL)
        new = Organisation(name=match[1], org_number=match[2].replace(" ", ""), kind=kind)
        try:
            new.full_clean()
        except ValidationError as error:
            self.add_error("organisation_name", ValidationError(error.messages))
        else:
            self.new_organisation = new

    def _read_more_parties(self, data) -> list[Participation]:
        """The rows of the parties typed. Nothing is saved while a question is open, or before what follows has been shown."""
        stored, text = self.instance, data.get("more_parties", "")
        if not text.strip():
            return []
        day = reading_day(stored.valid_to - ONE_DAY if stored.valid_to else None)
        understood = Understood.of(self.parties, text, day, self.data.get(ANSWER, ""))
        self.fields["more_parties"].widget.understood = understood
        if ANSWER in self.data:
            self.data = self.data.copy()
            self.data[self.add_prefix("more_parties")] = understood.selection.text
        if ANSWER in self.data or LOOK in self.data:
            message = _now("Ingenting er lagret ennå. Se under «Flere parter» hva som er forstått, og lagre når det stemmer.")
            self.add_error(None, ValidationError(message, code="looked"))
        elif understood.selection.questions:
            self.add_error("more_parties", [question.message for question in understood.selection.questions])
        elif understood.needs_a_look and self.data.get("more_parties_seen") != understood.seen:
            self.add_error("more_parties", _now("Se om det er riktig forstått, og lagre på nytt."))
        if understood.open_ended:
            data["participants_complete"] = False
            data["unnamed_participants"] = data.get("unnamed_participants") or understood.unnamed
        return [self._typed_row(party, data) for party in understood.selection.parties]

    def _typed_row(self, party: Party, data) -> Participation:
        """One row; what the text does not tell of role and time is as in the agreement."""
        stored, row = self.instance, self.parties.row(party)
        row.role = row.role or data.get("more_role") or (stored.form.default_role.code if stored.legal_form else "")
        copy_period(
            stored, row, [end for end, told in (("valid_from", party.told.entry), ("valid_to", party.told.exit)) if not told]
        )
        return row

    def _save_m2m(self):
        super()._save_m2m()
        self.instance.service_areas.set(self.cleaned_data["areas"])


def set_end(row, span, evidence: date | None) -> None:
    """Store a last day: a Span, None when no end is known, or UNKNOWN: over by the last evidence, else by today."""
    if span is UNKNOWN:
        row.valid_to, row.valid_to_precision, row.valid_to_text = (evidence or today()) + ONE_DAY, Precision.UNKNOWN, ""
    else:
        row.set_last_day(span)


def copy_period(source, row, ends: Sequence[str] = ("valid_from", "valid_to")) -> None:
    """Let a party's row begin, or end, as its agreement does."""
    for end in ends:
        for column in (end, f"{end}_precision", f"{end}_text"):
            setattr(row, column, getattr(source, column))


def role_choices(agreement: Agreement) -> list:
    """The roles, those that fit the form first; none chosen means the form's usual one."""
    usual = ("", _now("– vanlig for formen –"))
    if not agreement.legal_form:
        return [usual, *((role.code, _now(role.label)) for role in ROLES)]
    fitting = [(role.code, _now(role.label)) for role in agreement.form.roles]
    others = [(role.code, _now(role.label)) for role in ROLES if not agreement.form.allows(role.code)]
    return [usual, (_now("Passer til formen"), fitting), (_now("Andre roller"), others)]


def list_choices(model, name: str) -> list:
    """The choices of a column without the empty one."""
    return list(model._meta.get_field(name).choices)


def write_agreement(agreement: Agreement) -> str:
    """An agreement as a form writes it and `find_agreement` reads it."""
    return f"{agreement.name} (nr. {agreement.pk})"


def find_agreement(text: str) -> Agreement | None:
    """The agreement that is meant, by number or full name; None for no text. Raises ValidationError naming the text."""
    if not text:
        return None
    number = re.fullmatch(r"(?:.*\(nr\. )?(\d{1,9})\)?", text)
    found = Agreement.objects.filter(pk=number[1]) if number else Agreement.objects.filter(name__iexact=text)
    if len(found) == 1:
        return found[0]
    if found:
        message = _now("Flere samarbeid heter «%(text)s». Skriv nummeret til det du mener.")
    else:
        message = _now("Registeret har ikke noe samarbeid som heter «%(text)s». Velg fra forslagene, eller skriv nummeret.")
    raise ValidationError(message % {"text": text[:60]}, code="unknown_agreement")
