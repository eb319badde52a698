"""★ Every word and sign that means something in a text of parties. A new wording is a line here.

Written as people write it; compared folded (`registry.search.fold`), longest first.
"""

from enum import StrEnum, auto


class Kind(StrEnum):
    """What a word does."""

    SOFT = auto()  # between names: , og /
    PLUS = auto()  # between names, and ends «unntatt …»
    STOP = auto()  # ends a sentence or line
    COLON = auto()
    OPEN = auto()
    CLOSE = auto()
    QUOTE = auto()  # around something: read as if it were not there
    LEAD = auto()  # before names, and means no more than that names follow
    MUNICIPALITIES = auto()  # «kommunene»
    ALL = auto()
    REST = auto()
    BOTH = auto()
    THE = auto()
    IN = auto()
    EXCEPT = auto()
    MORE = auto()
    ROLE = auto()
    ROLES = auto()  # in the plural
    IS = auto()  # «er», «som» before a role
    FROM = auto()
    UNTIL = auto()  # with the last day
    TO = auto()  # with the last day, or the day after
    KIND = auto()  # «regionrådet» before a name
    NUMBER = auto()
    # not words: what the lexer finds by other means
    NAME = auto()
    DATE = auto()
    RANGE = auto()
    UNKNOWN = auto()


MUNICIPALITY, ORGANISATION, COUNTY = "kommune", "organisasjon", "fylke"
SOME, ALL_OF_THEM, OF_A_SORT = "some", "all", "of a sort"

_NUMBERS = ("to", "tre", "fire", "fem", "seks", "sju|syv", "åtte", "ni", "ti", "elleve", "tolv", "tretten", "fjorten", "femten")

_WORDS: dict[tuple[Kind, object], str] = {
    (Kind.SOFT, None): "og|,|/|&|-|–|—|•|·|*|med|samt også|og også|sammen med|i samarbeid med|inkludert|herunder|både",
    (Kind.PLUS, None): "+|pluss|samt|med tillegg av|i tillegg til|i tillegg kommer|i tillegg|dessuten|og i tillegg",
    (Kind.STOP, None): ";|.|\n",
    (Kind.COLON, None): ":",
    (Kind.OPEN, None): "(",
    (Kind.CLOSE, None): ")",
    (Kind.QUOTE, None): '[|]|«|»|"|“|”|„',
    (Kind.LEAD, None): "mellom|samarbeid mellom|et samarbeid mellom|eies av|eid av|eies og drives av|drives av|består av|omfatter|"
    "deltakere|deltakerne|deltakerne er|deltakere er|deltagere|medlemmer|medlemmene|medlemmene er|eiere|eierne|eierne er|parter|"
    "partene|partene er|utarbeidet av|opprettet av|stiftet av|dannet av|kommunene er|deltakerkommunene er|eierkommunene er|"
    "medlemskommunene er|samarbeidskommunene er",
    (Kind.MUNICIPALITIES, SOME): "kommune|kommuner|kommunes|kommuners|suohkan|gielda|komuuni",
    (Kind.MUNICIPALITIES, ALL_OF_THEM): "kommunen|kommunene|kommunenes",
    (Kind.MUNICIPALITIES, OF_A_SORT): "eierkommuner|eierkommunene|medlemskommuner|medlemskommunene|deltakerkommuner|"
    "deltakerkommunene|samarbeidskommuner|samarbeidskommunene|nabokommuner|nabokommunene|kraftkommuner|kystkommuner",
    (Kind.ALL, None): "alle|samtlige",
    (Kind.REST, None): "øvrige|andre|resten av",
    (Kind.BOTH, None): "begge",
    (Kind.THE, None): "de",
    (Kind.IN, None): "i",
    (Kind.EXCEPT, None): "unntatt|med unntak av|unntak|utenom|bortsett fra|minus|uten|ikke|ekskl.|ekskludert|eksklusive",
    (Kind.MORE, None): "m.fl.|m.fl|mfl.|mfl|m. fl.|m. fl|med flere|og flere|o.a.|osv.|osv|etc.|etc|bl.a.|bl.a|blant annet|"
    "blant andre|…|...|..",
    (Kind.ROLE, "vertskommune"): "vert|vertskommune|vertskommunen|host|verts kommune",
    (Kind.ROLE, "kontorkommune"): "kontorkommune|kontorkommunen",
    (Kind.ROLE, "samarbeidskommune"): "samarbeidskommune",
    (Kind.ROLE, "deltakerkommune"): "deltakerkommune|deltagerkommune",
    (Kind.ROLE, "deltaker"): "deltaker|deltager",
    (Kind.ROLE, "aksjeeier"): "aksjeeier|aksjonær",
    (Kind.ROLE, "medlem"): "medlem",
    (Kind.ROLE, "oppretter"): "oppretter|stifter",
    (Kind.ROLE, "kjoper"): "kjøper",
    (Kind.ROLE, "selger"): "selger",
    (Kind.ROLE, "part"): "part",
    (Kind.ROLE, "bidragsyter"): "bidragsyter",
    (Kind.ROLES, "vertskommune"): "verter|vertskommuner|vertskommunene",
    (Kind.ROLES, "kontorkommune"): "kontorkommuner",
    (Kind.ROLES, "kjoper"): "kjøpere",
    (Kind.ROLES, "selger"): "selgere",
    (Kind.ROLES, "bidragsyter"): "bidragsytere",
    (Kind.IS, None): "er|som|som er",
    (Kind.FROM, None): "fra|fra og med|f.o.m.|f.o.m|fom|fom.|siden|inntrer|inntrer fra|trer inn|trer inn fra|tiltrer|kom med|"
    "kom med i|ble med|ble med i|ble med fra|med fra|inn|inn fra",
    (Kind.UNTIL, None): "til og med|t.o.m.|t.o.m|tom|tom.|ut|siste dag|ut året",
    (Kind.TO, None): "til|fram til|frem til|inntil|uttrer|trer ut|gikk ut|gikk ut i|trådte ut|ut fra",
    (Kind.KIND, ORGANISATION): "organisasjonen",
    (Kind.KIND, COUNTY): "fylket",
    (Kind.KIND, "kommuneregion"): "kommuneregionen",
    (Kind.KIND, "regionråd"): "regionrådet",
    (Kind.KIND, "plankontor"): "plankontoret",
    (Kind.KIND, "prosjektsamarbeid"): "prosjektsamarbeidet",
    (Kind.KIND, "annet"): "regionen",
    **{(Kind.NUMBER, number): word for number, word in enumerate(_NUMBERS, start=2)},
}
# How a group is told apart from another of the same name, and an organisation from a region.
KIND_WORD = {str(meaning): word.split("|")[0] for (kind, meaning), word in _WORDS.items() if kind is Kind.KIND}
ROLE_WORD = {str(meaning): word.split("|")[0] for (kind, meaning), word in _WORDS.items() if kind is Kind.ROLE}
ROLE_WORD["vertskommune"] = "vertskommune"

# What may stand around the name of a group's area: «Midt-Troms regionråd» is called «Midt-Troms» too.
BEFORE_AREA = ("plankontor for", "plankontor i", "plankontor", "kommunesamarbeidet i")
AFTER_AREA = (" interkommunale politiske råd", " regionråd", " rådet", "rådet", "regionen", " region")

PHRASES: dict[str, tuple[Kind, object]] = {phrase: meaning for meaning, phrases in _WORDS.items() for phrase in phrases.split("|")}
