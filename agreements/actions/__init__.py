"""★ Every change of an agreement: register, join, leave, end, withdraw, merge, carry over. Each takes `by=` and may take `reason=`.

`changed()` is the one place that bumps the revision and writes the audit trail; the admin calls it too.
"""

from agreements.actions.acts import end, publish, register, withdraw
from agreements.actions.candidates import Step, start_service_agreement, steps_of
from agreements.actions.carrying_over import carry_over
from agreements.actions.joining import join, leave
from agreements.actions.merging import merge
from agreements.actions.rows import check_cost_splits, check_ownerships, check_participations, check_versions
from agreements.actions.together import Outcome, end_each, leave_everything, on_each
from agreements.actions.trail import DERIVED, PERIOD_COLUMNS, changed, snapshot, stored_snapshot

__all__ = [
    "DERIVED",
    "Outcome",
    "PERIOD_COLUMNS",
    "Step",
    "carry_over",
    "changed",
    "check_cost_splits",
    "check_ownerships",
    "check_participations",
    "check_versions",
    "end",
    "end_each",
    "join",
    "leave",
    "leave_everything",
    "merge",
    "on_each",
    "publish",
    "register",
    "snapshot",
    "start_service_agreement",
    "steps_of",
    "stored_snapshot",
    "withdraw",
]
