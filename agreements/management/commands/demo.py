"""★ `manage.py demo`: from a fresh clone to the register with the real data, served on this machine alone. Start here.

Safe to run again: accounts and passwords stay the same, and what was entered in between stays.
"""

import os
import secrets
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.management.demo_accounts import make_accounts, refuse_foreign_accounts
from agreements.management.demo_review import make_review
from agreements.management.processes import HOST, refuse_taken_port, serve
from registry.models import Role, User

AGREEMENTS = settings.BASE_DIR / "fixtures" / "agreements.toml"
KEY_FILE = settings.VAR_DIR / "demo-secret-key"


class Command(BaseCommand):
    """The demo."""

    help = _("Setter opp registeret med de ekte dataene og en bruker for hver rolle, og viser det på denne maskinen.")
    requires_system_checks = []  # they need a secret key, which this command may have to make first

    def add_arguments(self, parser):
        """Where to serve, if at all."""
        parser.add_argument("--port", type=int, default=8000, help=_("Porten på 127.0.0.1. Uten valg: 8000."))
        parser.add_argument("--no-serve", action="store_false", dest="serve", help=_("Sett opp alt, men start ikke tjeneren."))

    def handle(self, *args, port, serve: bool, **options):
        """Refuse first, then set up, then serve."""
        address = os.environ.get("SITE_URL", f"http://{HOST}:{port}").rstrip("/")
        if not _has_key() or address != settings.SITE_URL:
            _restart(address)
        refuse_foreign_accounts()
        if serve:
            refuse_taken_port(port)
        self.set_up()
        for username, password in make_accounts():
            self.stdout.write(f"{username}: {username} / {password}")
        self.tell_of_review()
        if serve:
            self.serve(port)

    def set_up(self) -> None:
        """Database, static files and data, each step safe to repeat."""
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("load_reference", stdout=self.stdout)
        call_command("load_agreements", AGREEMENTS, stdout=self.stdout)
        call_command("dump", stdout=self.stdout)

    def tell_of_review(self) -> None:
        """The link of the letter to one municipality, which opens its list without an account."""
        municipality = User.objects.get(username=Role.MUNICIPALITY).municipality
        if code := make_review(User.objects.get(username=Role.CASE_OFFICER), municipality):
            address = settings.SITE_URL + reverse("review-link", args=[code])
            said = _("Årlig gjennomgang, lenken i brevet til %(municipality)s: %(address)s")
            self.stdout.write(said % {"municipality": municipality.name, "address": address})

    def serve(self, port: int) -> None:
        """Serve until told to stop."""
        self.stdout.flush()
        status = serve(port, lambda: self.stdout.write(_("Registeret er på http://%s:%s/. Stopp med Ctrl-C.") % (HOST, port)))
        if status:
            sys.exit(status)


def _has_key() -> bool:
    try:
        return bool(settings.SECRET_KEY)
    except ImproperlyConfigured:
        return False


def _restart(address: str) -> None:
    """Begin again with the key and the address in the environment, so that letters, files and pages all name that address."""
    told = {"SITE_URL": address, "SECRET_KEY": settings.SECRET_KEY if _has_key() else _own_key()}
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **told})  # noqa: S606  the same command, begun again


def _own_key() -> str:
    """Random, kept on this machine, readable by its owner only."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    if not KEY_FILE.exists():
        with os.fdopen(os.open(KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return KEY_FILE.read_text()
