"""`manage.py report NAME --municipality 5524 --on 2026-12-31 --out FILE`: a report as the same workbook as under `/rapporter/`."""

import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from agreements.reports.asked import Asked, Elsewhere, Place, Several, ask
from agreements.reports.catalogue import BY_CODE
from agreements.reports.report import Report
from agreements.reports.workbook import file_name, workbook
from municipalities.directory import Directory
from registry.parameters import read_day, today
from registry.periods import show_day

KINDS = (Place.MUNICIPALITY, Place.COUNTY, Place.REGION)


class Command(BaseCommand):
    """Writes one report."""

    help = _("Lager en rapport som Excel-fil. Siden /rapporter/ gir den samme filen.")

    def add_arguments(self, parser):
        """Which report, for whom, of which day, and where to."""
        parser.add_argument("name", help=_("Rapporten: %(known)s.") % {"known": ", ".join(BY_CODE)})
        place = parser.add_mutually_exclusive_group()
        place.add_argument("--municipality", default="", help=_("Kommunenummer, nå eller før."))
        place.add_argument("--county", default="", help=_("Fylkesnummer."))
        place.add_argument("--region", default="", help=_("Regionens navn i adressen."))
        parser.add_argument("--on", type=_day, default=None, help=_("Dagen den gjelder. Uten valg: i dag."))
        parser.add_argument("--since", type=_day, default=None, help=_("Dagen den sammenligner med. Uten valg: ett år før."))
        parser.add_argument("--out", type=Path, default=None, help=_("Filen. Uten valg: et navn som sier hva den er."))

    def handle(self, *args, name, on, since, out, **options):
        """Write it whole or not at all, and say where it is."""
        if name not in BY_CODE:
            known = {"name": name, "known": ", ".join(BY_CODE)}
            raise CommandError(_("Rapporten «%(name)s» finnes ikke. Det finnes: %(known)s.") % known)
        report, given = BY_CODE[name], {kind: options[kind] for kind in KINDS if options[kind]}
        asked = _asked(report, given, on or today(), since)
        path = out or Path(file_name(report, asked))
        unfinished = path.parent / f".{path.name}.part"
        try:
            with workbook(report, asked) as book, unfinished.open("wb") as target:
                shutil.copyfileobj(book, target)
            unfinished.replace(path)
        except OSError as error:
            with suppress(OSError):  # where it could not be made, it is not there
                unfinished.unlink()
            raise CommandError(_("Kunne ikke skrive %(path)s: %(why)s.") % {"path": path, "why": error.strerror}) from error
        self.stdout.write(_("%(path)s (%(size)s kB)") % {"path": path, "size": path.stat().st_size // 1024})


def _day(text: str) -> date:
    """Raises CommandError saying what would be right."""
    try:
        return read_day(text)
    except ValidationError as error:
        raise CommandError(f"«{text}»: {error.messages[0]}") from error


def _asked(report: Report, given: dict[Place, str], day: date, since: date | None) -> Asked:
    """The question; a number of before leads to the one of the day. Raises CommandError for a place that is none, or several."""
    if since and not report.since:
        raise CommandError(_("«%(name)s» sammenligner ikke to dager, så --since kan ikke brukes.") % {"name": report.code})
    if since and since >= day:
        days = {"since": show_day(since), "day": show_day(day)}
        raise CommandError(_("--since %(since)s må være en dag før --on %(day)s.") % days)
    known = {
        "name": report.code,
        "known": ", ".join(f"--{kind}" for kind in KINDS if kind in report.places) or _("hele registeret"),
    }
    if not report.places & (given.keys() or {Place.REGISTER}):
        raise CommandError(_("«%(name)s» lages for: %(known)s.") % known)
    (kind, place), directory = next(iter(given.items()), (Place.REGISTER, "")), Directory.load(day)
    found = ask(directory, {kind}, place, since)
    if isinstance(found, Elsewhere):
        found = ask(directory, {kind}, found.number, since)
    if isinstance(found, Several):
        known = ", ".join(entry.number(day) for entry in found.found)
        raise CommandError(_("Nummeret «%(place)s» kan bety flere kommuner: %(known)s.") % {"place": place, "known": known})
    if not isinstance(found, Asked):
        told = {"kind": kind, "place": place, "day": show_day(day)}
        raise CommandError(_("--%(kind)s: Registeret har ikke «%(place)s» per %(day)s.") % told)
    return found
