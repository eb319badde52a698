"""Who takes part, written where it is news. Whoever the file does not name stays: a list may be old, or not whole."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from agreements.imports.planning.act import Act
from agreements.imports.planning.columns import write_end
from agreements.imports.rows.parties import SaidParty
from agreements.imports.rows.values import show_share
from agreements.legal_forms.catalogue import HOST_ROLE, LEADING_ROLES, ROLE_BY_CODE
from agreements.models import Ownership, Participation
from municipalities.models.region import Certainty
from registry.periods import Precision, Span

StandIn = Callable[[Any], Any] | None
OFFICE, SELLER = "kontorkommune", "selger"


def write_parties(act: Act, stand_in: StandIn = None) -> None:
    """Every party that the file names, then what follows from the end of the scheme and the life of each municipality."""
    stored: dict[tuple, list[Participation]] = {}
    for row in act.whole.participations:
        stored.setdefault(row.party_key, []).append(row)
    named = {said.key for said in act.union.parties}
    for said in act.union.parties:
        rows = stored.get(said.key, [])
        if not rows or _comes_again(said, rows):
            _add(act, said, stand_in)
        elif (meant := _the_one_meant(act, said, rows)) is not None:
            _amend(act, said, meant)
    _tell_of_the_others(act, stored, named)
    for row in act.whole.participations:
        _end_with(act, row)


def role_in(act: Act, role: str) -> str:
    """The role in this form: whoever leads is called otherwise in some, and in some nobody leads."""
    form = act.agreement.form
    if form.allows(role):
        return role
    if role in LEADING_ROLES:
        return next((code for code in (HOST_ROLE, OFFICE, SELLER) if form.allows(code)), form.default_role.code)
    return form.default_role.code


def _add(act: Act, said: SaidParty, stand_in: StandIn) -> None:
    party = stand_in(said.party) if stand_in else said.party
    row = Participation(**{said.key[0]: party}, role=role_in(act, said.role) if said.role else act.agreement.form.default_role.code)
    row.certainty = said.certainty or (Certainty.INFERRED if said.inferred or _taken_so(act, said) else Certainty.STATED)
    row.own_purpose = said.purpose
    row.set_start(said.start)
    row.set_last_day(said.last_day)
    _keep_within_life(act, row)
    act.whole.add(row)
    if said.role in LEADING_ROLES and not row.leads:
        words = {"party": said.party, "role": _(ROLE_BY_CODE[said.role].label), "form": _(act.agreement.form.label)}
        act.contradictions.append(_("%(party)s er oppgitt som %(role)s, men i %(form)s er det ingen slik. Ført som part.") % words)
    if not act.is_new:
        act.change(_("ny part"), "", row)
    _write_share(act, said, row)


def _taken_so(act: Act, said: SaidParty) -> bool:
    """Whether the role is only what a host is taken to be where there are none: the seller."""
    return said.role == HOST_ROLE and role_in(act, HOST_ROLE) == SELLER


def _comes_again(said: SaidParty, rows: list[Participation]) -> bool:
    """Whether it begins after every part that is known is over."""
    return said.start is not None and all(row.valid_to and row.valid_to <= said.start.first for row in rows)


def _the_one_meant(act: Act, said: SaidParty, rows: list[Participation]) -> Participation | None:
    """The part of the party that the file speaks of; None, and told, when that is not clear."""
    day = said.last_day.last if said.last_day and said.last_day.last < act.day else act.day
    same = [row for row in rows if said.start and row.valid_from and said.start.first <= row.valid_from <= said.start.last]
    near = same or [row for row in rows if row.holds(day)] or (rows if len(rows) == 1 and said.last_day else [])
    if len(near) == 1:
        return near[0]
    if not said.role and not said.start and not said.last_day and any(row.valid_to and row.valid_to <= act.day for row in rows):
        if not (act.agreement.valid_to and act.agreement.valid_to <= act.day):
            words = {"row": rows[-1]}
            act.contradictions.append(_("Filen nevner en part som er ute i registeret: %(row)s. Det blir stående.") % words)
    else:
        told = _("%(party)s står flere ganger i registeret, og filen sier ikke hvilken den mener.")
        act.contradictions.append(told % {"party": said.party})
    return None


def _amend(act: Act, said: SaidParty, row: Participation) -> None:
    if said.role:
        role = role_in(act, said.role)
        if role != row.role and (role in LEADING_ROLES or act.numbered or row.leads):
            act.change(_("rolle, %(party)s") % {"party": row.party}, row.role_label, _(ROLE_BY_CODE[role].label))
            row.role = role
    if said.certainty and said.certainty != row.certainty:
        before, row.certainty = row.get_certainty_display(), said.certainty
        act.change(_("sikkerhet, %(party)s") % {"party": row.party}, before, row.get_certainty_display())
    if said.purpose and said.purpose != row.own_purpose:
        act.change(_("eget formål, %(party)s") % {"party": row.party}, row.own_purpose, said.purpose)
        row.own_purpose = said.purpose
    write_end(act, row, "start", said.start, _("fra og med, %(party)s") % {"party": row.party})
    write_end(act, row, "last_day", said.last_day, _("til og med, %(party)s") % {"party": row.party})
    _write_share(act, said, row)


def _write_share(act: Act, said: SaidParty, row: Participation) -> None:
    """The share it has now; the one that is known is put right."""
    if said.share is None:
        return
    held = [one for one in act.whole.held.ownerships if one.participation is row]
    share = next((one for one in held if one.holds(act.day)), None)
    if share is not None and share.share == Fraction(*said.share):
        return
    if not act.is_new:
        before = f"{share.share_num}/{share.share_den}" if share and share.share_den else ""
        act.change(_("eierandel, %(party)s") % {"party": row.party}, before, show_share(said.share))
    if share is None:
        share = Ownership(participation=row)
        act.whole.add(share)
    share.share_num, share.share_den = said.share


def _tell_of_the_others(act: Act, stored: dict[tuple, list[Participation]], named: set) -> None:
    """Those of the register whom a whole list leaves out."""
    if not named or not act.union.values.get("names_everybody"):
        return
    left_out = [rows[-1] for key, rows in stored.items() if key not in named and any(row.holds(act.day) for row in rows)]
    if left_out:
        names = ", ".join(str(row.party) for row in left_out)
        act.contradictions.append(_("Er part i registeret, men ikke nevnt i filen, og blir stående: %(names)s.") % {"names": names})


def _end_with(act: Act, row: Participation) -> None:
    """A party is in no longer than the scheme."""
    agreement = act.agreement
    if agreement.valid_to is None or (row.valid_to is not None and row.valid_to <= agreement.valid_to):
        return
    if row.pk is None or row.valid_to is None or "last_day" in act.union.values:
        row.valid_to, row.valid_to_precision = agreement.valid_to, agreement.valid_to_precision
        row.valid_to_text = agreement.valid_to_text if agreement.valid_to_precision == Precision.CIRCA else ""


def _keep_within_life(act: Act, row: Participation) -> None:
    """A party dated before its founding is in from its founding, and none outlives its municipality."""
    municipality = row.municipality
    if municipality is None:
        return
    start = row.valid_from or act.agreement.valid_from
    if municipality.founded and start and start < municipality.founded:
        row.set_start(Span.of(municipality.founded))
    if municipality.dissolved and (row.valid_to is None or row.valid_to > municipality.dissolved):
        row.valid_to, row.valid_to_precision, row.valid_to_text = municipality.dissolved, Precision.DAY, ""
