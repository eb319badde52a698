"""`/gjennomgang/forslag/`: what municipalities want changed, decided one by one; `/gjennomgang/motstrid/`: where they disagree."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.db.models import Count, Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.legal_forms.catalogue import CATALOGUE
from agreements.models import Agreement, Answer, Contradiction, Participation, Proposal
from agreements.verification import contradictions, deciding, missing
from agreements.verification.letters import recipients
from agreements.verification.proposed import read_form
from registry.access import for_editors, for_staff
from registry.parameters import PAGING, check_names, read_page, today, unknown_value

WAITING, SETTLED = "venter", "behandlet"
FORMS = [(form.code, form.label) for form in CATALOGUE]


class DecisionForm(forms.Form):
    """What the officer decides: the value that is written, and what goes back."""

    value = forms.CharField(label=_("Det som føres inn"), required=False, max_length=2000)
    last_day = forms.CharField(label=_("Siste dag"), required=False, max_length=100)
    reason = forms.CharField(label=_("Svar til kommunen"), required=False, max_length=2000, widget=forms.Textarea)
    revision = forms.IntegerField(required=False, min_value=0)
    name = forms.CharField(label=_("Navn"), required=False, max_length=300)
    form = forms.ChoiceField(label=_("Samarbeidsform"), required=False, choices=FORMS)
    existing = forms.IntegerField(required=False, min_value=1)


@for_staff
def queue(request: HttpRequest) -> HttpResponseBase:
    """What waits, contradictions and missing schemes first; or what has been decided, newest first."""
    check_names(request.GET, ("state", *PAGING))
    state = request.GET.get("state") or WAITING
    if state not in (WAITING, SETTLED):
        raise unknown_value("state", state, (WAITING, SETTLED))
    found = Proposal.objects.visible_to(request.user).select_related("agreement", "task__municipality", "task__round", "decided_by")
    context = {"section": "review", "state": state}
    if state == SETTLED:
        context["page"] = read_page(request, found.exclude(state=Proposal.State.WAITING).order_by("-decided_at", "-pk"))
        return render(request, "agreements/verification/proposals_settled.html", context)
    waiting = found.waiting()
    of_agreements = waiting.exclude(field=Proposal.Field.MISSING).order_by("agreement__sort_key", "agreement", "at", "pk")
    cases = Contradiction.objects.visible_to(request.user).open().select_related("agreement")
    number = Count("proposals", filter=Q(proposals__state=Proposal.State.WAITING))
    context |= {
        "page": read_page(request, of_agreements),
        "groups": missing.groups(waiting.filter(field=Proposal.Field.MISSING)),
        "cases": cases.annotate(number=number).order_by("-found_at", "-pk"),
    }
    return render(request, "agreements/verification/proposals.html", context)


@for_staff
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One proposal with the agreement beside it."""
    check_names(request.GET, ())
    return _page(request, _proposal(request, pk))


@for_editors
def decide(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What the officer chose. What cannot be is said above what was typed."""
    proposal, form = _proposal(request, pk), DecisionForm(request.POST)
    act = ACTS.get(request.POST.get("act") or ("samme" if "existing" in request.POST else ""))
    if act is None:
        raise Http404
    if not form.is_valid():
        return _page(request, proposal, form)
    try:
        return act(request, proposal, form.cleaned_data)
    except ValidationError as error:
        known = getattr(error, "error_dict", None)
        for field, found in (known or {None: error.error_list}).items():
            form.add_error(field if field in form.fields else None, found)
    except OperationalError:
        form.add_error(None, _now("Noen andre lagret noe samtidig. Ingenting er gjort. Prøv en gang til."))
    return _page(request, _proposal(request, pk), form)


def _accept(request: HttpRequest, proposal: Proposal, typed: dict) -> HttpResponseBase:
    if proposal.field == Proposal.Field.MISSING:
        return _register(request, proposal, typed)
    value = typed["value"] if "value" in request.POST else None
    done = deciding.accept(
        proposal,
        by=request.user,
        revision=typed["revision"] if typed["revision"] is not None else -1,
        value=value,
        last_day=typed["last_day"],
        reason=typed["reason"],
    )
    if done.change or done.field == Proposal.Field.OTHER:
        messages.success(request, _now("Forslaget er %(state)s.") % {"state": done.get_state_display()})
    else:
        messages.success(request, _now("Forslaget er tatt inn. Det stod alt slik i registeret, så ingenting ble endret."))
    return redirect("review-proposals")


def _register(request: HttpRequest, proposal: Proposal, typed: dict) -> HttpResponseBase:
    group = _group(request, proposal)
    made = missing.register(group, by=request.user, name=typed["name"], form=typed["form"], parties=typed["value"])
    said = _now("«%(name)s» er ført inn som utkast. Se over det, og publiser det når det er klart.") % {"name": made.name}
    messages.success(request, said)
    return redirect("admin:agreements_agreement_change", made.pk)


def _same(request: HttpRequest, proposal: Proposal, typed: dict) -> HttpResponseBase:
    found = Agreement.objects.visible_to(request.user).filter(pk=typed["existing"] or 0).first()
    if found is None or proposal.field != Proposal.Field.MISSING:
        raise ValidationError(_now("Velg samarbeidet det er."))
    missing.is_registered_as(_group(request, proposal), found.kept, by=request.user)
    messages.success(
        request, _now("Kommunene får vite at samarbeidet står i registeret som «%(name)s».") % {"name": found.kept.name}
    )
    return redirect("review-proposals")


def _decline(request: HttpRequest, proposal: Proposal, typed: dict) -> HttpResponseBase:
    same = _group(request, proposal).proposals if proposal.field == Proposal.Field.MISSING else [proposal]
    with transaction.atomic():
        for one in same:
            deciding.decline(one, by=request.user, reason=typed["reason"])
    messages.success(request, _now("Forslaget er ikke tatt inn. Begrunnelsen går til kommunen om et kvarter."))
    return redirect("review-proposals")


def _group(request: HttpRequest, proposal: Proposal) -> missing.Group:
    """The reports that the officer says are of one scheme."""
    return missing.chosen_of(proposal, _ticked(request))


def _ticked(request: HttpRequest) -> list[int]:
    return [int(text) for text in request.POST.getlist("same") if text.isascii() and text.isdigit() and len(text) < 19]


def _undo(request: HttpRequest, proposal: Proposal, typed: dict) -> HttpResponseBase:
    deciding.undo(proposal, by=request.user)
    said = _now("Angret. Forslaget venter igjen, og samarbeidet er som før.")
    told = _now("Kommunen har fått svar, og får et nytt når du har behandlet det.") if proposal.replied_at else ""
    messages.success(request, f"{said} {told}".strip())
    return redirect("review-proposal", proposal.pk)


Act = Callable[[HttpRequest, Proposal, dict], HttpResponseBase]
ACTS: dict[str, Act] = {"ta-inn": _accept, "samme": _same, "avsla": _decline, "angre": _undo}


@for_staff
def contradiction(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who says what of one scheme; for staff alone."""
    check_names(request.GET, ())
    case = _case(request, pk)
    proposals = case.proposals.select_related("task__municipality", "task__round").order_by("at", "pk")
    answers = Answer.objects.filter(agreement=case.agreement_id, task__round__in=proposals.values("task__round"))
    context = {
        "section": "review",
        "case": case,
        "proposals": proposals,
        "answers": answers.select_related("task__municipality"),
        "editable": request.user.is_editor,
        **_agreement(case.agreement),
    }
    return render(request, "agreements/verification/contradiction.html", context)


@for_editors
def tell(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The parties have been told."""
    case = _case(request, pk)
    try:
        contradictions.told_parties(case, request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _now("Samarbeidets side sier nå at opplysningene avklares med kommunene."))
    return redirect("review-contradiction", pk)


def _proposal(request: HttpRequest, pk: int) -> Proposal:
    found = Proposal.objects.visible_to(request.user).select_related(
        "agreement__merged_into",
        "agreement__organisation",
        "task__municipality",
        "task__round",
        "contradiction",
        "became",
        "change",
        "decided_by",
    )
    return get_object_or_404(found, pk=pk)


def _case(request: HttpRequest, pk: int) -> Contradiction:
    return get_object_or_404(Contradiction.objects.visible_to(request.user).select_related("agreement", "told_by"), pk=pk)


def _page(request: HttpRequest, proposal: Proposal, form: DecisionForm | None = None) -> HttpResponseBase:
    waits = proposal.state == Proposal.State.WAITING
    context = {
        "section": "review",
        "proposal": proposal,
        "form": form,
        "typed": form.data if form else None,
        "value": _value(proposal, form),
        "waits": waits,
        "undoable": proposal.state in Proposal.DECIDED,
        "untold": not waits and Proposal.objects.untold().filter(pk=proposal.pk).exists(),
        "mailboxes": () if waits else recipients(proposal.task),
        "editable": request.user.is_editor,
        "forms": FORMS,
        "usual_form": missing.USUAL_FORM,
    }
    if proposal.agreement:
        context |= _agreement(proposal.agreement)
        context["stale"] = waits and proposal.revision not in (None, proposal.agreement.revision)
    elif waits:
        group = missing.group_of(proposal)
        context |= {"same": _ticked(request), "group": group, "candidates": missing.registered(group)}
    return render(request, "agreements/verification/proposal.html", context, status=400 if form and form.errors else 200)


def _value(proposal: Proposal, form: DecisionForm | None) -> str:
    """What stands in the field to be written: what was typed, else what the municipality said; a form by its code."""
    value = form.data.get("value", "") if form else proposal.new
    if proposal.field == Proposal.Field.FORM:
        try:
            return read_form(value).code
        except ValidationError:
            return proposal.agreement.legal_form
    return value


def _agreement(agreement: Agreement) -> dict:
    """The agreement as it stands now, for the side of the page."""
    day = today()
    rows = Participation.objects.on(day).for_list().filter(agreement=agreement)
    return {"agreement": agreement, "parties": rows, "status": agreement.status_on(day)}
