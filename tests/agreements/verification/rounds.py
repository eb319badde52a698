"""A round to test with: two municipalities with mailboxes, what they do together, and what they propose."""

from datetime import UTC, date, datetime, timedelta

from agreements.models import (
    Agreement,
    Answer,
    Confirmation,
    Contradiction,
    LinkUse,
    Participation,
    PersonalLink,
    Proposal,
    Round,
    Task,
    TaskLetter,
)
from agreements.verification.answering import Correction, answer
from agreements.verification.links import code_of
from agreements.verification.rounds import open_round, prepare
from municipalities.models import Contact
from registry.models import Letter
from registry.parameters import today
from tests.makers import make_agreement, make_municipality, make_user


def make_round(**fields):
    """A round that is not stored yet."""
    fields = {
        "name": "Årlig gjennomgang 2026",
        "deadline": today() + timedelta(days=30),
        "case_number": "2026/1234",
        "subject": "Stemmer oversikten over kommunens samarbeid?",
        "text": "Vi ber dere se over listen.",
        **fields,
    }
    return Round(**fields)


def make_asked(name, number=None):
    """A municipality whose chief executive has a mailbox."""
    municipality = make_municipality(name, number)
    Contact.objects.create(municipality=municipality, role="kommunedirektor", email=f"{number or name.lower()}@kommune.example")
    return municipality


def make_open_round(*municipalities, **fields):
    """A round that has been opened; its tasks by the name of the municipality."""
    found = open_round(prepare(make_round(**fields), municipalities), by=make_user())
    return {task.municipality.name: task for task in found.tasks.select_related("round", "municipality")}


def make_world():
    """Dyrøy and Bardu asked, in two schemes together and one more with Narvik, who is not asked. The tasks, and the schemes."""
    dyroy, bardu = make_asked("Dyrøy", "5528"), make_asked("Bardu", "5520")
    narvik = make_municipality("Narvik", "1806")
    schemes = [
        make_agreement("Barnevern", [(dyroy, "vertskommune"), (bardu,)], sources=["2020"]),
        make_agreement("Legevakt", [(bardu, "vertskommune"), (dyroy,)], sources=["2020"]),
        make_agreement("Brann", [(dyroy, "vertskommune"), (narvik,)], sources=["2020"]),
    ]
    return make_open_round(dyroy, bardu), schemes


def code(task):
    """The code that the question to the municipality carried."""
    return code_of(task.letters.filter(kind=TaskLetter.Kind.ASKED).first().link)


def propose(task, scheme, field, new="", why="", kind=Answer.Kind.WRONG):
    """What the municipality wants changed, waiting to be decided."""
    answer(task, scheme.pk, kind, [Correction(field, new, why)])
    return Proposal.objects.waiting().get(task=task, agreement=scheme, field=field)


def revision(scheme):
    """That of the scheme as it is stored now."""
    return Agreement.objects.get(pk=scheme.pk).revision


def parties(scheme):
    """Who is in it today, and their roles."""
    return {row.party.name: row.role for row in Participation.objects.on(today()).filter(agreement=scheme)}


def hold_review(agreement, municipality):
    """A closed round in which the municipality has answered, proposed and confirmed, and another contradicts it."""
    round_ = Round.objects.create(
        name="x", as_of=date(2025, 1, 1), deadline=date(2025, 3, 1), case_number="x", subject="x", text="x"
    )
    now = datetime(2025, 2, 2, tzinfo=UTC)
    told = {"opened_at": now, "closed_at": now, "exported_at": now, "forgotten_at": now}
    Round.objects.filter(pk=round_.pk).update(state=Round.State.CLOSED, **told)
    task = Task.objects.create(
        round=round_, municipality=municipality, started_at=now, confirmed_at=now, confirmed_on=date(2025, 1, 1),
        name="x", title="x", statement="x", shown={"lines": []},
    )  # fmt: skip
    link = PersonalLink.objects.create(task=task, about="x", digest="x", salt="x", revoked_at=now)
    LinkUse.objects.create(link=link, what=LinkUse.What.OPENED)
    TaskLetter.objects.create(
        task=task,
        kind=TaskLetter.Kind.ASKED,
        to_role="x",
        link=link,
        letter=Letter.objects.create(to="y@example.org", subject="x", body="x"),
    )
    answer = Answer.objects.create(task=task, agreement=agreement, kind=Answer.Kind.WRONG, revision=1)
    case = Contradiction.objects.create(agreement=agreement)
    Proposal.objects.create(
        task=task, answer=answer, agreement=agreement, field=Proposal.Field.NAME, old="x", new="x", parties="x", why="x",
        revision=1, contradiction=case, reason="x", decided_at=now,
    )  # fmt: skip
    Confirmation.objects.create(agreement=agreement, municipality=municipality, task=task, on=date(2025, 1, 1))
