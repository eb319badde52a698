"""`/import/`: a file is uploaded or a table pasted, and the imports there have been."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.imports.applying import intake, running
from agreements.models import Import
from registry.excel.safety import LARGEST_FILE
from registry.parameters import PAGING, check_names, read_page
from registry.periods import parse_date

LONGEST_PASTE = 2_000_000  # characters; more than that comes as a file


class StartForm(forms.Form):
    """Files or a pasted table, and how old they are."""

    file = forms.FileField(label=_("Filer"), required=False)  # the page lets one choose several
    table = forms.CharField(
        label=_("Tabell"),
        required=False,
        strip=False,
        max_length=LONGEST_PASTE,
        widget=forms.Textarea,
        help_text=_("Marker tabellen i Excel, Word eller en e-post, kopier den og lim den inn her, med overskriftene."),
    )
    as_of = forms.CharField(
        label=_("Opplysningene er fra"),
        required=False,
        max_length=100,
        help_text=_("Når oversikten ble laget, for eksempel 31.12.2025, høst 2025 eller 2025. Tomt når det ikke er kjent."),
    )

    def clean_as_of(self) -> str:
        """As the source's own words; readable."""
        text = self.cleaned_data["as_of"].strip()
        if text:
            parse_date(text)
        return text

    def clean(self) -> dict:
        """One of the two, and nothing larger than what is read."""
        uploaded = self.files.getlist("file")
        pasted = (self.cleaned_data.get("table") or "").strip()
        if self.errors:
            return self.cleaned_data
        if not uploaded and not pasted:
            raise ValidationError(_now("Velg en fil, eller lim inn en tabell."))
        if uploaded and pasted:
            raise ValidationError(_now("Velg enten filer eller en innlimt tabell, ikke begge deler."))
        intake.check_sizes((file.name, file.size) for file in uploaded)
        return self.cleaned_data


def show(request: HttpRequest) -> HttpResponseBase:
    """The form, and the list below it."""
    check_names(request.GET, PAGING)
    form = StartForm(request.POST, request.FILES) if request.method == "POST" else StartForm()
    if request.method == "POST" and form.is_valid():
        return redirect("import-detail", pk=_start(request, form).pk)
    found = Import.objects.select_related("started_by").defer("headings", "answers")
    context = {
        "section": "import",
        "form": form,
        "page": read_page(request, found),
        "largest": filesizeformat(LARGEST_FILE),
        "most_files": intake.MOST_FILES,
    }
    return render(request, "agreements/imports/start.html", context, status=400 if form.errors else 200)


def _start(request: HttpRequest, form: StartForm) -> Import:
    pasted = form.cleaned_data["table"]
    if pasted.strip():
        files = [(intake.pasted_name(), pasted.encode())]
    else:
        files = [(file.name, file.read()) for file in request.FILES.getlist("file")]
    found = intake.take_in(files, by=request.user, pasted=bool(pasted.strip()), as_of=form.cleaned_data["as_of"])
    return running.advance(found)
