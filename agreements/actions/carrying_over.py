"""After a merger of municipalities: the successor takes the predecessor's place."""

from django.db import transaction
from django.utils.translation import gettext as _

from agreements.actions.carrying_figures import hand_over_figures
from agreements.actions.carrying_tasks import hand_over_tasks
from agreements.actions.joining import rows_of
from agreements.actions.many import amend_many
from agreements.models import Agreement, Participation
from agreements.models.whole import Whole
from municipalities.models import Contact, Succession
from registry.changes import Actor
from registry.models import Change
from registry.periods import Precision, Span


@transaction.atomic
def carry_over(succession: Succession, *, by: Actor, reason: str = "") -> list[Change]:
    """After a merger, let the successor take the predecessor's place in every agreement, and inherit its contacts.

    The predecessor's row ends the day before; the successor gets one row an agreement, however many predecessors were in
    it, in the role of the one that leads, and answers what they have been asked in a yearly review. A split has no single
    heir: its agreements are left for a case officer.
    """
    if succession.kind == Succession.Kind.SPLIT:
        return []
    names = {"predecessor": succession.predecessor.name, "successor": succession.successor.name}
    reason = reason or _("%(predecessor)s ble en del av %(successor)s.") % names
    left = Participation.objects.filter(municipality=succession.predecessor).exclude(valid_to__lte=succession.date)
    agreements = Agreement.objects.filter(pk__in=left.values("agreement")).order_by("pk")
    kind = Change.Kind.CARRIED_OVER
    outcome = amend_many(agreements, lambda whole: _hand_over(whole, succession), by=by, kind=kind, reason=reason)
    for contact in succession.predecessor.contacts.all():
        Contact.objects.get_or_create(municipality=succession.successor, role=contact.role, email=contact.email)
        contact.delete()
    hand_over_tasks(succession)
    return outcome.changes


def _hand_over(whole: Whole, succession: Succession) -> None:
    day_before = Span.of(succession.date)
    for row in rows_of(whole, succession.predecessor):
        if row.valid_to is not None and row.valid_to <= succession.date:
            continue
        heir = next(iter(rows_of(whole, succession.successor)), None)
        if heir is None:
            heir = Participation(municipality=succession.successor, role=row.role, certainty=row.certainty)
            starts_later = row.valid_from is not None and row.valid_from > succession.date
            heir.set_start(Span(row.valid_from, row.valid_from, row.valid_from_precision) if starts_later else day_before)
            heir.valid_to, heir.valid_to_precision, heir.valid_to_text = row.valid_to, row.valid_to_precision, row.valid_to_text
            whole.add(heir)
        elif row.leads:
            heir.role = row.role
        hand_over_figures(whole.held, row, heir, succession.date)
        if row.valid_from is not None and row.valid_from >= succession.date:
            whole.remove(row)
        else:
            row.valid_to, row.valid_to_precision, row.valid_to_text = succession.date, Precision.DAY, ""
