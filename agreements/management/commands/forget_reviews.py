"""`manage.py forget_reviews`: forgets who confirmed, two years after a round. Safe to run again; `work` does it daily."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from agreements.verification.forgetting import forget_reviews
from registry.parameters import today


class Command(BaseCommand):
    """What is due today."""

    help = _(
        "Sletter navn og stilling på dem som bekreftet, og postkassene det ble sendt brev til, to år etter en årlig gjennomgang. "
        "En gjennomgang som ikke er lagt i arkivet, blir stående og nevnes."
    )

    def handle(self, *args, **options):
        """Forget; a round that cannot be is told of, and the command ends with 1."""
        done = forget_reviews(today())
        for round_ in done.rounds:
            self.stdout.write(_("%(round)s: personopplysninger er slettet.") % {"round": round_})
        if done.refused:
            told = [_("%(round)s: %(why)s") % {"round": round_, "why": why} for round_, why in done.refused]
            raise CommandError(_("Ikke slettet: %(told)s.") % {"told": "; ".join(told)})
