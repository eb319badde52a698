"""`manage.py send_reminders`: queues letters to case officers about dates that come near. Safe to run again."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.management.reminding import queue_reminders
from registry.parameters import today


class Command(BaseCommand):
    """The reminders of today."""

    help = _("Legger påminnelser om frister i kø til ansvarlig saksbehandler. Hver frist nevnes én gang på hvert trinn.")

    def handle(self, *args, **options):
        """Queue them; `manage.py work` sends them."""
        reminded = queue_reminders(today())
        text = ngettext("%(number)s brev lagt i kø.", "%(number)s brev lagt i kø.", reminded.letters)
        self.stdout.write(text % {"number": reminded.letters})
        for name in reminded.unreachable:
            self.stderr.write(_("%(name)s har ingen e-postadresse og får ingen påminnelse.") % {"name": name})
