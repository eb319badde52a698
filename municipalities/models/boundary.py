"""Borders of municipalities, as the drawings that `manage.py load_boundaries` made of a file. Without one there is the tile map."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.models.municipality import Municipality
from registry.checked import CheckedModel


class BoundaryFile(CheckedModel):
    """The file they were read from, and the size of the drawing. There is one or none."""

    name = models.CharField(_("fil"), max_length=200)
    credit = models.CharField(_("rettighetshaver"), max_length=300)
    read_at = models.DateTimeField(_("lest inn"), auto_now_add=True)
    width = models.PositiveSmallIntegerField(_("bredde"))
    height = models.PositiveSmallIntegerField(_("høyde"))

    class Meta:
        verbose_name = _("kommunegrensefil")
        verbose_name_plural = _("kommunegrensefiler")

    def __str__(self):
        return self.name


class Boundary(CheckedModel):
    """One municipality's borders as path data, lines across it for hatching, where its label stands, and its box."""

    file = models.ForeignKey(BoundaryFile, models.CASCADE, related_name="boundaries", verbose_name=_("fil"))
    municipality = models.OneToOneField(Municipality, models.CASCADE, related_name="boundary", verbose_name=_("kommune"))
    path = models.TextField(_("grense"))
    hatch = models.TextField(_("skravering"), blank=True)
    label_x = models.PositiveSmallIntegerField(_("påskrift mot høyre"))
    label_y = models.PositiveSmallIntegerField(_("påskrift nedover"))
    left = models.PositiveSmallIntegerField(_("venstre kant"))
    top = models.PositiveSmallIntegerField(_("øvre kant"))
    right = models.PositiveSmallIntegerField(_("høyre kant"))
    bottom = models.PositiveSmallIntegerField(_("nedre kant"))

    class Meta:
        verbose_name = _("kommunegrense")
        verbose_name_plural = _("kommunegrenser")
        ordering = ["municipality"]

    def __str__(self):
        return self.municipality.name
