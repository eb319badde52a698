"""`manage.py dump`: the whole public register as a zip of tables, listed at `/nedlasting/`. Safe to run again."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from agreements.browse.downloads import dump_folder
from agreements.management.dumping import write_dump
from registry.parameters import today


class Command(BaseCommand):
    """The dump of today."""

    help = _("Lager register-ÅÅÅÅ-MM-DD.zip med hele det åpne registeret. Finnes den for i dag, blir den byttet ut.")

    def add_arguments(self, parser):
        """Where to."""
        parser.add_argument("--out", type=Path, default=None, help=_("Mappen. Uten valg: der /nedlasting/ finner den."))

    def handle(self, *args, out: Path | None, **options):
        """Write it, and say where it is."""
        folder = out or dump_folder()
        try:
            path = write_dump(folder, today())
        except OSError as error:
            raise CommandError(_("Kunne ikke skrive i %(folder)s: %(error)s.") % {"folder": folder, "error": error}) from error
        self.stdout.write(_("%(path)s (%(size)s kB)") % {"path": path, "size": path.stat().st_size // 1024})
