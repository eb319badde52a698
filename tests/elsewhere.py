"""A register on disk that processes work on beside the test, so that they can be killed and can meet: for both databases."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

from django.conf import settings
from django.db import connection, connections


class Elsewhere:
    """Starts processes on the register that the test itself reads and writes."""

    def __init__(self, url, folder):
        own = {"SECRET_KEY": "elsewhere", "DATABASE_URL": url, "VAR_DIR": str(folder)}
        self.environment = {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "registry.settings"}

    def run(self, code):
        """Run Python in a process of its own, with Django; what it prints is to be read from it."""
        return self._start("-c", f"import django; django.setup()\n{code}")

    def start(self, *arguments, **environment):
        """Start a command of manage.py."""
        return self._start("manage.py", *map(str, arguments), **environment)

    def manage(self, *arguments, **environment):
        """Run a command of manage.py to its end; its exit code."""
        process = self.start(*arguments, **environment)
        process.communicate(timeout=120)
        return process.returncode

    def _start(self, *arguments, **environment):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        environment = {**self.environment, **environment}
        return subprocess.Popen([sys.executable, *arguments], cwd=settings.BASE_DIR, env=environment, **pipes)


def on_disk(folder):
    """Yields an `Elsewhere`; the test's own connection leads there too: on PostgreSQL it does, on SQLite to a copy in a file."""
    if connection.vendor == "postgresql":
        made = connection.settings_dict
        place = f"{made['HOST'] or 'localhost'}:{made['PORT'] or 5432}"
        yield Elsewhere(f"postgres://{made['USER']}:{made['PASSWORD']}@{place}/{made['NAME']}", folder)
        return
    file, in_memory = folder / "register.sqlite3", connections["default"]
    in_memory.ensure_connection()
    with closing(sqlite3.connect(file)) as copy:
        in_memory.connection.backup(copy)  # to migrate it anew takes five seconds
    connections["default"] = in_memory.copy()
    connections["default"].settings_dict["NAME"] = file
    yield Elsewhere(f"sqlite:///{file}", folder)
    connections["default"].close()
    connections["default"] = in_memory
