"""The app of cooperation between municipalities."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    """What municipalities do together."""

    name = "agreements"
    verbose_name = _("Registeret")
    default_auto_field = "django.db.models.BigAutoField"
