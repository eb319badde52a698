"""Small registers that hypothesis makes up: every kind of name, period, role and share that the register can hold."""

from datetime import date, timedelta

from hypothesis import strategies as st

from agreements.legal_forms.catalogue import CATALOGUE
from agreements.models import Agreement, Ownership, Participation, Publication, Stage
from agreements.models.states import AgreementType
from municipalities.models import Organisation
from municipalities.models.region import Certainty
from registry.periods import Precision

LETTERS = "abcæøåÁŋĐ AB09 ;,.:-–/()«»'\"=+@%&<>§\t\nx_\\|#*"
NAMES = st.text(LETTERS, min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool)
WORDS = st.one_of(st.just(""), NAMES)
DAYS = st.dates(date(1900, 1, 1), date(2090, 1, 1))
STARTS = st.one_of(st.just((None, Precision.UNKNOWN, "")), st.tuples(DAYS, st.sampled_from(
    [Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.CIRCA]), WORDS))  # fmt: skip
ENDS = st.one_of(st.just((None, Precision.OPEN, "")), st.tuples(DAYS, st.sampled_from(
    [Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.CIRCA, Precision.UNKNOWN]), WORDS))  # fmt: skip


@st.composite
def periods(draw):
    """A start and an end in order, as columns."""
    (start, exact, words), (end, end_exact, end_words) = draw(STARTS), draw(ENDS)
    if start and end and end <= start:
        end = start + timedelta(days=1)
    return {
        "valid_from": start, "valid_from_precision": exact, "valid_from_text": words[:200],
        "valid_to": end, "valid_to_precision": end_exact, "valid_to_text": end_words[:200],
    }  # fmt: skip


@st.composite
def agreements(draw, municipalities, organisations, areas):
    """One agreement, unsaved, with its areas, parties and shares."""
    form = draw(st.sampled_from(CATALOGUE))
    agreement = Agreement(
        name=draw(NAMES),
        legal_form=form.code,
        legal_form_certainty=draw(st.sampled_from(Certainty.values)),
        legal_basis=draw(WORDS),
        agreement_type=draw(st.sampled_from(AgreementType.values)),
        organisation=draw(st.one_of(st.none(), st.sampled_from(organisations))),
        stage=draw(st.sampled_from([Stage.UNKNOWN, Stage.IN_FORCE, Stage.ENDED, Stage.NOTICE, Stage.PROPOSED])),
        publication=Publication.PUBLISHED,
        participants_complete=draw(st.booleans()),
        participants_stated_count=draw(st.one_of(st.none(), st.integers(0, 400))),
        **draw(periods()),
    )
    rows, shares = [], []
    for party in draw(st.lists(st.sampled_from([*municipalities, *organisations]), max_size=6)):
        row = Participation(role=draw(st.sampled_from(form.roles)).code, certainty=draw(st.sampled_from(Certainty.values)))
        setattr(row, "organisation" if isinstance(party, Organisation) else "municipality", party)
        for column, value in draw(periods()).items():
            setattr(row, column, value)
        rows.append(row)
        if draw(st.booleans()):
            whole = draw(st.integers(1, 10**6))
            shares.append(Ownership(participation=row, share_num=draw(st.integers(0, whole)), share_den=whole))
    return agreement, rows, shares, draw(st.lists(st.sampled_from(areas), max_size=3, unique=True))
