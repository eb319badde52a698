"""The table of cooperations in the archive plans of municipalities: twelve columns, of which few are filled."""

from agreements.imports.headings.shape import Shape
from agreements.imports.headings.wording import by_heading, plain

_COLUMNS = by_heading(
    {
        "name": ("Navn på samarbeidet",),
        "archive_case_number": ("Arkivreferanse",),
        "valid_from_text": ("Etablert dato",),
        "last_day_text": ("Avviklet dato",),
        "participants": ("Deltakere",),
        "archive_law": ("Arkivlov",),
        "service_areas": ("Funksjonsområde",),
        "legal_form": ("Samarbeidsform",),
        "archive_responsible": ("Arkivansvarlig",),
        "archive_system": ("Arkivsystem",),
        "archive_duties": ("Dokumentasjonsplikter",),
        "archive_depot": ("Arkivdepot",),
    }
)
ARCHIVE_PLAN = Shape(
    "arkivplan", _COLUMNS, {plain(heading) for heading in ("Navn på samarbeidet", "Deltakere", "Samarbeidsform", "Arkivansvarlig")}
)
