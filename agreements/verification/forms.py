"""What is typed on the list: what must be put right, the last day, a scheme that is missing, who confirms, and a colleague."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.legal_forms.catalogue import CATALOGUE
from agreements.models import Answer, Proposal
from agreements.models.answer import PRIVACY_HELP
from agreements.verification.answering import Correction, shown_value
from agreements.verification.lines import Line
from registry.checked import refuse_control_characters
from registry.parameters import today
from registry.periods import parse_date

LONGEST, LONG = 2000, 500
TOO_LONG = gettext_lazy("Skriv kortere: høyst %(limit_value)s tegn. Nå er det %(show_value)s.")
MOST_ROWS, ROW = 8, 60  # of a field with many parties, and how many characters there is room for in one


class Text(forms.CharField):
    """A text; NUL and its like are told of as everywhere else in the register."""

    def __init__(self, label, *, missing="", rows=0, **options):
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        messages = {"max_length": TOO_LONG, **({"required": missing} if missing else {})}
        super().__init__(label=label, required=bool(missing), widget=widget, error_messages=messages, **options)
        self.validators = [one for one in self.validators if not isinstance(one, ProhibitNullCharactersValidator)]
        self.validators.append(refuse_control_characters)


class Accessible(forms.Form):
    """Fields that tell by `aria-describedby` and `aria-invalid` what their template shows beside them."""

    def described(self, name: str) -> forms.BoundField:
        """The field, told of its help and of what is wrong with it."""
        bound = self[name]
        attributes = bound.field.widget.attrs
        attributes["class"] = " ".join(dict.fromkeys(["input", *attributes.get("class", "").split()]))
        parts = [f"{bound.auto_id}_h"] if bound.help_text else []
        if self.is_bound and bound.errors:
            attributes["aria-invalid"] = "true"
            attributes["autofocus"] = next(iter(self.errors)) == name
            parts.append(f"{bound.auto_id}_e")
        if parts:
            attributes["aria-describedby"] = " ".join(parts)
        return bound

    @property
    def parts(self) -> list[forms.BoundField]:
        """All fields as they are shown."""
        return [self.described(name) for name in self.fields]


class WrongForm(Accessible):
    """The line as it stands: what is typed otherwise is what must be put right."""

    name = Text(gettext_lazy("Navn"), max_length=LONG)
    legal_form = forms.ChoiceField(label=gettext_lazy("Samarbeidsform"), required=False)
    host = Text(gettext_lazy("Vertskommune"), max_length=LONG)
    parties = Text(gettext_lazy("Sammen med"), rows=2, max_length=LONGEST)
    valid_from = Text(gettext_lazy("Fra og med"), max_length=60)
    other = Text(gettext_lazy("Noe annet, eller hvorfor"), rows=3, max_length=LONGEST, help_text=PRIVACY_HELP)

    FIELDS = {
        "name": Proposal.Field.NAME,
        "legal_form": Proposal.Field.FORM,
        "host": Proposal.Field.HOST,
        "parties": Proposal.Field.PARTIES,
        "valid_from": Proposal.Field.START,
    }

    def __init__(self, line: Line, data: QueryDict | None = None, given: Iterable[Proposal] = ()):
        self.line = line
        self.stands = {name: shown_value(line, field) for name, field in self.FIELDS.items()}
        if data is not None:
            data = data.copy()
            # What nobody touched follows the register, also when that has changed meanwhile.
            for name, value in self.stands.items():
                if data.get(f"sto_{name}") == data.get(name):
                    data[name] = value
        super().__init__(data, initial={**self.stands, **self._said(list(given))}, auto_id=f"r{line.agreement}_%s")
        labels = [capfirst(_(form.label)) for form in CATALOGUE]
        self.fields["legal_form"].choices = [(label, label) for label in dict.fromkeys([line.form, *labels])]
        self.fields["parties"].widget.attrs["rows"] = min(MOST_ROWS, 2 + len(self.stands["parties"]) // ROW)

    def _said(self, given: list[Proposal]) -> dict[str, str]:
        """What the municipality has said already: one who comes back adds to it, and loses nothing."""
        values = {one.field: one.new for one in given}
        said = {name: values[field] for name, field in self.FIELDS.items() if field in values}
        return {**said, "other": values.get(Proposal.Field.OTHER) or next((one.why for one in given if one.why), "")}

    @property
    def stood(self) -> list[tuple[str, str]]:
        """What stood in each field when the form was shown, sent along with what is typed."""
        return [(f"sto_{name}", value) for name, value in self.stands.items()]

    def clean_valid_from(self):
        """A day, month or year as case officers write it; what stands there already need not be one."""
        return _read(self.cleaned_data["valid_from"], but=self.stands["valid_from"])

    def clean(self):
        """Something must differ, and nothing be emptied without a word of what is right."""
        for name in self.FIELDS:
            if name in self.cleaned_data and self.stands[name] and not self.cleaned_data[name]:
                self.add_error(name, _("Skriv hva som er riktig i stedet for «%(old)s».") % {"old": self.stands[name][:80]})
        if not self.errors and not self.corrections():
            raise ValidationError(_("Rett det som er feil, eller skriv hva som må rettes under «Noe annet»."))
        return self.cleaned_data

    def corrections(self) -> list[Correction]:
        """What differs from the line, each with the reason given; a text alone is a correction of its own."""
        given, why = self.cleaned_data, self.cleaned_data.get("other", "")
        changed = [
            Correction(field, given[name], why)
            for name, field in self.FIELDS.items()
            if " ".join(given.get(name, "").split()) != " ".join(self.stands[name].split())
        ]
        return changed or ([Correction(Proposal.Field.OTHER, why)] if why else [])


class EndedForm(Accessible):
    """The last day of a scheme."""

    last_day = Text(
        gettext_lazy("Hva var siste dag?"),
        max_length=60,
        missing=gettext_lazy("Skriv siste dag. Kjenner du bare måneden eller året, holder det."),
        help_text=gettext_lazy("For eksempel 30.06.2026, juni 2026 eller 2026."),
    )
    why = Text(gettext_lazy("Hvorfor, hvis det kan være til hjelp"), rows=2, max_length=LONGEST, help_text=PRIVACY_HELP)

    def __init__(self, line: Line, data: QueryDict | None = None, given: Iterable[Proposal] = ()):
        said = {"last_day": one.new, "why": one.why} if (one := next(iter(given), None)) else {}
        super().__init__(data, initial=said, auto_id=f"a{line.agreement}_%s")

    def clean_last_day(self):
        """A day, month or year that can be read."""
        return _read(self.cleaned_data["last_day"])

    def corrections(self) -> list[Correction]:
        """The one thing that is proposed."""
        return [Correction(Proposal.Field.END, self.cleaned_data["last_day"], self.cleaned_data["why"])]


MORE = {Answer.Kind.WRONG: WrongForm, Answer.Kind.ENDED: EndedForm}  # the answers that ask for more


class MissingForm(Accessible):
    """A scheme that is not on the list, in plain words."""

    name = Text(gettext_lazy("Hva heter samarbeidet?"), max_length=LONG, missing=gettext_lazy("Skriv hva samarbeidet heter."))
    parties = Text(
        gettext_lazy("Hvem deltar?"),
        rows=2,
        max_length=LONGEST,
        missing=gettext_lazy("Skriv hvem som deltar."),
        help_text=gettext_lazy("For eksempel «Bardu, Salangen og Lavangen» eller «alle i Midt-Troms»."),
    )
    since = Text(gettext_lazy("Omtrent når startet det?"), max_length=100, help_text=gettext_lazy("Kan stå tomt."))
    why = Text(gettext_lazy("Hva bygger det på, hvis du vet det?"), rows=2, max_length=LONGEST, help_text=PRIVACY_HELP)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="m_%s", **kwargs)


class ConfirmForm(Accessible):
    """Who confirms."""

    name = Text(gettext_lazy("Navnet ditt"), max_length=150, missing=gettext_lazy("Skriv navnet ditt."))
    title = Text(gettext_lazy("Stilling"), max_length=150, missing=gettext_lazy("Skriv stillingen din."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"auto_id": "s_%s", **kwargs})
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["title"].widget.attrs["autocomplete"] = "organization-title"


class ColleagueForm(Accessible):
    """Where the link for a colleague goes."""

    address = forms.EmailField(
        label=gettext_lazy("E-postadressen til kollegaen"),
        error_messages={
            "required": gettext_lazy("Skriv e-postadressen til kollegaen."),
            "invalid": gettext_lazy("Dette er ikke en e-postadresse. Skriv for eksempel navn@kommunen.no."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="k_%s", **kwargs)


def _read(value: str, but: str = "") -> str:
    if value and value != but and parse_date(value).first.year > today().year + 50:
        raise ValidationError(_("%(value)s er for langt fram i tid.") % {"value": value})
    return value
