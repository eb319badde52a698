"""Processes beside the tests that share a register on disk, so that they can be killed and can meet: for both databases."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

START = "import django; django.setup()\n"


class Elsewhere:
    """A register that other processes work on. `run` waits for what they print, `start` does not."""

    def __init__(self, url, folder):
        own = {
            "SECRET_KEY": "elsewhere",
            "DATABASE_URL": url,
            "VAR_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "registry.settings",
        }
        self.environment = {**os.environ, **own}

    def start(self, code):
        """Run Python in a process of its own, with Django."""
        command = [sys.executable, "-c", START + code]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, cwd=settings.BASE_DIR, env=self.environment, **pipes)

    def ask(self, code):
        """What the last expression is; everything before it is run."""
        *lines, last = code.strip().splitlines()
        process = self.start("\n".join([*lines, "import json", f"print(json.dumps({last}))"]))
        said, _nothing = process.communicate(timeout=120)
        assert process.returncode == 0, code
        return json.loads(said.strip().splitlines()[-1])

    def manage(self, *arguments):
        """Run a command of manage.py; its exit code."""
        done = subprocess.run([sys.executable, "manage.py", *map(str, arguments)], cwd=settings.BASE_DIR, env=self.environment)
        return done.returncode


@pytest.fixture
def elsewhere(transactional_db, tmp_path):
    """SQLite in a file of its own; on PostgreSQL the database of the tests."""
    if connection.vendor == "postgresql":
        made = connection.settings_dict
        place = f"{made['HOST'] or 'localhost'}:{made['PORT'] or 5432}"
        yield Elsewhere(f"postgres://{made['USER']}:{made['PASSWORD']}@{place}/{made['NAME']}", tmp_path)
        return
    found = Elsewhere(f"sqlite:///{tmp_path / 'register.sqlite3'}", tmp_path)
    assert found.manage("migrate", "-v0") == 0
    yield found
