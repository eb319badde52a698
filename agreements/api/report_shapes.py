"""The shape of a report, for the description and for the test that holds the answers to it."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from agreements.api.shapes import a_text, a_text_or_null
from agreements.api.statistics_shapes import Coverage


class ListedReport(serializers.Serializer):
    """One report in the list."""

    code = a_text(_("Rapportens kode, som i adressen."))
    title = a_text(_("Rapportens navn."))
    about = a_text(_("Hva den har."))
    places = serializers.ListField(
        child=serializers.CharField(), help_text=_("Hva den kan lages for: municipality, county, region, register (alt).")
    )
    url = a_text(_("Adressen. For et sted: legg til kommunenummer, fylkesnummer eller regionens navn i adressen."))


class ReportList(serializers.Serializer):
    """The list of reports."""

    reports = ListedReport(many=True, help_text=_("Rapportene."))


class ReportColumn(serializers.Serializer):
    """One column."""

    code = a_text(_("Kode, som i radene."))
    label = a_text(_("Overskrift."))
    help = a_text(_("Hva den betyr."))
    kind = a_text(
        _(
            "text, number, bare (årstall og numre), money (kroner), percent og share (fra 0 til 1), moment, yes_no, eller date, "
            "som er ord når dagen er ukjent."
        )
    )


class ReportSheet(serializers.Serializer):
    """One sheet."""

    code = a_text(_("Arkets kode."))
    title = a_text(_("Arkets navn."))
    layout = a_text(_("table, facts (opplysninger) eller text (avsnitt)."))
    note = a_text_or_null(_("Det en må vite for å lese det riktig."))
    columns = ReportColumn(many=True, help_text=_("Kolonnene."))
    rows = serializers.ListField(
        child=serializers.DictField(), help_text=_("Radene: verdien i hver kolonne, null når den ikke er kjent.")
    )


class ReportAnswer(serializers.Serializer):
    """One report."""

    code = a_text(_("Rapportens kode."))
    title = a_text(_("Rapportens navn."))
    about = a_text(_("Hva den har."))
    places = serializers.ListField(child=serializers.CharField(), help_text=_("Hva den kan lages for."))
    on = a_text(_("Dagen den gjelder."))
    since = a_text_or_null(_("Den første av to dager, for rapporter som sammenligner."))
    place = a_text_or_null(_("Stedet i adressen, null for hele registeret."))
    place_name = a_text(_("Stedet med ord."))
    municipalities = Coverage(help_text=_("Hvor mye som er kartlagt."))
    file = a_text(_("Den samme som Excel."))
    sheets = ReportSheet(many=True, help_text=_("Arkene."))
