"""Which municipalities have an adopted ownership report registered this election period. Those without are nowhere here."""

from django.utils.translation import gettext as _

from agreements.statistics.question import Question
from agreements.statistics.tables.table import DATE, TEXT, Cell, Column, Page, Row, Table
from municipalities.directory import Entry
from municipalities.election_period import ElectionPeriod
from municipalities.models import OwnershipReport

CODE = "eierskapsmeldinger"


def page(question: Question) -> Page:
    """The page."""
    period = ElectionPeriod.on(question.directory.day)
    how = (
        _("Eierskapsmeldinger som kommunestyret selv har vedtatt (kommuneloven § 26-1), slik saksbehandlerne har ført dem inn."),
        _(
            "Et nytt kommunestyre tar over på det konstituerende møtet, som er innen utgangen av oktober i valgåret "
            "(kommuneloven § 7-1). Registeret kjenner ikke dagen, og regner valgperioden fra 1. november."
        ),
        _("En melding fra september eller oktober i valgåret kan være det forrige kommunestyrets. Den telles ikke, men står her."),
        _("Registeret vet bare om meldinger som er ført inn. Står en kommune ikke her, sier det ikke noe om kommunen."),
    )
    found = newest_reports(question, period)
    sure = sum(row.adopted >= period.first_day for row in found.values())
    numbers = {"number": sure, "all": len(question.municipality_ids), "period": period}
    lead = _("For valgperioden %(period)s er en vedtatt eierskapsmelding registrert for %(number)s av %(all)s kommuner.") % numbers
    return Page(CODE, _("Eierskapsmeldinger"), lead, (_table(question, period, found),), how)


def newest_reports(question: Question, period: ElectionPeriod) -> dict[int, OwnershipReport]:
    """The newest report of the period, by the day asked of, of each municipality that has one. One query."""
    rows = OwnershipReport.objects.filter(
        adopted__gte=period.may_begin, adopted__lte=question.directory.day, municipality__in=question.municipality_ids
    )
    return {row.municipality_id: row for row in rows.order_by("adopted")}


def without_report(question: Question) -> list[Entry]:
    """Those of which no report is registered that surely or maybe is of the period.

    For staff alone: what is not registered says nothing of a municipality.
    """
    found = newest_reports(question, ElectionPeriod.on(question.directory.day))
    return [entry for entry in question.entries if entry.municipality.pk not in found]


def _table(question: Question, period: ElectionPeriod, found: dict[int, OwnershipReport]) -> Table:
    columns = (Column("vedtatt", _("Vedtatt"), DATE), Column("sak", _("Sak"), TEXT), Column("merknad", _("Merknad"), TEXT))
    rows = []
    for entry in question.entries:
        if row := found.get(entry.municipality.pk):
            remark = "" if row.adopted >= period.first_day else _("kan være vedtatt av det forrige kommunestyret")
            case = Cell(row.case_number or _("Vedtaket"), link=row.url)
            number = entry.number(question.directory.day)
            rows.append(Row(number, entry.municipality.name, (Cell(row.adopted), case, Cell(remark)), number=number))
    missing = _("Ingen eierskapsmeldinger er registrert for denne valgperioden ennå.")
    return Table(CODE, _("Vedtatte eierskapsmeldinger"), _("Kommune"), columns, tuple(rows), missing=missing)
