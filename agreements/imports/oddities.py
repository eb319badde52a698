"""What was strange in a file, in words: one line a kind, with the rows where it was."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.imports.table import Oddity

MOST_NAMED = 8  # rows named in a line; the rest are counted
WORDS = {
    # In the file
    "merged": gettext_lazy("Sammenslåtte celler: verdien gjelder alle radene den dekker."),
    "hidden_rows": gettext_lazy("Skjulte rader er lest som de andre."),
    "hidden_columns": gettext_lazy("Skjulte kolonner er lest som de andre."),
    "hidden_sheet": gettext_lazy("Arket er skjult i filen."),
    "formulas": gettext_lazy("Formler er ikke regnet ut på nytt. Verdien som var lagret i filen, er brukt."),
    "formulas_without_value": gettext_lazy("Formler uten lagret verdi er lest som tomme. Åpne filen i Excel og lagre den."),
    "error_values": gettext_lazy("Feilverdier, som #N/A, er lest som tomme celler."),
    # About the headings
    "title": gettext_lazy("Tekst over overskriftene er lest som tittel."),
    "no_headings": gettext_lazy("Ingen overskrifter ble funnet. Velg selv hva hver kolonne er."),
    "unsure_headings": gettext_lazy(
        "Raden er lest som overskrifter, men ingen av dem er kjent. Mangler de, så sett dem inn først."
    ),
    "headings_in_two_rows": gettext_lazy("Overskriftene står over to rader og er lest som én."),
    "headings_twice": gettext_lazy("Flere kolonner har overskrift for det samme. Velg hvilken som skal brukes."),
    "columns_without_heading": gettext_lazy("Kolonner med innhold mangler overskrift. De er ikke lest før du velger hva de er."),
    # In the rows
    "blank_rows": gettext_lazy("Tomme rader er hoppet over."),
    "sums": gettext_lazy("Rader med sum er hoppet over."),
    "repeated_headings": gettext_lazy("Overskrifter som er gjentatt, er hoppet over."),
    "column_numbers": gettext_lazy("En rad med kolonnenummer er hoppet over."),
    "example": gettext_lazy("Eksempelraden er hoppet over."),
    "sections": gettext_lazy("Mellomtitler er ikke lest som samarbeid. De gjelder radene under."),
    "remarks": gettext_lazy("Merknader under tabellen er ikke lest som samarbeid."),
    "second_table": gettext_lazy("En tabell til begynner lenger nede i arket. Den er ikke lest. Legg den i et eget ark."),
    "outside": gettext_lazy("Rader uten innhold i kolonnene som leses, er hoppet over."),
    "only_name": gettext_lazy("Rader med bare et navn er lest som samarbeid. Se om de er mellomtitler."),
    "nothing_told": gettext_lazy("Celler med bare strek er lest som tomme."),
    "dates_as_text": gettext_lazy("Datoer skrevet som tekst er lest som datoer."),
    "imprecise_dates": gettext_lazy("Datoer uten dag er lest så nøyaktig som de er skrevet."),
    "dates_in_text": gettext_lazy("Excel har gjort tekst om til dato. Se om innholdet er riktig."),
    "numbers_as_text": gettext_lazy("Tall skrevet som tekst er lest som tall."),
    "unclear_shares": gettext_lazy(
        "Andeler mellom 0 og 1 uten prosenttegn: det er uklart om 0,5 er en halv eller en halv prosent."
    ),
}


def told(oddity: Oddity) -> str:
    """The oddity as a line: «Skjulte rader er lest som de andre. Rad 4, 5 og 9.»"""
    words = str(WORDS.get(oddity.code, oddity.code))
    return f"{words} {rows_in_words(oddity.rows)}" if oddity.rows else words


def rows_in_words(rows: tuple[int, ...]) -> str:
    """The rows, the first of them by number."""
    named = [str(row) for row in rows[:MOST_NAMED]]
    if len(rows) > MOST_NAMED:
        more = len(rows) - MOST_NAMED
        return _("Rad %(rows)s og %(more)s til.") % {"rows": ", ".join(named), "more": more}
    if len(named) == 1:
        return _("Rad %(row)s.") % {"row": named[0]}
    return _("Rad %(rows)s og %(last)s.") % {"rows": ", ".join(named[:-1]), "last": named[-1]}
