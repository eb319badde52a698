"""The whole public register as one zip of tables: written whole or not at all, and byte for byte the same for the same data."""

import os
import tempfile
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.db import transaction

from agreements.browse.downloads import dump_name
from agreements.columns.normalised.table import Table
from agreements.columns.normalised.tables import tables
from agreements.columns.read_me import PUBLISHER
from agreements.columns.records.address import LICENCE
from registry.csv_table import FOR_PROGRAMS, csv_lines
from registry.periods import show_day

READ_ME = """Samarbeidsregisteret, hele det åpne registeret per {day}
{site}

Utgiver: {publisher}
Lisens: Norsk lisens for offentlige data (NLOD) 2.0, {licence}. Oppgi utgiveren som kilde, og datoen over.

Registeret er under oppbygging. At noe ikke er kartlagt, betyr ikke at samarbeid mangler. Status «uavklart» betyr at det ikke
er kjent om samarbeidet fortsatt gjelder; det skal ikke telles som i kraft. Se mapping_statuses.csv før du teller.

Filene er CSV i UTF-8 med komma mellom, anførselstegn etter RFC 4180 og én overskriftsrad. Datoer er ISO 8601, true og false er
ja og nei, tomt er ukjent eller ikke aktuelt. En tekst som begynner med = + - @ ' eller et linjeskift, har en apostrof (') foran,
så regneark ikke leser den som en formel; ta bort én apostrof, så har du teksten.

valid_from er første dag noe gjelder. valid_to er første dag det IKKE lenger gjelder, last_day dagen før. *_precision sier hvor
nøyaktig datoen er (codes.csv, precision): en dato med precision «year» er bare kjent som et år. *_text er kildens egne ord.
id er våre egne og brukes aldri om igjen; kolonner på _id viser til id i tabellen med det navnet. Et samarbeid med id 7 har
siden {site}/samarbeid/7/. Koder er forklart i codes.csv, legal_forms.csv og roles.csv.
"""


def write_dump(folder: Path, day: date) -> Path:
    """Write the dump of the day, in place of one already there. Returns its path. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file, ZipFile(file, "w", ZIP_DEFLATED) as archive, transaction.atomic():
            _write_tables(archive, day)
        Path(name).chmod(0o644)  # mkstemp makes it readable by its owner alone; the web server may be another user
        return Path(name).rename(folder / dump_name(day))
    finally:
        Path(name).unlink(missing_ok=True)


def _write_tables(archive: ZipFile, day: date) -> None:
    found = tables(day)
    with archive.open(_entry("LES-MEG.txt", day), "w") as target:
        target.write(_read_me(found, day).encode())
    for table in found:
        with archive.open(_entry(f"{table.name}.csv", day), "w") as target:
            for part in csv_lines(table.columns, table.rows(), FOR_PROGRAMS):
                target.write(part)


def _entry(name: str, day: date) -> ZipInfo:
    """A file in the archive, dated by the day and not by the clock, so that the same data give the same bytes."""
    entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _read_me(found: list[Table], day: date) -> str:
    head = READ_ME.format(day=show_day(day), site=settings.SITE_URL, publisher=PUBLISHER, licence=LICENCE)
    return head + "".join(f"\n{table.name}.csv: {table.about}\n    {', '.join(table.columns)}\n" for table in found)
