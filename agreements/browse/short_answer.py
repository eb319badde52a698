"""An agreement in two sentences, for an e-mail or the telephone: who does what with whom, and how sure that is.

The first sentence is worded by the status: what nobody knows still holds "is registered as", it does not "is"; and what
is only an idea, a study or a proposal "is mentioned as".
"""

from collections.abc import Iterable
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.browse.agreement_rows import last_spoken_of
from agreements.models import Agreement, Participation, Stage, Status
from municipalities.models.region import Certainty
from registry.parameters import today
from registry.periods import Precision, show_day
from registry.templatetags.page import listed

NAMED_AT_MOST = 8  # parties read out by name
NOT_AGREED = "not agreed"  # worded apart from the other unclear ones: it may never have begun


def short_answer(agreement: Agreement, parties: Iterable[Participation], status: Status, on: date | None) -> str:
    """Both sentences. Needs `service_areas` and `sources` at hand."""
    first = f"{who_does_what(agreement, list(parties), status)} ({agreement.name}, {period(agreement)})."
    if on:
        first = _("Per %(day)s: %(sentence)s") % {"day": show_day(on), "sentence": first}
    return f"{first} {how_sure(agreement, status, on)}"


def who_does_what(agreement: Agreement, parties: list[Participation], status: Status) -> str:
    """Who does what with whom, without full stop: «Bardu er vert for legevakt for Dyrøy og Ibestad»."""
    subject = listed(lowered(area.name) for area in agreement.service_areas.all()) or _("et samarbeid uten registrert område")
    wording = NOT_AGREED if not_agreed(agreement, status) else status
    leads = [row for row in parties if row.leads]
    others = [row for row in parties if not row.leads]
    if leads and leads[0].role == "selger":
        sentence, words = _SELLS[wording], {"lead": _named(leads), "others": _named(others, agreement) or _("ukjente kjøpere")}
    elif any(row.is_host for row in leads):
        sentence = (_HOSTS if others else _HOSTS_ALONE)[wording]
        words = {"lead": _named(leads), "others": _named(others, agreement)}
    elif len(parties) > 1:
        sentence, words = _TOGETHER[wording], {"others": _named(parties, agreement)}
    elif parties:
        sentence, words = _ONE[wording], {"others": _named(parties)}
    else:
        sentence, words = _("Registeret har ingen kjente parter i samarbeidet om %(subject)s"), {}
    return capfirst(sentence % {**words, "subject": subject})


def not_agreed(agreement: Agreement, status: Status) -> bool:
    """Whether it is known only as an idea, a study or a proposal."""
    return status == Status.UNCLEAR and Stage(agreement.stage) in Stage.before_start()


def unclear(agreement: Agreement, on: date | None) -> str:
    """What nobody knows about an unclear agreement, as the end of a sentence."""
    if not_agreed(agreement, Status.UNCLEAR):
        stage = _("forslag") if agreement.stage == Stage.PROPOSED else agreement.get_stage_display()
        return _("samarbeidet er bare kjent som %(stage)s") % {"stage": stage}
    if on and on < today():
        return _("det er ikke kjent om samarbeidet gjaldt da")
    return _("det er ikke kjent om samarbeidet fortsatt gjelder")


def how_sure(agreement: Agreement, status: Status, on: date | None) -> str:
    """How sure it is: the form with its certainty, and what the status rests on."""
    form = {
        Certainty.STATED: _("Formen er %(form)s"),
        Certainty.INFERRED: _("Formen er antatt å være %(form)s"),
        Certainty.UNVERIFIED: _("Formen er oppgitt å være %(form)s, men er ikke bekreftet"),
    }[agreement.legal_form_certainty] % {"form": _(agreement.form.label)}
    state = {
        Status.COMING: _("samarbeidet har ikke begynt"),
        Status.IN_FORCE: _("samarbeidet er i kraft (%(evidence)s)"),
        Status.NOTICE: _("samarbeidet er sagt opp"),
        Status.ENDED: _("samarbeidet er avsluttet"),
        Status.UNCLEAR: "%(unclear)s (%(evidence)s)",
    }[status] % {"evidence": last_spoken_of(agreement), "unclear": unclear(agreement, on)}
    return _("%(form)s, og %(state)s.") % {"form": form, "state": state}


def period(agreement: Agreement) -> str:
    """«fra 2007», «2007 til og med 31.12.2019», «startdato ukjent»."""
    start = _("fra %(start)s") % {"start": agreement.start_shown} if agreement.valid_from else _("startdato ukjent")
    if not agreement.end_shown:
        return start
    if agreement.valid_to_precision == Precision.UNKNOWN:
        return _("%(start)s, sluttdato ukjent") % {"start": start}
    return _("%(start)s, til og med %(end)s") % {"start": start, "end": agreement.end_shown}


def lowered(name: str) -> str:
    """A name inside a sentence: Legevakt becomes legevakt, PPT stays PPT."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _named(rows: list[Participation], agreement: Agreement | None = None) -> str:
    if len(rows) > NAMED_AT_MOST:
        return _("%(number)s parter") % {"number": len(rows)}
    names = listed(row.party.name for row in rows)
    if names and agreement and not agreement.participants_complete:
        return _("blant andre %(names)s") % {"names": names}
    return names


_HOSTS = {
    Status.COMING: _lazy("%(lead)s skal være vert for %(subject)s for %(others)s"),
    Status.IN_FORCE: _lazy("%(lead)s er vert for %(subject)s for %(others)s"),
    Status.NOTICE: _lazy("%(lead)s er vert for %(subject)s for %(others)s"),
    Status.ENDED: _lazy("%(lead)s var vert for %(subject)s for %(others)s"),
    Status.UNCLEAR: _lazy("%(lead)s er registrert som vert for %(subject)s for %(others)s"),
    NOT_AGREED: _lazy("%(lead)s er nevnt som vert for %(subject)s for %(others)s"),
}
_HOSTS_ALONE = {
    Status.COMING: _lazy("%(lead)s skal være vert for %(subject)s"),
    Status.IN_FORCE: _lazy("%(lead)s er vert for %(subject)s"),
    Status.NOTICE: _lazy("%(lead)s er vert for %(subject)s"),
    Status.ENDED: _lazy("%(lead)s var vert for %(subject)s"),
    Status.UNCLEAR: _lazy("%(lead)s er registrert som vert for %(subject)s"),
    NOT_AGREED: _lazy("%(lead)s er nevnt som vert for %(subject)s"),
}
_SELLS = {
    Status.COMING: _lazy("%(lead)s skal selge %(subject)s til %(others)s"),
    Status.IN_FORCE: _lazy("%(lead)s selger %(subject)s til %(others)s"),
    Status.NOTICE: _lazy("%(lead)s selger %(subject)s til %(others)s"),
    Status.ENDED: _lazy("%(lead)s solgte %(subject)s til %(others)s"),
    Status.UNCLEAR: _lazy("%(lead)s er registrert som selger av %(subject)s til %(others)s"),
    NOT_AGREED: _lazy("%(lead)s er nevnt som selger av %(subject)s til %(others)s"),
}
_TOGETHER = {
    Status.COMING: _lazy("%(others)s skal samarbeide om %(subject)s"),
    Status.IN_FORCE: _lazy("%(others)s samarbeider om %(subject)s"),
    Status.NOTICE: _lazy("%(others)s samarbeider om %(subject)s"),
    Status.ENDED: _lazy("%(others)s samarbeidet om %(subject)s"),
    Status.UNCLEAR: _lazy("%(others)s er registrert med samarbeid om %(subject)s"),
    NOT_AGREED: _lazy("%(others)s er nevnt som parter i et samarbeid om %(subject)s"),
}
_ONE = {
    Status.COMING: _lazy("%(others)s skal delta i samarbeid om %(subject)s"),
    Status.IN_FORCE: _lazy("%(others)s deltar i samarbeid om %(subject)s"),
    Status.NOTICE: _lazy("%(others)s deltar i samarbeid om %(subject)s"),
    Status.ENDED: _lazy("%(others)s deltok i samarbeid om %(subject)s"),
    Status.UNCLEAR: _lazy("%(others)s er registrert som part i samarbeid om %(subject)s"),
    NOT_AGREED: _lazy("%(others)s er nevnt som part i et samarbeid om %(subject)s"),
}
