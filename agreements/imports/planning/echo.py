"""What a file only repeats: cells of our own export that stand as the register would write them today say nothing new.

So a file that went out and comes back tells no more than what somebody has changed in it, however the register words itself.
A cell that was emptied, and a row that was taken away, say nothing either: they may never have been filled by whoever sent it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from itertools import islice
from typing import Any

from agreements.columns.agreement import AGREEMENT
from agreements.columns.column import Column, readers
from agreements.columns.participation import AGREEMENT_FIRST, AGREEMENT_LAST, PARTY
from agreements.columns.records.agreement import agreement_records
from agreements.imports.fields import FIELDS
from agreements.imports.table import Row, Table
from agreements.models import Agreement
from registry.excel.safety import LONGEST_TEXT

OURS = ("eksport", "deltakelser")
WHO = ("party_number", "party")
KEPT = {"id", "agreement_id", *WHO}
AT_ONCE = 500
Written = dict[str, set[str]]  # of each field, how it is written for people and for programs
_TOLD = re.compile(r"(?P<name>[^,]*?(?: \(\d{4}\))?), (?P<told>(?:[\w-]+)?(?:(?:, )?(?:fra|til og med) .+)?)")


@dataclass
class Echo:
    """The tables with what is news, and by agreement whom an edited list of parties leaves out."""

    tables: list[Table]
    left_out: dict[int, list[str]] = field(default_factory=dict)


def without_echo(tables: Sequence[Table]) -> Echo:
    """Take out what the register would write itself. Queries by the number of agreements in thousands."""
    ours = [table.shape in OURS for table in tables]
    ids = {number for table, own in zip(tables, ours, strict=True) if own for row in table.rows if (number := _number(row))}
    if not ids:
        return Echo(list(tables))
    echo, rows = Echo([]), dict.fromkeys(ids)
    written = _written(rows)
    for table, own in zip(tables, ours, strict=True):
        echo.tables.append(replace(table, rows=[_news(echo, row, written) for row in table.rows]) if own else table)
    return echo


def _number(row: Row) -> int | None:
    number = row.values.get("id", row.values.get("agreement_id"))
    return number if isinstance(number, int) and 0 < number < 2**63 else None


@dataclass
class _Own:
    """How the register writes one agreement, and each of its parties."""

    fields: Written
    parties: dict[str, list[Written]]


def _written(ids: Iterable[int]) -> dict[int, _Own]:
    found, left = {}, iter(sorted(ids))
    of_agreement, of_party = _both_ways(AGREEMENT), _both_ways(PARTY)
    aliases = {column.code: code for column, code in zip(AGREEMENT_FIRST, ("id", "name"), strict=True)}
    while some := list(islice(left, AT_ONCE)):
        for record in agreement_records(Agreement.objects.filter(pk__in=some).order_by("pk")):
            fields = _fields(record, of_agreement)
            fields |= {alias: fields[code] for alias, code in aliases.items()}
            parties: dict[str, list[Written]] = {}
            for participant in record["participants"]:
                parties.setdefault(_plain(participant["party"]["name"]), []).append(_fields(participant, of_party))
            found[record["id"]] = _Own(fields, parties)
    return found


def _both_ways(columns: Iterable[Column]) -> list[tuple[str, Any, Any]]:
    columns = [column for column in columns if FIELDS[column.code].taken]
    codes = [column.code for column in columns]
    return list(zip(codes, readers(columns, people=True), readers(columns, people=False), strict=True))


def _fields(record: dict, both_ways: Iterable[tuple[str, Any, Any]]) -> Written:
    return {code: {_plain(people(record)), _plain(programs(record))} for code, people, programs in both_ways}


def _plain(value: Any) -> str:
    """A value as it can be compared with what a cell holds."""
    if isinstance(value, str):
        value = value if len(value) <= LONGEST_TEXT else f"{value[: LONGEST_TEXT - 1]}…"
        return " ".join(value.split())
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float | Fraction):
        return f"{float(value):.12g}"  # a sheet keeps no more digits than that
    return str(value)


def _news(echo: Echo, row: Row, written: dict[int, _Own]) -> Row:
    own = written.get(_number(row) or 0)
    if own is None:
        return row
    values = {code: value for code, value in row.values.items() if code not in FIELDS or FIELDS[code].taken}
    if "party" in values or "party_number" in values:
        return Row(row.number, _news_of_party(values, own))
    news = {code: value for code, value in values.items() if code in KEPT or _plain(value) not in own.fields.get(code, ())}
    if isinstance(text := news.get("participants"), str):
        told, left_out = _pieces(text, own.fields["participants"])
        news["participants"] = told
        echo.left_out.setdefault(_number(row) or 0, []).extend(left_out)
    return Row(row.number, {code: value for code, value in news.items() if value != ""})


def _news_of_party(values: dict[str, Any], own: _Own) -> dict[str, Any]:
    """The row without what is known of the part that it is most like; only the number when all of it is known."""
    of_party = [column.code for column in PARTY]
    beside = {"agreement", *(column.code for column in AGREEMENT_LAST)}
    values = {code: value for code, value in values.items() if code not in beside or _plain(value) not in own.fields.get(code, ())}
    said = {code: _plain(values[code]) for code in of_party if code in values}
    rows = own.parties.get(_plain(values.get("party")), [])
    if not rows:
        return values
    likest = max(rows, key=lambda row: sum(text in row.get(code, ()) for code, text in said.items()))
    known = {code for code, text in said.items() if text in likest.get(code, ())}
    if "party_number" in said and "party_number" not in known:
        return values
    if known == said.keys():
        return {code: value for code, value in values.items() if code not in of_party}
    return {code: value for code, value in values.items() if code not in known or code in WHO or len(rows) > 1}


def _pieces(text: str, own: set[str]) -> tuple[str, list[str]]:
    """The parties of an edited cell that are not as the register writes them, and those that are gone from it."""
    known = {piece for cell in own for piece in cell.split("; ")}
    pieces = [" ".join(piece.split()) for piece in text.split(";")]
    new = [piece for piece in pieces if piece and piece not in known]
    names = {piece.partition(",")[0] for piece in pieces}
    gone = [piece for piece in known if piece and piece.partition(",")[0] not in names]
    return "; ".join(map(in_brackets, new)), sorted(gone)


def in_brackets(piece: str) -> str:
    """«Bardu (5520), vertskommune, fra 2019» as people write it elsewhere: what is told of a party stands in brackets."""
    match = _TOLD.fullmatch(piece)
    return f"{match['name']} ({match['told']})" if match else piece
