"""The letters of a round: the question, reminders, a new link, a link to a colleague, the receipt, and replies to proposals."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import PersonalLink, Proposal, Task, TaskLetter
from agreements.verification.answering import held
from agreements.verification.links import SHORT_MARK, code_mark_of, code_of, make_link, mark_of
from agreements.verification.receipt import file_name, list_as_excel
from municipalities.models import Contact
from registry import outbox
from registry.periods import show_day

SUBJECT = gettext_lazy("Stemmer oversikten over kommunens samarbeid?")
ASKED_ROLES = (Contact.ContactRole.EXECUTIVE, Contact.ContactRole.MAILROOM)  # the latter when there is no other


def recipients(task: Task) -> list[Contact]:
    """The mailboxes that get the letter: the chief executive's, else that for incoming mail, else whichever there is.

    Of a municipality that has ended and has none, those of its successors.
    """
    contacts = list(task.municipality.contacts.all()) or list(
        Contact.objects.filter(municipality__successions_in__predecessor=task.municipality_id)
    )
    for role in ASKED_ROLES:
        if found := [contact for contact in contacts if contact.role == role]:
            return found
    return contacts


def ask(task: Task) -> list[TaskLetter]:
    """Queue the question with a link of its own to each mailbox."""
    return [_send(task, TaskLetter.Kind.ASKED, contact, task.round.subject, task.round.text) for contact in recipients(task)]


def remind(task: Task, kind: str, subject: str, text: str) -> list[TaskLetter]:
    """Queue a reminder to each mailbox that has not got this one; run twice it queues nothing more."""
    told = set(task.letters.filter(kind=kind).values_list("letter__to", flat=True))
    return [_send(task, kind, contact, subject, text) for contact in recipients(task) if contact.email not in told]


def send_new_link(task: Task) -> list[TaskLetter]:
    """Queue a new link to the municipality's own mailboxes, whoever asked for it; the old ones still hold."""
    text = _("Her er en ny lenke til oversikten over kommunens samarbeid.")
    return [_send(task, TaskLetter.Kind.NEW_LINK, contact, task.round.subject, text) for contact in recipients(task)]


@transaction.atomic
def send_to_colleague(task: Task, address: str) -> TaskLetter:
    """Queue a link that may answer, but not confirm. Raises ValidationError for an address that is none, or a list that is over."""
    task = held(task)
    text = _("Kan du se over kommunens liste og svare på det du kjenner? Du kan svare, men ikke bekrefte listen.")
    link = make_link(task, _("en kollega"), PersonalLink.Kind.ANSWER)
    return _store(task, TaskLetter.Kind.COLLEAGUE, _("en kollega"), link, _queued(task, link, address, task.round.subject, text))


def send_receipt(task: Task, link: PersonalLink | None) -> list[TaskLetter]:
    """Queue the receipt, with the list as Excel, to the municipality's mailboxes."""
    subject = _("Kvittering: %(municipality)s har bekreftet listen") % {"municipality": task.municipality.name}
    text = _(
        "Hei!\n\n%(title)s har bekreftet oversikten over samarbeid som %(municipality)s er med i, slik den var %(day)s.\n\n"
        "Listen ligger ved som Excel og kan brukes som vedlegg til eierskapsmelding eller årsmelding.\n"
        "Finner dere feil senere, meld fra her: %(address)s\n\nSaksnummer hos Statsforvalteren: %(case)s\n\n"
        "Hilsen Statsforvalteren i Troms og Finnmark"
    ) % {
        "title": task.title,
        "municipality": task.municipality.name,
        "day": show_day(task.confirmed_on),
        "address": settings.SITE_URL + reverse("report-error"),
        "case": task.round.case_number,
    }
    kind, attachment = TaskLetter.Kind.RECEIPT, (file_name(task), list_as_excel(task))
    return [
        _store(task, kind, contact.get_role_display(), link, outbox.queue(contact.email, subject, text, attachment))
        for contact in recipients(task)
    ]


def reply(task: Task, proposals: list[Proposal]) -> list[TaskLetter]:
    """Queue what became of the proposals to the municipality's mailboxes."""
    subject = _("Svar på forslag til endring i Samarbeidsregisteret")
    text = _(
        "Hei!\n\nHer er svar på det dere foreslo i årlig gjennomgang:\n\n%(answers)s\n\n"
        "Saksnummer hos Statsforvalteren: %(case)s\n\nHilsen Statsforvalteren i Troms og Finnmark"
    ) % {"answers": "\n\n".join(map(_outcome, proposals)), "case": task.round.case_number}
    return [
        _store(task, TaskLetter.Kind.REPLY, contact.get_role_display(), None, outbox.queue(contact.email, subject, text))
        for contact in recipients(task)
    ]


def _outcome(proposal: Proposal) -> str:
    scheme = proposal.agreement or _("Nytt samarbeid")
    asked = f"{scheme}: {proposal.get_field_display()}, {proposal.wanted}"
    became = _("Forslaget er %(state)s.") % {"state": proposal.get_state_display()}
    return "\n".join(filter(None, (asked, became, proposal.reason)))


@transaction.atomic
def on_paper(task: Task) -> tuple[PersonalLink, str]:
    """A link for a letter that is printed, and its code. Shown once: the next print makes another."""
    link = make_link(task, _("på papir"))
    return link, code_of(link)


@transaction.atomic
def _send(task: Task, kind: str, contact: Contact, subject: str, text: str) -> TaskLetter:
    role = contact.get_role_display()
    link = make_link(task, role)
    return _store(task, kind, role, link, _queued(task, link, contact.email, subject, text))


def _queued(task: Task, link: PersonalLink, to: str, subject: str, text: str):
    return outbox.queue(to, subject, body(task, mark_of(link), SHORT_MARK, code_mark_of(link), text))


def body(task: Task, link: str, short: str, code: str, text: str) -> str:
    """The whole letter: what is asked, the link, its code, and all that does not differ from letter to letter."""
    return _(
        "Hei!\n\n%(text)s\n\nOversikten for %(municipality)s: %(link)s\n\n"
        "Lenken gjelder bare %(municipality)s og denne gjennomgangen, til den lukkes. Vil du ikke følge lenker? "
        "Gå til %(short)s og skriv koden %(code)s\n\n"
        "Svarfrist: %(deadline)s\nSaksnummer hos Statsforvalteren: %(case)s\n\nHilsen Statsforvalteren i Troms og Finnmark"
    ) % {
        "text": text,
        "municipality": task.municipality.name,
        "link": link,
        "short": short,
        "code": code,
        "deadline": show_day(task.round.deadline),
        "case": task.round.case_number,
    }


def _store(task: Task, kind: str, role: str, link: PersonalLink | None, letter) -> TaskLetter:
    return TaskLetter.objects.create(task=task, kind=kind, to_role=role, link=link, letter=letter)
