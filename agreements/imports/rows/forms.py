"""The legal form in words as people write them. Whatever points two ways, or says more than is known here, is a question."""

import re
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from agreements.legal_forms.catalogue import BY_CODE, CATALOGUE
from agreements.models.states import AgreementType
from municipalities.models.region import Certainty
from registry.search import fold

HOST, HOST_WITH_BOARD, OTHER = "vertskommune", "vertskommune-nemnd", "annet-avtalebasert"
ALL = frozenset(BY_CODE)
HOSTS = frozenset({HOST, HOST_WITH_BOARD})
COUNCILS = frozenset({"ipr", "paragraf-27"})

# Each sign leaves some forms possible. A text is understood when one form is left, and no word is.
_SIGNS: tuple[tuple[str, frozenset[str]], ...] = (
    (r"§§?\s*28\s*[-–]?\s*1?\s*,?\s*(?:bokstav\s*)?[b]\b", frozenset({HOST})),
    (r"§§?\s*28\s*[-–]?\s*1?\s*,?\s*(?:bokstav\s*)?[c]\b", frozenset({HOST_WITH_BOARD})),
    (r"§§?\s*28(?:\s*[-–]\s*1)?(?:\s*[a]\b)?(?![\d-])", HOSTS),
    (r"§\s*20\s*[-–]\s*2\b", frozenset({HOST})),
    (r"§\s*20\s*[-–]\s*3\b", frozenset({HOST_WITH_BOARD})),
    (r"(?:§\s*20\s*[-–]\s*[14]|(?:kap\.?|kapittel)\s*20)\b", HOSTS),
    (r"(?:§\s*18\s*[-–]\s*\d|(?:kap\.?|kapittel)\s*18)\b", frozenset({"ipr"})),
    (r"(?:§\s*19\s*[-–]\s*\d|(?:kap\.?|kapittel)\s*19)\b", frozenset({"ko"})),
    (r"(?:§\s*27\b(?!\s*[-–]\s*\d)|\b27-samarbeid)", frozenset({"paragraf-27"})),
    (r"\b(?:pbl\.?|plan- og bygningsloven)(?:\s*kap\.?\s*9)?\b|\bplansamarbeid(?:et)?\b", frozenset({"plansamarbeid"})),
    (r"\b(?:med )?(?:felles )?(?:folkevalgt )?nemnd\b", frozenset({HOST_WITH_BOARD})),
    (r"\b(?:administrativt?|adm\.?)(?=\s|$)", frozenset({HOST})),
    (r"\bverts?[- ]?kommune(?:samarbeid|modell|n|ordning|avtale)?(?:et|en)?\b", HOSTS),
    (r"\biks(?:-loven)?\b|\binterkommunal[te]? selskap(?:er)?\b", frozenset({"iks"})),
    (r"\bas\b|\ba/s\b|\baksjeselskap(?:et)?\b|\baksjeloven\b", frozenset({"as"})),
    (r"\bsa\b|\bsamvirke(?:foretak|lova)?\b|\bandelslag\b", frozenset({"sa"})),
    (r"\bstiftelse[nr]?\b|\bstiftelsesloven\b|\bsti\b", frozenset({"stiftelse"})),
    (r"\bforening(?:en)?\b|\bfli\b", frozenset({"forening"})),
    (r"\bipr\b|\binterkommunal[te]? politiske? rad(?:et)?\b", frozenset({"ipr"})),
    (r"\bko\b|\b(?:kommunal[te] )?oppgavefellesskap(?:et)?\b", frozenset({"ko"})),
    (r"\bregionrad(?:et)?\b", COUNCILS),
    (r"\bsamkommune[n]?\b", frozenset({"samkommune"})),
    (r"\bkjop(?:\s*(?:og|/)\s*salg)?(?:\s+av\s+tjenester?)?(?:\s+mellom\s+kommuner)?\b|\btjenestekjop\b|\bkjopsavtale\b",
     frozenset({"kjop-og-salg"})),
    (r"\b(?:faglig )?nettverk(?:ssamarbeid)?\b|\bprosjekt(?:samarbeid)?\b|\bpartnerskap(?:savtale)?\b", frozenset({"nettverk"})),
    (r"\banne[nt] (?:avtalebasert(?: samarbeid)?|avtale|samarbeid)\b|\bavtalebasert(?: samarbeid)?\b", frozenset({OTHER})),
)  # fmt: skip
_TYPES = (
    (r"\bgrunnavtale\b", AgreementType.BASIC),
    (r"\btjenesteavtale\b", AgreementType.SERVICE),
    (r"\bselskapsavtale\b", AgreementType.COMPANY),
    (r"\bvedtekter\b", AgreementType.STATUTES),
    (r"\bsamarbeidsavtale\b", AgreementType.COOPERATION),
    (r"\bavtale\b", None),
)
_DOUBT = (
    (r"\bubekreftet\b", Certainty.UNVERIFIED),
    (r"\?|\b(?:antatt|trolig|sannsynligvis|antagelig|kanskje)\b", Certainty.INFERRED),
)
_WORDS = """
samarbeid samarbeidet interkommunalt interkommunal kommunalt kommunal kommuneloven koml kml kl kommunelova lov loven etter av fra
1992 2018 gammel ny tidligere gl form om i og med mellom kommuner eiet eid historisk styre modell som jf jfr bokstav
"""
_FILLING = frozenset(_WORDS.split())
_PARAGRAPH = re.compile(r"§§?\s*\d[^;,)/]*")


@dataclass(frozen=True)
class FormSaid:
    """What a text says of the form. Without a `code` it must be asked about, among `candidates`."""

    code: str = ""
    certainty: str = Certainty.STATED
    legal_basis: str = ""
    agreement_type: str = ""
    candidates: tuple[str, ...] = ()


@cache
def read_form(text: str) -> FormSaid:
    """The form that a text states."""
    folded = fold(text)
    if code := _BY_LABEL.get(folded):
        return FormSaid(code)
    left, possible, certainty, kind, signs = folded, ALL, Certainty.STATED, "", []
    for pattern, doubt in _DOUBT:
        if re.search(pattern, left):
            left, certainty = re.sub(pattern, " ", left), doubt
    for pattern, codes in _SIGNS:
        if re.search(pattern, left):
            left = re.sub(pattern, " ", left)
            signs.append(codes)
            possible = possible & codes
    for pattern, agreement_type in _TYPES:
        if re.search(pattern, left) and (agreement_type or not signs):  # «avtale med IKS» is no IKS
            left = re.sub(pattern, " ", left)
            kind = kind or agreement_type or AgreementType.COOPERATION
    basis = found[0].strip() if (found := _PARAGRAPH.search(text)) else ""
    either = bool(re.search(r"\s/\s|\beller\b", left)) or (kind == AgreementType.SERVICE and bool(signs))
    understood = not either and not set(re.findall(r"\w+", left)) - _FILLING
    if understood and not signs and kind in (AgreementType.BASIC, AgreementType.COOPERATION):
        return FormSaid(OTHER, Certainty.INFERRED, basis, kind)
    if understood and len(possible) == 1:
        return FormSaid(next(iter(possible)), certainty, basis, kind)
    named = [form.code for form in CATALOGUE if any(form.code in codes for codes in signs)]
    return FormSaid(agreement_type=kind, legal_basis=basis, candidates=tuple(dict.fromkeys([*named, *BY_CODE])))


def form_in_name(name: str) -> str:
    """The form that a name ends with, as the law asks of an IKS or a company; "" for none."""
    words = re.findall(r"[\wæøåÆØÅ]+", re.sub(r"\([^()]*\)", " ", name))
    return _IN_NAMES.get(words[-1], "") if len(words) > 1 else ""


def form_label(code: str) -> str:
    """The form as people read it."""
    return _(BY_CODE[code].label)


_IN_NAMES = {"IKS": "iks", "AS": "as", "SA": "sa", "IPR": "ipr", "KO": "ko"}
# A code is no word of people's: «vertskommune» does not say which of the two.
_BY_LABEL = {fold(word): form.code for form in CATALOGUE for word in (form.label, form.short_label)}
