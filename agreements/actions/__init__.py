"""★ Every change of an agreement: register, join, leave, end, withdraw, merge, carry over. Each takes `by=` and may take `reason=`.

An act changes a `Whole` in memory; `amend` and `amend_many` store what differs, `register_many` what is new. What has stored its
rows itself, as the admin's forms do, ends with `changed`. Both bump the revision and write the audit trail in `trail.finish` alone.
"""

from agreements.actions.acts import end, publish, register, withdraw
from agreements.actions.candidates import Step, start_service_agreement, steps_of
from agreements.actions.carrying_over import carry_over
from agreements.actions.confirming import confirmed
from agreements.actions.joining import join, leave
from agreements.actions.many import Outcome, Refused, amend, amend_many, register_many, register_organisations
from agreements.actions.merging import merge
from agreements.actions.rows import check_cost_splits, check_ownerships, check_participations, check_versions
from agreements.actions.setting_back import set_back
from agreements.actions.storing import DERIVED, check
from agreements.actions.together import end_each, join_each, leave_each, leave_everything
from agreements.actions.trail import PERIOD_COLUMNS, changed, changed_many, snapshots, stored_snapshot

__all__ = [
    "DERIVED",
    "Outcome",
    "PERIOD_COLUMNS",
    "Refused",
    "Step",
    "amend",
    "amend_many",
    "carry_over",
    "changed",
    "changed_many",
    "check",
    "check_cost_splits",
    "check_ownerships",
    "check_participations",
    "check_versions",
    "confirmed",
    "end",
    "end_each",
    "join",
    "join_each",
    "leave",
    "leave_each",
    "leave_everything",
    "merge",
    "publish",
    "register",
    "register_many",
    "register_organisations",
    "set_back",
    "snapshots",
    "start_service_agreement",
    "steps_of",
    "stored_snapshot",
    "withdraw",
]
