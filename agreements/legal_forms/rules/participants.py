"""Who takes part: how many, who may, in which roles, and whether they still exist."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from agreements.legal_forms.rules.rule import REGISTER, Case, Found, RestsOn, Severity, While, rule
from agreements.legal_forms.rules.wording import answer, kind_of, last_day, listed, names_of, role_name

FIELD = "participations"


@rule("too_few_parties", Severity.MUST, RestsOn.FORM, RestsOn.ALL_PARTIES)
def too_few_parties(case: Case) -> Iterator[Found]:
    """Fewer parties than the form needs (IKS-loven § 1, koml. kap. 20, § 19-1)."""
    law, keys = case.legal_form.law.parties, {party.key for party in case.parties}
    if len(keys) < law.minimum:
        message = (
            _("Registrert med bare én part: %(name)s.") % {"name": names_of(case.parties)}
            if keys
            else _("Registrert uten parter, selv om alle parter er krysset av som ført inn.")
        )
        yield Found(law, FIELD, message, right=answer(_("Hvem kan være med?"), law), cites=tuple(sorted(keys)))


@rule("party_not_allowed", Severity.MUST, RestsOn.FORM, during=While.NOT_OVER)
def party_not_allowed(case: Case) -> Iterator[Found]:
    """A party that cannot take part in this form: an AS in an IKS (IKS-loven § 1)."""
    law = case.legal_form.law.parties
    for party in case.parties:
        if law.kinds is not None and party.kind not in law.kinds:
            words = {"name": party.name, "kind": kind_of(party), "form": _(case.legal_form.label)}
            message = _("%(name)s (%(kind)s) er ført som part i formen %(form)s.") % words
            yield Found(law, FIELD, message, right=answer(_("Hvem kan være med?"), law), subject=party.key, cites=(party.kind,))


@rule("role_not_in_form", Severity.MUST, RestsOn.FORM, during=While.NOT_OVER)
def role_not_in_form(case: Case) -> Iterator[Found]:
    """A role that belongs to another form, as a vertskommune in an IKS."""
    form = case.legal_form
    for party in case.facts.on_day:
        if not form.allows(party.role):
            words = {"name": party.name, "role": role_name(party.role), "form": _(form.label)}
            message = _("%(name)s er ført som %(role)s. Den rollen hører ikke til formen %(form)s.") % words
            right = _("Roller her: %(roles)s.") % {"roles": listed(_(role.label) for role in form.roles)}
            yield Found(REGISTER, FIELD, message, right=right, subject=f"{party.key} {party.role}", cites=(party.role,))


@rule("dissolved_party", Severity.MUST, during=While.NOT_OVER)
def dissolved_party(case: Case) -> Iterator[Found]:
    """A party that no longer exists, as after a merger of municipalities."""
    for party in case.facts.on_day:
        if party.dissolved and party.dissolved <= case.day:
            words = {"name": party.name, "day": last_day(party.dissolved)}
            message = _("%(name)s er fortsatt ført som part, men finnes ikke etter %(day)s.") % words
            right = _("Før deltakelsen over til %(names)s.") % {"names": listed(party.successors)} if party.successors else ""
            yield Found(REGISTER, FIELD, message, right=right, subject=party.key, cites=(party.dissolved, *party.successors))


@rule("heir_not_told", Severity.SHOULD, RestsOn.ALL_PARTIES, during=While.NOT_OVER)
def heir_not_told(case: Case) -> Iterator[Found]:
    """A party that was in till it was dissolved, and of whose heirs nothing is told, as after a list from before a merger."""
    still = {party.name for party in case.facts.parties if party.exists(case.day)}
    for party in case.facts.parties:
        if (
            party.dissolved
            and party.valid_to == party.dissolved <= case.day
            and party.successors
            and not still & {*party.successors}
        ):
            words = {"name": party.name, "day": last_day(party.dissolved), "names": listed(party.successors)}
            message = (
                _("%(name)s var part til og med %(day)s, da kommunen opphørte. Registeret sier ikke om %(names)s er med.") % words
            )
            right = _("Før inn %(names)s hvis en kilde viser det. Ellers kan punktet godtas.") % words
            yield Found(REGISTER, FIELD, message, right=right, subject=party.key, cites=(party.dissolved, *party.successors))


@rule("count_differs", Severity.NOTE)
def count_differs(case: Case) -> Iterator[Found]:
    """All parties are said to be entered, but the source counts more."""
    stated, known = case.facts.stated_count, len({party.key for party in case.facts.parties})
    if case.facts.parties_complete and stated is not None and known < stated:
        words = {"stated": stated, "known": known}
        message = _("Kilden oppgir %(stated)s parter. %(known)s av dem er ført inn som oppgitt i kilden.") % words
        right = _("Før inn resten, rett hvor sikre de er, eller fjern krysset for at alle parter er ført inn.")
        yield Found(REGISTER, FIELD, message, right=right, cites=(stated, known))


RULES = (too_few_parties, party_not_allowed, role_not_in_form, dissolved_party, heir_not_told, count_differs)
