"""A party joins an agreement, or leaves it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from agreements.actions.trail import act_on
from agreements.models import Agreement, Participation
from municipalities.models import Municipality, Organisation
from registry.changes import Actor
from registry.models import Change
from registry.periods import ONE_DAY, Span

Party = Municipality | Organisation


@transaction.atomic
def join(agreement: Agreement, party: Party, *, start: Span | None, by: Actor, role: str = "", reason: str = "") -> Change | None:
    """Let a party in from a first day, None when nobody knows it; without a role in the one usual in the form.

    Raises ValidationError when the agreement is over by then, or the party is in it already.
    """

    def act(locked: Agreement) -> None:
        if start and locked.valid_to and locked.valid_to <= start.first:
            raise ValidationError(_("Samarbeidet er over. Siste dag: %(day)s.") % {"day": locked.end_shown})
        row = Participation(agreement=locked, role=role or locked.form.default_role.code, **column_of(party))
        row.set_start(start)
        row.valid_to, row.valid_to_precision, row.valid_to_text = locked.valid_to, locked.valid_to_precision, locked.valid_to_text
        for other in locked.participations.filter(**column_of(party)):
            if other.valid_to is None or row.valid_from is None or other.valid_to > row.valid_from:
                raise ValidationError(_("Er alt part: %(row)s.") % {"row": other})
        row.save()

    return act_on(agreement, act, by=by, reason=reason)


@transaction.atomic
def leave(agreement: Agreement, party: Party, *, last_day: Span, by: Actor, reason: str = "") -> Change | None:
    """Let a party out on a last day. Raises ValidationError when it is not in the agreement by then."""
    end = last_day.last + ONE_DAY

    def act(locked: Agreement) -> None:
        rows = list(locked.participations.filter(**column_of(party)).by_start())
        staying = [row for row in rows if row.valid_to is None or row.valid_to > end]
        if not rows:
            raise ValidationError(_("%(party)s er ikke part i samarbeidet.") % {"party": party})
        if not staying:
            raise ValidationError(_("Er alt ute: %(row)s.") % {"row": rows[-1]})
        for row in staying:
            if row.valid_from and row.valid_from >= end:
                raise ValidationError(_("Kommer først med etter den siste dagen: %(row)s.") % {"row": row})
            row.set_last_day(last_day)
            row.save()

    return act_on(agreement, act, by=by, reason=reason)


def staying_after(party: Party, last_day: Span) -> Q:
    """The condition that the party has a row in the agreement that holds longer than the day."""
    rows = Participation.objects.filter(**column_of(party)).exclude(valid_to__lte=last_day.last + ONE_DAY)
    return Q(pk__in=rows.order_by().values("agreement"))


def column_of(party: Party) -> dict[str, Party]:
    """The column of a row that holds the party."""
    return {"municipality" if isinstance(party, Municipality) else "organisation": party}
