"""What of an agreement's findings its page shows: to everybody only what is not registered, the rest to those who may see it."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from agreements.findings.groups import Group, grouped
from agreements.models import Agreement, Contradiction, Finding

SAID_ALREADY = {"no_start", "no_end", "no_org_number", "shares_not_registered"}  # by agreement_gaps, in other words


def with_contradictions(agreements: QuerySet) -> QuerySet:
    """The agreements, each with whether a contradiction is being clarified with its parties."""
    return agreements.annotate(has_told_contradiction=Exists(Contradiction.objects.told().filter(agreement=OuterRef("pk"))))


def to_clear_up(agreement: Agreement, user, on: date | None) -> dict[str, bool | list[str] | list[Group]]:
    """What is not registered, in the words for everybody, the findings this person may see, and whether municipalities disagree.

    Nothing on an earlier day. The agreement comes from `with_contradictions`.
    """
    seen = Exists(Finding.objects.visible_to(user).filter(pk=OuterRef("pk")))
    found = [] if on else list(agreement.findings.open().annotate(seen=seen).order_by("pk"))
    public = grouped(finding for finding in found if finding.code not in SAID_ALREADY)
    return {
        "not_registered": [group.words for group in public if group.words],
        "findings": grouped(finding for finding in found if finding.seen),
        "being_clarified": not on and agreement.has_told_contradiction,
    }
