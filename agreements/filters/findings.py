"""Which findings an address asks for: of a municipality, a severity, a rule; the open ones, unless it asks for the accepted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Case, Count, QuerySet, Value, When
from django.http import HttpRequest
from django.utils.translation import gettext as _

from agreements.filters.choices import chosen
from agreements.legal_forms.check import RULES
from agreements.legal_forms.rules.labels import LABELS
from agreements.models import Finding, Participation
from municipalities.directory import Directory
from registry.parameters import FILE, PAGING, BadParameters, Problem, check_names, today

NAMES = ("municipality", "severity", "code", "state")
STATES = {"open": "open", "accepted": "accepted"}
ORDER = Case(*[When(severity=value, then=Value(rank)) for rank, value in enumerate(Finding.Severity.values)])


@dataclass(frozen=True)
class FindingSelection:
    """The findings found among those one may see, the most severe first, and what was asked for.

    `codes` are the rules to choose among, (what it is called, code): those that have found anything for this person.
    """

    number: str
    severity: str
    code: str
    state: str
    directory: Directory
    findings: QuerySet
    codes: list[tuple[str, str]]

    @classmethod
    def of(cls, request: HttpRequest) -> "FindingSelection":
        """Read an address. Raises BadParameters."""
        check_names(request.GET, {*NAMES, *PAGING, *FILE})
        severity = chosen(request, "severity", {value: value for value in Finding.Severity.values}) or ""
        code = chosen(request, "code", {rule.code: rule.code for rule in RULES}) or ""
        state = chosen(request, "state", STATES) or "open"
        rows = Finding.objects.visible_to(request.user).filter(accepted_at__isnull=state == "open")
        rows = rows.filter(severity=severity) if severity else rows
        found = {*rows.order_by().values_list("code", flat=True).distinct(), *filter(None, [code])}
        rows = rows.filter(code=code) if code else rows
        directory, number = Directory.load(today()), request.GET.get("municipality", "").strip()
        if number:
            rows = rows.filter(agreement__in=_agreements_of(number, directory))
        rows = rows.select_related("agreement", "accepted_by").order_by(
            ORDER, "agreement__sort_key", "agreement", "code", "subject"
        )
        return cls(number, severity, code, state, directory, rows, sorted(_names(found)))

    def groups(self) -> QuerySet:
        """What one rule has found in one agreement as one row, the most severe first: for a list to be read page by page."""
        rows = self.findings.order_by().values("agreement_id", "code", "severity", "paragraph")
        return rows.annotate(number=Count("pk")).order_by(ORDER, "agreement__sort_key", "agreement_id", "code", "paragraph")


def _names(codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((_(LABELS[code]), code) for code in codes)


def _agreements_of(number: str, directory: Directory) -> QuerySet:
    entries = directory.by_number(number)
    if not entries:
        right = _("Ingen kommune i registeret har eller har hatt dette nummeret. Skriv et kommunenummer, for eksempel 5528.")
        raise BadParameters([Problem("municipality", number[:60], right)])
    rows = Participation.objects.filter(municipality__in=[entry.municipality.pk for entry in entries])
    return rows.values("agreement")
