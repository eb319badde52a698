"""The columns of agreements: one row an agreement, its parties in one readable cell."""

from operator import itemgetter

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.columns.column import YES_NO, Column
from agreements.columns.period import ended, period_columns, started
from agreements.legal_forms.catalogue import CATALOGUE, LEADING_ROLES, ROLES
from agreements.models import Status
from agreements.models.states import AgreementType
from municipalities.models.region import Certainty

FORM_LABELS = {form.code: _(form.label) for form in CATALOGUE}
ROLE_LABELS = {role.code: _(role.label) for role in ROLES}
STATUS_BASES = {
    "period": _("datoene"),
    "proposal": _("ikke vedtatt ennå"),
    "source": _("datert kilde"),
    "stage": _("saksbehandlers kjennskap"),
    "none": _("ikke kjent"),
}


def participants_cell(record: dict) -> str:
    """All parties in one cell: «Bardu (5520), vertskommune; Dyrøy (5528); Salangen (5522), til og med 31.12.2019»."""
    since, until = _now(", fra %(start)s"), _now(", til og med %(end)s")  # once a cell: a look-up a party would be felt
    return "; ".join(_party_in_words(participant, since, until) for participant in record["participants"])


def _party_in_words(participant: dict, since: str, until: str) -> str:
    party = participant["party"]
    text = f"{party['name']} ({party['number']})" if party.get("number") else party["name"]
    if participant["role"] in LEADING_ROLES:
        text += f", {ROLE_LABELS[participant['role']]}"
    if participant["valid_from"]:
        text += since % {"start": started(participant)}
    if last := ended(participant):
        text += until % {"end": last}
    return text


def _of(name: str, key: str):
    """Read a key of a part that may be missing."""
    return lambda record: record[name] and record[name][key]


AGREEMENT = (
    Column(
        "id", _("nummer i registeret"), _("Registerets eget nummer. Det endres aldri."), itemgetter("id"), "number", always=True
    ),
    Column("name", _("samarbeid"), _("Navnet i dag."), itemgetter("name"), always=True, width=42),
    Column("url", _("adresse"), _("Den faste adressen til samarbeidet."), itemgetter("url"), width=36),
    Column(
        "legal_form",
        _("samarbeidsform"),
        _("Den rettslige formen. Se «hvor sikker formen er»."),
        lambda record: record["legal_form"]["code"],
        labels=FORM_LABELS,
        width=30,
    ),
    Column(
        "form_basis",
        _("hvor sikker formen er"),
        _("Oppgitt i kilden, antatt av oss eller ubekreftet."),
        itemgetter("form_basis"),
        labels=dict(Certainty.choices),
        always=True,
    ),
    Column("legal_basis", _("rettslig grunnlag"), _("Slik kilden sier det."), itemgetter("legal_basis")),
    Column(
        "agreement_type", _("avtaletype"), _("Hva dokumentet er."), itemgetter("agreement_type"), labels=dict(AgreementType.choices)
    ),
    Column("parent_id", _("grunnavtale, nummer"), _("Grunnavtalen dette ligger under."), _of("parent", "id"), "number"),
    Column("parent", _("grunnavtale"), _("Navnet på grunnavtalen."), _of("parent", "name"), width=30),
    Column(
        "service_areas",
        _("samarbeidsområder"),
        _("Hva samarbeidet gjelder."),
        lambda record: "; ".join(area["label"] for area in record["service_areas"]),
        width=30,
    ),
    Column(
        "sectors",
        _("sektorer"),
        _("Sektorene områdene hører til."),
        lambda record: "; ".join(dict.fromkeys(area["sector"]["label"] for area in record["service_areas"])),
        width=24,
    ),
    Column(
        "status",
        _("status"),
        _("Status den dagen filen gjelder. Uavklart: ingen kilde sier om det fortsatt gjelder."),
        itemgetter("status"),
        labels=dict(Status.choices),
        width=12,
    ),
    Column(
        "status_basis",
        _("hva statusen bygger på"),
        _("Hvorfor statusen er som den er."),
        itemgetter("status_basis"),
        labels=STATUS_BASES,
    ),
    *period_columns(),
    Column("host_number", _("vertskommune, nummer"), _("Kommunenummeret til verten."), _of("host", "number"), width=12),
    Column("host", _("vertskommune"), _("Kommunen som utfører oppgaven for de andre."), _of("host", "name")),
    Column(
        "participants",
        _("parter"),
        _("Alle registrerte parter. Arket «Deltakelser» har én rad for hver."),
        participants_cell,
        width=60,
    ),
    Column(
        "participants_number",
        _("antall parter i filen"),
        _("Hvor mange parter som er ført opp her."),
        lambda record: len(record["participants"]),
        "number",
    ),
    Column(
        "participants_complete",
        _("alle parter ført inn"),
        _("Nei: kilden nevner flere parter enn dem som er navngitt her."),
        itemgetter("participants_complete"),
        YES_NO,
        always=True,
    ),
    Column("stated_count", _("antall parter i kilden"), _("Tallet kilden oppgir."), itemgetter("stated_count"), "number"),
    Column("organisation", _("organisasjon"), _("Selskapet eller organet samarbeidet har opprettet."), _of("organisation", "name")),
    Column("org_number", _("organisasjonsnummer"), _("Organisasjonens nummer."), _of("organisation", "org_number"), width=14),
    Column(
        "org_form",
        _("organisasjonsform"),
        _("Organisasjonens form, som koden i Enhetsregisteret."),
        _of("organisation", "org_form"),
        width=14,
    ),
    Column(
        "counts_as_formal",
        _("telles med"),
        _("Om det telles som formelt samarbeid. Nettverk, prosjekter og forslag telles ikke."),
        itemgetter("counts_as_formal"),
        YES_NO,
        always=True,
    ),
    Column(
        "evidence_date",
        _("sist omtalt i kilde"),
        _("Siste dag en kilde kan være fra. Eldre kilder gjør opplysningene mindre sikre."),
        itemgetter("evidence_date"),
        "date",
        always=True,
    ),
    Column(
        "mapping",
        _("kartlegging av partene"),
        _("Hvor mange av kommunene i samarbeidet som er ferdig kartlagt i registeret."),
        lambda record: record.get("mapping"),
        always=True,
        width=24,
    ),
    Column(
        "last_confirmed",
        _("sist bekreftet"),
        _("Når en kommune sist bekreftet opplysningene. Tomt: ikke bekreftet."),
        itemgetter("last_confirmed"),
        "date",
        always=True,
    ),
    Column("updated_at", _("sist endret i registeret"), _("Når raden sist ble endret."), itemgetter("updated_at"), "moment"),
    Column("licence", _("lisens"), _("Vilkår for bruk: NLOD 2.0."), itemgetter("licence")),
)
