"""★ What a file would do to the register. `plan(tables, answers, day, as_of=None) -> Plan` reads, and cannot write.

`tables` are those of one file or of several; `answers` are what a person said, by the key of the question: the value of a choice
or a text of one's own; `day` is today, and `as_of` (a `Span`) how old the file is, when that is known.

`draft` of a scheme in a plan is what is written through `agreements.actions`:
* NEW: `actions.Draft`: an unsaved agreement with unsaved participations, ownerships and sources, and its service areas.
* CHANGED and ENDED: `actions.Amendment`: the columns that change, and the rows to add, to save and to delete.
Where a row points to an organisation that the register has not, it is one of `plan.organisations`: those are saved first. A new
agreement is a draft in the sense of `Publication` until whoever applies says otherwise. A source has the citation «fil.xlsx, ark
Samarbeid, rad 7»; that the file speaks of a scheme again, without telling anything new, is no change.
"""
