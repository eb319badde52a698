"""A row about one party: a municipality or an organisation, never both."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality, Organisation

ONE_PARTY = _("Velg én kommune eller én organisasjon som part.")


class OfOneParty(models.Model):
    """The two columns of which exactly one is filled."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name=_("kommune")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name=_("organisasjon")
    )

    class Meta:
        abstract = True

    def validate_constraints(self, exclude=None):
        """The one there is, without a query."""
        columns = {"municipality", "organisation"}
        if not columns & set(exclude or ()):
            filled = [name for name in columns if getattr(self, f"{name}_id") or self._state.fields_cache.get(name)]
            if len(filled) != 1:
                raise ValidationError(ONE_PARTY)

    @property
    def party(self):
        """The municipality or organisation."""
        return self.municipality or self.organisation

    @property
    def party_key(self) -> tuple[str, int | None]:
        """The party as one value, for comparing rows."""
        return ("municipality", self.municipality_id) if self.municipality_id else ("organisation", self.organisation_id)


def exactly_one_party(name: str) -> models.CheckConstraint:
    """The constraint of a table of such rows."""
    return models.CheckConstraint(
        condition=Q(municipality__isnull=True, organisation__isnull=False)
        | Q(municipality__isnull=False, organisation__isnull=True),
        name=name,
        violation_error_message=ONE_PARTY,
    )
