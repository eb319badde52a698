"""The demo as a newcomer runs it: in a process of its own, with a folder of its own and no other setting."""

import os
import re
import signal
import socket
import subprocess
import sys

from django.conf import settings

UNSET = {"SECRET_KEY", "DEBUG", "SITE_URL", "ALLOWED_HOSTS", "DJANGO_SETTINGS_MODULE"}


def database(folder):
    """The file the demo keeps everything in."""
    return folder / "demo.sqlite3"


def start(folder, *options):
    """Start `manage.py demo`."""
    environment = {name: value for name, value in os.environ.items() if name not in UNSET}
    return subprocess.Popen(
        [sys.executable, "manage.py", "demo", *options],
        cwd=settings.BASE_DIR,
        env={**environment, "DATABASE_URL": f"sqlite:///{database(folder)}", "VAR_DIR": str(folder / "var")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def finish(process):
    """Everything it says until it ends."""
    return process.communicate(timeout=120)[0]


def serve(folder):
    """Start it on a free port and wait for its word that it serves. Returns (process, address, what it said)."""
    port = free_port()
    process, address, said = start(folder, "--port", str(port)), f"http://127.0.0.1:{port}", ""
    for line in process.stdout:
        said += line
        if f"{address}/." in line:  # the last it says
            return process, address, said
    raise AssertionError(f"the demo did not serve: {said}")


def stop(process):
    """End it as systemd or a closed terminal would. Returns its exit status."""
    process.send_signal(signal.SIGTERM)
    finish(process)
    return process.returncode


def accounts(said):
    """role → password, from the lines the demo prints."""
    return {found[1]: found[2] for found in re.finditer(r"^(\w+): \1 / (\S+)$", said, re.MULTILINE)}


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
