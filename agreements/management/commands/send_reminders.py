"""`manage.py send_reminders`: queues letters to case officers about dates that come near, and to municipalities that have not
confirmed their list. Safe to run again."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.management.reminding import queue_reminders
from agreements.verification.reminders import remind_municipalities
from registry.parameters import today


class Command(BaseCommand):
    """The reminders of today."""

    help = _(
        "Legger påminnelser i kø: om frister til ansvarlig saksbehandler, hver frist én gang på hvert trinn, og om årlig "
        "gjennomgang til kommuner som ikke har bekreftet, en uke før fristen og dagen etter."
    )

    def handle(self, *args, **options):
        """Queue them; `manage.py work` sends them."""
        reminded = queue_reminders(today())
        text = ngettext("%(number)s brev lagt i kø.", "%(number)s brev lagt i kø.", reminded.letters)
        self.stdout.write(text % {"number": reminded.letters})
        for name in reminded.unreachable:
            self.stderr.write(_("%(name)s har ingen e-postadresse og får ingen påminnelse.") % {"name": name})
        number = remind_municipalities(today())
        text = ngettext("%(number)s påminnelse til kommuner.", "%(number)s påminnelser til kommuner.", number)
        self.stdout.write(text % {"number": number})
