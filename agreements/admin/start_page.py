"""What of the agreements needs doing, for the admin's start page: the next deadlines, and the drafts last worked on."""

from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.deadlines import Deadline, falling_due
from agreements.models import Agreement, Proposal, Publication, Round
from registry.parameters import today
from registry.periods import show_day, show_day_of
from registry.start_page import Line, Panel

SHOWN = 8
AHEAD = timedelta(days=90)


def next_deadlines(request: HttpRequest) -> Panel:
    """What is past and waits, and what falls due soon. Two queries."""
    day = today()
    found = falling_due(Agreement.objects.visible_to(request.user), day, last=day + AHEAD)
    heading = _("Frister til og med %(day)s: %(number)s") % {"day": show_day(day + AHEAD), "number": len(found)}
    lines = [Line(deadline.agreement.get_absolute_url(), deadline.agreement.name, _when(deadline)) for deadline in found[:SHOWN]]
    nothing = _("Ingen registrerte frister i denne tiden.")
    return Panel(heading, lines, nothing, Line(reverse("deadline-list"), _("Alle frister, og samarbeid uten frist")))


def _when(deadline: Deadline) -> str:
    day = _("%(day)s (passert)") % {"day": deadline.shown} if deadline.day < today() else deadline.shown
    parts = [day, capfirst(str(deadline.kind.label))]
    if responsible := deadline.agreement.responsible:
        parts.append(str(responsible))
    return " · ".join(parts)


def latest_drafts(drafts: QuerySet) -> Panel:
    """What has been begun and not published, the last worked on first. Two queries."""
    drafts = drafts.filter(publication=Publication.DRAFT)
    number, latest = drafts.count(), drafts.order_by("-updated_at", "-pk")[:SHOWN]
    lines = [Line(reverse("admin:agreements_agreement_change", args=[row.pk]), row.name, _worked_on(row)) for row in latest]
    more = Line(f"{reverse('admin:agreements_agreement_changelist')}?publication__exact={Publication.DRAFT}", _("Alle utkast"))
    return Panel(_("Utkast: %(number)s") % {"number": number}, lines, _("Ingen utkast."), more)


def _worked_on(agreement: Agreement) -> str:
    return _("sist endret %(day)s") % {"day": show_day_of(agreement.updated_at)}


def yearly_review(request: HttpRequest) -> Panel:
    """The rounds that are open, with how many have confirmed. One query."""
    own = Q(tasks__carried_to=None, tasks__ended_at=None)  # one that is no more is answered for by its successors
    confirmed = Count("tasks", filter=own & Q(tasks__confirmed_at__isnull=False))
    found = Round.objects.visible_to(request.user).open().annotate(asked=Count("tasks", filter=own), confirmed=confirmed)
    lines = [Line(reverse("review-round", args=[row.pk]), row.name, _confirmed(row)) for row in found]
    nothing = _("Ingen gjennomgang er åpen.")
    return Panel(_("Årlig gjennomgang"), lines, nothing, Line(reverse("review-rounds"), _("Alle gjennomganger")))


def _confirmed(row: Round) -> str:
    told = {"confirmed": row.confirmed, "asked": row.asked, "day": show_day(row.deadline)}
    return _("%(confirmed)s av %(asked)s har bekreftet, frist %(day)s") % told


def waiting_proposals(request: HttpRequest) -> list[Line]:
    """How many proposals wait for those who may decide. One query."""
    number = Proposal.objects.editable_by(request.user).waiting().count()
    text = ngettext("%(number)s endringsforslag venter", "%(number)s endringsforslag venter", number)
    return [Line(reverse("review-proposals"), text % {"number": number})] if number else []
