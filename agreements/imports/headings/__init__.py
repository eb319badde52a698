"""Which field each column of a sheet is.

`recognise(sheet: Sheet) -> Headings`, with `columns: dict[int, str]` (from 0, the field's code), `unknown: dict[int, str]`
(heading of each column nobody has placed), `shape` and `key`, which is the same for every sheet with the same headings;
`table_of(sheet: Sheet, chosen: Mapping[int, str] | None = None) -> Table`, where `chosen` says what a person placed ("" for a
column that is left out).
"""
