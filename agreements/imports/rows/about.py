"""The rest of what a row says of a scheme: its texts and numbers, its areas, the body it made, its figures and its sources."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.imports.plan import Choice
from agreements.imports.rows.asking import key_of
from agreements.imports.rows.parties import LEFT_OUT, NEW, nameable
from agreements.imports.rows.reader import RowReader
from agreements.imports.rows.values import (
    read_decimal,
    read_months,
    read_org_number,
    read_span,
    read_whole,
    read_year,
    text_of,
)
from agreements.models import DATES, Agreement, Source
from municipalities.models import Organisation
from municipalities.organisation_number import show_organisation_number
from registry.search import fold

TEXTS = (
    *("purpose", "office", "ownership_text", "note"),
    *("archive_case_number", "archive_responsible", "archive_system", "archive_depot"),
)
NOTED = {
    "archive_law": gettext_lazy("Arkivlov: %(text)s"),
    "archive_duties": gettext_lazy("Dokumentasjonsplikter: %(text)s"),
    "decision": gettext_lazy("Vedtak: %(text)s"),
}
FIGURES = {"cost": read_whole, "person_years": lambda value: int(100 * read_decimal(value)), "payment": read_whole}
BODY_OF_FORM = {
    "iks": Organisation.Kind.IKS,
    "as": Organisation.Kind.COMPANY,
    "sa": Organisation.Kind.COOPERATIVE,
    "stiftelse": Organisation.Kind.FOUNDATION,
    "forening": Organisation.Kind.ASSOCIATION,
    "ipr": Organisation.Kind.COUNCIL,
    "ko": Organisation.Kind.COUNCIL,
}


def read_texts(reader: RowReader) -> None:
    """The texts, days and numbers that are taken as they stand."""
    values = reader.said.values
    for code in TEXTS:
        reader.take(code, code, text_of)
    for code in NOTED:
        if text := reader.text(code):
            values["note"] = "\n".join(filter(None, [values.get("note", ""), NOTED[code] % {"text": text}]))
    for code in DATES:
        reader.take(code, code, read_span)
    reader.take("notice_months", "notice_months", read_months)
    if former := reader.text("former_names"):
        values["former_names"] = "\n".join(dict.fromkeys(line.strip() for line in former.replace(";", "\n").splitlines()))
    for column, value in list(values.items()):
        longest = getattr(Agreement._meta.get_field(column), "max_length", None) if isinstance(value, str) else None
        if longest and len(value) > longest:
            why = _("Teksten er på %(length)s tegn. Det er plass til %(longest)s.") % {"length": len(value), "longest": longest}
            reader.refuse(column, why, value=f"{value[:60]}…")


def read_areas(reader: RowReader) -> None:
    """What it is about."""
    written, context = reader.text("service_areas"), reader.context
    if not written:
        return
    found, unknown = context.areas.read(written)
    meant = {area.pk: area for area in found}
    for part in unknown:
        key = key_of("område", part)
        answer = context.asking.answer(key)
        if answer == LEFT_OUT:
            continue
        told = context.areas.meant(answer) if answer else []
        if len(told) == 1:
            meant[told[0].pk] = told[0]
            continue
        choices = [Choice(area.name, area.name) for area in context.areas.nearest(part)]
        choices.append(Choice(LEFT_OUT, _("Ingen av områdene i registeret")))
        text = _("Hvilket samarbeidsområde er «%(text)s»?") % {"text": part[:60]}
        reader.ask(key, "service_areas", text, choices, free=True, said=part)
    if meant:
        reader.said.values["areas"] = tuple(sorted(meant.values(), key=lambda area: area.pk))


def read_body(reader: RowReader) -> None:
    """The organisation it made, by number and name; both must be of the same."""
    name, written = reader.text("organisation"), reader.text("org_number")
    parties, number = reader.context.parties, ""
    if written:
        try:
            number = read_org_number(written)
        except ValidationError as error:
            right = _right_number(reader, written, name or reader.said.name)
            reader.refuse("org_number", " ".join(error.messages), right)
            return
    if not (name or number):
        return
    called = parties.by_name(name or reader.said.name)
    found = parties.by_org_number(number) if number else called
    if number and found and called not in (None, found) or (called and number and not found and called.org_number):
        _ask_which(reader, number, [one for one in (found, called) if one])
        return
    if found is None and called is not None:
        found = called
        words = {"name": called.name, "number": show_organisation_number(number)}
        reader.said.notes.append(_("%(name)s har ikke noe nummer i registeret. Filen sier %(number)s. Før det inn der.") % words)
    if found is None and nameable(name or reader.said.name):
        found = _new_body(reader, name or reader.said.name, number)
    if found is not None:
        reader.said.values["organisation"] = found


def _new_body(reader: RowReader, name: str, number: str) -> Organisation | None:
    """One that the register has not; with a name only, those called almost so are shown first."""
    parties, key = reader.context.parties, key_of("organisasjon", name, number)
    kind = BODY_OF_FORM.get(reader.said.values.get("legal_form", ""), "")
    near = [] if number else _called_almost(reader, name)
    answer = reader.context.asking.answer(key)
    if number and not kind and not reader.text("organisation") and answer != NEW:
        _whose_number(reader, name, number, key, answer)
        return None
    if near and not answer:
        choices = [Choice(str(row.pk), row.name) for row in near] + [Choice(NEW, _("En ny organisasjon"))]
        reader.ask(key, "organisation", _("Er «%(name)s» en av disse organisasjonene?") % {"name": name}, choices, said=name)
        return None
    chosen = next((row for row in near if str(row.pk) == answer), None)
    return chosen or parties.organisation(name, number, kind)


def _whose_number(reader: RowReader, name: str, number: str, key: str, answer: str) -> None:
    """A scheme without a body of its own that has a number: it is that of a municipality, or a person tells."""
    municipalities = [entry.municipality for entry in reader.context.parties.directory.entries.values()]
    if owner := next((one for one in municipalities if one.org_number == number), None):
        reader.said.notes.append(_("Organisasjonsnummeret er %(name)s kommunes eget, og er ikke tatt med.") % {"name": owner.name})
    elif answer != LEFT_OUT:
        choices = [Choice(NEW, _("En ny organisasjon: «%(name)s»") % {"name": name}), Choice(LEFT_OUT, _("Ta ikke med nummeret"))]
        text = _("Hvem har organisasjonsnummer %(number)s?") % {"number": show_organisation_number(number)}
        reader.ask(key, "org_number", text, choices)


def _called_almost(reader: RowReader, name: str) -> list[Organisation]:
    parties = reader.context.parties
    near = parties.on(reader.context.day).nearest(name)
    return [row for row in parties.beside.organisations if row.name in near]


def _ask_which(reader: RowReader, number: str, rows: list[Organisation]) -> None:
    """Number and name are of two organisations."""
    key = key_of("organisasjon", number, reader.text("organisation"))
    chosen = next((row for row in rows if str(row.pk) == reader.context.asking.answer(key)), None)
    if chosen:
        reader.said.values["organisation"] = chosen
        return
    shown = {row.pk: f"{row.name} ({show_organisation_number(row.org_number) or _('uten nummer')})" for row in rows}
    text = _("Navn og organisasjonsnummer hører ikke sammen i registeret. Hvilken organisasjon er det?")
    reader.ask(key, "org_number", text, [Choice(str(pk), label) for pk, label in shown.items()])


def _right_number(reader: RowReader, written: str, name: str) -> str:
    """The number of the one organisation of the register that has this name, or a number with one digit else."""
    digits = "".join(filter(str.isdigit, written))
    rows = [row for row in reader.context.parties.beside.organisations if row.org_number]
    near = [row for row in rows if fold(row.name) == fold(name)] or [row for row in rows if one_off(row.org_number, digits)]
    return f"{show_organisation_number(near[0].org_number)} ({near[0].name})" if len(near) == 1 else ""


def one_off(one: str, other: str) -> bool:
    """Whether two numbers of one length differ in one digit."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def read_figures(reader: RowReader) -> None:
    """What it costs and takes in a year; figures without a year are asked about once a list."""
    found = {code: value for code in FIGURES if (value := _figure(reader, code)) is not None}
    if not found:
        return
    try:
        year = reader.value("year") or reader.context.asking.answer(key_of("år", reader.table.sheet))
        reader.said.years = {read_year(year): found} if year else {}
    except ValidationError as error:
        reader.refuse("year" if reader.value("year") else next(iter(found)), " ".join(error.messages))
        return
    if not year:
        text = _("Hvilket år gjelder tallene i «%(sheet)s»?") % {"sheet": reader.table.sheet}
        reader.ask(key_of("år", reader.table.sheet), next(iter(found)), text, free=True)


def _figure(reader: RowReader, code: str) -> int | None:
    value = reader.value(code)
    try:
        return None if value is None else FIGURES[code](value)
    except ValidationError as error:
        reader.refuse(code, " ".join(error.messages))
        return None


def read_source(reader: RowReader) -> None:
    """The source that the row names itself."""
    citation, url = reader.text("source"), reader.text("source_url")
    try:
        age = read_span(reader.value("source_date"))
    except ValidationError as error:
        reader.refuse("source_date", " ".join(error.messages))
        return
    reader.said.age = age
    if citation or url:
        source = Source(citation=(citation or url)[:500], url=url if url.startswith(("http://", "https://")) else "")
        source.set_as_of(age)
        reader.said.own_source = source
