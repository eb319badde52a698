"""What began and what ended between two days, so that the first number and the last are accounted for."""

from collections.abc import Mapping

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.legal_forms.catalogue import CATALOGUE
from agreements.statistics.inventory import Scheme
from agreements.statistics.question import Question
from agreements.statistics.tables.table import Cell, Column, Page, Row, Table, counted
from registry.periods import show_day

CODE = "endring"
Moved = Mapping[str, list[Scheme]]


def page(question: Question) -> Page:
    """The page."""
    first, last = (show_day(one.directory.day) for one in (question.earlier, question))
    how = (
        _("Nye og avsluttede samarbeid er dem med en kjent dato i tidsrommet. Første dag regnes ikke med, siste dag regnes med."),
        _("Et samarbeid uten kjent start regnes fra den første kilden som omtaler det. Det står for seg, og kan være eldre."),
        _("Når en kommune er gått inn i en annen, er samarbeidet fortsatt ett og det samme."),
    )
    moved = _moved(question)
    lead = _("Hva som kom til og hva som tok slutt fra %(first)s til %(last)s.") % {"first": first, "last": last}
    return Page(CODE, _("Nye og avsluttede"), lead, (_change(question, moved, first, last), _by_form(question, moved)), how)


def _change(question: Question, moved: Moved, first: str, last: str) -> Table:
    rows = (
        Row("for", _("Per %(day)s") % {"day": first}, (counted(question.earlier.schemes, earlier=True),)),
        Row("nye", _("Nye"), (counted(moved["new"]),)),
        Row("omtalt", _("Uten kjent start, omtalt første gang"), (counted(moved["seen"]),)),
        Row("avsluttet", _("Avsluttet (trekkes fra)"), (counted(moved["ended"], earlier=True),)),
        Row("delt", _("Grunnavtaler som fikk tjenesteavtaler (trekkes fra)"), (counted(moved["divided"]),)),
        Row("igjen", _("Grunnavtaler som telles igjen"), (counted(moved["again"]),)),
        Row("annet", _("Andre grunner: hvem som er part, eller om det telles"), (Cell(_other(question, moved)),)),
        Row("na", _("Per %(day)s") % {"day": last}, (counted(question.schemes),)),
    )
    return Table(CODE, _("Mellom de to dagene"), _("Hva"), (Column("antall", _("Samarbeid")),), rows)


def _moved(question: Question) -> Moved:
    """The schemes of one day that are not those of the other, by why."""
    now, then = ({scheme.pk: scheme for scheme in one.schemes} for one in (question, question.earlier))
    basic = {scheme.pk for scheme in question.basic_agreements}
    were_basic = {scheme.pk for scheme in question.earlier.basic_agreements}
    there = {scheme.pk for scheme in (*question.inventory.schemes, *question.inventory.basic_agreements)}
    were = {scheme.pk for scheme in (*question.earlier.inventory.schemes, *question.earlier.inventory.basic_agreements)}
    fresh = [scheme for pk, scheme in now.items() if pk not in were]
    return {
        "new": [scheme for scheme in fresh if scheme.start],
        "seen": [scheme for scheme in fresh if scheme.start is None],
        "ended": [scheme for pk, scheme in then.items() if pk not in there],
        "divided": [scheme for scheme in question.basic_agreements if scheme.pk in then],
        "again": [scheme for pk, scheme in now.items() if pk in were_basic and pk not in basic],
    }


def _other(question: Question, moved: Moved) -> int:
    """What is left when all that is told is counted: a scheme that moved into the county or region, or out of it."""
    told = sum(len(moved[name]) for name in ("new", "seen", "again")) - sum(len(moved[name]) for name in ("ended", "divided"))
    return len(question.schemes) - len(question.earlier.schemes) - told


def _by_form(question: Question, moved: Moved) -> Table:
    columns = (
        Column("for", _("Før")),
        Column("nye", _("Nye"), bar=True),
        Column("avsluttet", _("Avsluttet"), bar=True),
        Column("na", _("Nå")),
    )
    rows = []
    for form in CATALOGUE:
        then, new, ended, now = (
            [scheme for scheme in schemes if scheme.form == form.code]
            for schemes in (question.earlier.schemes, [*moved["new"], *moved["seen"]], moved["ended"], question.schemes)
        )
        if then or now:
            cells = (counted(then, earlier=True), counted(new), counted(ended, earlier=True), counted(now))
            rows.append(Row(form.code, capfirst(_(form.label)), cells))
    note = _("De uten kjent start er med blant de nye.")
    return Table("former", _("Etter samarbeidsform"), _("Form"), columns, tuple(rows), note=note, missing=_("Ingen samarbeid."))
