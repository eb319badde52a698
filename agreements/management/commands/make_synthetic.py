"""`manage.py make_synthetic`: fills an empty register with made-up agreements, for measuring how fast it is when it is large."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from agreements.management.synthetic import WORD, Synthesis
from agreements.models import Agreement, Participation
from municipalities.models import Municipality

MOST = 1_000_000


class Command(BaseCommand):
    """Synthetic agreements."""

    help = _("Fyller et tomt register med oppdiktede samarbeid, for å måle hvor raskt det er. Gjør ingenting når de finnes.")

    def add_arguments(self, parser):
        """How many, from which seed, and whether beside real ones."""
        parser.add_argument("--agreements", type=int, default=5000, help=_("Hvor mange samarbeid. Uten valg: 5000."))
        parser.add_argument("--seed", type=int, default=1, help=_("Samme tall gir samme register. Uten valg: 1."))
        parser.add_argument("--yes", action="store_true", help=_("Også i en database som har ekte samarbeid."))

    def handle(self, *args, agreements: int, seed: int, yes: bool, **options):
        """Refuse first; then all or nothing."""
        if not 1 <= agreements <= MOST:
            raise CommandError(_("--agreements %(value)s: Skriv et tall fra 1 til %(most)s.") % {"value": agreements, "most": MOST})
        made_up = Agreement.objects.filter(name__startswith=f"{WORD} ")
        if made_up.exists():
            self.stdout.write(_("Her er det oppdiktede samarbeid fra før (%(number)s).") % {"number": made_up.count()})
            return
        if Agreement.objects.exists() and not yes:
            raise CommandError(_("Databasen har ekte samarbeid. Bruk en annen, eller --yes om de skal stå sammen."))
        if not Municipality.objects.exists():
            call_command("load_reference", stdout=self.stdout)
        with transaction.atomic():
            for chunk in Synthesis(seed).chunks(agreements):
                chunk.store()
        self.stdout.write(
            _("%(agreements)s oppdiktede samarbeid med %(participations)s deltakelser.")
            % {"agreements": made_up.count(), "participations": Participation.objects.filter(agreement__in=made_up).count()}
        )
