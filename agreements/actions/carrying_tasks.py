"""After a merger during a yearly review: the successor answers in the predecessor's place."""

from agreements.models import Answer, Proposal, Round, Task
from municipalities.models import Municipality, Succession
from registry.parameters import today


def hand_over_tasks(succession: Succession) -> None:
    """Let the successor answer what the predecessor has been asked and not confirmed, with the answers given so far.

    A list of a day before the merger is the predecessor's, and stays so. Once more changes nothing.
    """
    tasks = Task.objects.select_for_update(of=("self", "round")).select_related("round").exclude(round__state=Round.State.CLOSED)
    for task in tasks.filter(municipality=succession.predecessor, confirmed_at=None, carried_to=None).order_by("pk"):
        if (task.round.as_of or today()) >= succession.date:
            _hand_over(task, succession.successor)


def _hand_over(task: Task, successor: Municipality) -> None:
    if task.round.state == Round.State.PREPARED:  # nobody has been asked yet: the successor will be
        task.delete()
        Task.objects.get_or_create(round=task.round, municipality=successor)
        return
    heir, _new = Task.objects.get_or_create(round=task.round, municipality=successor)
    task.carried_to = heir
    task.save()
    if heir.confirmed_at:
        return
    _move(task, heir)
    if task.started_at and (heir.started_at is None or task.started_at < heir.started_at):
        heir.started_at = task.started_at
        heir.save()


def _move(task: Task, heir: Task) -> None:
    """Of two who answered one line, the newest answer stands. That one of them was no party says nothing of the successor."""
    there = {answer.agreement_id: answer for answer in heir.answers.all()}
    for answer in task.answers.exclude(kind=Answer.Kind.NO_PARTY):
        other = there.get(answer.agreement_id)
        if other is not None and other.at > answer.at:
            continue
        if other is not None:
            other.delete()
        answer.task = heir
        answer.save()
    task.proposals.exclude(field=Proposal.Field.OWN_PART).update(task=heir)
