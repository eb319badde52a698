"""The fields that a file may speak of. What the register exports is named, headed and explained by `agreements.columns`.

The rest is what mappings hold beside it. `taken` is false for what the register works out itself or does not keep: it is known,
so that nobody is asked about it, and never written.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agreements.columns.agreement import AGREEMENT, ROLE_LABELS
from agreements.columns.column import Column
from agreements.columns.participation import PARTICIPATION
from agreements.models import Stage


class Kind(StrEnum):
    """What stands in a cell. `DIGITS` name something and are never added up: they are text whatever Excel made of them."""

    TEXT = "text"
    NUMBER = "number"
    DIGITS = "digits"
    DATE = "date"
    YES_NO = "yes_no"
    SHARE = "share"


@dataclass(frozen=True)
class Field:
    """One field. `labels` are the words for its codes, when it has some; a file may hold the one or the other."""

    code: str
    heading: str
    help: str
    kind: Kind = Kind.TEXT
    labels: Mapping[str, str] = field(default_factory=dict)
    taken: bool = True

    @property
    def title(self) -> str:
        """The heading as it stands on top of a column."""
        return capfirst(str(self.heading))


WORKED_OUT = {  # exported, and never read back
    "url",
    "sectors",
    "status",
    "status_basis",
    "org_form",
    "participants_number",
    "counts_as_formal",
    "evidence_date",
    "mapping",
    "party_mapping",
    "last_confirmed",
    "updated_at",
    "licence",
    "party_kind",
}
KINDS = {"number": Kind.NUMBER, "date": Kind.DATE, "moment": Kind.DATE, "percent": Kind.SHARE, "yes_no": Kind.YES_NO}
BY_ANOTHER_KIND = {
    "host_number": Kind.DIGITS,
    "party_number": Kind.DIGITS,
    "org_number": Kind.DIGITS,
    "valid_from_text": Kind.DATE,
    "last_day_text": Kind.DATE,
}


def _exported(column: Column) -> Field:
    kind = BY_ANOTHER_KIND.get(column.code) or KINDS.get(column.kind, Kind.TEXT)
    return Field(column.code, column.heading, column.help, kind, column.labels, column.code not in WORKED_OUT)


EXPORTED = tuple(_exported(column) for column in {c.code: c for c in (*PARTICIPATION, *AGREEMENT)}.values())
_DATE_HELP = _("Så nøyaktig som kilden: 31.12.2025, oktober 2012, 2008 eller ca. 2008.")
_ARCHIVE_HELP = _("Slik arkivplanen sier det.")
_NOTED = _("Registeret har ikke noe eget felt for dette. Teksten tas med i internt notat.")
ADDED = (
    Field("number", _("nr."), _("Radens nummer i filen. Leses ikke."), taken=False),
    Field("outcome", _("resultat av import"), _("Kvitteringen fra forrige import. Leses ikke."), taken=False),
    Field("section", _("mellomtittel"), _("Overskriften raden står under i filen."), taken=False),
    Field("municipality", _("kommune"), _("Kommunen raden er meldt fra. Den er part i samarbeidet.")),
    Field("own_role", _("kommunens rolle"), _("Rollen til kommunen raden er meldt fra."), labels=ROLE_LABELS),
    Field("other_participants", _("øvrige deltakere"), _("Parter i tillegg til dem i de andre kolonnene.")),
    Field("ownership_text", _("eierandeler"), _("Hvem som eier hvor mye, slik kilden sier det.")),
    Field("former_names", _("andre navn"), _("Tidligere navn, ett per linje eller med semikolon mellom.")),
    Field("purpose", _("formål"), _("Hva samarbeidet skal gjøre.")),
    Field("office", _("kontorsted"), _("Stedet der samarbeidet holder til.")),
    Field("stage", _("stadium"), _("Hvor langt samarbeidet er kommet."), labels=dict(Stage.choices)),
    Field("notice_months", _("oppsigelsestid, måneder"), _("Antall måneder."), Kind.NUMBER),
    Field("fixed_term_until", _("tidsbegrenset til og med"), _("Siste dag avtalen gjelder uten å bli forlenget."), Kind.DATE),
    Field("last_evaluated", _("sist evaluert"), _DATE_HELP, Kind.DATE),
    Field("evaluation_date", _("skal evalueres"), _DATE_HELP, Kind.DATE),
    Field("revision_date", _("skal revideres"), _DATE_HELP, Kind.DATE),
    Field("year", _("år"), _("Året kostnaden og årsverkene gjelder."), Kind.NUMBER),
    Field("cost", _("kostnad, kroner"), _("Hva hele samarbeidet kostet det året."), Kind.NUMBER),
    Field("payment", _("betalt, kroner"), _("Hva kommunen raden er meldt fra, betalte det året."), Kind.NUMBER),
    Field("person_years", _("årsverk"), _("For eksempel 3,5."), Kind.NUMBER),
    Field("source", _("kilde"), _("Hva opplysningene bygger på, så en annen kan finne det igjen.")),
    Field("source_url", _("lenke til kilden"), _("Adressen til kilden på nettet.")),
    Field("source_date", _("kilden er fra"), _DATE_HELP, Kind.DATE),
    Field("archive_case_number", _("arkivreferanse"), _("Saksnummeret i arkivet.")),
    Field("archive_responsible", _("arkivansvarlig"), _ARCHIVE_HELP),
    Field("archive_system", _("arkivsystem"), _ARCHIVE_HELP),
    Field("archive_depot", _("arkivdepot"), _ARCHIVE_HELP),
    Field("archive_law", _("arkivlov"), _NOTED),
    Field("archive_duties", _("dokumentasjonsplikter"), _NOTED),
    Field("decision", _("vedtak"), _NOTED),
    Field("contact", _("kontaktperson"), _("Personopplysninger. Leses ikke."), taken=False),
    Field("note", _("internt notat"), _("Vises aldri for andre enn saksbehandlere.")),
)
FIELDS = {field.code: field for field in (*EXPORTED, *ADDED)}
NAMES = frozenset({"name", "agreement"})  # by which a scheme is known, in a list of schemes and in one of parties


def names_schemes(codes: Iterable[str]) -> bool:
    """Whether one of the fields tells which scheme a row is about."""
    return not NAMES.isdisjoint(codes)
