"""The columns of findings, for staff and the municipality they concern."""

from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from agreements.columns.column import Column
from agreements.models import Finding

FINDING = (
    Column(
        "agreement_id", _("samarbeid, nummer"), _("Samarbeidet det gjelder."), itemgetter("agreement_id"), "number", always=True
    ),
    Column("agreement", _("samarbeid"), _("Navnet i dag."), itemgetter("agreement"), always=True, width=42),
    Column("url", _("adresse"), _("Samarbeidets side i registeret."), itemgetter("url"), width=36),
    Column("message", _("hva som bør avklares"), _("Automatisk sjekk av registeropplysninger."), itemgetter("message"), width=70),
    Column(
        "severity", _("alvor"), _("Hvor mye det betyr."), itemgetter("severity"), labels=dict(Finding.Severity.choices), width=24
    ),
    Column("paragraph", _("hjemmel"), _("Paragrafen det bygger på, når det er en lov."), itemgetter("paragraph"), width=24),
    Column("code", _("sjekkpunkt"), _("Fast kode."), itemgetter("code"), width=24),
    Column("found_on", _("funnet"), _("Dagen registeret fant det."), itemgetter("found_on"), "date"),
    Column("accepted_on", _("godtatt"), _("Dagen det ble godtatt som det er."), itemgetter("accepted_on"), "date"),
    Column("accepted_reason", _("hvorfor godtatt"), _("Begrunnelsen."), itemgetter("accepted_reason"), width=40),
)
