"""The front page of the annex: whom and which day it is for, how complete it is, and what the municipality must add itself."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from agreements.models import Status
from agreements.reports.own import Own
from agreements.reports.report import Asked
from municipalities.models import MappingStatus
from registry.parameters import today
from registry.periods import show_day


def rows(asked: Asked, companies: list[Own], others: list[Own]) -> Iterator[tuple[str, str]]:
    """Each as a label and what there is to say."""
    status, day = asked.coverage.statuses.get(asked.municipality.pk), show_day(asked.day)
    yield _("Kommune"), f"{asked.municipality.name} ({asked.number})"
    yield _("Gjelder til og med"), day
    if asked.day > today():
        yield _("Merk"), _("Datoen er ikke kommet. Vedlegget viser det registeret vet i dag.")
    yield _("Forrige rapport"), show_day(asked.earlier)
    yield (
        _("Hva dette er"),
        _("Oversikt over interkommunale eierskap og samarbeid, som vedlegg til eierskapsmeldingen (koml. § 26-1)."),
    )
    yield _("Selskaper"), _numbers(companies)
    yield _("Samarbeid uten eget selskap"), _numbers(others)
    yield _("Dekning"), _coverage(asked, status)
    yield _("Bekreftelse"), _confirmation(status)
    yield _("Føres av kommunen"), _("Heleide selskaper, kommunale foretak og andre eierposter må kommunen føre på selv.")
    yield _("Personer"), _("Registeret har ikke navn på representanter. Kolonnen er tom, og fylles ut av kommunen.")
    yield (
        _("Slik leses det"),
        _("Tomt felt betyr at opplysningen ikke er registrert, ikke at den ikke finnes. Navn og formål er dagens."),
    )


def _numbers(found: list[Own]) -> str:
    unclear = sum(own.status == Status.UNCLEAR for own in found)
    said = str(len(found))
    return (
        _("%(number)s, for %(unclear)s av dem er det ikke kjent om de fortsatt gjelder") % {"number": said, "unclear": unclear}
        if unclear
        else said
    )


def _coverage(asked: Asked, status: MappingStatus | None) -> str:
    level = asked.coverage.level(asked.municipality.pk)
    said = {
        MappingStatus.Level.NONE: _("Kommunen er ikke kartlagt. Listen er det registeret tilfeldigvis kjenner, og kan mangle mye."),
        MappingStatus.Level.PARTIAL: _("Kommunen er delvis kartlagt. Listen kan mangle samarbeid."),
        MappingStatus.Level.MAPPED: _("Kommunen er kartlagt."),
        MappingStatus.Level.CONFIRMED: _("Kommunen er kartlagt og har bekreftet listen."),
    }[level]
    return f"{said} ({show_day(status.date)})" if status else said


def _confirmation(status: MappingStatus | None) -> str:
    if status and status.level == MappingStatus.Level.CONFIRMED:
        return _("Bekreftet av kommunen %(day)s") % {"day": show_day(status.date)}
    return _("Kommunen har ikke bekreftet listen i registeret.")
