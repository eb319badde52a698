"""Personal links: a code that opens one municipality's task in one round, and nothing else.

The code is made from a random salt with the register's secret key, so that a stored database alone opens nothing. It is the
last part of the link in a letter, and what people type who would rather not follow links.
"""

import base64
import re
import secrets

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from agreements.models import LinkUse, PersonalLink, Round, Task, TaskLetter
from registry.models import Letter

LENGTH, GROUP = 12, 4  # characters of A–Z and 2–7: 60 bits
SHORT_MARK = "{{adressen der koden skrives}}"  # the register may have moved before a letter is handed over
_LOOKS_LIKE = str.maketrans("018", "OIB")  # what people type for the letters of the alphabet that look so


def make_link(task: Task, about: str, kind: str = PersonalLink.Kind.CONFIRM) -> PersonalLink:
    """A new way in to a task for whoever reads a mailbox of the role `about`."""
    salt = secrets.token_hex(16)
    return PersonalLink.objects.create(task=task, about=about, kind=kind, salt=salt, digest=_digest(_code(salt)))


def code_of(link: PersonalLink) -> str:
    """The code as people read it: K7QD-2M4X-RTPA. Raises ValueError when the register's secret key is another now."""
    code = _code(link.salt)
    if _digest(code) != link.digest:
        raise ValueError(_("Lenken kan ikke lages på nytt: registerets hemmelige nøkkel er byttet. Send en ny lenke."))
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def address_of(link: PersonalLink) -> str:
    """The whole address that stands in a letter."""
    return settings.SITE_URL + reverse("review-link", args=[code_of(link)])


def mark_of(link: PersonalLink) -> str:
    """What stands in a stored letter where the link will be."""
    return f"{{{{personlig lenke {link.pk}}}}}"


def code_mark_of(link: PersonalLink) -> str:
    """What stands in a stored letter where the code of the link will be, for whoever would rather type than follow links."""
    return f"{{{{koden i lenke {link.pk}}}}}"


def short_address() -> str:
    """Where a code is typed, as it stands on paper: without the part that nobody types."""
    return (settings.SITE_URL + reverse("review")).split("//", 1)[1]


def fill(letter: Letter) -> str:
    """The letter with its own link, as the mail server gets it. Raises ValueError when that is gone, revoked or too old.

    A mark of any other link is text that somebody typed, and stays so: nobody is sent the way in to another's list.
    """
    sent = TaskLetter.objects.filter(letter=letter, kind__in=TaskLetter.WITH_LINK).select_related("link__task__round").first()
    if sent is None:
        return letter.body
    if sent.link is None or not opens(sent.link):
        raise ValueError(_("Den personlige lenken i brevet gjelder ikke lenger. Send en ny lenke."))
    body = letter.body.replace(mark_of(sent.link), address_of(sent.link)).replace(SHORT_MARK, short_address())
    return body.replace(code_mark_of(sent.link), code_of(sent.link))


def find(code: str) -> PersonalLink | None:
    """The link of a code, however it was typed; also one that no longer opens."""
    plain = re.sub(r"[^A-Z2-7]", "", code.upper().translate(_LOOKS_LIKE))
    if len(plain) != LENGTH:
        return None
    links = PersonalLink.objects.select_related("task__round", "task__municipality", "task__carried_to__municipality")
    return links.filter(digest=_digest(plain)).first()


def opens(link: PersonalLink) -> bool:
    """Whether it leads anywhere now."""
    return link.revoked_at is None and link.task.round.state == Round.State.OPEN


def revoke(link: PersonalLink) -> None:
    """Let it lead nowhere from now on. Once more changes nothing."""
    PersonalLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())


def log_use(link: PersonalLink | None, what: str) -> None:
    """Note what a link was used for; nothing when somebody came in by logging in."""
    if link is not None:
        LinkUse.objects.create(link=link, what=what)


def _code(salt: str) -> str:
    made = salted_hmac("agreements.verification.link", salt, algorithm="sha256").digest()
    return base64.b32encode(made).decode()[:LENGTH]


def _digest(code: str) -> str:
    """What is stored of a code. Keyed, since 60 bits can be tried one by one by whoever has a copy of the database."""
    return salted_hmac("agreements.verification.digest", code, algorithm="sha256").hexdigest()
