"""Tekst til årsmelding/årsberetning: a municipality's year in paragraphs to paste into a document, and its numbers."""

from collections.abc import Callable, Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.legal_forms.catalogue import CATALOGUE
from agreements.reports.annual_text import paragraphs
from agreements.reports.report import Asked, Column, Place, Report, Sheet, text
from agreements.reports.year import Year
from registry.periods import show_day

CODE = "arsmelding"
CHANGES = (
    Column("label", _("hva"), _("Hva tallet gjelder."), lambda row: row[0], width=60),
    Column("number", _("antall"), _("Hvor mange samarbeid."), lambda row: row[1], "number"),
)


def _sheets(asked: Asked) -> tuple[Sheet, ...]:
    year = Year(asked)
    least = _now("Kommunen er ikke ferdig kartlagt. Tallene er minst så mange.") if year.at_least else ""
    numbers, changes = _numbers(year), _changes(year)
    return (
        text("tekst", _now("Tekst til årsmelding"), paragraphs(year)),
        Sheet("tall", _now("Tallene"), _columns(year), lambda: numbers, note=least),
        Sheet("endring", _now("Fra året før"), CHANGES, lambda: changes, note=_now("Den siste raden er summen av de andre.")),
    )  # fmt: skip


def _columns(year: Year) -> tuple[Column, ...]:
    first, last = (_now("per %(day)s") % {"day": show_day(day)} for day in (year.first, year.last))
    return (
        Column("label", _("hva"), _("Hva tallet gjelder."), lambda row: row[0], width=44),
        Column("before", first, _("Tallet siste dag i året før. Tomt: kommunen fantes ikke da."), lambda row: row[1], "number"),
        Column("now", last, _("Tallet den dagen rapporten gjelder."), lambda row: row[2], "number"),
    )


def _numbers(year: Year) -> list[tuple[str, int | None, int]]:
    both = ((None if year.founded else year.then), year.now)

    def row(label: str, of: Callable[[Iterable], Iterable]) -> tuple[str, int | None, int]:
        before, now = (None if schemes is None else len(list(of(schemes))) for schemes in both)
        return label, before, now or 0

    forms = [
        row(capfirst(_now(form.label)), lambda schemes, code=form.code: [scheme for scheme in schemes if scheme.form == code])
        for form in CATALOGUE
    ]
    return [
        row(_now("Samarbeid i alt"), lambda schemes: schemes),
        row(_now("Av dem som vertskommune"), year.hosted),
        row(_now("Av dem ikke kjent om de fortsatt gjelder"), lambda schemes: [scheme for scheme in schemes if scheme.unclear]),
        *(one for one in forms if one[1] or one[2]),
    ]


def _changes(year: Year) -> list[tuple[str, int]]:
    rows = [
        (_now("Nye samarbeid"), len(year.new)),
        (_now("Samarbeid med ukjent start, omtalt første gang"), len(year.seen)),
        (_now("Eldre samarbeid kommunen gikk inn i"), len(year.joined)),
        (_now("Ført videre fra tidligere kommuner"), len(year.carried)),
        (_now("Avsluttede samarbeid"), -len(year.ended)),
        (_now("Samarbeid kommunen gikk ut av"), -len(year.left)),
        (_now("Andre grunner: ukjent dato for deltakelsen, eller om det telles"), year.other),
    ]
    first, last = (_now("Per %(day)s") % {"day": show_day(day)} for day in (year.first, year.last))
    return [(first, len(year.then)), *(row for row in rows if row[1]), (last, len(year.now))]


REPORT = Report(
    CODE,
    _("Tekst til årsmelding eller årsberetning"),
    _(
        "Kommunens samarbeid i året: nye, endrede og avsluttede, med fjorårets tall ved siden av. "
        "Teksten er et forslag som kommunen kan bruke, endre eller la være å bruke."
    ),
    frozenset({Place.MUNICIPALITY}),
    _sheets,
)
