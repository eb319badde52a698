"""Our own export: the sheets «Samarbeid» and «Deltakelser» as people get them, and the CSV that programs get."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from agreements.columns.agreement import AGREEMENT
from agreements.columns.column import Column
from agreements.columns.participation import PARTICIPATION
from agreements.imports.headings.shape import Shape
from agreements.imports.headings.wording import plain
from agreements.imports.reading.book import Sheet

AGREEMENTS, PARTICIPATIONS = "eksport", "deltakelser"


def _for_people(code: str, columns: Iterable[Column], signs: Iterable[str]) -> Shape:
    headings = {column.code: plain(column.heading) for column in columns}
    known = {heading: field for field, heading in headings.items()}
    return Shape(code, known, {headings[sign] for sign in signs}, ours=True)


def _for_programs(code: str, columns: Iterable[Column], signs: Iterable[str]) -> Shape:
    known = {plain(column.code): column.code for column in columns}
    return Shape(code, known, {plain(sign) for sign in signs}, by_codes=True, ours=True)


def is_about_the_file(sheet: Sheet) -> bool:
    """Whether it is the last sheet of our own files, which lists the columns of the others and is no table."""
    first = sheet.lines[0].cells if sheet.lines else ()
    return bool(first) and plain(first[0]) == plain(_("Om filen"))


# Columns that stand in every file, whatever was chosen: see `Column.always`.
_OF_AGREEMENTS = ("id", "name", "form_basis", "evidence_date")
_OF_PARTICIPATIONS = ("agreement_id", "agreement", "party", "role", "certainty")
EXPORT = (
    _for_people(PARTICIPATIONS, PARTICIPATION, _OF_PARTICIPATIONS),
    _for_programs(PARTICIPATIONS, PARTICIPATION, _OF_PARTICIPATIONS),
    _for_people(AGREEMENTS, AGREEMENT, _OF_AGREEMENTS),
    _for_programs(AGREEMENTS, AGREEMENT, _OF_AGREEMENTS),
)
