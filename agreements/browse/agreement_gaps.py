"""What the register lacks about an agreement. Never a statement about a municipality: only what has not been entered here."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.browse.short_answer import not_agreed
from agreements.legal_forms.catalogue import HOST_ROLE, ROLE_BY_CODE
from agreements.models import Agreement, Ownership, Participation, Status
from registry.templatetags.page import listed

NAMED_AT_MOST = 6
HOST_FORMS = ("vertskommune", "vertskommune-nemnd")


def gaps(
    agreement: Agreement, parties: Sequence[Participation], shares: Sequence[Ownership], status: Status, *, past: bool
) -> Iterator[str]:
    """Each thing that is missing, as a line of a list; `past` on an earlier day. Needs areas, sources and organisation at hand."""
    if not_agreed(agreement, status):
        yield _("Om samarbeidet ble vedtatt")
    elif status == Status.UNCLEAR:
        yield _("Om samarbeidet gjaldt da") if past else _("Om samarbeidet fortsatt gjelder")
    yield from _dates(agreement, parties)
    yield from _parties(agreement, parties)
    if not agreement.legal_basis:
        yield _("Rettslig grunnlag")
    if not agreement.service_areas.all():
        yield _("Samarbeidsområde")
    yield from _body(agreement, parties, shares)
    if not any(source.as_of for source in agreement.sources.all()):
        yield _("Hvor gammel kilden er")


def _dates(agreement: Agreement, parties: Sequence[Participation]) -> Iterator[str]:
    if agreement.valid_from is None:
        yield _("Startdato for samarbeidet")
    if agreement.valid_to_precision == "unknown" and agreement.valid_to:
        yield _("Datoen samarbeidet ble avsluttet")
    undated = [row.party.name for row in parties if row.valid_from is None]
    if 0 < len(undated) <= NAMED_AT_MOST:
        yield _("Når %(names)s kom med") % {"names": listed(undated)}
    elif undated and len(undated) == len(parties):
        yield _("Når partene kom med")
    elif undated:
        yield _("Når %(number)s av %(all)s parter kom med") % {"number": len(undated), "all": len(parties)}


def _parties(agreement: Agreement, parties: Sequence[Participation]) -> Iterator[str]:
    stated, entered = agreement.participants_stated_count, len(parties)
    if agreement.unnamed_participants:
        yield _("Navn på %(who)s") % {"who": agreement.unnamed_participants}
    elif stated and stated > entered:
        yield _("Navn på alle parter: kilden oppgir %(stated)s, ført inn er %(entered)s") % {"stated": stated, "entered": entered}
    elif not agreement.participants_complete:
        yield _("Navn på alle parter")
    if agreement.legal_form in HOST_FORMS and not any(row.role == HOST_ROLE for row in parties):
        yield _("Hvem som er vertskommune")


def _body(agreement: Agreement, parties: Sequence[Participation], shares: Sequence[Ownership]) -> Iterator[str]:
    organisation, form = agreement.organisation, agreement.form
    if form.legal_person and organisation is None:
        yield _("Hvilken organisasjon samarbeidet har opprettet")
    elif (form.legal_person or organisation) and not organisation.org_number:
        yield _("Organisasjonsnummer for %(name)s") % {"name": organisation.name}
    if not agreement.seat:
        yield _("Kontorsted")
    owners = [row for row in parties if ROLE_BY_CODE[row.role].shares]
    if owners and not shares and not agreement.ownership_text:
        yield ngettext("Eierandel", "Eierandeler", len(owners))
