"""A synthetic register in an SQLite file of its own, made once for each size, and Django started on it."""

import os
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


def make(agreements):
    """The file, in the folder for temporary files."""
    path = Path(tempfile.gettempdir()) / f"register-benchmark-{agreements}.sqlite3"
    if not path.exists():
        unfinished = path.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        for command in (["migrate", "-v0"], ["make_synthetic", "--agreements", str(agreements)]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment(unfinished), check=True)
        unfinished.rename(path)
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment(path), check=True)  # made long ago
    return path


def environment(path):
    """The settings a process needs to work on the file."""
    return {**os.environ, "SECRET_KEY": "benchmark", "DATABASE_URL": f"sqlite:///{path}"}


def start_django(path):
    """Django in this process, on the file; static files need not be collected."""
    os.environ.update(environment(path))
    start_django_here()


def start_django_here():
    """The same on the database of the environment."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "registry.settings"
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    import_module("registry.wsgi")
