"""The rows of the register as plain dictionaries, the one shape that API, files and dumps are made of.

Nothing here makes model instances of agreements: rows are read with `.values()` in chunks, a flat number of queries a chunk.
Dates are `date`, moments `datetime`; `valid_to` is the first day something no longer holds, `last_day` the day before it.
Only what everyone may see is read, column by column, so that a new column is public only when it is named here.
"""

from agreements.columns.records.agreement import AGREEMENT_KEYS, KEYS, agreement_records
from agreements.columns.records.change import change_records
from agreements.columns.records.finding import finding_records
from agreements.columns.records.lists import legal_form_records, organisation_records, service_area_records
from agreements.columns.records.municipality import municipality_records
from agreements.columns.records.region import region_records

__all__ = [
    "AGREEMENT_KEYS",
    "KEYS",
    "agreement_records",
    "change_records",
    "finding_records",
    "legal_form_records",
    "municipality_records",
    "organisation_records",
    "region_records",
    "service_area_records",
]
