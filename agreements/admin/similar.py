"""The warning that something like it is in the register already. It never stops anybody."""

from django.contrib import admin, messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from agreements.matching import similar_to
from agreements.models import Agreement, Participation

COMPARED = {"name", "former_names", "areas", "organisation_name", "more_parties", "participants_complete"}


def warn_about_similar(model_admin: admin.ModelAdmin, request: HttpRequest, form, formsets, change: bool) -> None:
    """Point to those that may be the same as the one just saved, when it is new or what is compared was changed."""
    parties_changed = any(formset.model is Participation and formset.has_changed() for formset in formsets)
    if change and not parties_changed and not COMPARED & set(form.changed_data):
        return
    agreement: Agreement = form.instance
    candidates = similar_to(agreement)
    if not candidates:
        return
    links = format_html_join(
        "",
        '<li><a href="{}">{}</a> (nr. {}): {}</li>',
        (
            (reverse("admin:agreements_agreement_change", args=[pk]), found.scheme.names[0], pk, ", ".join(found.likeness.reasons))
            for found in candidates
            if (pk := found.scheme.pk)
        ),
    )
    asked = _("Registeret har fra før noe som ligner. Er det det samme samarbeidet?")
    act = _("Slå dette sammen med det som skal beholdes")
    merge = reverse("admin:agreements_agreement_merge", args=[agreement.pk])
    text = format_html('{}<ul>{}</ul><a href="{}">{}</a>', asked, links, merge, act)
    model_admin.message_user(request, text, messages.WARNING)
