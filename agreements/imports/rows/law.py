"""The form, the kind of document and the stage of a scheme, as a row words them."""

from django.utils.translation import gettext as _

from agreements.columns.agreement import FORM_LABELS
from agreements.imports.plan import Choice
from agreements.imports.rows.asking import key_of
from agreements.imports.rows.forms import form_in_name, form_label, read_form
from agreements.imports.rows.reader import RowReader
from agreements.models import Stage
from agreements.models.states import AgreementType
from municipalities.models.region import Certainty

CERTAINTIES, TYPES, STAGES = dict(Certainty.choices), dict(AgreementType.choices), dict(Stage.choices)
OWN_SHAPES = ("eksport", "mal")
STAGE_WORDS = {
    **dict.fromkeys(("aktiv", "aktivt", "i drift", "gjeldende", "pagar", "lopende", "ja", "gjelder", "gyldig"), Stage.IN_FORCE),
    **dict.fromkeys(("avviklet", "opphort", "nedlagt", "historisk", "utgatt", "ikke i drift"), Stage.ENDED),
    **dict.fromkeys(("under utredning", "utredes"), Stage.STUDY),
    **dict.fromkeys(("under etablering", "foreslatt", "vedtaksfase", "til behandling"), Stage.PROPOSED),
    **dict.fromkeys(("ukjent", "uavklart", "vet ikke", "usikkert"), Stage.UNKNOWN),
}


def read_law(reader: RowReader) -> None:
    """What the row says of form, basis, kind and stage."""
    values = reader.said.values
    _read_form(reader)
    reader.keep("legal_form_certainty", reader.chosen("form_basis", CERTAINTIES))
    reader.keep("agreement_type", reader.chosen("agreement_type", TYPES))
    reader.keep("stage", reader.chosen("stage", STAGES, STAGE_WORDS))
    if basis := reader.text("legal_basis"):
        values["legal_basis"] = basis
        if "legal_form" not in values and (found := read_form(basis)).code and "§" in basis:
            values["legal_form"], values["legal_form_certainty"] = found.code, values.get("legal_form_certainty", found.certainty)


def _read_form(reader: RowReader) -> None:
    written, values = reader.text("legal_form"), reader.said.values
    if not written:
        return
    if reader.table.shape in OWN_SHAPES and written in FORM_LABELS:
        values["legal_form"] = written
        return
    found = read_form(written)
    if found.legal_basis:
        values["legal_basis"] = found.legal_basis
    if found.agreement_type:
        values["agreement_type"] = found.agreement_type
    if found.code:
        values["legal_form"], values["legal_form_certainty"] = found.code, found.certainty
        return
    key = key_of("form", written)
    answer = reader.context.asking.answer(key)
    if answer in FORM_LABELS:  # what a person takes it to be, which the file does not say
        values["legal_form"], values["legal_form_certainty"] = answer, Certainty.INFERRED
        return
    text = _("Hvilken samarbeidsform er «%(text)s»?") % {"text": written[:60]}
    reader.ask(key, "legal_form", text, [Choice(code, form_label(code)) for code in found.candidates])


def form_when_unsaid(name: str) -> tuple[str, str]:
    """The form of a new scheme of which the file says none: that of its name, else an agreement, and only taken to be so."""
    return form_in_name(name) or "annet-avtalebasert", Certainty.INFERRED
