"""Dates: those that are not registered, those that do not agree with each other, and those that have grown old."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from agreements.legal_forms.base import LegalForm
from agreements.legal_forms.facts import Stage
from agreements.legal_forms.law import KS_ADVICE, Evidence, Law
from agreements.legal_forms.rules.rule import REGISTER, Case, Found, RestsOn, Severity, While, rule
from agreements.legal_forms.rules.wording import written_day

YEARS_BETWEEN_EVALUATIONS = 4  # as long as a council sits; the recommendation itself says "regularly"
_WORDS = gettext_noop("KS anbefaler å gå gjennom avtaler og styrende dokumenter regelmessig.")
KS_5 = Law(_WORDS, "KS-anbefaling 5", Evidence.READ, KS_ADVICE)
KS_5_IN_YEARS = Law(_WORDS, KS_5.paragraph, Evidence.INFERRED, KS_ADVICE)


@rule("no_start", Severity.SHOULD)
def no_start(case: Case) -> Iterator[Found]:
    """Not registered when it began."""
    if case.facts.valid_from is None:
        yield Found(REGISTER, "valid_from", missing=_("startdato"))


@rule("no_notice_period", Severity.NOTE, RestsOn.FORM)
def no_notice_period(case: Case) -> Iterator[Found]:
    """No period of notice; not said twice where the rule on withdrawal itself is not registered (koml. § 20-8, IKS-loven § 30)."""
    law = case.legal_form.law.withdrawal
    asked = any(item.code == "exit_rule" for item in case.legal_form.law.contents)
    if law.by_notice and case.facts.notice_months is None and (case.facts.terms.exit_rule or not asked):
        yield Found(law, "notice_months", missing=_("oppsigelsestid"))


@rule("never_evaluated", Severity.NOTE, RestsOn.FORM)
def never_evaluated(case: Case) -> Iterator[Found]:
    """Neither a version, nor an evaluation, nor a day for one (KS' recommendation 5)."""
    if _is_evaluated(case.legal_form) and not _last_looked_at(case) and not case.facts.next_evaluation:
        missing = _("når avtalen sist ble evaluert eller revidert")
        yield Found(KS_5, "last_evaluated", missing=missing, right=_(KS_5.text))


@rule("evaluated_long_ago", Severity.NOTE, RestsOn.FORM)
def evaluated_long_ago(case: Case) -> Iterator[Found]:
    """Last evaluated or revised more than four years ago, and no day ahead for it (KS' recommendation 5)."""
    last, ahead = _last_looked_at(case), case.facts.next_evaluation
    planned = ahead is not None and ahead >= case.day
    if last and _is_evaluated(case.legal_form) and not planned and _years_after(last) < _years_after(case.day, 0):
        exactly = case.facts.last_evaluated_shown if last == case.facts.last_evaluated else ""
        words = {"day": exactly or written_day(last)}
        message = _("Avtalen er sist ført som evaluert eller revidert %(day)s, for mer enn fire år siden.") % words
        yield Found(KS_5_IN_YEARS, "last_evaluated", message, right=_(KS_5.text), cites=(last, ahead))


@rule("end_passed", Severity.MUST, during=While.ALWAYS)
def end_passed(case: Case) -> Iterator[Found]:
    """The end has passed, and the stage is still in force or notice given."""
    facts = case.facts
    if facts.valid_to and facts.valid_to <= case.day and facts.stage in (Stage.IN_FORCE, Stage.NOTICE):
        message = _("Siste dag er passert, men stadiet er fortsatt ført som i kraft eller oppsagt.")
        right = _("Sett stadiet til avsluttet, eller rett siste dag.")
        yield Found(REGISTER, "stage", message, right=right, cites=(facts.valid_to, facts.stage))


@rule("no_end", Severity.SHOULD, during=While.ALWAYS)
def no_end(case: Case) -> Iterator[Found]:
    """Ended, given notice of or for a fixed term, and no last day registered, or only that it is over."""
    facts = case.facts
    ends = facts.stage in (Stage.ENDED, Stage.NOTICE) or bool(facts.is_fixed_term)
    undated = facts.valid_to is None or facts.valid_to_precision == "unknown"
    if ends and undated and not facts.before_start:
        yield Found(REGISTER, "valid_to", missing=_("siste dag"), cites=(facts.stage, int(bool(facts.is_fixed_term))))


def _is_evaluated(form: LegalForm) -> bool:
    """Whether the recommendation is for this form: lasting cooperation that still can be revised."""
    return form.counts and not form.ended


def _last_looked_at(case: Case) -> date | None:
    known = [day for day in (case.facts.last_evaluated, case.facts.adopted) if day]
    return max(known, default=None)


def _years_after(day: date, years: int = YEARS_BETWEEN_EVALUATIONS) -> tuple[int, int, int]:
    """The same day so many years on, comparable also when it is 29 February."""
    return day.year + years, day.month, day.day


RULES = (no_start, no_notice_period, never_evaluated, evaluated_long_ago, end_passed, no_end)
