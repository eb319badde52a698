"""`manage.py recheck`: judge every agreement by the law as of today, since some rules speak of days that pass."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from agreements.findings.recheck import recheck_all
from registry.parameters import today


class Command(BaseCommand):
    """Safe to run at any time, twice too."""

    help = _("Går gjennom alle samarbeid på nytt og finner det som bør avklares. `work` gjør det hver dag.")

    def handle(self, *args, **options):
        """All of them, and how much there is."""
        self.stdout.write(_("%(number)s sjekkpunkter.") % {"number": sum(recheck_all(today()))})
