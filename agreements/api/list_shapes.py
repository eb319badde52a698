"""The shapes of what is not an agreement: municipalities, regions, organisations and codes; and of the lists themselves."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from agreements.api.shapes import (
    BASIS,
    FROM,
    LAST,
    TO,
    Body,
    Code,
    DatedInWords,
    Host,
    a_day,
    a_flag,
    a_number,
    a_text,
    a_text_or_null,
)


class County(serializers.Serializer):
    """A county."""

    number = a_text(_("Fylkesnummer, to sifre."))
    name = a_text(_("Navn."))


class Population(serializers.Serializer):
    """Inhabitants."""

    number = a_number(_("Antall innbyggere."))
    date = serializers.DateField(help_text=_("Dagen tallet gjelder."))


class Mapping(serializers.Serializer):
    """How completely it is mapped."""

    level = a_text(_("Kartlegging: none, partial, mapped eller confirmed."))
    date = a_day(_("Siden når, null når den ikke er kartlagt."))


class Municipality(serializers.Serializer):
    """A municipality as of the day."""

    number = a_text(_("Kommunenummer på dagen, fire sifre."))
    name = a_text(_("Navn på norsk."))
    name_se = a_text(_("Navn på nordsamisk, tomt når det ikke har noe."))
    name_fkv = a_text(_("Navn på kvensk, tomt når det ikke har noe."))
    official_name = a_text(_("Offisielt navn."))
    url = a_text(_("Fast adresse, hel."))
    org_number = a_text_or_null(_("Organisasjonsnummer, ni sifre, eller null."))
    county = County(help_text=_("Fylket på dagen."))
    valid_from = a_day(FROM)
    valid_to = a_day(TO)
    last_day = a_day(LAST)
    population = Population(allow_null=True, help_text=_("Nyeste folketall på dagen, eller null."))
    mapping = Mapping(help_text=_("Hvor fullstendig samarbeidet er kartlagt."))
    figures_are_minimum = a_flag(_("Om tallene er minstetall, fordi kommunen ikke er ferdig kartlagt."))
    agreements = a_number(_("Antall samarbeidsordninger den er med i på dagen."))
    hosted = a_number(_("Hvor mange av dem den er vert for."))
    unclear = a_number(_("Hvor mange av dem det ikke er kjent om fortsatt gjelder."))


class Choice(Host):
    """One municipality that a number may mean."""

    valid_to = a_day(TO)
    url = a_text(_("Adressen til den i APIet, hel."))


class Choices(serializers.Serializer):
    """What a number may mean."""

    choices = Choice(many=True, help_text=_("Kommunene nummeret kan bety."))


class Member(Host):
    """A municipality in a region."""

    certainty = a_text(BASIS)
    valid_from = a_day(FROM)
    valid_to = a_day(TO)
    last_day = a_day(LAST)


class Region(DatedInWords):
    """A region with its members of a day."""

    slug = a_text(_("Navnet i adressen."))
    name = a_text(_("Navn."))
    url = a_text(_("Fast adresse, hel."))
    kind = a_text(_("Slag: kommuneregion, regionråd, plankontor, prosjektsamarbeid eller annet."))
    division = a_text(_("Inndelingen en kommuneregion hører til."))
    seat = a_text(_("Kontorsted."))
    members_on = serializers.DateField(help_text=_("Dagen medlemmene gjelder."))
    members_basis = a_text(BASIS)
    members = Member(many=True, help_text=_("Medlemmene på dagen."))
    population = a_number(_("Medlemmenes innbyggere i alt, null når et folketall mangler."), allow_null=True)
    stated_members = a_number(_("Antall medlemmer ifølge kilden, eller null."), allow_null=True)
    source = a_text(_("Kilden."))
    source_url = a_text(_("Lenke til kilden, tom når det ikke finnes noen."))


class Organisation(Body):
    """An organisation."""

    id = a_number(_("Fast nummer."))
    seat = a_text(_("Kontorsted, tomt når det ikke er kjent."))


class RecommendedArea(serializers.Serializer):
    """One of the nine recommended areas."""

    number = a_number(_("Nummer, 1 til 9."))
    label = a_text(_("Navn."))


class ServiceArea(Code):
    """A service area."""

    sector = Code(help_text=_("Sektoren."))
    kostra_function = Code(allow_null=True, help_text=_("KOSTRA-funksjon, eller null."))
    recommended_area = RecommendedArea(allow_null=True, help_text=_("Det anbefalte området, eller null."))


class LegalForm(Code):
    """A form of cooperation."""

    short_label = a_text(_("Kort navn."))
    statute = a_text(_("Loven den hviler på nå."))
    old_statute = a_text(_("Loven den hvilte på før, tomt når den er den samme."))
    roles = Code(many=True, help_text=_("Rollene en part kan ha."))
    default_role = a_text(_("Rollen en part har når ikke annet er sagt, en kode."))
    legal_person = a_flag(_("Om den er eget rettssubjekt, null når avtalen avgjør det."), allow_null=True)
    in_koml_17_1 = a_flag(_("Om den er nevnt i koml. § 17-1 andre ledd."))
    counts_as_formal = a_flag(_("Om den telles når ikke annet er sagt."))
    ended = a_flag(_("Om den ikke lenger kan brukes."))


def list_of(row: type[serializers.Serializer], **more) -> type[serializers.Serializer]:
    """The shape of a list of these rows."""
    fields = {
        "count": a_number(_("Antall rader i hele utvalget.")),
        "next": a_text_or_null(_("Adressen til neste side, eller null.")),
        "previous": a_text_or_null(_("Adressen til forrige side, eller null.")),
        **more,
        "results": row(many=True, help_text=_("Radene på denne siden.")),
        "__doc__": f"A page of {row.__name__}.",
    }
    return type(f"{row.__name__}List", (serializers.Serializer,), fields)
