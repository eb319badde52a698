"""Acts on one agreement that are more than a save: end it, withdraw it, publish it, merge it into another. One small form each."""

from collections.abc import Callable

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements import actions
from agreements.admin.agreement_form import find_agreement, write_agreement
from agreements.admin.written import WrittenDate
from agreements.legal_forms.catalogue import CATALOGUE
from agreements.models import Agreement, Candidate
from registry.changes import Actor


class EndForm(forms.Form):
    """The last day, and why."""

    last_day = WrittenDate(
        label=_("Siste dag"), required=True, unknown=False, help_text=_("For eksempel 31.12.2025, 2025-12 eller 2025.")
    )
    reason = forms.CharField(
        label=_("Begrunnelse"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Internt.")
    )


class WithdrawForm(forms.Form):
    """Why; everybody can read it."""

    reason = forms.CharField(
        label=_("Hvorfor trekkes det tilbake?"), max_length=300, help_text=_("Vises for alle på siden som er trukket tilbake.")
    )


class MergeForm(forms.Form):
    """Into which, and why."""

    into = forms.CharField(
        label=_("Samarbeidet som beholdes"),
        max_length=320,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "samarbeid"}),
        help_text=_("Nummeret i adressen til det, eller hele navnet."),
    )
    reason = forms.CharField(
        label=_("Begrunnelse"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Internt.")
    )

    def clean_into(self) -> Agreement:
        """The agreement that is meant. A bare number is answered with its name first: a merger cannot be undone."""
        text = self.cleaned_data["into"]
        into = find_agreement(text)
        if text.isdigit():
            self.data = {**self.data.dict(), "into": write_agreement(into)}
            message = _now("Nr. %(number)s er «%(name)s». Trykk «Slå sammen» igjen hvis det er det som skal beholdes.")
            raise ValidationError(message % {"number": text, "name": into})
        return into

    def suggestions(self) -> list[str]:
        """Those that can be kept."""
        return [write_agreement(row) for row in Agreement.objects.filter(merged_into=None).only("name")]


class StartForm(forms.Form):
    """Which candidate, and in which form."""

    candidate = forms.ModelChoiceField(label=_("Kandidatområde"), queryset=Candidate.objects.none())
    form = forms.ChoiceField(
        label=_("Samarbeidsform"), choices=[(form.code, _(form.label)) for form in CATALOGUE if not form.ended]
    )
    reason = forms.CharField(
        label=_("Begrunnelse"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Internt.")
    )

    def __init__(self, *args, agreement: Agreement, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["candidate"].queryset = agreement.candidates.filter(became__isnull=True)


class PublishForm(forms.Form):
    """Nothing to fill in: only the button."""


def end(request: HttpRequest, pk: int, model_admin: admin.ModelAdmin) -> HttpResponse:
    """End the agreement, and with it every party that is still in it."""

    def act(agreement: Agreement, data: dict, by: Actor) -> str:
        actions.end(agreement, last_day=data["last_day"], by=by, reason=data["reason"])
        return _now("«%(name)s» er avsluttet. Siste dag: %(day)s.") % {"name": agreement, "day": agreement.end_shown}

    about = _now("Parter som fortsatt er med, får samme siste dag.")
    return _ask(request, pk, model_admin, EndForm, _now("Avslutt"), about, act)


def withdraw(request: HttpRequest, pk: int, model_admin: admin.ModelAdmin) -> HttpResponse:
    """Take the agreement away from the public."""

    def act(agreement: Agreement, data: dict, by: Actor) -> str:
        actions.withdraw(agreement, reason=data["reason"], by=by)
        return _now("«%(name)s» er trukket tilbake.") % {"name": agreement}

    about = _now("Siden forsvinner ikke. Den sier at samarbeidet er trukket tilbake, og hvorfor.")
    return _ask(request, pk, model_admin, WithdrawForm, _now("Trekk tilbake"), about, act)


def publish(request: HttpRequest, pk: int, model_admin: admin.ModelAdmin) -> HttpResponse:
    """Show the agreement to everyone."""

    def act(agreement: Agreement, data: dict, by: Actor) -> str:
        actions.publish(agreement, by=by)
        return _now("«%(name)s» er publisert.") % {"name": agreement}

    return _ask(request, pk, model_admin, PublishForm, _now("Publiser"), _now("Samarbeidet vises for alle."), act)


def merge(request: HttpRequest, pk: int, model_admin: admin.ModelAdmin) -> HttpResponse:
    """Merge the agreement, entered twice, into the one that is kept."""

    def act(agreement: Agreement, data: dict, by: Actor) -> str:
        into = data["into"]
        actions.merge(agreement, into, by=by, reason=data["reason"])
        return _now("«%(name)s» er slått sammen med «%(into)s».") % {"name": agreement, "into": into}

    about = _now(
        "Når samme ordning er ført inn to ganger. Parter, kilder og navn som bare står her, legges til det som beholdes. "
        "Adressen til dette leder dit for alltid. Det kan ikke gjøres om."
    )
    return _ask(request, pk, model_admin, MergeForm, _now("Slå sammen"), about, act)


def start(request: HttpRequest, pk: int, model_admin: admin.ModelAdmin) -> HttpResponse:
    """Make a tjenesteavtale of a candidate area."""

    def act(agreement: Agreement, data: dict, by: Actor) -> str:
        new = actions.start_service_agreement(data["candidate"], form=data["form"], by=by, reason=data["reason"])
        return _now("«%(name)s» er nå en tjenesteavtale (nr. %(number)s). Se over roller og datoer.") % {
            "name": new,
            "number": new.pk,
        }

    about = _now("Partene i grunnavtalen blir med, med rollen som er vanlig i formen. Stadiet og området følger med.")
    return _ask(request, pk, model_admin, StartForm, _now("Start tjenesteavtale"), about, act)


def _ask(
    request: HttpRequest,
    pk: int,
    model_admin: admin.ModelAdmin,
    form_class: type[forms.Form],
    verb: str,
    about: str,
    act: Callable[[Agreement, dict, Actor], str],
) -> HttpResponse:
    agreement = model_admin.get_queryset(request).filter(pk=pk).first()
    if agreement is None:
        raise Http404
    if not model_admin.has_change_permission(request, agreement):
        raise PermissionDenied
    kept = {"opts": model_admin.opts, "preserved_filters": model_admin.get_preserved_filters(request)}
    more = {"agreement": agreement} if form_class is StartForm else {}
    form = form_class(request.POST if request.method == "POST" else None, **more)
    if form.is_valid():
        try:
            message = act(agreement, form.cleaned_data, Actor.of(request.user))
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            model_admin.message_user(request, message, messages.SUCCESS)
            agreement.refresh_from_db()  # a merged one lives on in another
            return redirect(add_preserved_filters(kept, reverse("admin:agreements_agreement_change", args=[agreement.kept.pk])))
    context = {
        **model_admin.admin_site.each_context(request),
        **kept,
        "title": f"{verb}: {agreement}",
        "original": agreement,
        "form": form,
        "verb": verb,
        "about": about,
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/agreements/agreement/act.html", context)
