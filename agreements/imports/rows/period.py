"""When a scheme or a part in it begins and ends, from one column or from the three that the register exports."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.imports.plan import Choice
from agreements.imports.rows.asking import key_of
from agreements.imports.rows.reader import RowReader
from agreements.imports.rows.values import read_span, text_of
from registry.periods import ONE_DAY, Precision, Span, show_date, show_day
from registry.search import fold

YES, NO = "ja", "nei"
LAST_DAY_WORDS = ("til og med", "siste dag", "t.o.m", "tom")
ENDED_SOME_TIME = {"ukjent dato", "ja", "avviklet", "opphort", "avsluttet", "nedlagt"}


def read_period(reader: RowReader) -> tuple[Span | None, Span | None]:
    """The first day and the last, None for what is not said."""
    start = _read_end(reader, "valid_from")
    last = _read_end(reader, "last_day")
    if last and last.precision == Precision.DAY:
        last = _last_day(reader, last)
    if start and last and last.last < start.first:
        why = _("Siste dag (%(last)s) er før første dag (%(first)s). Rett en av dem.")
        days = {"last": show_day(last.last), "first": show_day(start.first)}
        reader.refuse("last_day" if reader.value("last_day") else "last_day_text", why % days)
    return start, last


def _read_end(reader: RowReader, code: str) -> Span | None:
    text, exact = reader.value(f"{code}_text"), reader.value(code)
    if code == "last_day" and fold(text_of(text or exact)) in ENDED_SOME_TIME:
        return _some_time(reader, exact if text else None)
    spans = [_span(reader, name) for name in (f"{code}_text", code)]
    written, day = spans
    if written and day and not written.first <= day.first <= written.last:
        why = _("Datoen (%(day)s) stemmer ikke med teksten ved siden av (%(text)s). Rett en av dem.")
        reader.refuse(code, why % {"day": show_day(day.first), "text": text_of(text)})
    return written or day


def _span(reader: RowReader, code: str) -> Span | None:
    value = reader.value(code)
    try:
        return _sure(reader, code, read_span(value))
    except ValidationError as error:
        beside = reader.value(code.removesuffix("_text"))
        if code.endswith("_text") and beside is not None and not reader.said.refusals:
            try:  # a date for programs, with the source's own words beside it
                day = read_span(beside)
            except ValidationError:
                day = None
            if day:
                return Span(day.first, day.last, Precision.CIRCA, text_of(value))
        reader.refuse(code, " ".join(error.messages))
        return None


def _sure(reader: RowReader, code: str, span: Span | None) -> Span | None:
    """«2004 (foreslått oppstart)» may be another day than it seems: a person tells."""
    if span is None or not span.text or span.precision not in (Precision.DAY, Precision.MONTH, Precision.YEAR):
        return span
    key, shown = key_of("dato", reader.heading(code), span.text), show_date(span.first, span.precision)
    answer = reader.context.asking.answer(key)
    if answer == YES:
        return Span(span.first, span.last, span.precision)
    if answer != NO:
        text = _("«%(text)s»: er %(day)s det som skal stå som «%(heading)s»?")
        words = {"text": span.text, "day": shown, "heading": reader.heading(code)}
        reader.ask(
            key, code, text % words, [Choice(YES, _("Ja, %(day)s") % {"day": shown}), Choice(NO, _("Nei, datoen er ikke kjent"))]
        )
    return None


def _some_time(reader: RowReader, exact: object) -> Span:
    """It is over, nobody says when: counted from how old the file is, or the day the register gives for it."""
    yesterday = reader.context.day - ONE_DAY
    day = min(reader.as_of.last, yesterday) if reader.as_of else yesterday
    if exact is not None and (known := _span(reader, "last_day")):
        day = known.last
    return Span(day, day, Precision.UNKNOWN)


def _last_day(reader: RowReader, last: Span) -> Span:
    """«Avviklet 01.01.2020» can be the last day, or the first on which it is no more: a person tells which."""
    code = "last_day" if reader.value("last_day") else "last_day_text"
    heading = fold(reader.heading(code))
    if last.first.day != 1 or any(word in heading or word in fold(reader.text(code)) for word in LAST_DAY_WORDS):
        return last
    key = key_of("siste dag", f"{last.first:%Y-%m-%d}")
    before = last.first - ONE_DAY
    days = {f"{day:%Y-%m-%d}": day for day in (before, last.first)}
    if (answer := reader.context.asking.answer(key)) in days:
        return Span.of(days[answer])
    text = _("«%(text)s»: er det den siste dagen, eller den første etter at det var slutt?") % {"text": reader.text(code)}
    labels = [_("Siste dag var %(day)s") % {"day": show_day(day)} for day in days.values()]
    reader.ask(key, code, text, [Choice(value, label) for value, label in zip(days, labels, strict=True)])
    return last
