"""`manage.py report NAME --municipality 5524 --on 2026-12-31 --out FILE`: a report as the same workbook as under `/rapporter/`."""

import shutil
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from agreements.reports.asked import Asked, Elsewhere, Several, ask
from agreements.reports.catalogue import BY_CODE, REPORTS
from agreements.reports.report import Report
from agreements.reports.workbook import file_name, workbook
from municipalities.directory import Directory
from registry.parameters import read_day, today


class Command(BaseCommand):
    """Writes one report."""

    help = _("Lager en rapport som Excel-fil. Siden /rapporter/ gir den samme filen.")

    def add_arguments(self, parser):
        """Which report, for whom, of which day, and where to."""
        parser.add_argument("name", choices=[report.code for report in REPORTS], help=_("Rapporten."))
        place = parser.add_mutually_exclusive_group()
        place.add_argument("--municipality", default="", help=_("Kommunenummer, nå eller før."))
        place.add_argument("--county", default="", help=_("Fylkesnummer."))
        place.add_argument("--region", default="", help=_("Regionens navn i adressen."))
        parser.add_argument("--on", type=_day, default=None, help=_("Dagen den gjelder. Uten valg: i dag."))
        parser.add_argument("--since", type=_day, default=None, help=_("Dagen den sammenligner med. Uten valg: ett år før."))
        parser.add_argument("--out", type=Path, default=None, help=_("Filen. Uten valg: et navn som sier hva den er."))

    def handle(self, *args, name, municipality, county, region, on, since, out, **options):
        """Write it, and say where it is."""
        report = BY_CODE[name]
        asked = _asked(report, municipality or county or region, on or today(), since)
        path = out or Path(file_name(report, asked))
        try:
            with workbook(report, asked) as book, path.open("wb") as target:
                shutil.copyfileobj(book, target)
        except OSError as error:
            raise CommandError(_("Kunne ikke skrive %(path)s: %(why)s.") % {"path": path, "why": error.strerror}) from error
        self.stdout.write(_("%(path)s (%(size)s kB)") % {"path": path, "size": path.stat().st_size // 1024})


def _day(text: str) -> date:
    """Raises CommandError saying what would be right."""
    try:
        return read_day(text)
    except ValidationError as error:
        raise CommandError(f"«{text}»: {error.messages[0]}") from error


def _asked(report: Report, place: str, day: date, since: date | None) -> Asked:
    """The question; a number of before leads to the one of the day. Raises CommandError for a place that is none, or several."""
    if since and (not report.since or since >= day):
        raise CommandError(_("--since må være en dag før --on, og bare for rapporter som sammenligner to dager."))
    directory = Directory.load(day)
    found = ask(directory, report.places, place, since)
    if isinstance(found, Elsewhere):
        found = ask(directory, report.places, found.number, since)
    if isinstance(found, Several):
        known = ", ".join(entry.number(day) for entry in found.found)
        raise CommandError(_("Nummeret «%(place)s» kan bety flere kommuner: %(known)s.") % {"place": place, "known": known})
    if not isinstance(found, Asked):
        known = ", ".join(f"--{kind}" for kind in sorted(report.places) if kind != "register")
        words = _("Det finnes ikke noe «%(place)s» denne rapporten kan lages for. Den gjelder: %(known)s.")
        raise CommandError(words % {"place": place, "known": known or _("hele registeret")})
    return found
