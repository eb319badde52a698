"""Arkivplan: the twelve columns in which a municipality's archive plan lists its cooperation, ended ones too, by name."""

from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.reports.own import Own, all_own_agreements
from agreements.reports.report import Asked, Column, Place, Report, Sheet
from agreements.reports.words import form_in_words, last_day_or_words, parties_in_words, started_or_words

CODE = "arkivplan"


def _ended(own: Own) -> date | str | None:
    """The last day of the agreement, or of the municipality's part where that came first; words where the day is not known."""
    ends = [row for row in (own.row, own.agreement) if row.last_day and row.last_day < own.day]
    first = min(ends, key=lambda row: row.last_day, default=None)
    return first and last_day_or_words(first)


def _archive_rule(own: Own) -> str:
    """What the agreement says of the archive, in its own words, or that it does."""
    agreement = own.agreement
    stated = {True: _now("Avtalen har regler om arkivet"), False: _now("Avtalen har ingen regler om arkivet")}
    return agreement.archive_rule or stated.get(agreement.archive_stated, "")


COLUMNS = (
    Column("name", _("navn på samarbeidet"), _("Navnet i dag."), lambda own: own.agreement.name, width=28, wrap=True),
    Column(
        "archive_case_number",
        _("arkivreferanse"),
        _("Saksnummer i arkivet."),
        lambda own: own.agreement.archive_case_number,
        width=14,
        wrap=True,
    ),
    Column("established", _("etablert dato"), _("Dato når dagen er kjent, ellers det kilden sier."), started_or_words, "date"),
    Column(
        "ended",
        _("avviklet dato"),
        _("Siste dag, når samarbeidet er over eller kommunen er gått ut. Dato når dagen er kjent, ellers det kilden sier."),
        _ended,
        "date",
    ),
    Column("parties", _("deltakere"), _("Alle registrerte parter, verten først."), parties_in_words, width=36, wrap=True),
    Column("archive_law", _("arkivlov"), _("Fylles ut av kommunen."), lambda own: None, width=10, wrap=True),
    Column(
        "areas",
        _("funksjonsområde"),
        _("Samarbeidsområdene i registeret."),
        lambda own: "; ".join(area.name for area in own.whole.service_areas),
        width=20,
        wrap=True,
    ),
    Column("form", _("samarbeidsform"), _("Den rettslige formen."), form_in_words, width=20, wrap=True),
    Column(
        "archive_responsible",
        _("arkivansvarlig"),
        _("Hvem som svarer for arkivet."),
        lambda own: own.agreement.archive_responsible,
        width=16,
        wrap=True,
    ),
    Column(
        "archive_system",
        _("arkivsystem"),
        _("Systemet arkivet føres i."),
        lambda own: own.agreement.archive_system,
        width=14,
        wrap=True,
    ),
    Column("archive_duties", _("dokumentasjonsplikter"), _("Det avtalen sier om arkivet."), _archive_rule, width=23, wrap=True),
    Column(
        "archive_depot",
        _("arkivdepot"),
        _("Der arkivet blir bevart."),
        lambda own: own.agreement.archive_depot,
        width=12,
        wrap=True,
    ),
)


def _sheets(asked: Asked) -> tuple[Sheet, ...]:
    found = all_own_agreements(asked)
    return (
        Sheet(
            "samarbeid",
            capfirst(_now("arkivplan")),
            COLUMNS,
            lambda: found,
            note=_now("Alle samarbeid kommunen er med i eller har vært med i, ordnet etter navn. Tomt: ikke registrert."),
            missing=_now("Registeret kjenner ingen samarbeid som kommunen var med i på denne datoen."),
        ),
    )


REPORT = Report(
    CODE,
    _("Arkivplan"),
    _("Kommunens samarbeid i de tolv kolonnene en arkivplan har, med arkivreferanse, arkivansvarlig og depot."),
    frozenset({Place.MUNICIPALITY}),
    _sheets,
)
