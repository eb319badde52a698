"""Dates that bite: which fall due between two days, and which agreements have none. Queries only, few and always as many.

A deadline that waits for somebody (`DeadlineKind.lingers`) is found also when it is past, until what it asks for is registered.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.models import Agreement, DeadlineKind, Grant, Publication, Stage
from agreements.models.agreement_queryset import AgreementQuerySet
from registry.periods import ONE_DAY, Period, Precision, show_day, show_due

# Done when it was done on the day or later, or within the month or the year that is all that is known of when it was due.
_SAME_YEAR = Q(last_evaluated__year=F("evaluation_date__year"))
EVALUATED = (
    Q(last_evaluated__gte=F("evaluation_date"))
    | _SAME_YEAR & Q(evaluation_date_precision__in=(Precision.YEAR, Precision.CIRCA))
    | _SAME_YEAR & Q(evaluation_date_precision=Precision.MONTH, last_evaluated__month=F("evaluation_date__month"))
)
UNEVALUATED = Q(evaluation_date__isnull=False) & (Q(last_evaluated__isnull=True) | ~EVALUATED)


@dataclass(frozen=True)
class Deadline:
    """One date of one agreement, as people read it, and what it rests on."""

    agreement: Agreement
    kind: DeadlineKind
    day: date
    shown: str
    about: str = ""

    @property
    def exact(self) -> bool:
        """Whether it is known to the day."""
        return self.shown == show_day(self.day)

    @property
    def place(self) -> tuple:
        """Where it stands in a list: by date."""
        return self.day, self.agreement.sort_key, self.agreement.pk, DeadlineKind.values.index(self.kind)


def followed(agreements: AgreementQuerySet, day: date) -> AgreementQuerySet:
    """Those whose dates somebody has to follow: neither over nor withdrawn."""
    return agreements.exclude(publication=Publication.WITHDRAWN).exclude(stage=Stage.ENDED).exclude(valid_to__lte=day)


def falling_due(agreements: AgreementQuerySet, day: date, first: date | None = None, last: date | None = None) -> list[Deadline]:
    """What falls due from the first day to the last, by date. Two queries.

    Without a first day: what is to come on `day`, and what lingers from before it.
    """
    rows = followed(agreements, day)
    found = [deadline for agreement in _dated(rows, first, last) for deadline in _of(agreement)]
    found += [_end_of(grant) for grant in _grants(rows)]
    asked = [one for one in found if _in_time(one, day, first) and (last is None or one.day <= last)]
    return sorted(asked, key=lambda deadline: deadline.place)


def without_deadline(agreements: AgreementQuerySet, day: date) -> AgreementQuerySet:
    """Those that `falling_due` finds nothing for, though they have been agreed on."""
    running = Grant.objects.filter(agreement=OuterRef("pk"), valid_to__gt=day)
    waiting = Q(fixed_term_until__isnull=False) | Q(revision_date__isnull=False) | Q(valid_to__isnull=False) | UNEVALUATED
    return followed(agreements, day).exclude(stage__in=Stage.before_start()).exclude(waiting).exclude(Exists(running))


def last_day_of_notice(until: date, months: int) -> date:
    """The last day to give notice when whole months must pass before the agreement is over: 31.12 less six is 30.06."""
    year, month = divmod(max(until.year * 12 + until.month - 1 - months, 12), 12)  # no earlier than the year 1
    last = monthrange(year, month + 1)[1]
    ends_month = until.day == monthrange(until.year, until.month)[1]
    return date(year, month + 1, last if ends_month else min(until.day, last))


def _in_time(deadline: Deadline, day: date, first: date | None) -> bool:
    return deadline.day >= (first or day) or (first is None and deadline.kind.lingers)


def _dated(rows: AgreementQuerySet, first: date | None, last: date | None) -> AgreementQuerySet:
    """Those with a date in the period. The day of notice is reckoned afterwards, and comes before the end of the term."""
    limits = {name: value for name, value in (("gte", first), ("lte", last)) if value}
    asked = Q(fixed_term_until__isnull=False, notice_months__isnull=False)
    for name in ("fixed_term_until", "evaluation_date", "revision_date", "valid_to"):
        shift = ONE_DAY if name == "valid_to" else 0 * ONE_DAY
        asked |= Q(**{f"{name}__isnull": False, **{f"{name}__{limit}": value + shift for limit, value in limits.items()}})
    return rows.filter(asked).select_related("responsible").order_by("pk")


def _of(agreement: Agreement) -> Iterator[Deadline]:
    until, months, due = agreement.fixed_term_until, agreement.notice_months, agreement.dates_due
    exact = agreement.fixed_term_until_precision == Precision.DAY
    if until and exact and months is not None and agreement.stage != Stage.NOTICE:
        text = ngettext(
            "%(months)s måneds oppsigelsestid før %(until)s", "%(months)s måneders oppsigelsestid før %(until)s", months
        )
        day = last_day_of_notice(until, months)
        yield Deadline(agreement, DeadlineKind.NOTICE, day, show_day(day), text % {"months": months, "until": show_day(until)})
    if until:
        yield Deadline(agreement, DeadlineKind.FIXED_TERM, until, due["fixed_term_until"])
    if agreement.last_day and agreement.last_day != until and agreement.valid_to_precision != Precision.UNKNOWN:
        yield Deadline(agreement, DeadlineKind.END, agreement.last_day, _due(agreement))
    if agreement.evaluation_date and not evaluated(agreement):
        last = agreement.dates_shown["last_evaluated"]
        about = _("sist evaluert %(day)s") % {"day": last} if last else ""
        yield Deadline(agreement, DeadlineKind.EVALUATION, agreement.evaluation_date, due["evaluation_date"], about)
    if agreement.revision_date:
        yield Deadline(agreement, DeadlineKind.REVISION, agreement.revision_date, due["revision_date"])


def evaluated(agreement: Agreement) -> bool:
    """The same as EVALUATED, for a row in hand: whether the evaluation that was due has been done."""
    due, last, precision = agreement.evaluation_date, agreement.last_evaluated, agreement.evaluation_date_precision
    if due is None or last is None or last >= due or precision == Precision.DAY:
        return due is not None and last is not None and last >= due
    return (last.year, last.month) == (due.year, due.month) if precision == Precision.MONTH else last.year == due.year


def _due(row: Period) -> str:
    return show_due(row.last_day, row.valid_to_precision, row.valid_to_text) if row.last_day else ""


def _grants(rows: AgreementQuerySet):
    """Grants with an end that is known."""
    ending = Grant.objects.filter(agreement__in=rows.order_by().values("pk"), valid_to__isnull=False)
    return ending.exclude(valid_to_precision=Precision.UNKNOWN).select_related("agreement__responsible").order_by("pk")


def _end_of(grant: Grant) -> Deadline:
    return Deadline(grant.agreement, DeadlineKind.GRANT, grant.last_day, _due(grant), grant.giver)
