"""What every test may use."""

import gc
import tempfile
from contextlib import contextmanager
from copy import deepcopy
from io import StringIO

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import SimpleTestCase

from tests.elsewhere import on_disk
from tests.stored_rows import StoredRows

OPENERS = {"db", "transactional_db", "django_db_setup", "undone"}  # pytest-django closes it to every other test


def pytest_configure(config):
    """The tests run without an environment: a key of their own, plain static files, letters in memory."""
    settings.SECRET_KEY = "only-for-the-tests"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]  # reads a thousand files a client
    folder = tempfile.TemporaryDirectory(prefix="register-tests-")  # uploads and dumps are written there
    config.add_cleanup(folder.cleanup)
    settings.MEDIA_ROOT = folder.name
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(items):
    """Marks what opens the database, so that `-m database` leaves out what cannot tell one database from another."""
    for item in items:
        of_django = item.cls is not None and issubclass(item.cls, SimpleTestCase)
        if of_django or item.get_closest_marker("django_db") or not OPENERS.isdisjoint(item.fixturenames):
            item.add_marker(pytest.mark.database)


def pytest_collection_finish():
    """What is loaded by now stays, and the rest is looked through seldom: a fifth of the time was spent on looking for garbage."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """No test reads what was counted in the register of another."""
    cache.clear()


@pytest.fixture(scope="session")
def undone(django_db_setup, django_db_blocker):
    """`with undone():` opens the database to fixtures that serve several tests; all that is stored in it is rolled back."""

    @contextmanager
    def start():
        cache.clear()
        with django_db_blocker.unblock(), transaction.atomic():
            yield
            transaction.set_rollback(True)

    return start


@pytest.fixture(scope="session")
def made():
    """What was made, and its rows, by the function that made it."""
    return {}


@pytest.fixture
def kept(db, undone, made):
    """`kept(make_world)` is what the function makes, made once a session and stored again for each test."""

    def store(make):
        if make not in made:
            with undone():
                assert not StoredRows().insertions, "something was stored before it, and would be kept with it"
                made[make] = make(), StoredRows()
        found, rows = made[make]
        rows.store()
        return deepcopy(found)

    return store


@pytest.fixture
def elsewhere(transactional_db, tmp_path):
    """Processes beside the test, on a register that they share with it."""
    yield from on_disk(tmp_path)


@pytest.fixture(scope="session")
def real_rows(undone):
    """The rows of the whole real register: loaded once a session by the commands, and rolled back again."""
    with undone():
        call_command("load_reference", stdout=StringIO())
        call_command("load_agreements", stdout=StringIO())
        return StoredRows()


@pytest.fixture
def real_register(db, real_rows):
    """The whole real register, in a fraction of a second: for tests that need every municipality and agreement."""
    real_rows.store()
