"""Which fields an agreement of a form has anything to write in: read out of what the form's own file says.

Only the fields that some forms have and others not are named here, as the record names them; every other field is for every
form. Nothing follows for what is registered: a field that holds something is never taken away.
"""

from collections.abc import Callable

from agreements.legal_forms.base import SELLER, LegalForm
from agreements.legal_forms.facts import Authority

Test = Callable[[LegalForm], bool]
MOVED = {Authority.ADMINISTRATIVE, Authority.PRINCIPLE, Authority.REGULATIONS}


def _asks_for(*codes: str) -> Test:
    """Whether the law asks that the written agreement says it."""
    return lambda form: any(item.code in codes for item in form.law.contents)


def _any_of(*tests: Test) -> Test:
    return lambda form: any(test(form) for test in tests)


def _by_agreement(form: LegalForm) -> bool:
    """Whether it rests on an agreement alone, or may do so: then there is no body whose statutes tell the rest."""
    return form.legal_person is not True


def _may_be_a_person(form: LegalForm) -> bool:
    return form.legal_person is not False


def _owned(form: LegalForm) -> bool:
    """Whether the parties own it."""
    by_law = form.law.shares is not None and form.law.shares.allowed
    return by_law or any(role.shares for role in form.roles)


def _in_common(form: LegalForm) -> bool:
    """Whether the parties have something in common to govern and to be given money for; those who buy and sell have not."""
    return SELLER not in form.roles


def _needs_a_sector_law(form: LegalForm) -> bool:
    """Whether there is authority that the form itself cannot receive."""
    allowed = form.law.authority.allowed
    return allowed is None or not allowed >= MOVED


_LEAVING: Test = lambda form: form.law.withdrawal.by_rule  # noqa: E731
_FIELDS: dict[str, Test] = {
    "organisation": _any_of(_may_be_a_person, lambda form: bool(form.law.registration.org_forms)),
    "office": _any_of(_by_agreement, _asks_for("seat")),
    "parent": _by_agreement,
    "ownerships": _owned,
    "ownership_text": _owned,
    "is_legal_person": lambda form: form.legal_person is None,
    "sector_law": _needs_a_sector_law,
    "tasks_stated": _any_of(_by_agreement, _asks_for("tasks")),
    "transfer_date_stated": _asks_for("transfer_date"),
    "information_stated": _asks_for("information"),
    **dict.fromkeys(("settlement_stated", "settlement"), _any_of(_by_agreement, _asks_for("settlement"))),
    **dict.fromkeys(("exit_stated", "exit_rule", "notice_months"), _LEAVING),
    **dict.fromkeys(("dissolution_stated", "dissolution_rule"), _LEAVING),
    **dict.fromkeys(("archive_stated", "archive_rule"), _any_of(_by_agreement, lambda form: form.law.archive is not None)),
    **dict.fromkeys(("contribution_duty", "contribution"), _asks_for("contribution_duty")),
    **dict.fromkeys(("loan_allowed", "loan_ceiling"), _asks_for("loan")),
    "representantskap_members": _asks_for("representantskap"),
    "board_members": _may_be_a_person,
    "governor_informed": lambda form: form.law.governor is not None,
    **dict.fromkeys(("bodies", "grants"), _in_common),
    "candidates": lambda form: _by_agreement(form) and _in_common(form),
}
DEPENDENT = tuple(_FIELDS)


def applies(form: LegalForm, field: str) -> bool:
    """Whether an agreement of the form has anything to write in the field, or in the table of rows."""
    return field not in _FIELDS or _FIELDS[field](form)


def without(form: LegalForm) -> tuple[str, ...]:
    """The fields that an agreement of the form has nothing to write in."""
    return tuple(field for field in DEPENDENT if not applies(form, field))
