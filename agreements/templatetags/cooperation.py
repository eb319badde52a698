"""How agreements and their parties are written on every page: linked names, status, form with its uncertainty."""

from datetime import date
from fractions import Fraction

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.legal_forms.rules import wording
from agreements.models import Agreement, Status
from municipalities.directory import Directory
from municipalities.models import Municipality, Organisation
from municipalities.models.region import Certainty
from municipalities.organisation_number import show_organisation_number
from registry.templatetags.page import dated

register = template.Library()

STATUS_CLASSES = {
    Status.COMING: "status status-coming",
    Status.IN_FORCE: "status status-in-force",
    Status.NOTICE: "status status-notice",
    Status.ENDED: "status status-ended",
    Status.UNCLEAR: "status",
}


@register.simple_tag
def party(party: Municipality | Organisation, directory: Directory, on: date | None = None) -> SafeString:
    """A party's name; a municipality links to its page under the number it has on the directory's day."""
    if not isinstance(party, Municipality):
        return format_html("{}", party.name)
    address = dated(reverse("municipality-detail", args=[directory.number(party)]), on)
    return format_html('<a href="{}">{}</a>', address, party.name)


@register.filter
def status_label(status: str) -> SafeString:
    """The status of a day as a label: shape, word and colour."""
    status = Status(status)
    return format_html('<span class="{}">{}</span>', STATUS_CLASSES[status], capfirst(status.label))


@register.filter
def form_label(agreement: Agreement) -> SafeString:
    """The legal form, with "(antatt)" or "(ubekreftet)" after it when no source states it."""
    label = capfirst(_(agreement.form.short_label))
    return format_html("{}{}", label, caution(agreement.legal_form_certainty))


@register.filter
def caution(certainty: str) -> SafeString:
    """A word of caution after a fact that no source states."""
    if certainty == Certainty.STATED:
        return SafeString("")
    return format_html(' <span class="muted no-wrap">({})</span>', Certainty(certainty).label)


@register.filter
def org_number(value: str) -> str:
    """An organisation number in groups of three."""
    return show_organisation_number(value)


@register.filter
def percent(share: Fraction) -> str:
    """A share in per cent with at most one decimal: 33,3 %. The exact share is written beside it."""
    return wording.percent(share, 1)
