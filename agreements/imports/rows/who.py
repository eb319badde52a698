"""Who takes part as a row says it: a text of parties, a host, the municipality that tells of it, or one party a row."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.columns.agreement import ROLE_LABELS
from agreements.imports.plan import Choice, Question
from agreements.imports.rows.asking import key_of
from agreements.imports.rows.parties import SaidParty
from agreements.imports.rows.period import read_period
from agreements.imports.rows.reader import RowReader
from agreements.imports.rows.values import read_share, read_whole, read_yes_no
from agreements.legal_forms.catalogue import HOST_ROLE
from municipalities.models.region import Certainty

YES, NO = "ja", "nei"
CERTAINTIES = dict(Certainty.choices)
LONGEST = 10_000  # characters; all municipalities of the country take a third of it
OF_THE_OWNER = ("own_role", "share_percent", "payment")
TEXTS = ("participants", "other_participants")


def day_of_reading(reader: RowReader) -> date:
    """The day on which names are meant: today or how old the file is, and the last day of a scheme that is over."""
    today, last = reader.context.day, reader.said.values.get("last_day")
    day = min(reader.as_of.last, today) if reader.as_of else today
    return min(day, last.last) if last else day


def read_parties(reader: RowReader) -> None:
    """The parties of a scheme, all in one row."""
    said, values, day = reader.said, reader.said.values, day_of_reading(reader)
    found: list[SaidParty] = []
    whole, counts, unnamed = [], [], []
    for code in TEXTS:
        if len(text := reader.text(code)) > LONGEST:
            reader.refuse(code, _("Teksten er på %(length)s tegn. Del den opp.") % {"length": len(text)}, value=f"{text[:60]}…")
        elif text:
            listed = reader.context.parties.listed(text, day, reader.place, reader.heading(code))
            said.questions += listed.questions
            found += reader.context.parties.said(listed, reader.place)
            said.notes += listed.former
            whole.append(listed.complete)
            counts.append(listed.stated_count)
            unnamed.append(listed.unnamed)
    said.text = "; ".join(filter(None, (reader.text(code) for code in TEXTS)))
    own = _named(reader, "municipality", "", reader.text("own_role"), day)
    found += _named(reader, "host", "host_number", HOST_ROLE, day)
    own = own or _owner(reader, found, day)
    share = _share(reader) if own else None
    found += [party._replace(share=share) for party in own]
    said.parties = gathered(found)
    reader.take("participants_complete", "participants_complete", read_yes_no)
    if reader.text("participants") and whole:  # empty when what stands there was refused
        values["names_everybody"] = all(whole) and len(said.parties) > 1
        if any(unnamed):
            values["unnamed_participants"] = ", ".join(filter(None, unnamed))
        if counts[0]:
            values["participants_stated_count"] = counts[0]
    reader.take("participants_stated_count", "stated_count", read_whole)


def _named(reader: RowReader, code: str, number_code: str, role: str, day: date) -> list[SaidParty]:
    """The one party that a column names, in a role."""
    name, number = reader.text(code), reader.text(number_code) if number_code else ""
    if not (name or number):
        return []
    code = code if name else number_code
    meant = reader.context.parties.named(number, name, day, reader.place, reader.heading(code))
    if isinstance(meant, Question):
        reader.said.questions.append(meant)
        return []
    return [SaidParty(meant, reader.place, _role(reader, role))] if meant else []


def _role(reader: RowReader, text: str) -> str:
    """The role that a word means, "" for none; asked about when it is no known one."""
    if not text or text in ROLE_LABELS:
        return text
    return reader.chosen("own_role" if reader.value("own_role") else "role", ROLE_LABELS, ROLE_WORDS)


ROLE_WORDS = {
    **dict.fromkeys(("vert", "vertskap", "verts kommune"), HOST_ROLE),
    **dict.fromkeys(("kontorsted", "sekretariat"), "kontorkommune"),
    **dict.fromkeys(("eier", "aksjonaer"), "aksjeeier"),
    **dict.fromkeys(("stifter",), "oppretter"),
}


def _owner(reader: RowReader, found: list[SaidParty], day: date) -> list[SaidParty]:
    """The municipality whose list it is takes part if it is named, or if the others are «øvrige»; else a person tells once."""
    own_column = next((code for code in OF_THE_OWNER if reader.value(code) is not None), "")
    owner = reader.table.owner or (_whose_list(reader, own_column) if own_column else "")
    if not owner:
        return []
    meant = reader.context.parties.named("", owner, day, reader.place, _("tittelen"))
    if isinstance(meant, Question):
        reader.said.questions.append(meant)
        return []
    if meant is None or (not own_column and any(row.party == meant for row in found)):
        return []
    key = key_of("eier", owner, reader.table.sheet)
    answer = YES if own_column or reader.text("other_participants") else reader.context.asking.answer(key)
    if answer == YES:
        return [SaidParty(meant, reader.place, _role(reader, reader.text("own_role")))]
    if answer != NO:
        text = _("Listen er fra %(owner)s, som ikke er nevnt blant partene i alle rader. Er %(owner)s part også der?")
        choices = [Choice(YES, _("Ja, i alle rader")), Choice(NO, _("Nei, bare der den er nevnt"))]
        reader.ask(key, "participants", text % {"owner": meant.name}, choices, said=reader.table.owner)
    return []


def _whose_list(reader: RowReader, code: str) -> str:
    """A share, a role or a sum without a municipality is of the one whose list it is: a person tells which, once."""
    key = key_of("hvem sin liste", reader.table.sheet)
    answer = reader.context.asking.answer(key)
    if not answer:
        text = _("Hvilken kommune er listen fra? «%(heading)s» sier ikke hvem den gjelder.")
        reader.ask(key, code, text % {"heading": reader.heading(code)}, free=True, said=reader.table.sheet)
    return answer


def gathered(parties: list[SaidParty]) -> list[SaidParty]:
    """Each party once with all that is said of it; one that comes and goes keeps its periods apart."""
    kept: dict[tuple, SaidParty] = {}
    for row in parties:
        key: tuple = row.key
        if (other := kept.get(key)) and _clash(row, other):
            key = (*key, row.start, row.last_day)
        kept[key] = together(kept[key], row) if key in kept else row
    return list(kept.values())


def _clash(one: SaidParty, other: SaidParty) -> bool:
    return any(a and b and a != b for a, b in ((one.start, other.start), (one.last_day, other.last_day)))


def together(one: SaidParty, other: SaidParty) -> SaidParty:
    """Both, where the first says nothing the second."""
    names = ("role", "start", "last_day", "certainty", "share", "purpose")
    return one._replace(
        **{name: getattr(one, name) or getattr(other, name) for name in names}, inferred=one.inferred and other.inferred
    )


def read_participation(reader: RowReader) -> None:
    """A row about one party: who, in what role, when, and its share."""
    start, last = read_period(reader)
    day = min(day_of_reading(reader), last.last) if last else day_of_reading(reader)
    name, number = reader.text("party"), reader.text("party_number")
    if not (name or number):
        reader.refuse("party", _("Raden sier ikke hvem som er part."), _("Skriv navnet på kommunen eller organisasjonen."))
        return
    meant = reader.context.parties.named(number, name, day, reader.place, reader.heading("party" if name else "party_number"))
    if isinstance(meant, Question):
        reader.said.questions.append(meant)
        return
    if meant is not None:
        certainty = reader.chosen("certainty", CERTAINTIES)
        row = SaidParty(meant, reader.place, _role(reader, reader.text("role")), start, last, certainty)
        reader.said.parties = [row._replace(share=_share(reader), purpose=reader.text("own_purpose"))]


def _share(reader: RowReader) -> tuple[int, int] | None:
    part, of = reader.value("share_numerator"), reader.value("share_denominator")
    code = "share_percent"
    try:
        if part is not None and of is not None:
            code = "share_numerator"
            return read_share(f"{read_whole(part)}/{read_whole(of)}")
        value = reader.value(code)
        return read_share(value) if value is not None else None
    except ValidationError as error:
        reader.refuse(code, " ".join(error.messages))
        return None
