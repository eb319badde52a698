"""The demo's yearly review: all municipalities asked, at addresses no letter ever reaches, in a round that says so."""

from datetime import timedelta

from django.utils.translation import gettext as _

from agreements.models import PersonalLink, Round, Task
from agreements.verification.letters import SUBJECT
from agreements.verification.links import code_of, make_link
from agreements.verification.rounds import open_round, prepare
from municipalities.directory import Directory
from municipalities.models import Contact, Municipality
from registry.models import User
from registry.parameters import today

CASE = "DEMO"  # what marks the round as the demo's own; a real case number has a year
TIME = timedelta(days=30)  # to answer in


def make_review(by: User, municipality: Municipality) -> str:
    """Open the round unless that is done, and tell the code to the list of one municipality; "" when that is no longer asked."""
    if not Round.objects.filter(case_number=CASE).exists():
        _open(by)
    task = Task.objects.filter(round__case_number=CASE, municipality=municipality).select_related("round").first()
    return _code(task) if task and task.is_open else ""


def _code(task: Task) -> str:
    """Of the link it already has; of a new one when the secret key has been another."""
    link = task.links.filter(kind=PersonalLink.Kind.CONFIRM, revoked_at=None).first()
    try:
        return code_of(link or make_link(task, _("demo")))
    except ValueError:
        return code_of(make_link(task, _("demo")))


def _mailbox(municipality: Municipality) -> str:
    return f"kommunedirektor.{municipality.pk}@kommune.example"  # a reserved domain, and nobody's (RFC 2606)


def _open(by: User) -> None:
    asked = [entry.municipality for entry in Directory.load(today()).existing()]
    for municipality in asked:
        if not municipality.contacts.exists():
            Contact.objects.create(municipality=municipality, role=Contact.ContactRole.EXECUTIVE, email=_mailbox(municipality))
    text = _("Dette er en demo av årlig gjennomgang. Ingen kommune er spurt, og svarene her kommer ikke fra noen kommune.")
    round_ = Round(
        name=_("Demo av årlig gjennomgang %(year)s") % {"year": today().year},
        deadline=today() + TIME,
        case_number=CASE,
        subject=_("Demo: %(subject)s") % {"subject": SUBJECT},
        text=text,
    )
    open_round(prepare(round_, asked), by)
