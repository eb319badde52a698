"""The app of municipalities, regions and organisations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MunicipalitiesConfig(AppConfig):
    """Who cooperates."""

    name = "municipalities"
    verbose_name = _("Kommuner, regioner og organisasjoner")
    default_auto_field = "django.db.models.BigAutoField"
