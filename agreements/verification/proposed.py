"""What a proposal would do to the agreement: its value read as people write it, and one act for each field."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.actions.acts import ending
from agreements.actions.joining import joining, leaving, rows_of
from agreements.actions.many import Act
from agreements.legal_forms.base import LegalForm
from agreements.legal_forms.catalogue import BY_CODE, CATALOGUE, HOST_ROLE
from agreements.models import Participation, Proposal
from agreements.models.whole import Whole
from municipalities.directory import Directory
from municipalities.models import Municipality, Organisation
from municipalities.models.region import Certainty
from municipalities.selection.resolver import Selection, read
from registry.parameters import today
from registry.periods import Span, parse_date
from registry.search import fold

Party = Municipality | Organisation


def act_of(field: str, value: str, last_day: str, asked: Municipality) -> Act | None:
    """The act that writes the value; None for what only a person can write. Raises ValidationError for what cannot be read."""
    if field == Proposal.Field.OTHER:
        return None
    if field == Proposal.Field.OWN_PART:
        return going_out([asked], last_day or value)
    if not value.strip():
        raise ValidationError({"value": _("Skriv hva som er riktig.")})
    if field == Proposal.Field.PARTIES:
        return _parties(value, last_day, asked)
    acts = {
        Proposal.Field.NAME: lambda: _name(value),
        Proposal.Field.FORM: lambda: _form(read_form(value)),
        Proposal.Field.HOST: lambda: _host(read_municipality(value)),
        Proposal.Field.START: lambda: _start(read_day("value", value), asked),
        Proposal.Field.END: lambda: ending(read_day("value", value)),
    }
    return acts[Proposal.Field(field)]()


def says_the_same(field: str, one: str, other: str) -> bool:
    """Whether two values would be written the same; a form by its code or its name."""
    if field == Proposal.Field.FORM:
        return read_form(one) == _form_or_none(other)
    return " ".join(one.split()) == " ".join(other.split())


def _form_or_none(text: str) -> LegalForm | None:
    try:
        return read_form(text)
    except ValidationError:
        return None


def read_day(name: str, text: str) -> Span:
    """A date as people write it. Raises ValidationError under the name of the field it was typed in."""
    try:
        return parse_date(text)
    except ValidationError as error:
        raise ValidationError({name: error.messages}) from error


def read_form(text: str) -> LegalForm:
    """A legal form by its code or either of its names. Raises ValidationError."""
    wanted = fold(text.strip())
    for form in CATALOGUE:
        if wanted in (form.code, fold(_(form.label)), fold(_(form.short_label))):
            return form
    raise ValidationError({"value": _("«%(text)s» er ingen samarbeidsform vi kjenner. Velg en i listen.") % {"text": text[:60]}})


def read_municipality(text: str) -> Municipality:
    """One municipality by name or number. Raises ValidationError."""
    found = [entry.municipality for entry in Directory.load(today()).find(text)]
    existing = [one for one in found if one.exists_on(today())]
    if len(existing or found) != 1:
        raise ValidationError({"value": _("«%(text)s» er ikke én kommune vi kjenner. Skriv navnet på én.") % {"text": text[:60]}})
    return (existing or found)[0]


def read_parties(text: str) -> Selection:
    """Parties as people write them, today."""
    return read(text, Directory.load(today()).gazetteer())


def parties_of(selection: Selection) -> list[Party]:
    """Those it names, fetched. Raises ValidationError with what must be asked; what is dated is for a person to write."""
    if selection.questions:
        raise ValidationError({"value": [question.message for question in selection.questions]})
    if any(party.told.dated for party in selection.parties) or not selection.parties:
        raise ValidationError({"value": _("Skriv bare navnene på partene her. Datoer fører du i skjemaet for samarbeidet.")})
    keys = [party.place.key for party in selection.parties]
    found = {
        ("municipality", one.pk): one
        for one in Municipality.objects.filter(pk__in=[pk for kind, pk in keys if kind == "municipality"])
    }
    found |= {
        ("organisation", one.pk): one
        for one in Organisation.objects.filter(pk__in=[pk for kind, pk in keys if kind == "organisation"])
    }
    return [found[key] for key in dict.fromkeys(keys)]


def going_out(parties: list[Party], last_day: str) -> Act:
    """Let parties out on a last day; without one they were never in it, and their rows are taken away."""
    span = read_day("last_day", last_day) if last_day.strip() else None

    def act(whole: Whole) -> None:
        for party in parties:
            if span:
                leaving(party, span)(whole)
                continue
            rows = [row for row in rows_of(whole, party) if row.holds(today())]
            if not rows:
                raise ValidationError(_("%(party)s er ikke part i samarbeidet.") % {"party": party})
            for row in rows:
                whole.remove(row)

    return act


def _name(value: str) -> Act:
    def act(whole: Whole) -> None:
        whole.agreement.name = " ".join(value.split())

    return act


def _form(form: LegalForm) -> Act:
    """The form, now stated; a party whose role the form does not have gets the form's usual one."""
    codes = {role.code for role in form.roles}

    def act(whole: Whole) -> None:
        whole.agreement.legal_form, whole.agreement.legal_form_certainty = form.code, Certainty.STATED
        for row in whole.participations:
            if row.holds(today()) and row.role not in codes:
                row.role = form.default_role.code

    return act


def _host(host: Municipality) -> Act:
    """The host among those that are in it; whoever was host before is one of the others."""

    def act(whole: Whole) -> None:
        _refuse_ended(whole)
        form = BY_CODE[whole.agreement.legal_form]
        if HOST_ROLE not in {role.code for role in form.roles}:
            raise ValidationError(
                _("%(form)s har ingen vertskommune. Rett samarbeidsformen først.") % {"form": _(form.label).capitalize()}
            )
        rows = [row for row in whole.participations if row.holds(today())]
        if not any(row.municipality_id == host.pk for row in rows):
            raise ValidationError(_("%(party)s er ikke part i samarbeidet. Rett partene først.") % {"party": host})
        for row in rows:
            if row.municipality_id == host.pk:
                row.role = HOST_ROLE
            elif row.role == HOST_ROLE:
                row.role = form.default_role.code

    return act


def _start(span: Span, asked: Municipality) -> Act:
    """The start of the scheme, and of those that began with it; or of the municipality alone, when it came later."""

    def act(whole: Whole) -> None:
        old: date | None = whole.agreement.valid_from
        own = [row for row in rows_of(whole, asked) if row.holds(today()) and row.valid_from and row.valid_from != old]
        if own:
            for row in own:
                row.set_start(span)
            return
        whole.agreement.set_start(span)
        for row in whole.participations:
            if row.valid_from and row.valid_from == old:
                row.set_start(span)

    return act


def _parties(value: str, last_day: str, asked: Municipality) -> Act:
    """Those named and the municipality itself are in it, nobody else; roles of those that stay are kept."""
    wanted = parties_of(read_parties(value))

    def act(whole: Whole) -> None:
        _refuse_ended(whole)
        now = [row for row in whole.participations if row.holds(today())]
        keys = {_key(party) for party in wanted} | {_key(asked)}
        gone: list[Participation] = [row for row in now if row.party_key not in keys]
        going_out(list({row.party_key: row.party for row in gone}.values()), last_day)(whole)
        for party in wanted:
            if _key(party) not in {row.party_key for row in now}:
                joining(party, None)(whole)

    return act


def _refuse_ended(whole: Whole) -> None:
    """Who takes part in what is over is for a person to write, with the days."""
    if whole.agreement.valid_to and whole.agreement.valid_to <= today():
        told = {"day": whole.agreement.end_shown}
        raise ValidationError(_("Samarbeidet er avsluttet (siste dag %(day)s). Rett partene i skjemaet for samarbeidet.") % told)


def _key(party: Party) -> tuple[str, int]:
    return ("municipality" if isinstance(party, Municipality) else "organisation", party.pk)
