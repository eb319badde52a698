"""What should be clarified before the council reads the annex: what the register lacks, and what the rules have shown to all."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.findings.groups import grouped
from agreements.legal_forms.catalogue import ROLE_BY_CODE
from agreements.models import Finding
from agreements.reports.own import Own
from agreements.reports.ownership import values
from agreements.reports.report import Asked, Column
from registry.parameters import today


@dataclass(frozen=True)
class Matter:
    """What there is to clear up in one agreement."""

    own: Own
    unsure: str
    lacking: str
    findings: str


COLUMNS = (
    Column("name", _("samarbeid"), _("Navnet i dag."), lambda matter: matter.own.agreement.name, width=34, wrap=True),
    Column("form", _("samarbeidsform"), _("Den rettslige formen."), lambda matter: values.form(matter.own), width=22, wrap=True),
    Column("unsure", _("usikkert"), _("Det registeret ikke er sikkert på."), lambda matter: matter.unsure, width=36, wrap=True),
    Column("lacking", _("ikke registrert"), _("Det registeret mangler."), lambda matter: matter.lacking, width=50, wrap=True),
    Column(
        "findings",
        _("sjekkpunkter"),
        _("Det en automatisk sjekk har funnet og Statsforvalteren har vist for alle. Det er ingen vurdering av kommunen."),
        lambda matter: matter.findings,
        width=40,
        wrap=True,
    ),
)


def matters(found: list[Own], asked: Asked) -> list[Matter]:
    """For each agreement what is unsure, what is not registered and, today, what the rules have shown to everybody. One query."""
    shown = _findings(found) if asked.day >= today() else {}
    told = [
        Matter(own, values.cautions(own), capfirst(", ".join(_lacking(own))), _in_words(shown.get(own.agreement.pk, [])))
        for own in found
    ]
    return [matter for matter in told if matter.unsure or matter.lacking or matter.findings]


def _findings(found: list[Own]) -> dict[int, list[Finding]]:
    rows = Finding.objects.visible_to(AnonymousUser()).open().filter(agreement__in=[own.agreement.pk for own in found])
    by_agreement: dict[int, list[Finding]] = {}
    for row in rows.order_by("agreement", "pk"):
        by_agreement.setdefault(row.agreement_id, []).append(row)
    return by_agreement


def _in_words(findings: list[Finding]) -> str:
    """One line a rule, with the paragraph it rests on."""
    lines = []
    for group in grouped(findings):
        paragraph = group.findings[0].paragraph
        lines.append(f"{group.message} ({paragraph})" if paragraph else group.message)
    return "\n".join(lines)


def _lacking(own: Own) -> Iterator[str]:
    """What a reader of the annex will miss in the row."""
    agreement = own.agreement
    is_company = values.is_company(own)
    if is_company and not (agreement.organisation and agreement.organisation.org_number):
        yield _now("organisasjonsnummer")
    if not agreement.purpose:
        yield _now("selskapets formål") if is_company else _now("formål")
    if not own.row.own_purpose:
        yield _now("kommunens formål")
    if ROLE_BY_CODE[own.row.role].shares and values.share(own) is None:
        yield _now("eierandel")
    if agreement.valid_from is None:
        yield _now("når det ble etablert")
    for value, word in (
        (values.decision(own), _now("kommunens vedtak")),
        (values.cost_key(own), _now("fordelingsnøkkel")),
        (agreement.archive_case_number, _now("arkivreferanse")),
        (values.notice(own), _now("oppsigelsesfrist")),
    ):
        if not value:
            yield word
