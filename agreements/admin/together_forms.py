"""What is asked before one act is done on many agreements: one small form each, which also does it."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements import actions
from agreements.actions import Outcome
from agreements.admin.agreement_form import find_agreement
from agreements.admin.parties import Parties
from agreements.admin.written import UNKNOWN, WrittenDate
from agreements.legal_forms.catalogue import ROLES
from agreements.models import Agreement, Participation
from municipalities.models import Succession
from registry.changes import Actor

LAST_DAY = {"required": True, "unknown": False, "help_text": _("For eksempel 31.12.2025, 2025-12 eller 2025.")}


def party_field(label) -> forms.CharField:
    """A party, typed."""
    widget = forms.TextInput(attrs={"list": "parter", "autocomplete": "off"})
    return forms.CharField(label=label, max_length=300, widget=widget, help_text=_("Navn eller nummer, for eksempel «Dyrøy»."))


class TogetherForm(forms.Form):
    """The base: the reason, kept in the trail of each. `agreements` are those ticked in the list, by number."""

    act_name = ""
    verb = about = ""
    of_ticked = True  # else the agreements follow from what is typed
    number_ticked: int | None = None

    reason = forms.CharField(
        label=_("Begrunnelse"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Internt. Står i historikken til hvert samarbeid."),
    )

    def __init__(self, *args, agreements: list[Agreement], parties: Parties, **kwargs):
        super().__init__(*args, **kwargs)
        self.agreements, self.parties = agreements, parties
        self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])

    def act(self, by: Actor) -> Outcome:
        """Do it, with what was typed. Raises ValidationError when nothing of it can be done."""
        raise NotImplementedError


class EndForm(TogetherForm):
    """End them on a date, with a successor or without."""

    act_name, verb = "avslutt", _("Avslutt")
    about = _("Parter som fortsatt er med, får samme siste dag.")

    last_day = WrittenDate(label=_("Siste dag"), **LAST_DAY)
    successor = forms.CharField(
        label=_("Føres videre av"),
        required=False,
        max_length=320,
        widget=forms.TextInput(attrs={"list": "samarbeid", "autocomplete": "off"}),
        help_text=_("Samarbeidet som overtar: navnet eller nummeret. Tomt når ingen overtar."),
    )

    def clean_successor(self) -> Agreement | None:
        """The agreement that is meant; not one of those that end."""
        successor = find_agreement(self.cleaned_data["successor"])
        if successor and successor in self.agreements:
            raise ValidationError(_("«%(name)s» er selv ett av dem som avsluttes.") % {"name": successor})
        if successor and successor.merged_into_id:
            raise ValidationError(_("«%(name)s» er slått sammen med «%(kept)s».") % {"name": successor, "kept": successor.kept})
        return successor

    def act(self, by: Actor) -> Outcome:
        """End each."""
        data = self.cleaned_data
        return actions.end_each(
            self.agreements, last_day=data["last_day"], successor=data["successor"], by=by, reason=data["reason"]
        )


class MergeForm(TogetherForm):
    """Merge two that are one scheme."""

    act_name, verb, number_ticked = "sla-sammen", _("Slå sammen"), 2
    about = _(
        "Når samme ordning er ført inn to ganger. Parter, kilder og navn som bare står i det ene, legges til det som beholdes. "
        "Adressen til det andre leder dit for alltid. Det kan ikke gjøres om."
    )

    kept = forms.ChoiceField(label=_("Dette beholdes"), widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kept"].choices = [(str(row.pk), f"{row.name} (nr. {row.pk})") for row in self.agreements]

    def act(self, by: Actor) -> Outcome:
        """Merge the other one into it."""
        kept, duplicate = sorted(self.agreements, key=lambda row: str(row.pk) != self.cleaned_data["kept"])
        return Outcome(actions.merge(duplicate, kept, by=by.at_one_moment(), reason=self.cleaned_data["reason"]))


class JoinForm(TogetherForm):
    """Let one party into each."""

    act_name, verb = "legg-til-part", _("Legg til en part")
    about = _("Parten blir med i hvert av samarbeidene.")

    party = party_field(_("Parten som kommer til"))
    role = forms.ChoiceField(label=_("Rolle"), required=False)
    start = WrittenDate(label=_("Fra og med"), help_text=_("01.01.2026, 2026-01 eller 2026. Tomt når det er ukjent."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        roles = [(role.code, _now(role.label)) for role in ROLES]
        self.fields["role"].choices = [("", _now("– vanlig for formen til hvert –")), *roles]

    def clean(self):
        """The party that is meant at that time."""
        data = super().clean()
        if data.get("start") is UNKNOWN:
            data["start"] = None
        if data.get("party") and "start" in data:
            start = data["start"]
            find_party(self, data, start.first if start else None)
        return data

    def act(self, by: Actor) -> Outcome:
        """Join each."""
        data = self.cleaned_data
        what = {"role": data["role"], "start": data["start"], "reason": data["reason"]}
        return actions.join_each(self.agreements, data["party"], by=by, **what)


class LeaveForm(TogetherForm):
    """Let one party out of each."""

    act_name, verb = "ta-ut-part", _("Ta ut en part")
    about = _("Parten går ut av hvert av samarbeidene.")

    party = party_field(_("Parten som går ut"))
    last_day = WrittenDate(label=_("Siste dag"), **LAST_DAY)

    def clean(self):
        """The party that is meant at that time."""
        data = super().clean()
        if data.get("party") and data.get("last_day"):
            find_party(self, data, data["last_day"].last)
        return data

    def act(self, by: Actor) -> Outcome:
        """Leave each."""
        data = self.cleaned_data
        return actions.leave_each(self.agreements, data["party"], last_day=data["last_day"], by=by, reason=data["reason"])


class LeaveEverythingForm(LeaveForm):
    """Let one party out of all it is in."""

    act_name, verb, of_ticked = "ut-av-alt", _("Ta en part ut av alt"), False
    about = _("Parten går ut av alle samarbeid den fortsatt er med i etter den siste dagen, utkast også.")

    def act(self, by: Actor) -> Outcome:
        """Leave all."""
        data = self.cleaned_data
        return actions.leave_everything(data["party"], last_day=data["last_day"], by=by, reason=data["reason"])


class CarryOverForm(TogetherForm):
    """After a merger of municipalities, let the new one take the old one's place."""

    act_name, verb, of_ticked = "etter-kommunesammenslaing", _("Før videre etter kommunesammenslåing"), False
    about = _(
        "Den nye kommunen tar plassen til den gamle i alle samarbeid den gamle fortsatt står i. "
        "Kontaktene til den gamle flyttes også. Er den gamle ført ut den dagen den opphørte, som etter en import av en eldre "
        "liste, gjøres ingenting: Da vet ikke registeret om den nye er med. Se sjekkpunktet «ny kommune etter sammenslåing "
        "ikke ført inn»."
    )

    succession = forms.ModelChoiceField(
        label=_("Sammenslåing"),
        queryset=Succession.objects.none(),
        empty_label=_("– velg –"),
        help_text=_("De sammenslåingene der den gamle kommunen fortsatt står som part."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["succession"]
        field.queryset = not_carried_over()
        if not field.queryset.exists():
            field.help_text = _now("Ingen gammel kommune står igjen som part. Det er ikke noe å føre videre.")

    def act(self, by: Actor) -> Outcome:
        """Carry all over."""
        return Outcome(actions.carry_over(self.cleaned_data["succession"], by=by, reason=self.cleaned_data["reason"]))


FORMS = (EndForm, MergeForm, JoinForm, LeaveForm, LeaveEverythingForm, CarryOverForm)


def find_party(form: TogetherForm, data: dict, day) -> None:
    """Put the party in place of its name; one that cannot be is an error of the field."""
    try:
        party = form.parties.find(data["party"], day)
    except ValidationError as error:
        form.add_error("party", error)
    else:
        data["party"] = party


def not_carried_over() -> QuerySet:
    """Mergers after which the old municipality is still a party somewhere."""
    left = Participation.objects.filter(municipality=OuterRef("predecessor")).exclude(valid_to__lte=OuterRef("date"))
    return Succession.objects.filter(Exists(left), kind=Succession.Kind.MERGE).select_related("predecessor", "successor")
