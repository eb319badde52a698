"""What every test may use."""

import tempfile
from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction


def pytest_configure():
    """The tests run without an environment: a key of their own, plain static files, letters in memory."""
    settings.SECRET_KEY = "only-for-the-tests"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]  # reads a thousand files a client
    settings.MEDIA_ROOT = tempfile.mkdtemp(prefix="register-tests-")  # the worker writes files there
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def nothing_remembered():
    """No test reads what was counted in the register of another."""
    cache.clear()


@pytest.fixture(scope="session")
def real_rows(django_db_setup, django_db_blocker):
    """The rows of the whole real register by table: loaded once a session by the commands, and rolled back again."""
    ours = [model for app in ("municipalities", "agreements", "registry") for model in _models(app)]
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", stdout=StringIO())
        call_command("load_agreements", stdout=StringIO())
        rows = {model: list(model._base_manager.order_by("pk")) for model in ours}
        transaction.set_rollback(True)
    return {model: _insertion(model, found) for model, found in rows.items() if found}


@pytest.fixture
def real_register(db, real_rows):
    """The whole real register, in a fraction of a second: for tests that need every municipality and agreement."""
    with transaction.atomic(), connection.cursor() as cursor:  # foreign keys are checked at its end: the tables may be in any order
        for sql, rows in real_rows.values():
            cursor.executemany(sql, rows)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(real_rows)):
            cursor.execute(statement)


def _insertion(model, rows):
    """The statement that stores a row, and the values of each, as the database takes them."""
    fields, quoted = model._meta.concrete_fields, connection.ops.quote_name
    columns, places = ", ".join(quoted(field.column) for field in fields), ", ".join(["%s"] * len(fields))
    values = [[field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in rows]
    return f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({places})", values


def _models(app):
    return apps.get_app_config(app).get_models(include_auto_created=True)
