"""Every parameter of the API as the description tells it: what it means, which values it takes, and an example."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from agreements.columns.files import Resource
from agreements.columns.records import AGREEMENT_KEYS
from agreements.filters.municipalities import ORDERINGS as MUNICIPALITY_ORDERINGS
from agreements.filters.ordering import ORDERINGS
from agreements.legal_forms.catalogue import CATALOGUE
from agreements.models import Sector, Status
from agreements.statistics.levels import Level
from agreements.statistics.tables.catalogue import EVERY
from municipalities.models import Organisation, Region
from registry.parameters import MAX_LENGTH, MAX_PAGE_SIZE, PAGE_SIZE

DAY = r"^(19[0-9]{2}|20[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$"
MOMENT = DAY[:-1] + r"(T([01][0-9]|2[0-3]):[0-5][0-9](Z|\+01:00)?)?$"
_WORD = r"[^./\x00-\x1f\x7f-\x9f]+"
_SCOPE = rf"fylke:{_WORD}|region:{_WORD}|inndeling:{_WORD}|uten-kjop|(med|sektor|omrade|form|niva):{_WORD}|(per|siden):{DAY[1:-1]}"
FIGURE_PATTERN = rf"^({'|'.join(EVERY)})\.{_WORD}\.{_WORD}\.{_WORD}(/({_SCOPE}))*$"
ANY_TEXT = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$"


def _query(name: str, schema: dict, said, example, several: bool = False) -> OpenApiParameter:
    kind = {"type": "array", "items": schema} if several else schema
    shown = [OpenApiExample(str(example), value=[example] if several else example)]
    style = {"explode": True, "style": "form"} if several else {}
    return OpenApiParameter(name, kind, OpenApiParameter.QUERY, description=said, examples=shown, **style)


def _text(name: str, said, example) -> OpenApiParameter:
    return _query(name, {"type": "string", "pattern": ANY_TEXT, "maxLength": MAX_LENGTH}, said, example)


def _one(name: str, values, said, example, several: bool = False) -> OpenApiParameter:
    return _query(name, {"type": "string", "enum": list(values)}, said, example, several)


def _known(name: str, said, example, several: bool = False) -> OpenApiParameter:
    """A value that is one of those in the register; `description.with_values` puts them in."""
    return _query(name, {"type": "string"}, said, example, several)


def paging() -> list[OpenApiParameter]:
    """Which page."""
    number = {"type": "integer", "minimum": 1}
    return [
        _query("page", {**number, "maximum": 999_999_999}, _("Hvilken side, fra 1. Etter den siste: 404. Ikke i en fil."), 1),
        page_size(),
    ]


def page_size() -> OpenApiParameter:
    """How many rows a page."""
    schema = {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": PAGE_SIZE}
    return _query("page_size", schema, _("Antall rader på en side. Ikke i en fil, som alltid har hele utvalget."), 100)


def file_of(resource: Resource) -> list[OpenApiParameter]:
    """Which format, and which columns of a file."""
    codes = [column.code for column in resource.columns]
    return [
        _one("format", ["json", "csv", "xlsx"], _("Formatet på svaret. Uten: json."), "json"),
        _one("columns", codes, _("Kolonnene i en fil, når ikke alle skal med. Bare sammen med csv og xlsx."), codes[0], True),
    ]


ON = _query("on", {"type": "string", "pattern": DAY}, _("Dagen svaret gjelder, ÅÅÅÅ-MM-DD. Også 01.06.2019 leses."), "2019-06-01")
JSON = _one("format", ["json"], _("Formatet på svaret. Det er alltid json."), "json")
SINCE = _query(
    "changed_since",
    {"type": "string", "pattern": MOMENT},
    _("Bare det som er skrevet i registeret fra og med denne dagen eller dette tidspunktet. Uten sone: norsk tid."),
    "2026-01-31",
)
MUNICIPALITY = _known("municipality", _("Kommunenummer, nå eller før: en som har hatt nummeret, er med."), "5528")
COUNTY = _known("county", _("Fylkesnummer, to sifre."), "55")
CURSOR = _text(
    "cursor", _("Stedet å lese videre fra, slik det står i «next» eller «resume»."), "MjAyNi0wMS0zMVQxMjowMDowMCswMDowMHwx"
)

FIELDS = _one("fields", AGREEMENT_KEYS, _("Bare disse feltene i hvert samarbeid: mindre og raskere. Ikke i en fil."), "name", True)
AGREEMENTS = [
    _text("q", _("Søk: samarbeid, kommune, samarbeidsområde, på norsk, samisk eller kvensk."), "barnevern"),
    MUNICIPALITY,
    COUNTY,
    _known("region", _("Regionens navn i adressen: et medlem er med."), "midt-troms"),
    _one("legal_form", [form.code for form in CATALOGUE], _("Samarbeidsform. Kan gis flere ganger."), "iks", True),
    _known("service_area", _("Samarbeidsområde. Kan gis flere ganger."), "barnevern", True),
    _one("sector", Sector.values, _("Sektor. Kan gis flere ganger."), "helse", True),
    _known("host", _("Kommunenummer: en som har hatt nummeret, er vert."), "5528"),
    _one("status", Status.values, _("Status på dagen. Kan gis flere ganger."), "i-kraft", True),
    _one("counts", ["ja", "nei"], _("Om det telles som en formell samarbeidsordning."), "ja"),
    _query(
        "figure",
        {"type": "string", "pattern": FIGURE_PATTERN, "maxLength": MAX_LENGTH},
        _("Et tall på /statistikk/, slik lenken fra tallet skriver det: bare samarbeidene det teller."),
        "niva.niva.region.antall",
    ),
    ON,
    SINCE,
    _one("ordering", ORDERINGS, _("Rekkefølge. Minus foran snur den. Det ukjente står alltid sist."), "-updated_at"),
    FIELDS,
]
MUNICIPALITIES = [
    _text("q", _("Søk: navn på norsk, samisk eller kvensk, før eller nå, eller nummer."), "Lenvik"),
    _known("county", _("Fylkesnummer, to sifre, på dagen."), "55"),
    _known("region", _("Regionens navn i adressen."), "midt-troms"),
    ON,
    _one("ordering", MUNICIPALITY_ORDERINGS, _("Rekkefølge. Minus foran snur den."), "-population"),
]
REGIONS = [
    _text("q", _("Søk: navn på regionen eller et medlem."), "Troms"),
    _one("kind", Region.Kind.values, _("Slag region."), "regionråd"),
    _known("county", _("Fylkesnummer, to sifre, på dagen."), "55"),
    ON,
]
ORGANISATIONS = [
    _text("q", _("Søk: navn eller organisasjonsnummer."), "renovasjon"),
    _one("kind", Organisation.Kind.values, _("Slag organisasjon."), "iks"),
]
SERVICE_AREAS = [_one("sector", Sector.values, _("Sektor."), "helse")]
CHANGES = [MUNICIPALITY, SINCE, CURSOR, page_size()]
STATISTICS = [
    ON,
    _known("county", _("Fylkesnummer, to sifre: samarbeid som hører hjemme i fylket."), "55"),
    _known("region", _("Regionens navn i adressen: samarbeid som et medlem er med i."), "midt-troms"),
    _known("division", _("Inndelingen i regioner. Uten: den nyeste."), "NIVI 2023"),
    _query(
        "since", {"type": "string", "pattern": DAY}, _("Den første av to dager, for «endring». Uten: ett år før."), "2019-06-01"
    ),
    _one("purchase", ["ja", "nei"], _("Om kjøp og salg av tjenester er med. Uten: ja."), "nei"),
]
NETWORK = [
    *STATISTICS,
    _known("municipality", _("Kommunenummer, nå eller før: bare parene kommunen er i."), "5528"),
    _query(
        "least",
        {"type": "integer", "minimum": 1, "maximum": 9999},
        _("Bare par med minst så mange felles samarbeid. Uten: alle par som har noen."),
        2,
    ),
    _one("sector", Sector.values, _("Sektor."), "helse"),
    _known("service_area", _("Samarbeidsområde."), "barnevern"),
    _one("legal_form", [form.code for form in CATALOGUE], _("Samarbeidsform."), "iks"),
    _one("level", [level.value for level in Level], _("Geografisk nivå i inndelingen."), Level.REGION.value),
]
REPORTS = [
    ON,
    _query("since", {"type": "string", "pattern": DAY}, _("Den forrige dagen, for rapporter som sammenligner."), "2019-06-01"),
]
