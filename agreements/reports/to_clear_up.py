"""Dette bør avklares: what the rules find about the agreements of a municipality or a county, for staff. Guidance, no judgment."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.columns.records.address import public_address
from agreements.filters.findings import ORDER
from agreements.findings.groups import Group, grouped
from agreements.legal_forms.rules.labels import LABELS
from agreements.models import Agreement, Finding, Participation
from agreements.reports.report import Asked, Column, Place, Report, Sheet, facts
from municipalities.directory import Entry
from registry.parameters import today
from registry.periods import show_day

CODE = "avklares"
SEVERITY = dict(Finding.Severity.choices)


@dataclass(frozen=True)
class Line:
    """What one rule finds in one agreement, and the municipalities that take part in it, by name."""

    group: Group
    municipalities: tuple[str, ...]

    @property
    def first(self) -> Finding:
        """One of the findings: they differ in what they concern alone."""
        return self.group.findings[0]

    @property
    def agreement(self) -> Agreement:
        """The agreement."""
        return self.first.agreement


@dataclass(frozen=True)
class Tally:
    """How many points there are to clear up in the agreements of one municipality, by severity, and in how many agreements."""

    entry: Entry
    number: str
    points: Counter
    agreements: int


def _address(line: Line) -> str:
    return public_address("agreement-detail", line.agreement.pk)


def _points(severity: str, tally: Tally) -> int:
    return tally.points[severity]


LINES = (
    Column(
        "severity", _("alvor"), _("Hvor mye det betyr."), lambda line: capfirst(SEVERITY[line.first.severity]), width=13, wrap=True
    ),
    Column("agreement", _("samarbeid"), _("Navnet i dag."), lambda line: line.agreement.name, width=30, wrap=True),
    Column(
        "municipalities",
        _("kommuner"),
        _("Kommunene som er eller har vært part."),
        lambda line: ", ".join(line.municipalities),
        width=34,
        wrap=True,
    ),
    Column(
        "message",
        _("hva som bør avklares"),
        _("Automatisk sjekk av registeropplysninger."),
        lambda line: line.group.message,
        width=60,
        wrap=True,
    ),
    Column("paragraph", _("hjemmel"), _("Når det bygger på en lov."), lambda line: line.first.paragraph, width=15, wrap=True),
    Column(
        "code", _("sjekkpunkt"), _("Hva som er sjekket."), lambda line: capfirst(_now(LABELS[line.first.code])), width=26, wrap=True
    ),
    Column("url", _("adresse"), _("Samarbeidets side i registeret."), _address, width=36),
)
TALLIES = (
    Column("name", _("kommune"), _("Kommunen."), lambda tally: tally.entry.municipality.name, width=28),
    Column("number", _("nummer"), _("Kommunenummeret på dagen."), lambda tally: tally.number, width=10),
    Column(
        "agreements",
        _("samarbeid med noe å avklare"),
        _("Samarbeid kommunen er eller har vært part i."),
        lambda tally: tally.agreements,
        "number",
    ),
    *(
        Column(severity, label, _("Antall sjekkpunkter i disse samarbeidene."), partial(_points, severity), "number", width=14)
        for severity, label in SEVERITY.items()
    ),
)


def _lines(asked: Asked) -> list[tuple[Line, frozenset[int]]]:
    """The open findings of the place, the most severe first, and the municipalities each concerns."""
    municipalities = {entry.municipality.pk: entry.municipality.name for entry in asked.directory.existing()}
    parties: dict[int, set[int]] = {}
    taking_part = Participation.objects.filter(municipality__in=municipalities).order_by()
    for agreement, municipality_id in taking_part.values_list("agreement", "municipality"):
        parties.setdefault(agreement, set()).add(municipality_id)
    wanted = {entry.municipality.pk for entry in asked.entries} if asked.entry or asked.county or asked.region else None
    rows = Finding.objects.open().select_related("agreement").order_by(ORDER, "agreement__sort_key", "agreement", "code", "subject")
    together: dict[tuple[str, int], list[Finding]] = {}
    for row in rows:
        if wanted is None or parties.get(row.agreement_id, set()) & wanted:
            together.setdefault((row.severity, row.agreement_id), []).append(row)
    found = []
    for (_severity, agreement), findings in together.items():
        own = frozenset(parties.get(agreement, ()))
        names = tuple(name for pk, name in municipalities.items() if pk in own)
        found += [(Line(group, names), own) for group in grouped(findings)]
    return found


def _tallies(asked: Asked, found: Iterable[tuple[Line, frozenset[int]]]) -> list[Tally]:
    """The municipalities of the place that take part in something to clear up, by name."""
    points: dict[int, Counter] = {}
    agreements: dict[int, set[int]] = {}
    for line, municipality_ids in found:
        for municipality_id in municipality_ids:
            points.setdefault(municipality_id, Counter())[line.first.severity] += len(line.group.findings)
            agreements.setdefault(municipality_id, set()).add(line.first.agreement_id)
    return [
        Tally(entry, entry.number(asked.day), points[entry.municipality.pk], len(agreements[entry.municipality.pk]))
        for entry in asked.entries
        if entry.municipality.pk in points
    ]


def _sheets(asked: Asked) -> tuple[Sheet, ...]:
    found = _lines(asked)
    lines, tallies = [line for line, _municipality_ids in found], _tallies(asked, found)
    nothing = _now("Det er ingenting å avklare her.")
    sheets = [
        facts("om", _now("Om punktene"), _about(asked)),
        Sheet("punkter", _now("Dette bør avklares"), LINES, lambda: lines, missing=nothing, group="severity"),
    ]
    if not asked.entry:
        note = _now("Et samarbeid med flere kommuner står hos hver av dem. Tallene kan derfor ikke legges sammen.")
        sheets.insert(1, Sheet("kommuner", _now("Etter kommune"), TALLIES, lambda: tallies, note=note, missing=nothing))
    return tuple(sheets)


def _about(asked: Asked) -> list[tuple[str, str]]:
    return [
        (_now("Gjelder"), asked.name),
        (_now("Sjekket"), _now("%(day)s. Punktene er dem som er åpne nå, også i utkast.") % {"day": show_day(today())}),
        (
            _now("Hva det er"),
            _now("En automatisk sjekk av det som er registrert. Den er veiledning, ikke tilsyn, og sier ikke at noe er ulovlig."),
        ),
        (_now("Hvem som ser det"), _now("Bare saksbehandlere. Filen skal ikke deles uten at noen har lest den.")),
    ]


REPORT = Report(
    CODE,
    _("Dette bør avklares"),
    _("Det sjekkpunktene finner i samarbeidene til en kommune, et fylke eller en region, de viktigste først."),
    frozenset({Place.MUNICIPALITY, Place.COUNTY, Place.REGION, Place.REGISTER}),
    _sheets,
    staff=True,
)
