"""A municipality's year in sentences: what the register knows of it, from when and how surely, and nothing more."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.columns.read_me import PUBLISHER
from agreements.models import Participation
from agreements.reports.between import Event, What
from agreements.reports.changes import form_of, passed_on
from agreements.reports.report import Heading, Item
from agreements.reports.words import party_in_words
from agreements.reports.year import Year
from municipalities.models import MappingStatus
from registry.parameters import today
from registry.periods import Period, Precision, show_day
from registry.templatetags.page import listed

ONE_TO_TWELVE = ("ett", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")


def paragraphs(year: Year) -> Iterator[str]:
    """The text, paragraph by paragraph: headings, and the items of lists."""
    yield Heading(_("Interkommunalt samarbeid i %(year)s") % {"year": year.last.year})
    yield _total(year)
    yield Heading(_("Nye samarbeid"))
    yield from _new(year)
    yield Heading(_("Endringer i samarbeid som fortsetter"))
    yield from _changed(year)
    yield Heading(_("Avsluttede samarbeid"))
    yield from _ended(year)
    yield Heading(_("Om tallene"))
    yield _about(year)


def _total(year: Year) -> str:
    """How many there are, with the year before beside, how many the municipality hosts, and how many are uncertain."""
    names = {"name": year.asked.name, "day": show_day(year.last), "number": _amount(len(year.now), year)}
    if year.now:
        said = [_("Per %(day)s er %(name)s registrert som part i %(number)s interkommunale samarbeid.") % names]
    else:
        said = [_("Per %(day)s er ingen interkommunale samarbeid registrert for %(name)s.") % names]
    then = {"day": show_day(year.first), "number": _amount(len(year.then), year)}
    if year.founded:
        said.append(_("Kommunen ble opprettet %(day)s, og har derfor ikke tall for året før.") % {"day": show_day(year.founded)})
    elif year.then and len(year.then) == len(year.now):
        said.append(_("Per %(day)s var like mange registrert.") % then)
    elif year.then:
        said.append(_("Per %(day)s var tallet %(number)s.") % then)
    elif year.now:
        said.append(_("Per %(day)s var ingen registrert.") % then)
    return " ".join([*said, *_hosting(year), *_unclear(year)])


def _hosting(year: Year) -> Iterator[str]:
    hosted, before = len(year.hosted(year.now)), 0 if year.founded else len(year.hosted(year.then))
    if hosted:
        yield _("Kommunen er vert for %(number)s av dem.") % {"number": _words(hosted)}
    if before and hosted != before:
        yield _("Per %(day)s var den vert for %(number)s.") % {"day": show_day(year.first), "number": _words(before)}


def _unclear(year: Year) -> Iterator[str]:
    number = sum(scheme.unclear for scheme in year.now)
    if 1 < number == len(year.now):
        yield _("Det er ikke kjent om noen av dem fortsatt gjelder.")
    elif number:
        said = ngettext(
            "For %(number)s av dem er det ikke kjent om det fortsatt gjelder.",
            "For %(number)s av dem er det ikke kjent om de fortsatt gjelder.",
            number,
        )
        yield said % {"number": _words(number)}


def _new(year: Year) -> Iterator[str]:
    told = {"year": year.last.year}
    if year.carried:
        said = _("Kommunen førte videre %(number)s samarbeid fra tidligere kommuner.")
        yield said % {"number": _words(len(year.carried))}
    if year.new:
        said = ngettext(
            "Kommunen kom med i %(number)s nytt samarbeid i %(year)s:",
            "Kommunen kom med i %(number)s nye samarbeid i %(year)s:",
            len(year.new),
        )
        yield said % {**told, "number": _words(len(year.new))}
        yield from (_begun(event, year) for event in year.new)
    if year.joined:
        said = _("Kommunen gikk inn i %(number)s samarbeid som fantes fra før:")
        yield said % {"number": _words(len(year.joined))}
        yield from (_begun(event, year) for event in year.joined)
    if year.seen:
        said = ngettext(
            "%(number)s samarbeid er omtalt i en kilde for første gang i %(year)s. Registeret vet ikke når det begynte:",
            "%(number)s samarbeid er omtalt i en kilde for første gang i %(year)s. Registeret vet ikke når de begynte:",
            len(year.seen),
        )
        yield capfirst(said % {**told, "number": _words(len(year.seen))})
        yield from (_begun(event, year) for event in year.seen)
    if not (year.carried or year.new or year.joined or year.seen):
        yield _("Registeret har ingen nye samarbeid for kommunen i %(year)s.") % told


def _changed(year: Year) -> Iterator[str]:
    if not year.changed:
        yield _("Registeret har ingen endringer i parter eller roller i %(year)s.") % {"year": year.last.year}
    for agreement, events in year.changed.items():
        yield Item(f"{agreement.name}: {'; '.join(_happened(event, year) for event in events)}.")


def _ended(year: Year) -> Iterator[str]:
    told = {"year": year.last.year}
    if year.ended:
        said = _("%(number)s samarbeid ble avsluttet i %(year)s:")
        yield capfirst(said % {**told, "number": _words(len(year.ended))})
        yield from (_over(event, event.agreement) for event in year.ended)
    if year.left:
        said = _("Kommunen gikk ut av %(number)s samarbeid som fortsetter:")
        yield said % {"number": _words(len(year.left))}
        yield from (_over(event, event.row) for event in year.left)
    if not (year.ended or year.left):
        yield _("Registeret har ingen avsluttede samarbeid for kommunen i %(year)s.") % told


def _begun(event: Event, year: Year) -> Item:
    """«Brannvern (vertskommunesamarbeid), fra 01.03.2026, sammen med Senja (vertskommune) og Alta.»"""
    own = _own_row(event, year)
    start = event.agreement if event.what == What.NEW else event.row or event.agreement
    said = [f"{event.agreement.name} ({form_of(event.agreement)})"]
    if start.valid_from:
        said.append(_("fra %(day)s") % {"day": start.start_shown})
    others = [row for row in event.story.parties(year.last) if row.municipality_id != year.municipality.pk]
    if others:
        names = [party_in_words(row) for row in others]
        said.append(_("sammen med %(names)s") % {"names": listed([*names, *_more(event)])})
    sentences = [", ".join(said)]
    if own and own.leads:
        sentences.append(_("Kommunen er %(role)s") % {"role": own.role_label})
    sentences += [after] if (after := passed_on(event)) else []
    return Item(". ".join(sentences) + ".")


def _over(event: Event, row: Period) -> Item:
    """«Legevakt (vertskommunesamarbeid), til og med 30.06.2026.»"""
    known = row.valid_to_precision != Precision.UNKNOWN
    end = _("til og med %(day)s") % {"day": row.end_shown} if known else _("datoen er ikke kjent")
    after = passed_on(event) if event.what == What.ENDED else ""
    return Item(f"{event.agreement.name} ({form_of(event.agreement)}), {end}. {after}{'.' if after else ''}".strip())


def _happened(event: Event, year: Year) -> str:
    """«Senja kom inn som samarbeidskommune 01.06.2026»; of the municipality itself «kommunen ble vertskommune …»."""
    row = event.row
    own = row.municipality_id == year.municipality.pk
    told = {"name": _("kommunen") if own else row.party.name, "role": row.role_label, "day": _day_of(row)}
    if event.what == What.LEFT:
        known = row.valid_to_precision != Precision.UNKNOWN
        end = _("siste dag %(day)s") % {"day": row.end_shown} if known else _("datoen er ikke kjent")
        return _("%(name)s gikk ut (%(end)s)") % {**told, "end": end}
    if event.what == What.CARRIED:
        before = listed(old.party.name for old in event.before)
        return _("%(name)s tok over etter %(before)s ved kommunesammenslåing %(day)s") % {**told, "before": before}
    if event.what == What.ROLE:
        return _("%(name)s ble %(role)s %(day)s") % told
    return _("%(name)s kom inn som %(role)s %(day)s") % told


def _day_of(row: Period) -> str:
    """The start in a sentence: «01.06.2026», «i juni 2026»."""
    exact = row.valid_from_precision in (Precision.DAY, Precision.CIRCA)
    return row.start_shown if exact else _("i %(when)s") % {"when": row.start_shown}


def _own_row(event: Event, year: Year) -> Participation | None:
    return next((row for row in event.story.parties(year.last) if row.municipality_id == year.municipality.pk), None)


def _more(event: Event) -> list[str]:
    """Whether there are parties that nobody has named."""
    return [] if event.agreement.participants_complete else [_("flere som ikke er navngitt")]


def _about(year: Year) -> str:
    """Where it comes from, of which day it is, and how sure it is."""
    mapped = {
        MappingStatus.Level.CONFIRMED: _("Kommunen har bekreftet listen sin i registeret."),
        MappingStatus.Level.MAPPED: _("Kommunens samarbeid er kartlagt, men kommunen har ikke bekreftet listen."),
    }
    partial = _("Kommunens samarbeid er ikke ferdig kartlagt. Kommunen kan være med i flere enn dem som er registrert.")
    said = [
        _("Kilde: Samarbeidsregisteret, %(publisher)s, per %(day)s, hentet %(fetched)s.")
        % {"publisher": PUBLISHER, "day": show_day(year.last), "fetched": show_day(today())},
        *([_("Datoen er ikke kommet ennå: teksten viser det som er registrert til nå.")] if year.last > today() else []),
        mapped.get(year.level, partial),
        _("Nettverk, prosjekter og forslag er ikke med."),
        _("Antall sier ikke hvor omfattende samarbeidet er."),
    ]
    return " ".join(said)


def _amount(number: int, year: Year) -> str:
    return _("minst %(number)s") % {"number": number} if year.at_least and number else str(number)


def _words(number: int) -> str:
    """A number as one writes it in a sentence: «to», «tolv», «13»."""
    return ONE_TO_TWELVE[number - 1] if 0 < number <= len(ONE_TO_TWELVE) else str(number)
