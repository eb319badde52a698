"""The columns of the annex, in the order a controller reads them. Companies have them all, other cooperation those that fit."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from agreements.freshness import answered_on, stood_by
from agreements.reports.own import Own
from agreements.reports.ownership import values
from agreements.reports.report import Asked, Column
from agreements.reports.words import started_or_words
from municipalities.models import MappingStatus

FORM = "form"


def _text(code: str, heading: str, about: str, read, width: int = 18) -> Column:
    return Column(code, heading, about, read, width=width, wrap=True)


NAME = _text("name", _("samarbeid"), _("Navnet i dag."), lambda own: own.agreement.name, 24)
GROUPED = (
    _text(FORM, _("samarbeidsform"), _("Den rettslige formen. Se «forbehold»."), values.form, 18),
    _text("basis", _("hjemmel"), _("Slik kilden sier det, ellers loven formen bygger på."), values.basis, 15),
    _text(
        "areas",
        _("område"),
        _("Hva samarbeidet gjelder."),
        lambda own: ", ".join(area.name for area in own.whole.service_areas),
        15,
    ),
)
ORG_NUMBER = _text(
    "org_number",
    _("org.nr."),
    _("Selskapets nummer i Enhetsregisteret."),
    lambda own: own.agreement.organisation and own.agreement.organisation.org_number,
    12,
)
PURPOSE = _text("purpose", _("selskapets formål"), _("Formålet i avtalen eller vedtektene."), lambda own: own.agreement.purpose, 26)
OWN_PURPOSE = _text(
    "own_purpose",
    _("kommunens formål"),
    _("Hva kommunen selv vil med eierskapet (koml. § 26-1)."),
    lambda own: own.row.own_purpose,
    22,
)
SHARES = (
    Column("share", _("eierandel"), _("Kommunens andel på datoen."), values.share, "share", width=10),
    Column(
        "liability",
        _("ansvarsandel"),
        _("Det kommunen svarer for. I et IKS det samme som eierandelen når ikke annet er oppgitt (IKS-loven § 3)."),
        values.liability,
        "share",
        width=14,
    ),
    Column(
        "shares_as_of", _("andeler per dato"), _("Hvor gamle opplysningene om andelene er."), values.shares_as_of, "date", width=13
    ),
)
OTHERS = _text("others", _("andre eiere eller parter"), _("De andre på datoen, med eierandel når den er kjent."), values.others, 30)
SEATS = Column("seats", _("plasser"), _("Hvor mange kommunen velger til det øverste organet."), values.seats, "number", width=8)
REPRESENTATIVES = _text(
    "representatives", _("representanter (fylles ut av kommunen)"), _("Registeret har ikke navn på personer."), lambda own: None, 18
)
TERMS = (
    _text(
        "host_or_seat", _("vertskommune eller kontorsted"), _("Hvem som er vert, eller hvor kontoret er."), values.host_or_seat, 16
    ),
    Column("established", _("etablert"), _("Dato når dagen er kjent, ellers det kilden sier."), started_or_words, "date", width=11),
    Column(
        "revised",
        _("sist revidert"),
        _("Da gjeldende avtaletekst ble vedtatt, ellers gjaldt fra."),
        values.revised,
        "date",
        width=11,
    ),
    _text("decision", _("vedtak"), _("Kommunens siste vedtak: sak og dato."), values.decision, 14),
    Column(
        "payment", _("betaling, kroner"), _("Det kommunen betalte det siste året som er kjent."), values.payment, "money", width=12
    ),
    Column("payment_year", _("år"), _("Året betalingen gjelder."), values.payment_year, "bare", width=6),
    _text("cost_key", _("fordelingsnøkkel"), _("Hvordan kostnadene deles på datoen."), values.cost_key, 20),
    _text("archive", _("arkivreferanse"), _("Saksnummer i arkivet."), lambda own: own.agreement.archive_case_number, 15),
    _text("notice", _("oppsigelsesfrist"), _("Frist og regler for å gå ut."), values.notice, 18),
)
CAUTIONS = (
    _text("cautions", _("forbehold"), _("Det en må vite før en bygger på raden. Tomt: ingen forbehold."), values.cautions, 22),
    Column(
        "evidence",
        _("sist omtalt i kilde"),
        _("Siste dag en kilde kan være fra."),
        lambda own: own.agreement.evidence_last,
        "date",
        width=11,
    ),
)
NUMBER = Column(
    "id", _("nr. i registeret"), _("Registerets eget nummer. Det endres aldri."), lambda own: own.agreement.pk, "bare", width=10
)


def confirmed(asked: Asked) -> Column:
    """When the municipality last stood by each: in a yearly review, or by a list that it has confirmed as a whole. Two queries."""
    municipality, status = asked.municipality, asked.coverage.statuses.get(asked.municipality.pk)
    days, whole = stood_by(municipality, asked.day), None
    if status and status.level == MappingStatus.Level.CONFIRMED and not answered_on(municipality, status.date):
        whole = status.date

    def read(own: Own) -> date | None:
        return max(filter(None, (days.get(own.agreement.pk), whole)), default=None)

    return Column("confirmed", _("sist bekreftet"), _("Dagen kommunen sist bekreftet at den er med."), read, "date", width=11)


def for_companies(confirmed: Column) -> tuple[Column, ...]:
    """All of them."""
    purposes, shares = (PURPOSE, OWN_PURPOSE), (*SHARES, OTHERS, SEATS, REPRESENTATIVES)
    return (NAME, *GROUPED, ORG_NUMBER, *purposes, *shares, *TERMS, confirmed, *CAUTIONS, NUMBER)


def for_cooperation(confirmed: Column) -> tuple[Column, ...]:
    """Those that a cooperation without a company can have."""
    purpose = _text("purpose", _("formål"), _("Formålet i avtalen."), PURPOSE.read, 26)
    return (NAME, *GROUPED, purpose, OWN_PURPOSE, OTHERS, REPRESENTATIVES, *TERMS, confirmed, *CAUTIONS, NUMBER)
