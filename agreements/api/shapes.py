"""The shapes of answers, for the description and for the test that holds answers to it. Never run when answering."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers


def a_text(said, **options):
    """A text or code."""
    return serializers.CharField(help_text=said, **options)


def a_text_or_null(said, **options):
    """A text or code, or null."""
    return a_text(said, allow_null=True, **options)


def a_day(said):
    """A day, or null."""
    return serializers.DateField(help_text=said, allow_null=True)


def a_number(said, **options):
    """A whole number."""
    return serializers.IntegerField(help_text=said, **options)


def a_flag(said, **options):
    """Yes or no."""
    return serializers.BooleanField(help_text=said, **options)


FROM, TO = _("Første dag, null når den ikke er kjent."), _("Første dag det ikke lenger gjelder, null når slutten ikke er kjent.")
LAST = _("Siste dag, det vil si dagen før valid_to.")
BASIS = _("Hvor sikkert det er: stated (oppgitt i kilden), inferred (antatt) eller unverified (ubekreftet).")
DATES = ("valid_from", "valid_to", "last_day", "date_precision", "date_text")
PRECISION = _("Hvor nøyaktig kilden er: day, month, year, circa, unknown eller open (ingen kjent slutt).")


class Problem(serializers.Serializer):
    """One thing that is wrong."""

    parameter = a_text_or_null(_("Navnet på parameteren i adressen, null når ingen parameter er årsaken."))
    value = a_text_or_null(_("Verdien slik den ble lest."))
    message = a_text(_("Hva som er galt og hva som ville vært riktig, på norsk."))


class Problems(serializers.Serializer):
    """All that is wrong."""

    errors = Problem(many=True, help_text=_("Én linje for hvert problem."))


class Address(serializers.Serializer):
    """Where it is now."""

    url = a_text(_("Adressen det er flyttet til, hel."))


class Code(serializers.Serializer):
    """A code with its words."""

    code = a_text(_("Fast kode."))
    label = a_text(_("Koden med ord."))


class Area(Code):
    """What an agreement is about."""

    sector = Code(help_text=_("Sektoren området hører til."))


class DatePrecision(serializers.Serializer):
    """How exact the two ends are."""

    valid_from = a_text(PRECISION)
    valid_to = a_text(PRECISION)


class DateText(serializers.Serializer):
    """The source's own words for the two ends, where they are not plain days."""

    valid_from = a_text(_("Kildens ord for starten, tomt når den oppgir en dato."))
    valid_to = a_text(_("Kildens ord for slutten, tomt når den oppgir en dato."))


class Dated(serializers.Serializer):
    """What holds for a period."""

    valid_from = a_day(FROM)
    valid_to = a_day(TO)
    last_day = a_day(LAST)
    date_precision = DatePrecision(help_text=_("Hvor nøyaktige datoene er."))

    def get_fields(self):
        """What it is comes first, its dates last."""
        fields = super().get_fields()
        return {name: fields[name] for name in sorted(fields, key=DATES.__contains__)}


class DatedInWords(Dated):
    """What holds for a period, with the source's own words for it."""

    date_text = DateText(help_text=_("Kildens egne ord om datoene."))


class Reference(serializers.Serializer):
    """Another agreement."""

    id = a_number(_("Samarbeidets nummer."))
    name = a_text(_("Samarbeidets navn."))
    url = a_text(_("Fast adresse, hel."))


class Neighbour(Reference):
    """An agreement that came before or after."""

    date = a_day(_("Dagen det skjedde, null når den ikke er kjent."))
    kind = a_text(_("Hva som skjedde: reorganised, merged, split eller replaced."))


class Host(serializers.Serializer):
    """A municipality."""

    number = a_text(_("Kommunenummer, fire sifre, dagens eller det siste."))
    name = a_text(_("Navn på norsk."))


class Party(serializers.Serializer):
    """A municipality (with number) or an organisation (with org_number)."""

    number = a_text(_("Kommunenummer, fire sifre. Bare for kommuner."), required=False)
    org_number = a_text_or_null(_("Organisasjonsnummer, ni sifre, eller null. Bare for organisasjoner."), required=False)
    name = a_text(_("Navn på norsk."))
    kind = a_text(_("«kommune», eller slaget organisasjon."))


class Share(serializers.Serializer):
    """A share as whole numbers."""

    numerator = a_number(_("Andelens teller, helt tall."))
    denominator = a_number(_("Andelens nevner, helt tall."))
    percent = serializers.FloatField(help_text=_("Andelen i prosent, avrundet til fire desimaler."))


class Participant(DatedInWords):
    """One party, one role, one period."""

    party = Party(help_text=_("Hvem."))
    role = a_text(_("Rollens kode, for eksempel vertskommune."))
    certainty = a_text(BASIS)
    own_purpose = a_text(_("Partens eget formål med deltakelsen, tomt når det ikke er registrert."))
    share = Share(allow_null=True, help_text=_("Eierandel på dagen, null når ingen er kjent."))


class Body(serializers.Serializer):
    """An organisation."""

    org_number = a_text_or_null(_("Organisasjonsnummer, ni sifre, null når det ikke er kjent."))
    name = a_text(_("Navn."))
    kind = a_text(_("Slaget organisasjon, en kode."))
    org_form = a_text_or_null(_("Organisasjonsformens kode i Enhetsregisteret, null når den ikke er kjent."))


class Agreement(DatedInWords):
    """One cooperation scheme."""

    id = a_number(_("Fast nummer som aldri brukes om igjen."))
    name = a_text(_("Dagens navn."))
    url = a_text(_("Fast adresse, hel."))
    legal_form = Code(help_text=_("Samarbeidsform."))
    form_basis = a_text(BASIS)
    legal_basis = a_text(_("Rettslig grunnlag slik kilden sier det, tomt når den ikke sier det."))
    agreement_type = a_text(_("Avtaletype, en kode."))
    parent = Reference(allow_null=True, help_text=_("Grunnavtalen det hører under, eller null."))
    service_areas = Area(many=True, help_text=_("Samarbeidsområder."))
    status = a_text(_("Status på dagen: kommende, i-kraft, oppsagt, avsluttet eller uavklart (ukjent om det fortsatt gjelder)."))
    status_basis = a_text(
        _("Hva statusen bygger på: period (datoer), proposal (ikke vedtatt), source (kilde), stage (saksbehandler) eller none.")
    )
    host = Host(allow_null=True, help_text=_("Vertskommunen på dagen, eller null."))
    participants = Participant(many=True, help_text=_("Partene på dagen i «on», ellers alle med sine perioder."))
    participants_complete = a_flag(_("Om alle parter er ført inn."))
    stated_count = a_number(_("Antall parter ifølge kilden, null når den ikke sier det."), allow_null=True)
    organisation = Body(allow_null=True, help_text=_("Organisasjonen samarbeidet har opprettet, eller null."))
    counts_as_formal = a_flag(_("Om det telles som en formell samarbeidsordning."))
    evidence_date = a_day(_("Nyeste dag en kilde omtaler det, null uten datert kilde."))
    last_confirmed = a_day(_("Dagen kommunene sist bekreftet det, null når det ikke er gjort."))
    updated_at = serializers.DateTimeField(help_text=_("Sist endret i registeret, tidspunkt i UTC."))
    licence = a_text(_("Adressen til lisensen, NLOD 2.0."))


class _SomeKeys(serializers.Serializer):
    """A record of which one may ask for a few keys with `fields`, so that none is promised."""

    def get_fields(self):
        """The same fields, none of them sure to be there."""
        fields = super().get_fields()
        for field in fields.values():
            field.required = False
        return fields


class ListedParticipant(_SomeKeys, Participant):
    """One party, one role, one period; all keys unless `fields` asks for some."""


class ListedAgreement(_SomeKeys, Agreement):
    """One cooperation scheme in a list; all keys unless `fields` asks for some."""

    participants = ListedParticipant(many=True, help_text=_("Partene på dagen i «on», ellers alle med sine perioder."))


class Source(serializers.Serializer):
    """Where the register knows it from."""

    citation = a_text(_("Hva kilden er."))
    url = a_text(_("Lenke, tom når det ikke finnes noen."))
    as_of = a_day(_("Siste dag kilden kan være fra, null når den er udatert."))
    as_of_precision = a_text(PRECISION)
    as_of_text = a_text(_("Kildens alder med ord."))


class Difference(serializers.Serializer):
    """One field that differs."""

    field = a_text(_("Feltet, med ord."))
    row = a_text(_("Raden det gjelder, tom for samarbeidet selv."))
    before = a_text(_("Verdien før."))
    after = a_text(_("Verdien etter."))


class OwnChange(serializers.Serializer):
    """One act."""

    id = a_number(_("Endringens nummer."))
    at = serializers.DateTimeField(help_text=_("Når, tidspunkt i UTC."))
    kind = a_text(_("Hva: created, amended, ended, carried_over, withdrawn, merged eller deleted."))
    by = a_text(_("På vegne av hvem: governor (Statsforvalteren), municipality (kommunen) eller import."))
    text = a_text(_("Det hele med ord."))
    revision = a_number(_("Samarbeidets utgave etter endringen."))
    differences = Difference(many=True, help_text=_("Det som er forskjellig."))


class Change(OwnChange):
    """One act on one agreement."""

    agreement = Reference(help_text=_("Samarbeidet det gjelder."))
