"""The list a municipality confirmed, as Excel: what goes with the receipt, and into an annual or ownership report."""

from django.utils.translation import gettext as _

from agreements.models import Answer, Task
from agreements.verification.lines import Line
from registry.excel.writing import ExcelFile, Head

FILE_NAME = "samarbeid-%(municipality)s-%(day)s.xlsx"


def list_as_excel(task: Task) -> bytes:
    """The confirmed list line by line with its answers, and a sheet that says who confirmed what, and when."""
    municipality = task.municipality.name
    with ExcelFile(
        _("Samarbeid i %(municipality)s") % {"municipality": municipality}, _("Statsforvalteren i Troms og Finnmark")
    ) as book:
        heads = [
            Head(_("Samarbeid"), width=44),
            Head(_("Samarbeidsform"), width=30),
            Head(_("Område"), width=26),
            Head(_("Kommunens rolle"), width=18),
            Head(_("Vert"), width=18),
            Head(_("Sammen med"), width=60),
            Head(_("Fra og med"), width=14),
            Head(_("Kommunens svar"), width=18),
        ]
        sheet = book.sheet(_("Samarbeid"), heads)
        sheet.extend(_row(stored) for stored in task.shown["lines"])
        about = book.sheet(_("Bekreftelsen"), [Head(_("Hva"), width=24), Head(_("Svar"), width=100)])
        about.extend(
            [
                [_("Kommune"), municipality],
                [_("Slik det var"), f"{task.confirmed_on:%d.%m.%Y}"],
                [_("Bekreftet av"), task.title],
                [_("Bekreftet"), f"{task.confirmed_at:%d.%m.%Y}"],
                [_("Det som er bekreftet"), task.statement],
                [_("Saksnummer hos Statsforvalteren"), task.round.case_number],
            ]
        )
        return book.finish().read()


def _row(stored: dict) -> list:
    line = Line.read(stored)
    form = line.form if line.form_stated else _("%(form)s (antatt)") % {"form": line.form}
    cells = [line.name, form, ", ".join(line.areas), line.role, ", ".join(line.hosts), ", ".join(line.parties), line.since]
    return [*cells, str(Answer.Kind(stored["answer"]).label)]
