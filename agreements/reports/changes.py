"""Endringer mellom to datoer: new and ended cooperation, parties in and out, a new host or form. Facts by their dates."""

from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.columns.records.address import public_address
from agreements.models import Agreement
from agreements.reports.between import OF_AGREEMENTS, Between, Event, What, Window
from agreements.reports.report import Asked, Column, Place, Report, Sheet, facts
from agreements.reports.words import day_or_words, last_day_or_words, party_in_words
from municipalities.lineage import Lineage
from municipalities.models import Municipality
from registry.periods import show_day
from registry.templatetags.page import listed

CODE = "endringer"
WHAT = {
    What.NEW: _("nytt samarbeid"),
    What.SEEN: _("omtalt første gang, ukjent start"),
    What.ENDED: _("avsluttet"),
    What.JOINED: _("kom inn"),
    What.LEFT: _("gikk ut"),
    What.ROLE: _("fikk ny rolle"),
    What.CARRIED: _("tok over etter kommunesammenslåing"),
}
ORDER = tuple(WHAT)


def when(event: Event) -> date | str | None:
    """The day of it: the first that something holds, or the last that it held."""
    if event.what == What.ENDED:
        return last_day_or_words(event.agreement)
    if event.what == What.LEFT:
        return last_day_or_words(event.row)
    return day_or_words(event.row or event.agreement)


def form_of(agreement: Agreement) -> str:
    """The form in a sentence, without its abbreviation, and with a word of caution where no source states it."""
    label = _now(agreement.form.label).partition(" (")[0]
    return label if agreement.certain_form else _now("antatt %(form)s") % {"form": label}


def _parties(event: Event) -> str:
    """Who takes part when it begins, or till it ends; of what nobody knows the start, on the last of the two days."""
    agreement = event.agreement
    day = agreement.last_day if event.what == What.ENDED else agreement.valid_from
    found = event.story.parties(day) if day else [row for row in event.story.rows if row.valid_to is None]
    names = ", ".join(party_in_words(row) for row in found)
    return names if agreement.participants_complete or not names else _now("%(names)s og flere") % {"names": names}


def passed_on(event: Event) -> str:
    """What it carries on, or what carries it on: a new form is always a new cooperation."""
    if event.what == What.ENDED:
        after = [f"{one.name} ({form_of(one)})" for one in event.story.became]
        return _now("Videreført som %(names)s") % {"names": listed(after)} if after else ""
    before = [f"{one.name} ({form_of(one)})" for one in event.story.came_from]
    return _now("Viderefører %(names)s") % {"names": listed(before)} if before else ""


def _what(event: Event) -> str:
    return capfirst(str(WHAT[event.what]))


def _form(event: Event) -> str:
    return capfirst(form_of(event.agreement))


def _before(event: Event) -> str:
    if event.what == What.CARRIED:
        return listed(row.party.name for row in event.before)
    rows = (event.row,) if event.what == What.LEFT else event.before
    return listed(capfirst(row.role_label) for row in rows)


def _after(event: Event) -> str:
    return "" if event.what == What.LEFT else capfirst(event.row.role_label)


def _address(event: Event) -> str:
    return public_address("agreement-detail", event.agreement.pk)


WHICH = Column("what", _("hva"), _("Hva som skjedde."), _what, width=20, wrap=True)
NAME = Column("name", _("samarbeid"), _("Navnet i dag."), lambda event: event.agreement.name, width=34, wrap=True)
URL = Column("url", _("adresse"), _("Samarbeidets side i registeret."), _address, width=36)
ABOUT_DAY = _("Første dag for det som kom til, siste dag for det som tok slutt. Ord når dagen ikke er kjent.")

AGREEMENTS = (
    WHICH,
    NAME,
    Column("form", _("samarbeidsform"), _("Den rettslige formen. «Antatt»: ingen kilde oppgir den."), _form, width=22, wrap=True),
    Column("parties", _("parter"), _("Partene da det begynte, eller da det tok slutt."), _parties, width=44, wrap=True),
    Column("day", _("dato"), ABOUT_DAY, when, "date"),
    Column(
        "passed_on", _("ny form eller avløst"), _("Hva det viderefører, eller videreføres som."), passed_on,
        width=30, wrap=True,
    ),
    Column(
        "counts", _("telles"), _("Om det telles i statistikken. Nettverk og prosjekter telles ikke."),
        lambda event: event.agreement.counts, "yes_no", width=8,
    ),
    URL,
)  # fmt: skip
PARTIES = (
    WHICH,
    NAME,
    Column("party", _("part"), _("Parten det gjelder."), lambda event: event.row.party.name, width=28, wrap=True),
    Column(
        "before", _("før"), _("Rollen før, eller kommunene som var part før sammenslåingen."),
        _before, width=28, wrap=True,
    ),
    Column(
        "role", _("rolle etter"), _("Rollen etter endringen. Tomt: ikke part lenger."), _after,
        width=20, wrap=True,
    ),
    Column("day", _("dato"), ABOUT_DAY, when, "date"),
    URL,
)  # fmt: skip


def between(asked: Asked) -> Between:
    """What happened in the place between the two days, to those that its municipalities were made of too."""
    municipality_ids = None
    if asked.entry or asked.county or asked.region:
        municipalities = [*(entry.municipality for entry in asked.entries), *_forebears(asked)]
        municipality_ids = frozenset(municipality.pk for municipality in municipalities)
    return Between(Window(asked.earlier, asked.day), municipality_ids)


def _forebears(asked: Asked) -> list[Municipality]:
    """The municipalities of the earlier day that have gone into those of the place since."""
    lineage = Lineage.load()
    return [forebear for entry in asked.entries for forebear in lineage.forebears(entry.municipality, asked.earlier)]


def _sheets(asked: Asked) -> tuple[Sheet, ...]:
    found, first, last = between(asked), show_day(asked.earlier), show_day(asked.day)
    of_agreements = sorted(found.of(*OF_AGREEMENTS), key=lambda event: ORDER.index(event.what))
    of_parties = [event for event in found.events if event.what not in OF_AGREEMENTS]
    nothing = _now("Registeret har ingen slike endringer fra %(first)s til %(last)s.") % {"first": first, "last": last}
    return (
        facts("om", _now("Om endringene"), _about(asked, first, last)),
        Sheet(
            "samarbeid", _now("Nye og avsluttede"), AGREEMENTS, lambda: of_agreements, missing=nothing, group="what",
            note=_now("En ny samarbeidsform er et nytt samarbeid. Det står som nytt, og det gamle som avsluttet."),
        ),
        Sheet(
            "parter", _now("Parter og roller"), PARTIES, lambda: of_parties, missing=nothing,
            note=_now("Samarbeid som fortsetter med nye parter eller ny vert. Parter i nye samarbeid står i det første arket."),
        ),
    )  # fmt: skip


def _about(asked: Asked, first: str, last: str) -> list[tuple[str, str]]:
    return [
        (_now("Gjelder"), asked.name),
        (_now("Tidsrom"), _now("Etter %(first)s, til og med %(last)s.") % {"first": first, "last": last}),
        (_now("Hva det er"), _now("Det som skjedde i samarbeidene i tidsrommet, etter datoene som er registrert.")),
        (
            _now("Hva det ikke er"),
            _now("Rettelser i registeret. At noe er ført inn eller rettet i tidsrommet, står på siden Endringer (/endringer/)."),
        ),
        (
            _now("Ukjente datoer"),
            _now("Det som har ukjent start eller slutt, står her bare når en kilde viser tidsrommet."),
        ),
        (
            _now("Dekning"),
            _now("%(mapped)s av %(all)s kommuner er ferdig kartlagt. Det kan ha skjedd mer enn det som er registrert.")
            % {"mapped": asked.coverage.mapped, "all": asked.coverage.municipalities},
        ),
    ]


REPORT = Report(
    CODE,
    _("Endringer mellom to datoer"),
    _("Nye og avsluttede samarbeid, parter som kom inn eller gikk ut, ny vert og ny form, etter datoene i samarbeidene."),
    frozenset({Place.MUNICIPALITY, Place.COUNTY, Place.REGION, Place.REGISTER}),
    _sheets,
    since=_("Fra"),
)
