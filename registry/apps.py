"""The ground of the register, and its admin site."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    """Accounts, audit trail, letters."""

    default = True

    name = "registry"
    verbose_name = _("Brukere, endringer og brev")
    default_auto_field = "django.db.models.BigAutoField"


class RegistryAdminConfig(admin_apps.AdminConfig):
    """Django's admin under our own site class."""

    default = False
    default_site = "registry.admin_site.RegistryAdminSite"
