"""What of an agreement's findings its page shows: to everybody only what is not registered, the rest to those who may see it."""

from datetime import date

from agreements.models import Agreement, Finding


def to_clear_up(agreement: Agreement, user, on: date | None) -> dict[str, list]:
    """What is not registered, in the words for everybody, and the findings this person may see; nothing on an earlier day."""
    found = [] if on else list(agreement.findings.open())
    seen = set(Finding.objects.visible_to(user).filter(agreement=agreement).values_list("pk", flat=True)) if found else set()
    return {
        "not_registered": [finding.public_words.partition(": ")[2] for finding in found if finding.public_words],
        "findings": [finding for finding in found if finding.pk in seen],
    }
