"""The shape of a page of figures, for the description and for the test that holds the answers to it."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from agreements.api.shapes import a_flag, a_number, a_text, a_text_or_null


class Coverage(serializers.Serializer):
    """How many municipalities there are on the day, and how far they are mapped."""

    all = a_number(_("Kommunene registeret dekker på dagen."))
    mapped = a_number(_("Av dem ferdig kartlagt."))
    confirmed = a_number(_("Av dem som har bekreftet listen sin."))


class FigureColumn(serializers.Serializer):
    """One column."""

    code = a_text(_("Kode, som i «values»."))
    label = a_text(_("Overskrift."))
    kind = a_text(_("number, mean, amount (en sum), share (en brøk fra 0 til 1), date eller text."))


class FigureRow(serializers.Serializer):
    """One row."""

    code = a_text(_("Hva raden gjelder: kommunenummer, kode for område, form eller nivå."))
    label = a_text(_("Hva raden gjelder, med ord."))
    values = serializers.DictField(help_text=_("Verdien i hver kolonne, null når den ikke er kjent."))
    links = serializers.DictField(child=serializers.CharField(), help_text=_("Adressen til kilden, for kolonnene som har en."))
    at_least = serializers.ListField(child=serializers.CharField(), help_text=_("Kolonnene der det kan være flere."))


class FigureTable(serializers.Serializer):
    """One table."""

    code = a_text(_("Tabellens kode."))
    title = a_text(_("Tabellens navn."))
    columns = FigureColumn(many=True, help_text=_("Kolonnene."))
    rows = FigureRow(many=True, help_text=_("Radene."))


class FigurePage(serializers.Serializer):
    """Where a page of figures is."""

    code = a_text(_("Sidens kode."))
    title = a_text(_("Sidens navn."))
    url = a_text(_("Adressen."))


class StatisticsPage(serializers.Serializer):
    """A page of figures."""

    on = a_text(_("Dagen tallene gjelder."))
    county = a_text_or_null(_("Fylket de er avgrenset til, eller null."))
    region = a_text_or_null(_("Regionen de er avgrenset til, eller null."))
    division = a_text_or_null(_("Inndelingen i regioner."))
    purchase = a_flag(_("Om kjøp og salg av tjenester er med."))
    municipalities = Coverage(help_text=_("Hvor mye som er kartlagt."))
    code = a_text(_("Sidens kode."))
    title = a_text(_("Sidens navn."))
    how_counted = serializers.ListField(child=serializers.CharField(), help_text=_("Slik teller vi."))
    tables = FigureTable(many=True, help_text=_("Tabellene."))
    pages = FigurePage(many=True, help_text=_("Alle sidene."))
