"""★ Every change of an agreement: register, end, withdraw, merge, carry over. Each takes `by=` and may take `reason=`.

`changed()` is the one place that bumps the revision and writes the audit trail; the admin calls it too.
"""

from agreements.actions.acts import end, publish, register, withdraw
from agreements.actions.carrying_over import carry_over
from agreements.actions.merging import merge
from agreements.actions.trail import DERIVED, PERIOD_COLUMNS, changed, check_participations, snapshot, stored_snapshot

__all__ = [
    "DERIVED",
    "PERIOD_COLUMNS",
    "carry_over",
    "changed",
    "check_participations",
    "end",
    "merge",
    "publish",
    "register",
    "snapshot",
    "stored_snapshot",
    "withdraw",
]
