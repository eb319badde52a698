"""What became of municipalities: mergers and splits, written by `municipalities.reform` alone."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.models.municipality import Municipality
from registry.checked import CheckedModel
from registry.periods import show_day


class Succession(CheckedModel):
    """One municipality was carried on by another from a date. A split has one predecessor and several successors."""

    class Kind(models.TextChoices):
        MERGE = "merge", _("slått sammen")
        SPLIT = "split", _("delt")

    predecessor = models.ForeignKey(Municipality, models.PROTECT, related_name="successions_out", verbose_name=_("forgjenger"))
    successor = models.ForeignKey(Municipality, models.PROTECT, related_name="successions_in", verbose_name=_("etterfølger"))
    date = models.DateField(_("dato"))
    kind = models.CharField(_("hva skjedde"), max_length=5, choices=Kind.choices)

    class Meta:
        verbose_name = _("sammenslåing eller deling")
        verbose_name_plural = _("sammenslåinger og delinger")
        ordering = ["date", "pk"]
        constraints = [models.UniqueConstraint(fields=["predecessor", "successor"], name="one_succession")]

    def __str__(self):
        return f"{self.predecessor.name} → {self.successor.name} ({show_day(self.date)})"

    def clean(self):
        """A municipality is not carried on by itself."""
        if self.predecessor_id == self.successor_id:
            raise ValidationError({"successor": _("En kommune kan ikke etterfølge seg selv.")})
