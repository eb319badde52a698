"""What stands beside the form of an agreement: what the law asks of its form of cooperation, and what should be cleared up.

It fills while one writes: what stands in the form is judged as if it were saved. Each item leads to the field it is written in.
Nothing here stops anybody from saving.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from django.contrib.admin import ModelAdmin
from django.contrib.messages import WARNING
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from agreements.admin.places import anchors
from agreements.admin.typed_facts import facts_typed
from agreements.findings.facts import facts_of
from agreements.findings.groups import Group, grouped
from agreements.findings.recheck import evidence_of
from agreements.legal_forms.check import Breach, check
from agreements.legal_forms.checklist import Line, State, checklist
from agreements.legal_forms.facts import Facts
from agreements.models import Agreement, Finding, Participation, Publication
from agreements.models.whole import Whole
from registry.parameters import today

SEEN = "law_seen"  # what the page sends back to tell what it shows


@dataclass(frozen=True)
class Panel:
    """What stands beside one agreement; nothing before its form of cooperation is chosen, so that it can be judged."""

    anchors: Mapping[str, str]
    lines: tuple[Line, ...] = ()
    groups: tuple[Group, ...] = ()
    judged: bool = False

    @property
    def items(self) -> list[tuple[Line, str]]:
        """What the law asks for, each with where it is written."""
        return [(line, self.anchors.get(line.field, "")) for line in self.lines]

    @property
    def registered(self) -> int:
        """How many of them nobody has to find out any more."""
        return sum(line.state != State.NOT_REGISTERED for line in self.lines)

    @property
    def points(self) -> list[tuple[Group, str]]:
        """What should be cleared up, each with where it is written."""
        return [(group, self.anchors.get(group.findings[0].field, "")) for group in self.groups]

    @cached_property
    def seen(self) -> str:
        """The same for as long as the panel says the same."""
        said = [(line.label, line.state, line.detail) for line in self.lines], [group.message for group in self.groups]
        return sha256(repr((self.judged, said)).encode()).hexdigest()[:16]


def beside(agreement: Agreement | None, fields: Iterable[str], formsets: Iterable) -> Panel:
    """The panel of an agreement as it is stored."""
    places = anchors(fields, [one.formset.prefix for one in formsets])
    if agreement is None or agreement.pk is None:
        return Panel(places)
    at_hand = {}
    if held := getattr(agreement, "held", None):
        parties = next(one.formset.get_queryset() for one in formsets if one.formset.model is Participation)
        at_hand[agreement.pk] = Whole(agreement, list(parties), held=held)
    return _panel(facts_of([agreement], today(), at_hand)[agreement.pk], agreement, places)


def _panel(facts: Facts, agreement: Agreement, places: Mapping[str, str]) -> Panel:
    breaches = [] if agreement.publication == Publication.WITHDRAWN else _not_accepted(check(facts), agreement)
    return Panel(places, checklist(facts), tuple(grouped(breaches)), judged=True)


def _not_accepted(breaches: Iterable[Breach], agreement: Agreement) -> list[Breach]:
    rows = agreement.findings.exclude(accepted_at=None) if agreement.pk else ()
    accepted = {(row.code, row.subject, row.evidence) for row in rows}
    return [breach for breach in breaches if (breach.code, breach.subject, evidence_of(breach)) not in accepted]


@require_POST
def fill(request: HttpRequest, model_admin: ModelAdmin, pk: int | None = None) -> HttpResponse:
    """The panel for what stands in the form now; 204 when the page shows it already. Nothing is saved."""
    agreement = model_admin.get_queryset(request).filter(pk=pk).first() if pk else None
    if pk and agreement is None:
        raise Http404
    if not (model_admin.has_change_permission(request, agreement) if pk else model_admin.has_add_permission(request)):
        raise PermissionDenied
    typed = facts_typed(model_admin, request, agreement)
    places = anchors(typed.fields, typed.tables)
    panel = _panel(typed.facts, typed.agreement, places) if typed.facts else Panel(places)
    if request.POST.get(SEEN) == panel.seen:
        return HttpResponse(status=204)
    return render(request, "admin/agreements/agreement/law_panel_parts.html", {"law": panel, "live": True})


def warn_about_findings(model_admin: ModelAdmin, request: HttpRequest, form, formsets) -> None:
    """After saving: what must be put right or should be cleared up, each with the way to its field."""
    agreement = form.instance
    groups = grouped(_open(agreement).exclude(severity=Finding.Severity.NOTE))
    if groups:
        head = ngettext("%(number)s punkt bør avklares", "%(number)s punkter bør avklares", len(groups)) % {"number": len(groups)}
        page, places = reverse("admin:agreements_agreement_change", args=[agreement.pk]), anchors(form.fields, _prefixes(formsets))
        links = ((f"{page}#{places.get(group.findings[0].field, 'lovpanel')}", group.message) for group in groups)
        lines = format_html_join("", '<li><a href="{}">{}</a></li>', links)
        model_admin.message_user(request, format_html("{}:<ul>{}</ul>", head, lines), WARNING)


def _prefixes(formsets: Iterable) -> list[str]:
    return [formset.prefix for formset in formsets]


def _open(agreement: Agreement) -> QuerySet:
    return agreement.findings.open().order_by("pk")
