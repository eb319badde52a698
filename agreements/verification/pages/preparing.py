"""A round is prepared, opened and closed, by those who may write in the register."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.models import Round, TaskLetter
from agreements.verification import rounds
from agreements.verification.letters import SUBJECT
from agreements.verification.pages.board import round_or_404
from municipalities.directory import Directory
from municipalities.models import Municipality
from registry.access import for_editors
from registry.parameters import check_names, today

WEEKS_TO_ANSWER = timedelta(weeks=4)
TEXT = _(
    "Statsforvalteren fører et register over samarbeid mellom kommunene i Troms og Finnmark. Vi ber dere se over listen over "
    "samarbeid kommunen er oppført i, og bekrefte den.\n\n"
    "Det tar omtrent fem minutter. Dere trenger ikke passord. Er noe feil, skriver dere hva som er riktig, og vi retter det. "
    "Kan en kollega svare på noe av det, kan dere sende lenken videre fra siden.\n\n"
    "Når listen er bekreftet, får dere en kvittering med listen som Excel. Den kan brukes som vedlegg til eierskapsmelding "
    "eller årsmelding."
)


class RoundForm(forms.ModelForm):
    """What a round asks, of whom, and until when."""

    municipalities = forms.MultipleChoiceField(
        label=_("Kommuner som skal spørres"), error_messages={"required": _("Velg minst én kommune som skal spørres.")}
    )

    class Meta:
        model = Round
        fields = ["name", "as_of", "deadline", "case_number", "subject", "text"]

    def __init__(self, *args, directory: Directory, **kwargs):
        super().__init__(*args, **kwargs)
        entries = directory.existing()
        asked = set() if self.instance.pk is None else set(self.instance.tasks.values_list("municipality", flat=True))
        entries += [directory[pk] for pk in asked if directory[pk] not in entries]
        self.counties: dict[str, list[tuple[str, str]]] = {}
        for entry in sorted(entries, key=lambda entry: entry.number_row(directory.day).county.number):
            county = entry.number_row(directory.day).county.name
            self.counties.setdefault(county, []).append((str(entry.municipality.pk), entry.municipality.name))
        self.fields["municipalities"].choices = [choice for found in self.counties.values() for choice in found]
        self.fields["municipalities"].initial = [str(pk) for pk in asked] or [str(entry.municipality.pk) for entry in entries]
        self.fields["deadline"].required = True

    def clean(self):
        """Days that cannot be are told of together with all else."""
        given = super().clean()
        try:
            rounds.check_days(given.get("as_of"), given.get("deadline"))
        except ValidationError as error:
            self.add_error(None, error)
        return given

    @property
    def ticked(self) -> list[str]:
        """The municipalities as they are ticked."""
        return [str(pk) for pk in self["municipalities"].value() or ()]


@for_editors
def new(request: HttpRequest) -> HttpResponseBase:
    """A new round."""
    year = today().year
    suggested = {"name": _now("Årlig gjennomgang %(year)s") % {"year": year}, "deadline": today() + WEEKS_TO_ANSWER}
    return _edit(request, Round(subject=str(SUBJECT), text=str(TEXT), **suggested))


@for_editors
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A round that is not open yet."""
    found = round_or_404(request, pk)
    if found.state != Round.State.PREPARED:
        messages.error(request, _now("Gjennomgangen er åpnet. Navn, dato og kommuner kan ikke endres."))
        return redirect("review-round", pk)
    return _edit(request, found)


def _edit(request: HttpRequest, found: Round) -> HttpResponseBase:
    check_names(request.GET, ())
    form = RoundForm(request.POST or None, instance=found, directory=Directory.load(today()))
    if request.method == "POST" and form.is_valid():
        chosen = Municipality.objects.filter(pk__in=form.cleaned_data["municipalities"])
        try:
            rounds.prepare(form.instance, chosen)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("review-round", form.instance.pk)
    context = {"section": "review", "form": form, "round": found}
    return render(request, "agreements/verification/round_form.html", context, status=400 if form.errors else 200)


@for_editors
def discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take it away while nobody has been asked."""
    found = round_or_404(request, pk)
    try:
        rounds.discard(found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("review-round", pk)
    messages.success(request, _now("«%(name)s» er slettet. Ingen var spurt.") % {"name": found.name})
    return redirect("review-rounds")


@for_editors
def open_round(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Open it, and queue the letters."""
    found = round_or_404(request, pk)
    try:
        rounds.open_round(found, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        number = TaskLetter.objects.filter(task__round=found).count()
        said = ngettext(
            "Gjennomgangen er åpnet. %(number)s brev er lagt i kø.", "Gjennomgangen er åpnet. %(number)s brev er lagt i kø.", number
        )
        messages.success(request, said % {"number": number})
    return redirect("review-round", pk)


@for_editors
def close_round(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Close it; its links lead nowhere from now on."""
    found = round_or_404(request, pk)
    try:
        rounds.close_round(found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _now("Gjennomgangen er lukket. Det som er svart, står."))
    return redirect("review-round", pk)
