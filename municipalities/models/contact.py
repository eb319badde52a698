"""Contacts in municipalities: role mailboxes, no accounts, deleted for good when deleted."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.models.municipality import Municipality
from registry.checked import CheckedModel


class Contact(CheckedModel):
    """An address for a role in a municipality. Never public, never in the audit trail."""

    class ContactRole(models.TextChoices):
        EXECUTIVE = "kommunedirektor", _("kommunedirektør")
        MAILROOM = "postmottak", _("postmottak")
        CONTROLLER = "controller", _("controller")
        OTHER = "annet", _("annet")

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="contacts", verbose_name=_("kommune"))
    role = models.CharField(_("rolle"), max_length=20, choices=ContactRole.choices)
    email = models.EmailField(_("e-postadresse"), help_text=_("Helst en felles postkasse, ikke en persons adresse."))

    class Meta:
        verbose_name = _("kontakt")
        verbose_name_plural = _("kontakter")
        ordering = ["municipality__sort_key", "role", "pk"]
        constraints = [models.UniqueConstraint(fields=["municipality", "role", "email"], name="one_contact")]

    def __str__(self):
        return f"{self.municipality.name}, {self.get_role_display()}"
