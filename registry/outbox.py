"""Letters as rows: queued first, sent one by one by `manage.py work`, so that nothing is lost and no letter goes twice unseen.

A letter is marked uncertain before it is handed over, and sent only after the mail server has taken it. A crash between the
two leaves it uncertain, for a person to decide on.

A secret, such as a personal link, is never stored in a letter: its body holds a mark that the setting LETTER_SECRETS fills in
when the letter is handed over.
"""

import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from registry.models import Letter

logger = logging.getLogger(__name__)

# The mail server said no: the letter was surely not taken. Every other failure after the hand-over leaves that open.
REFUSALS = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
    ValueError,
)


def queue(to: str, subject: str, body: str, attachment: tuple[str, bytes] | None = None) -> Letter:
    """Put a letter in the queue, with an attachment as its name and content, if any.

    A subject is one line, whatever was typed. Raises ValidationError for a bad address.
    """
    name, content = attachment or ("", None)
    subject = " ".join(subject.split())[:200]
    return Letter.objects.create(to=to.strip(), subject=subject, body=body, attachment_name=name, attachment=content)


def send_again(letter: Letter) -> None:
    """Put a letter that was refused, or that nobody knows the fate of, back in the queue."""
    letter.state, letter.error = Letter.State.QUEUED, ""
    letter.save()


def deliver_due(limit: int = 50) -> int:
    """Send what is queued, oldest first, each letter at most once. Returns how many were sent.

    Stops without touching a letter when the mail server cannot be reached; the queue then says so. Safe with several workers.
    """
    sent, tried = 0, set()
    while len(tried) < limit and _queued(tried).exists():
        connection = get_connection()
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as error:
            logger.warning("The mail server does not answer: %s", error)
            message = _("Får ikke kontakt med e-posttjeneren. Registeret prøver igjen. (%(error)s)") % {"error": error}
            _queued(tried).update(error=message)
            break
        try:
            letter = _claim(tried)
            if letter is None:
                break
            tried.add(letter.pk)
            sent += _hand_over(letter, connection)
        finally:
            connection.close()
    return sent


def _queued(tried: set[int]):
    return Letter.objects.filter(state=Letter.State.QUEUED).exclude(pk__in=tried)


def _claim(tried: set[int]) -> Letter | None:
    """Take the oldest queued letter that no other worker holds. PostgreSQL skips locked rows, SQLite has one writer at a time."""
    with transaction.atomic():
        letter = _queued(tried).select_for_update(skip_locked=True).order_by("queued_at", "pk").first()
        if letter:
            letter.state, letter.error = Letter.State.UNCERTAIN, ""
            letter.attempts += 1
            letter.save()
        return letter


def _hand_over(letter: Letter, connection) -> bool:
    try:
        connection.send_messages([_message(letter)])
    except REFUSALS as error:
        letter.state, letter.error = Letter.State.REFUSED, _answer(error)
    except (OSError, smtplib.SMTPException) as error:
        letter.error = _answer(error)
    else:
        letter.state, letter.sent_at, letter.attachment = Letter.State.SENT, timezone.now(), None
    letter.save()
    return letter.state == Letter.State.SENT


def _message(letter: Letter) -> EmailMessage:
    """The mail as it goes out. Raises ValueError when a secret in it can no longer be told."""
    body = import_string(settings.LETTER_SECRETS)(letter)
    attached = [(letter.attachment_name, bytes(letter.attachment), None)] if letter.attachment else []
    return EmailMessage(letter.subject, body, to=[letter.to], attachments=attached)


def _answer(error: Exception) -> str:
    """What the mail server said, as text that can be stored."""
    text = "; ".join(str(answer) for answer in error.recipients.values()) if hasattr(error, "recipients") else str(error)
    return "".join(c for c in text if c.isprintable()) or type(error).__name__
