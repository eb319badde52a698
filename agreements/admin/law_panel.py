"""What stands beside the form of an agreement: what the law asks of its form of cooperation, and what should be cleared up.

Each item leads to the field it is written in. Nothing here stops anybody from saving.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.admin import ModelAdmin
from django.contrib.messages import WARNING
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.findings.facts import facts_of
from agreements.findings.groups import grouped
from agreements.legal_forms.checklist import Line, State, checklist
from agreements.models import Agreement, Finding
from registry.parameters import today


@dataclass(frozen=True)
class Item:
    """One item of the law's list, and where in the form it is written."""

    line: Line
    anchor: str

    @property
    def is_open(self) -> bool:
        """Whether somebody has something to find out."""
        return self.line.state == State.NOT_REGISTERED


def beside(agreement: Agreement | None, fields: Iterable[str], formsets: Iterable) -> dict:
    """What the template shows for an agreement that is stored; nothing for a new one."""
    if agreement is None or agreement.pk is None:
        return {"law_items": [], "law_findings": []}
    anchors = _anchors(fields, formsets)
    items = [Item(line, anchors.get(line.field, "")) for line in checklist(facts_of([agreement], today())[agreement.pk])]
    return {
        "law_items": items,
        "law_registered": sum(not item.is_open for item in items),
        "law_findings": [(group, anchors.get(group.findings[0].field, "")) for group in grouped(_open(agreement))],
    }


def warn_about_findings(model_admin: ModelAdmin, request: HttpRequest, agreement: Agreement) -> None:
    """After saving: what must be put right or should be cleared up, with a link to the list beside the form."""
    groups = grouped(_open(agreement).exclude(severity=Finding.Severity.NOTE))
    if groups:
        head = ngettext("%(number)s punkt bør avklares", "%(number)s punkter bør avklares", len(groups)) % {"number": len(groups)}
        lines = format_html_join(" ", "{}.", ((group.message,) for group in groups))
        model_admin.message_user(request, format_html("{}: {} {}", head, lines, _("Se «Dette bør avklares» i skjemaet.")), WARNING)


def _open(agreement: Agreement) -> QuerySet:
    return agreement.findings.open().order_by("pk")


def _anchors(fields: Iterable[str], formsets: Iterable) -> dict[str, str]:
    """Where each field is: its own id, or the group of rows."""
    groups = {one.formset.prefix: f"{one.formset.prefix}-group" for one in formsets}
    return groups | {name: f"id_{name}" for name in fields}
