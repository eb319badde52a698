"""Counties, one row per county number: Troms is 19 until 2019 and 55 from 2024."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.checked import CheckedModel


class County(CheckedModel):
    """A county (fylke) under one number. Which municipalities it holds, and when, is on their number rows."""

    number = models.CharField(_("fylkesnummer"), max_length=2, unique=True)
    name = models.CharField(_("navn"), max_length=100)
    in_register = models.BooleanField(
        _("dekkes av registeret"), default=False, help_text=_("Kommuner i andre fylker vises, men telles ikke med.")
    )

    class Meta:
        verbose_name = _("fylke")
        verbose_name_plural = _("fylker")
        ordering = ["number"]

    def __str__(self):
        return f"{self.name} ({self.number})"
