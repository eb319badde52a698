"""What every test may use."""

from django.conf import settings


def pytest_configure():
    """The tests run without an environment: a key of their own, plain static files, letters in memory."""
    settings.SECRET_KEY = "only-for-the-tests"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
