"""How many there are in all, and where they belong."""

from django.utils.translation import gettext as _

from agreements.statistics.question import Question
from agreements.statistics.tables.table import MEAN, Cell, Column, Page, Row, Table, counted
from agreements.statistics.totals import Totals, totals

CODE = "oversikt"


def page(question: Question) -> Page:
    """The page."""
    found = totals(question.schemes, question.inventory)
    how = (
        _("Vi teller samarbeid som ikke er avsluttet på datoen. Nettverk, prosjekter og forslag teller ikke."),
        _("En grunnavtale teller bare så lenge ingen tjenesteavtale under den gjelder."),
        _(
            "Hvert samarbeid hører hjemme i ett fylke: der verten eller kontorkommunen ligger, ellers der kontoret er, ellers der "
            "flest parter ligger. Slik blir summen av fylkene den samme som summen av alle."
        ),
        _("Uten kjent start regnes et samarbeid fra den første kilden som omtaler det."),
    )
    lead = _("Hvor mange samarbeid som er registrert, og hvor de hører hjemme.")
    return Page(CODE, _("Statistikk"), lead, (_schemes(found, question), _parties(found)), how)


def _schemes(found: Totals, question: Question) -> Table:
    names = {number: county.name for number, county in question.directory.counties.items()}
    homes = [
        Row(f"fylke-{number}", _("Hører hjemme i %(county)s") % {"county": names[number]}, (counted(schemes),))
        for number, schemes in found.by_county.items()
    ]
    others = (
        ("uten-kommune", _("Ingen kommune er navngitt"), found.homeless),
        ("grunnavtaler", _("Grunnavtaler som ikke telles, fordi tjenesteavtalene gjør det"), question.basic_agreements),
        ("fylkesgrense", _("Krysser fylkesgrensen"), found.crossing),
        ("landegrense", _("Krysser landegrensen"), found.foreign),
        ("uavklart", _("Ikke kjent om det fortsatt gjelder"), found.unclear),
        ("uten-start", _("Startdato er ikke kjent"), found.unknown_start),
        ("ufullstendig", _("Ikke alle parter er navngitt"), found.incomplete),
    )
    rows = [Row(code, label, (counted(schemes),)) for code, label, schemes in others]
    return Table(
        "samarbeid",
        _("Samarbeid"),
        _("Hva"),
        (Column("antall", _("Antall"), bar=True),),
        (Row("alle", _("Samarbeid som telles med"), (counted(found.schemes),)), *homes, *rows),
        note=_("De siste radene er også med i tallene over."),
    )


def _parties(found: Totals) -> Table:
    spread = found.parties
    rows = (
        ("deltakelser", _("Kommunenes deltakelser i alt"), found.participations),
        ("snitt", _("Parter per samarbeid, snitt"), spread.mean),
        ("median", _("Parter per samarbeid, median"), spread.middle),
        ("minst", _("Færrest parter"), spread.smallest),
        ("flest", _("Flest parter"), spread.largest),
    )
    return Table(
        "parter",
        _("Parter"),
        _("Hva"),
        (Column("antall", _("Antall"), MEAN),),
        tuple(Row(code, label, (Cell(value),)) for code, label, value in rows),
        note=_("Parter per samarbeid er regnet av de %(number)s samarbeidene der alle parter er navngitt.")
        % {"number": spread.count},
    )
