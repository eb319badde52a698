"""Our own template: which columns it has. The workbook itself is made by `agreements.imports.template`."""

from agreements.imports.fields import FIELDS
from agreements.imports.headings.shape import Shape
from agreements.imports.headings.wording import plain

IN_TEMPLATE = (
    "name",
    "service_areas",
    "legal_form",
    "participants",
    "host",
    "municipality",
    "own_role",
    "participants_complete",
    "valid_from_text",
    "last_day_text",
    "stage",
    "purpose",
    "legal_basis",
    "agreement_type",
    "organisation",
    "org_number",
    "office",
    "notice_months",
    "fixed_term_until",
    "ownership_text",
    "year",
    "cost",
    "person_years",
    "archive_case_number",
    "archive_responsible",
    "archive_system",
    "archive_depot",
    "source",
    "source_url",
    "source_date",
    "note",
)
REQUIRED = ("name", "participants")
EXAMPLE = "EKSEMPEL: "  # a row whose name begins so is never imported
TEMPLATE = Shape(
    "mal",
    {plain(FIELDS[code].heading): code for code in IN_TEMPLATE},
    {plain(FIELDS[code].heading) for code in ("name", "participants", "participants_complete", "stage")},
)
