"""The shape of one agreement with all it holds. Never run when answering."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from agreements.api.shapes import (
    Agreement,
    Dated,
    Neighbour,
    OwnChange,
    Party,
    Share,
    Source,
    a_day,
    a_flag,
    a_number,
    a_text,
    a_text_or_null,
)

CITED = _("Hvor opplysningen er fra, tomt når det ikke er ført inn.")


def a_yes_no(said):
    """Yes, no, or null for not known."""
    return a_flag(said, allow_null=True)


def an_amount(said):
    """A whole number, or null."""
    return a_number(said, allow_null=True)


EXACTLY = _("Hvor nøyaktig datoen er kjent: day, month, year eller circa. Når det ikke er day, er datoen den siste mulige.")
IN_WORDS = _("Kildens egne ord om datoen, tomt når de ikke trengs.")


class Version(Dated):
    """One adopted text."""

    name = a_text(_("Hva versjonen kalles."))
    adopted = a_day(_("Dagen teksten ble vedtatt, null når den ikke er kjent."))
    changes = a_text(_("Hva som er endret fra forrige, tomt når det ikke er ført inn."))


class Decision(serializers.Serializer):
    """One party's treatment."""

    party = Party(help_text=_("Hvem som behandlet saken."))
    version = a_text_or_null(_("Versjonen det gjelder, null når det ikke er ført inn."))
    outcome = a_text(_("Utfall: adopted (vedtatt), not_adopted (ikke vedtatt), in_process (til behandling), not_treated."))
    organ = a_text(_("Hvem: council (øverste folkevalgte organ), delegated (delegert), tomt når det ikke er kjent."))
    date = a_day(_("Vedtaksdato, null når den ikke er kjent."))
    case_number = a_text(_("Saksnummer, tomt når det ikke er kjent."))
    url = a_text(_("Lenke til vedtaket, tom når det ikke finnes noen."))


class Document(serializers.Serializer):
    """A document that is checked and shown."""

    kind = a_text(_("Slag: avtale, vedtekter, vedlegg, vedtak, evaluering eller annet."))
    title = a_text(_("Tittel."))
    date = a_day(_("Dokumentets dato, null når den ikke er kjent."))
    version = a_text_or_null(_("Versjonen det hører til, eller null."))
    url = a_text(_("Hvor dokumentet leses: kommunens egen utgave, ellers vår."))


class Organ(serializers.Serializer):
    """A body or leading role."""

    kind = a_text(_("Organ: representantskap, nemnd, styre, daglig-leder, koordinator eller annet."))
    seats = an_amount(_("Medlemmer i alt, eller null."))
    seats_each = an_amount(_("Medlemmer fra hver part, eller null."))
    about = a_text(_("Hvem og hva, tomt når det ikke er ført inn."))


class Owned(Dated):
    """What a party owns, answers for and elects."""

    party = Party(help_text=_("Hvem."))
    share = Share(allow_null=True, help_text=_("Eierandel, null når den ikke er kjent."))
    liability = Share(allow_null=True, help_text=_("Ansvarsandel når den er oppgitt for seg, ellers null."))
    by_population = a_flag(_("Om avtalen sier at andelen følger folketallet."))
    shares_number = an_amount(_("Antall aksjer eller andeler, eller null."))
    capital = an_amount(_("Innskudd i kroner, eller null."))
    seats = an_amount(_("Medlemmer i øverste organ, eller null."))
    as_of = a_day(_("Dagen opplysningen er fra, eller null."))
    source = a_text(CITED)


class CostPart(serializers.Serializer):
    """One part of a key."""

    share = Share(help_text=_("Hvor mye av kostnaden."))
    basis = a_text(_("Deles etter: equal, population, target_population, use, person_years, ownership eller other."))
    text = a_text(_("Med ord."))


class CostSplit(Dated):
    """How the parties share the cost."""

    kind = a_text(_("Måte: key (nøkkel), unit_price (pris per enhet), actual (faktiske kostnader), free eller text."))
    covers = a_text(_("Hva den gjelder, tomt for alt."))
    unit_price = an_amount(_("Pris i kroner, eller null."))
    unit = a_text(_("Enheten prisen gjelder."))
    description = a_text(_("Med ord."))
    source = a_text(CITED)
    components = CostPart(many=True, help_text=_("Delene av en nøkkel. De blir til sammen 100 %."))


class Grant(Dated):
    """Money from outside."""

    giver = a_text(_("Hvem som gir."))
    amount = an_amount(_("Kroner per år, eller null."))
    purpose = a_text(_("Til hva."))


class Year(serializers.Serializer):
    """Figures of a year."""

    year = a_number(_("År."))
    person_years = serializers.FloatField(help_text=_("Årsverk, eller null."), allow_null=True)
    cost = an_amount(_("Kostnad i kroner, eller null."))
    source = a_text(CITED)


class PartyYear(serializers.Serializer):
    """A party's figures of a year."""

    party = Party(help_text=_("Hvem."))
    year = a_number(_("År."))
    payment = an_amount(_("Betalt i kroner, eller null."))
    book_value = an_amount(_("Bokført verdi i kroner, eller null."))
    source = a_text(CITED)


class Terms(serializers.Serializer):
    """What the written agreement says; null is not known."""

    tasks_stated = a_yes_no(_("Om den sier hvilke oppgaver den gjelder."))
    transfer_date_stated = a_yes_no(_("Om den sier når oppgavene går over."))
    information_stated = a_yes_no(_("Om den sier hvordan partene får vite om vedtak."))
    settlement_stated = a_yes_no(_("Om den har regler om økonomisk oppgjør."))
    settlement = a_text(_("Det økonomiske oppgjøret med ord."))
    exit_stated = a_yes_no(_("Om den har regler om uttreden."))
    exit_rule = a_text(_("Uttreden med ord."))
    dissolution_stated = a_yes_no(_("Om den har regler om oppløsning."))
    dissolution_rule = a_text(_("Oppløsning med ord."))
    archive_stated = a_yes_no(_("Om den har regler om arkivet."))
    archive_rule = a_text(_("Arkivet med ord."))
    contribution_duty = a_yes_no(_("Om partene har plikt til å skyte inn penger."))
    contribution = a_text(_("Innskuddet med ord."))
    loan_allowed = a_yes_no(_("Om samarbeidet kan ta opp lån."))
    loan_ceiling = an_amount(_("Ramme for lån i kroner, eller null."))
    representantskap_members = an_amount(_("Medlemmer i representantskapet, eller null."))
    board_members = an_amount(_("Medlemmer i styret, eller null."))


class AgreementDetail(Agreement):
    """All that is public about one agreement."""

    purpose = a_text(_("Formål, tomt når det ikke er kjent."))
    predecessors = Neighbour(many=True, help_text=_("Det tok over etter disse."))
    successors = Neighbour(many=True, help_text=_("Det ble ført videre som disse."))
    sources = Source(many=True, help_text=_("Kilder, nyeste først."))
    history = OwnChange(many=True, help_text=_("Hva som er skrevet i registeret, nyeste først."))
    authority = a_text(_("Myndighet overført: unknown, none, advisory, administrative, principle eller regulations."))
    sector_law = a_text(_("Særloven som åpner for det, tom når den ikke er kjent."))
    authority_from = a_day(_("Dagen myndigheten ble overført, eller null."))
    is_legal_person = a_yes_no(_("Om avtalen gjør det til eget rettssubjekt, null når formen avgjør det eller det er ukjent."))
    notice_months = an_amount(_("Oppsigelsestid i måneder, eller null."))
    is_fixed_term = a_yes_no(_("Om avtalen er tidsbegrenset."))
    fixed_term_until = a_day(_("Siste dag uten forlengelse, eller null."))
    fixed_term_until_precision = a_text(EXACTLY)
    fixed_term_until_text = a_text(IN_WORDS)
    evaluation_date = a_day(_("Dagen den skal evalueres, eller null."))
    evaluation_date_precision = a_text(EXACTLY)
    evaluation_date_text = a_text(IN_WORDS)
    last_evaluated = a_day(_("Dagen den sist ble evaluert, eller null."))
    last_evaluated_precision = a_text(EXACTLY)
    last_evaluated_text = a_text(IN_WORDS)
    revision_date = a_day(_("Dagen den skal revideres, eller null."))
    revision_date_precision = a_text(EXACTLY)
    revision_date_text = a_text(IN_WORDS)
    archive_responsible = a_text(_("Arkivansvarlig."))
    archive_system = a_text(_("Arkivsystem."))
    archive_depot = a_text(_("Arkivdepot."))
    archive_case_number = a_text(_("Saksnummer i arkivet."))
    terms = Terms(help_text=_("Hva den skriftlige avtalen sier."))
    versions = Version(many=True, help_text=_("Vedtatte tekster."))
    decisions = Decision(many=True, help_text=_("Hva hver part har vedtatt."))
    documents = Document(many=True, help_text=_("Dokumenter som er kontrollert og vises."))
    bodies = Organ(many=True, help_text=_("Organer og ledende roller, uten navn på personer."))
    ownerships = Owned(many=True, help_text=_("Eierandeler med ansvar, innskudd og kilde."))
    cost_splits = CostSplit(many=True, help_text=_("Kostnadsfordeling."))
    grants = Grant(many=True, help_text=_("Tilskudd."))
    years = Year(many=True, help_text=_("Årsverk og kostnad år for år."))
    party_years = PartyYear(many=True, help_text=_("Hva partene betaler, år for år."))
