"""Running the server and its worker as children of one command, so that they begin and end together."""

import contextlib
import signal
import socket
import subprocess
import sys
import time

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

HOST = "127.0.0.1"
PATIENCE = 30  # seconds for the server to answer, and for a child to end by itself


def refuse_taken_port(port: int) -> None:
    """Raise CommandError when something else answers on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                _("Port %(port)s kan ikke brukes: den er opptatt eller ikke lov. Velg en annen, for eksempel --port %(other)s.")
                % {"port": port, "other": 8001 if port != 8001 else 8002}
            ) from error


def serve(port: int, announce) -> int:
    """Serve until Ctrl-C or SIGTERM, or until a child ends. Calls `announce` when the server answers; returns the exit status."""
    signal.signal(signal.SIGTERM, _interrupt)
    children = []
    try:
        for command in (_server(port), _worker()):
            children.append(subprocess.Popen(command, cwd=settings.BASE_DIR))  # noqa: S603  our own words only
        _wait_for_answer(port, children)
        announce()
        while not _ended(children):
            time.sleep(0.5)
    except KeyboardInterrupt:
        return 0
    finally:
        _end(children)
    return 1


def _server(port: int) -> list[str]:
    options = ["--bind", f"{HOST}:{port}", "--workers", "2", "--threads", "4", "--log-level", "warning", "--no-control-socket"]
    return [sys.executable, "-m", "gunicorn", "registry.wsgi", *options]


def _worker() -> list[str]:
    return [sys.executable, "manage.py", "work"]


def _interrupt(*args) -> None:
    raise KeyboardInterrupt


def _ended(children: list[subprocess.Popen]) -> bool:
    return any(child.poll() is not None for child in children)


def _wait_for_answer(port: int, children: list[subprocess.Popen]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and not _ended(children):
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.1)
    raise CommandError(_("Tjeneren kom ikke i gang. Meldingene over sier hvorfor."))


def _end(children: list[subprocess.Popen]) -> None:
    """Ask every child to end, and make it when it does not. A second Ctrl-C must not leave one behind."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
