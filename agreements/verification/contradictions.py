"""Municipalities that say different things of one scheme: one case for staff, which the public hears of only after the parties."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Agreement, Answer, Contradiction, Proposal, Round
from municipalities.directory import Directory
from municipalities.selection.resolver import read
from registry.models import User
from registry.parameters import today

VALUES = (Proposal.Field.NAME, Proposal.Field.FORM, Proposal.Field.HOST, Proposal.Field.END)  # one value, whoever says it
ABOUT_ALL = (*VALUES, Proposal.Field.PARTIES, Proposal.Field.OWN_PART)  # what another denies by answering that the line is right


def look_for(agreements: Collection[int], round_: Round) -> None:
    """Open a case for each scheme that is contradicted in the round, and settle those that no longer are. Few queries.

    Whoever answers on the same schemes meanwhile waits, or else neither would see what the other says.
    """
    list(Agreement.objects.select_for_update(no_key=True).filter(pk__in=agreements).order_by("pk").values_list("pk"))
    said: dict[int, list[Proposal]] = {}
    waiting = Proposal.objects.waiting().filter(task__round=round_, agreement__in=agreements, field__in=ABOUT_ALL)
    for proposal in waiting.select_related("task"):
        said.setdefault(proposal.agreement_id, []).append(proposal)
    answers = Answer.objects.filter(task__round=round_, task__ended_at=None)  # who is no more denies nothing
    right = set(answers.filter(agreement__in=said, kind=Answer.Kind.RIGHT).values_list("agreement", flat=True))
    contradicted = {pk for pk, proposals in said.items() if pk in right or _disagree(proposals)}
    for pk in contradicted:
        case, _new = Contradiction.objects.get_or_create(agreement_id=pk, settled_at=None)
        Proposal.objects.filter(pk__in=[one.pk for one in said[pk]]).update(contradiction=case)
    _settle(set(agreements) - contradicted, round_)


def _disagree(proposals: list[Proposal]) -> bool:
    """Whether two municipalities want different values in the same field."""
    values: dict[str, set[str]] = {}
    for one in proposals:
        if one.field in VALUES:
            values.setdefault(one.field, set()).add(" ".join(one.new.casefold().split()))
    return any(len(different) > 1 for different in values.values()) or _disagree_on_parties(proposals)


def _disagree_on_parties(proposals: list[Proposal]) -> bool:
    """Whether they tell of different circles of parties, or one says it is out where another counts it in.

    A circle is those named with whoever names them; one that cannot be read contradicts nobody.
    """
    out = {("municipality", one.task.municipality_id) for one in proposals if one.field == Proposal.Field.OWN_PART}
    told = [one for one in proposals if one.field == Proposal.Field.PARTIES]
    if len(told) + bool(out) < 2:
        return False
    gazetteer = Directory.load(today()).gazetteer()
    read_as = [(one.task.municipality_id, read(one.new, gazetteer)) for one in told]
    circles = [
        frozenset({("municipality", own), *(party.place.key for party in selection.parties)})
        for own, selection in read_as
        if selection.parties and not selection.questions
    ]
    return len(set(circles)) > 1 or any(out & circle for circle in circles)


def _settle(agreements: Collection[int], round_: Round) -> None:
    """Close the cases of schemes that nobody contradicts any more, in this round or another."""
    elsewhere = Proposal.objects.waiting().exclude(task__round=round_).exclude(contradiction=None).values("contradiction")
    over = Contradiction.objects.filter(agreement__in=agreements, settled_at__isnull=True).exclude(pk__in=elsewhere)
    over.update(settled_at=timezone.now())


def told_parties(case: Contradiction, by: User) -> None:
    """The parties have been told, and so the public may be. Raises ValidationError when it is settled, or they were told before."""
    taken = Contradiction.objects.filter(pk=case.pk, told_at__isnull=True, settled_at__isnull=True)
    if not taken.update(told_at=timezone.now(), told_by=by):
        raise ValidationError(_("Motstriden er alt avklart, eller partene er alt orientert."))
