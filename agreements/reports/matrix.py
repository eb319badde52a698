"""Deltakermatrise: every scheme that counts against every municipality, V where it hosts and X where it takes part."""

from dataclasses import dataclass
from functools import partial

from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.columns.column import YES_NO
from agreements.legal_forms.catalogue import legal_form
from agreements.models import Agreement, Status
from agreements.reports.report import Asked, Column, Place, Report, Sheet
from agreements.statistics.inventory import Scheme

CODE = "deltakermatrise"
HOST, PARTY = "V", "X"


@dataclass(frozen=True)
class Line:
    """One scheme, its name and its areas in words."""

    scheme: Scheme
    name: str
    areas: str
    outside: int


def _mark(municipality_id: int, line: Line) -> str | None:
    """What stands where the scheme and the municipality meet."""
    if municipality_id in line.scheme.hosts:
        return HOST
    return PARTY if municipality_id in line.scheme.municipalities else None


COLUMNS = (
    Column("name", _("samarbeid"), _("Navnet i dag."), lambda line: line.name, width=38, wrap=True),
    Column("areas", _("samarbeidsområder"), _("Hva samarbeidet gjelder."), lambda line: line.areas, width=20, wrap=True),
    Column(
        "form",
        _("samarbeidsform"),
        _("Den rettslige formen."),
        lambda line: capfirst(_now(legal_form(line.scheme.form).short_label)),
        width=20,
        wrap=True,
    ),
    Column(
        "status",
        _("status"),
        _("Uavklart: ingen kilde sier om det fortsatt gjelder."),
        lambda line: str(Status(line.scheme.status).label),
        width=9,
    ),
    Column(
        "parties",
        _("parter"),
        _("Alle registrerte parter, også andre enn kommuner."),
        lambda line: line.scheme.parties,
        "number",
        width=7,
    ),
    Column(
        "complete",
        _("alle parter ført inn"),
        _("Nei: Det kan være flere parter enn dem som står her."),
        lambda line: line.scheme.complete,
        YES_NO,
        width=9,
    ),
    Column(
        "outside",
        _("parter utenfor tabellen"),
        _("Parter som ikke har en egen kolonne her."),
        lambda line: line.outside,
        "number",
        width=9,
    ),
)


def _sheets(asked: Asked) -> tuple[Sheet, ...]:
    question, day = asked.question, asked.day
    narrowed = asked.county or asked.region
    schemes = question.inventory.with_any(question.municipality_ids) if narrowed else question.inventory.schemes
    rows = Agreement.objects.published().values_list("pk", "name")
    names = {pk: (place, name) for place, (pk, name) in enumerate(rows)}  # in the order of names
    areas, own = {area.pk: area.name for area in question.areas}, frozenset(question.municipality_ids)
    lines = [
        Line(
            scheme,
            names[scheme.pk][1],
            "; ".join(sorted(areas[pk] for pk in scheme.areas)),
            scheme.parties - len(scheme.municipalities & own),
        )
        for scheme in sorted(schemes, key=lambda scheme: names[scheme.pk][0])
    ]
    columns = [
        Column(
            entry.number(day),
            entry.municipality.name,
            _now("V: vertskommune. X: part. Tomt: ikke registrert som part."),
            partial(_mark, entry.municipality.pk),
            width=4,
            turned=True,
        )
        for entry in asked.entries
    ]
    return (
        Sheet(
            "matrise",
            _now("Deltakermatrise"),
            (*COLUMNS, *columns),
            lambda: lines,
            note=_now("V: vertskommune. X: part. Tomt: ikke registrert som part. Bare samarbeid som telles på datoen."),
            missing=_now("Registeret kjenner ingen samarbeid her på denne datoen."),
        ),
    )


REPORT = Report(
    CODE,
    _("Deltakermatrise"),
    _("Alle samarbeid mot alle kommuner i ett bilde: V der kommunen er vert, X der den er part."),
    frozenset({Place.COUNTY, Place.REGION, Place.REGISTER}),
    _sheets,
)
