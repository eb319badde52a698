"""The list a municipality confirmed, as Excel: what goes with the receipt, and into an annual or ownership report."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.columns.read_me import PUBLISHER
from agreements.models import Answer, Proposal, Task
from agreements.verification.lines import Line
from registry.excel.writing import ExcelFile, Head
from registry.periods import show_day, show_day_of


def file_name(task: Task) -> str:
    """What the list is called: samarbeid-dyrøy-2026-12-31.xlsx."""
    return f"samarbeid-{task.municipality.name.lower()}-{task.confirmed_on}.xlsx"


def list_as_excel(task: Task) -> bytes:
    """The confirmed list line by line with its answers, what the municipality misses, and who confirmed what, and when."""
    title = _("Samarbeid i %(municipality)s") % {"municipality": task.municipality.name}
    missing = task.shown.get("missing", [])
    with ExcelFile(title, PUBLISHER) as book:
        book.sheet(_("Samarbeid"), _heads()).extend(_row(stored) for stored in task.shown["lines"])
        if missing:
            widths = {_("Samarbeid"): 44, _("Parter"): 60, _("Fra"): 14, _("Merknad"): 60}
            heads = [Head(head, width=width, wrap=True) for head, width in widths.items()]
            rows = ([one["new"], one["parties"], one["old"], one["why"]] for one in missing)
            book.sheet(_("Mangler i registeret"), heads).extend(rows)
        book.sheet(_("Bekreftelsen"), [Head(_("Hva"), width=34), Head(_("Svar"), width=100, wrap=True)]).extend(_about(task))
        return book.finish().read()


def _heads() -> list[Head]:
    """So wide together that a printed page takes them all, with nothing cut off."""
    return [
        Head(_("Samarbeid"), width=34, wrap=True),
        Head(_("Samarbeidsform"), width=26, wrap=True),
        Head(_("Område"), width=22, wrap=True),
        Head(_("Kommunens rolle"), width=18, wrap=True),
        Head(_("Vert"), width=14, wrap=True),
        Head(_("Sammen med"), width=46, wrap=True),
        Head(_("Fra og med"), width=13, wrap=True),
        Head(_("Kommunens svar"), width=16),
        Head(_("Det kommunen vil ha rettet"), width=30, wrap=True),
    ]


def _about(task: Task) -> list[list[str]]:
    return [
        [_("Kommune"), task.municipality.name],
        [_("Slik det var"), show_day(task.confirmed_on)],
        [_("Bekreftet av"), task.title],
        [_("Bekreftet"), show_day_of(task.confirmed_at)],
        [_("Det som er bekreftet"), task.statement],
        [_("Saksnummer hos Statsforvalteren"), task.round.case_number],
    ]


def _row(stored: dict) -> list:
    line = Line.read(stored)
    form = line.form if line.form_stated else _("%(form)s (antatt)") % {"form": line.form}
    cells = [line.name, form, ", ".join(line.areas), line.role, ", ".join(line.hosts), ", ".join(line.parties), line.since]
    return [*cells, str(Answer.Kind(stored["answer"]).label), "; ".join(_wanted(one) for one in stored.get("proposed", ()))]


def _wanted(one: dict) -> str:
    """What is to be put right, in words; the reason stands in the register's own list of proposals."""
    label = capfirst(str(Proposal.Field(one["field"]).label))
    return f"{label}: {said}" if (said := one["new"] or one["why"]) else label
