"""`manage.py work`: the one process beside the web server. Imports, reminders, letters, forgetting, the day's dump."""

import logging
import signal
import time
from datetime import date

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.browse.downloads import dump_folder, dump_name
from agreements.findings.recheck import recheck_all
from agreements.imports.applying import running
from agreements.imports.applying.forgetting import forget_old_files
from agreements.management.dumping import write_dump
from agreements.management.forgetting import forget_correspondence
from agreements.management.reminding import queue_reminders
from agreements.verification.forgetting import forget_reviews
from agreements.verification.reminders import remind_municipalities
from agreements.verification.replying import reply_to_municipalities
from registry.outbox import deliver_due
from registry.parameters import today
from registry.security import forget_old_attempts

logger = logging.getLogger(__name__)
PAUSE = 10  # seconds between two rounds, when no import waits


class Command(BaseCommand):
    """Works until it is told to stop."""

    help = _(
        "Leser og tar i bruk importer, minner om frister, sender brev som står i kø, glemmer det som er gammelt, og lager "
        "dagens fil til nedlasting. Kjører til den blir stoppet."
    )
    stopping = False
    day_done: date | None = None  # the day on which it last did what is done once a day; again after a restart does no harm

    def add_arguments(self, parser):
        """One round, for a timer instead of a process that stays."""
        parser.add_argument("--once", action="store_true", help=_("Gjør én runde og avslutt."))

    def handle(self, *args, once, **options):
        """Round after round; a round that fails is logged, and the next one tries again."""
        if once:
            self.do_round()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        while not self.stopping:
            try:
                self.do_round()
            except (DatabaseError, OSError):
                logger.exception("A round failed; the next one tries again")
            close_old_connections()
            self.rest()

    def do_round(self) -> None:
        """Everything that is due now; first what somebody waits for."""
        while not self.stopping and running.advance_next():
            pass
        new_day = self.day_done != today()
        if new_day:
            logger.info("Reminders queued: %s", queue_reminders(today()).letters)
            logger.info("Municipalities reminded of the review: %s", remind_municipalities(today()))
        reply_to_municipalities(timezone.now())
        sent = deliver_due()
        if sent:
            logger.info("Letters sent: %s", sent)
        forget_old_attempts()
        if new_day:
            logger.info("Old files of imports forgotten: %s", forget_old_files())
            logger.info("Old letters forgotten: %s", forget_correspondence())
            call_command("clearsessions")
            self.forget_reviews()
            logger.info("Findings: %s", sum(recheck_all(today())))
            self.day_done = today()
        if not (dump_folder() / dump_name(today())).exists():
            logger.info("Dump written: %s", write_dump(dump_folder(), today()))

    def forget_reviews(self) -> None:
        """Who confirmed two years ago; what should be forgotten and cannot be is said every day until somebody does something."""
        done = forget_reviews(today())
        logger.info("Rounds of the review forgotten: %s", len(done.rounds))
        for round_, why in done.refused:
            logger.warning("%s is not forgotten: %s", round_, why)

    def rest(self) -> None:
        """Wait for the next round, a second at a time, so that a stop is heard at once, and nobody waits long with an import."""
        for _second in range(PAUSE):
            if self.stopping or self.has_imports():
                return
            time.sleep(1)

    def has_imports(self) -> bool:
        """Whether one waits; a database that is away is the next round's to find."""
        try:
            return running.waiting()
        except DatabaseError:
            return False

    def stop(self, *args) -> None:
        """End after what is being done now."""
        self.stopping = True
