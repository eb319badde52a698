"""What people do with a finding: accept it with a reason, take that back, show it to everybody. `dry` only tries."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Finding
from registry.models import User


def accept(finding: Finding, *, by: User | None, reason: str, dry: bool = False) -> None:
    """Nothing more is to be done, by this person for this reason, until the facts it cites change."""
    if not reason.strip():
        raise ValidationError({"accepted_reason": _("Skriv hvorfor det kan stå som det gjør.")})
    finding.accepted_at, finding.accepted_by, finding.accepted_reason = timezone.now(), by, reason.strip()
    finding.published_at = None
    _store(finding, dry)


def reopen(finding: Finding, *, dry: bool = False) -> None:
    """It is to be cleared up after all. Raises ValidationError for one that is open."""
    if finding.accepted_at is None:
        raise ValidationError(_("Punktet er åpent allerede."))
    finding.accepted_at, finding.accepted_by, finding.accepted_reason = None, None, ""
    _store(finding, dry)


def publish(finding: Finding, *, told_on: date | None, dry: bool = False) -> None:
    """Show it on the agreement's page. Raises ValidationError until the municipality has been told and could comment."""
    if finding.accepted_at:
        raise ValidationError(_("Punktet er godtatt. Åpne det igjen før det vises for alle."))
    if told_on is None or told_on >= timezone.localdate():
        raise ValidationError({"told_on": _("Skriv dagen kommunen fikk uttale seg. Den må ha vært.")})
    finding.told_on, finding.published_at = told_on, timezone.now()
    _store(finding, dry)


def _store(finding: Finding, dry: bool) -> None:
    if not dry:
        finding.save()
