"""`manage.py import_agreements FILE`: what a file would do to the register, and with `--apply` does. The same way as the pages.

Ends with 0 when the plan is shown, or all of the file is in the register; with 1 when something of it was asked about or refused
and `--apply` was wanted; with 2 when the file cannot be read.
"""

import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from agreements.imports.applying import intake, running, told
from agreements.imports.applying.shown import WRITTEN
from agreements.models import Import

UNREADABLE, NOT_ALL = 2, 1


class Command(BaseCommand):
    """Imports one file."""

    help = _("Viser hva en fil vil endre i registeret. Med --apply blir det gjort. Siden /import/ gjør det samme.")

    def add_arguments(self, parser):
        """The file, which sheet of it, and whether it is done."""
        parser.add_argument("file", type=Path, help=_("Excel (.xlsx) eller CSV."))
        parser.add_argument("--sheet", help=_("Navnet på arket som skal leses. Ellers leses de som er tabeller."))
        parser.add_argument("--apply", action="store_true", help=_("Skriv i registeret. Uten dette endres ingenting."))
        parser.add_argument("--publish", action="store_true", help=_("Nye samarbeid publiseres. Ellers blir de utkast."))
        parser.add_argument("--json", action="store_true", help=_("Svar som JSON."))

    def handle(self, *args, file, sheet, apply, publish, **options):
        """Plan, and apply when it is wanted."""
        found = self._planned(file, sheet)
        written = None
        if apply and any(found.about["counts"].get(state) for state in WRITTEN):
            written = running.apply(found, by=None, publish=publish, here=True)
            found.refresh_from_db()
        answer = told.answer(found, written)
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            self.stdout.writelines(f"{line}\n" for line in told.lines(answer))
        if found.state != Import.State.APPLIED:
            found.delete()  # nothing is kept of what was only looked at
        if apply and not answer["complete"]:
            raise SystemExit(NOT_ALL)

    def _planned(self, file: Path, sheet: str | None) -> Import:
        """The import, as far as it comes without a person. Raises CommandError for a file that cannot be read."""
        try:
            intake.check_sizes([(file.name, file.stat().st_size)])
            found = intake.take_in([(file.name, file.read_bytes())], by=None, sheets=[sheet] if sheet else [], unasked=True)
        except OSError as error:
            message = _("%(file)s kan ikke åpnes: %(why)s.") % {"file": file, "why": error.strerror}
            raise CommandError(message, returncode=UNREADABLE) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=UNREADABLE) from error
        running.advance_now(found)
        found.refresh_from_db()
        if found.state == Import.State.FAILED:
            problem = found.problem
            found.delete()
            raise CommandError(problem, returncode=UNREADABLE)
        return found
