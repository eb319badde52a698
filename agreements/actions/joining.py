"""A party joins an agreement, or leaves it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from agreements.actions.many import Act, amend
from agreements.models import Agreement, Participation
from agreements.models.whole import Whole
from municipalities.models import Municipality, Organisation
from registry.changes import Actor
from registry.models import Change
from registry.periods import ONE_DAY, Span

Party = Municipality | Organisation


def join(agreement: Agreement, party: Party, *, start: Span | None, by: Actor, role: str = "", reason: str = "") -> Change | None:
    """Let a party in from a first day, None when nobody knows it; without a role in the one usual in the form.

    Raises ValidationError when the agreement is over by then, or the party is in it already.
    """
    return amend(agreement, joining(party, start, role), by=by, reason=reason)


def joining(party: Party, start: Span | None, role: str = "") -> Act:
    """The act of `join`."""

    def act(whole: Whole) -> None:
        agreement = whole.agreement
        if start and agreement.valid_to and agreement.valid_to <= start.first:
            raise ValidationError(_("Samarbeidet er over. Siste dag: %(day)s.") % {"day": agreement.end_shown})
        row = Participation(role=role or agreement.form.default_role.code, **column_of(party))
        row.set_start(start)
        row.valid_to, row.valid_to_precision, row.valid_to_text = (
            agreement.valid_to,
            agreement.valid_to_precision,
            agreement.valid_to_text,
        )
        for other in rows_of(whole, party):
            if other.valid_to is None or row.valid_from is None or other.valid_to > row.valid_from:
                raise ValidationError(_("Er alt part: %(row)s.") % {"row": other})
        whole.add(row)

    return act


def leave(agreement: Agreement, party: Party, *, last_day: Span, by: Actor, reason: str = "") -> Change | None:
    """Let a party out on a last day. Raises ValidationError when it is not in the agreement by then."""
    return amend(agreement, leaving(party, last_day), by=by, reason=reason)


def leaving(party: Party, last_day: Span) -> Act:
    """The act of `leave`."""
    end = last_day.last + ONE_DAY

    def act(whole: Whole) -> None:
        rows = sorted(rows_of(whole, party), key=lambda row: (row.valid_from or date.max, row.pk))
        staying = [row for row in rows if row.valid_to is None or row.valid_to > end]
        if not rows:
            raise ValidationError(_("%(party)s er ikke part i samarbeidet.") % {"party": party})
        if not staying:
            raise ValidationError(_("Er alt ute: %(row)s.") % {"row": rows[-1]})
        for row in staying:
            if row.valid_from and row.valid_from >= end:
                raise ValidationError(_("Kommer først med etter den siste dagen: %(row)s.") % {"row": row})
            row.set_last_day(last_day)

    return act


def rows_of(whole: Whole, party: Party) -> list[Participation]:
    """The rows of one party."""
    [(name, _party)] = column_of(party).items()
    return [row for row in whole.participations if getattr(row, f"{name}_id") == party.pk]


def staying_after(party: Party, last_day: Span) -> Q:
    """The condition that the party has a row in the agreement that holds longer than the day."""
    rows = Participation.objects.filter(**column_of(party)).exclude(valid_to__lte=last_day.last + ONE_DAY)
    return Q(pk__in=rows.order_by().values("agreement"))


def column_of(party: Party) -> dict[str, Party]:
    """The column of a row that holds the party."""
    return {"municipality" if isinstance(party, Municipality) else "organisation": party}
