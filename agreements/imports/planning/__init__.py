"""★ What a file would do to the register. `plan(tables, answers, day, as_of=None) -> Plan` reads, and cannot write.

`tables` are those of one file or of several; `answers` are what a person said, by the key of the question: the value of a choice
or a text of one's own; `day` is today, and `as_of` (a `Span`) how old the file is, when that is known.

`scheme.draft` is what `applying` writes through `agreements.actions`, small until it is asked for its rows:
* NEW: `draft.whole()` makes the unsaved `Whole`, for `register_many((scheme.draft.whole() for scheme in …), by=…)`;
* CHANGED and ENDED: `draft(whole)` is the act that `amend_many` is given: `lambda whole: drafts[whole.agreement.pk](whole)`.
Where a draft names an organisation that the register has not, it is one of `plan.organisations`: those are saved first. A new
agreement is a draft in the sense of `Publication` until whoever applies says otherwise. A draft adds a source with the
citation «fil.xlsx, ark Samarbeid, rad 7»; that the file speaks of a scheme again, without telling anything new, is no change.
"""

from agreements.imports.planning.draft import Draft
from agreements.imports.planning.planner import plan

__all__ = ["Draft", "plan"]
