"""Municipalities that say different things of one scheme: one case for staff, which the public hears of only after the parties."""

from collections.abc import Collection

from agreements.models import Agreement, Answer, Contradiction, Proposal, Round

ABOUT_ALL = (
    Proposal.Field.NAME,
    Proposal.Field.FORM,
    Proposal.Field.HOST,
    Proposal.Field.END,
)  # true of the scheme, whoever says it


def look_for(agreements: Collection[int], round_: Round) -> None:
    """Open a case for each scheme that is newly contradicted in the round, and tie the proposals to it. Three queries, and some."""
    said: dict[int, list[Proposal]] = {}
    waiting = Proposal.objects.waiting().filter(task__round=round_, agreement__in=agreements, field__in=ABOUT_ALL)
    for proposal in waiting.select_related("task"):
        said.setdefault(proposal.agreement_id, []).append(proposal)
    right = set(
        Answer.objects.filter(task__round=round_, agreement__in=said, kind=Answer.Kind.RIGHT).values_list("agreement", flat=True)
    )
    for pk, proposals in said.items():
        if pk in right or _disagree(proposals):
            case = Contradiction.objects.filter(agreement=pk, settled_at__isnull=True).first()
            case = case or Contradiction.objects.create(agreement_id=pk)
            Proposal.objects.filter(pk__in=[one.pk for one in proposals]).update(contradiction=case)


def _disagree(proposals: list[Proposal]) -> bool:
    """Whether two municipalities want different values in the same field."""
    values: dict[str, set[str]] = {}
    for one in proposals:
        values.setdefault(one.field, set()).add(" ".join(one.new.casefold().split()))
    return any(len(different) > 1 for different in values.values())


def told_to_public(agreement: Agreement) -> bool:
    """Whether its page may say that the facts are being clarified with the municipalities."""
    return Contradiction.objects.filter(agreement=agreement, told_at__isnull=False, settled_at__isnull=True).exists()
