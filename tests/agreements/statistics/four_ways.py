"""A page of figures read back the four ways it is told: page, Excel, CSV and API. Every way gives its tables by their codes.

A table is a list of rows, each its name and one text a column, written as the page writes it: `1 077`, `34 %`, `minst 9`, `–`.
So two ways say the same when they are equal.
"""

import csv
import io
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from html.parser import HTMLParser

from openpyxl import load_workbook

SPACE, NOTHING = "\u00a0", "–"


def from_api(client, code, **query):
    """What the API answers."""
    found = {}
    for table in client.get(f"/api/v1/statistics/{code}/", query).json()["tables"]:
        columns = [(one["code"], one["kind"]) for one in table["columns"]]
        found[table["code"]] = [
            (row["label"], *(written(row["values"][name], kind, name in row["at_least"]) for name, kind in columns))
            for row in table["rows"]
        ]
    return found


def from_page(client, code, **query):
    """What a reader sees. A column of words that would be empty in every row is left out of the page."""
    reader = _Tables()
    reader.feed(client.get(f"/statistikk/{code}/", query).content.decode())
    reader.close()
    tables = client.get(f"/api/v1/statistics/{code}/", query).json()["tables"]
    assert reader.tables.keys() == {table["code"] for table in tables}
    found = {}
    for table in tables:
        rows = found[table["code"]] = []
        words = {one["label"] for one in table["columns"] if one["kind"] == "text"}
        for name, cells in reader.tables[table["code"]]:
            rows.append((name, *(cells.get(one["label"], NOTHING if one["label"] in words else None) for one in table["columns"])))
        silent = words - {label for _name, cells in reader.tables[table["code"]] for label in cells}
        assert silent == {one for one in words if all(_of(row, table, one) == NOTHING for row in rows)}
    return found


def _of(row, table, label):
    return row[1 + [one["label"] for one in table["columns"]].index(label)]


def from_excel(client, code, **query):
    """What the workbook holds, with the sheets known by their titles."""
    answer = client.get(f"/statistikk/{code}/", {**query, "format": "xlsx"})
    book, found = load_workbook(io.BytesIO(b"".join(answer.streaming_content))), {}
    for table in client.get(f"/api/v1/statistics/{code}/", query).json()["tables"]:
        heads, *lines = book[table["title"][:31]].iter_rows(values_only=True)
        assert len(set(heads)) == len(heads)
        found[table["code"]] = [
            (line[0], *(_of_file(dict(zip(heads, line, strict=True)), one, one["label"], ", minst") for one in table["columns"]))
            for line in lines
        ]
    return found


def from_csv(client, code, **query):
    """What the file of each table holds."""
    found = {}
    for table in client.get(f"/api/v1/statistics/{code}/", query).json()["tables"]:
        answer = client.get(f"/statistikk/{code}/", {**query, "format": "csv", "table": table["code"]})
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        found[table["code"]] = [
            (line["label"], *(_of_file(line, one, one["code"], "_at_least") for one in table["columns"]))
            for line in csv.DictReader(io.StringIO(text), delimiter=";")
        ]
    return found


def written(value, kind, at_least=False):
    """A value as it should stand on the page, worked out anew here."""
    if value in (None, ""):
        return NOTHING
    if kind == "date":
        return datetime.fromisoformat(str(value)).strftime("%d.%m.%Y")
    if isinstance(value, str):
        return value
    exact = Fraction(value).limit_denominator(10**6)
    if kind == "share":
        few = 0 < exact < Fraction(1, 10) and (exact * 100).denominator > 1
        text = f"{_rounded(exact * 100, 1 if few else 0)}".removesuffix(".0").replace(".", ",") + " %"
    elif kind == "amount":
        text = f"{_rounded(exact, 2):,}".rstrip("0").rstrip(".").translate({44: SPACE, 46: ","})
    elif exact.denominator == 1:
        text = f"{int(exact):,}".replace(",", SPACE)
    else:
        text = f"{_rounded(exact, 2 if exact < 1 else 1)}"
        text = (text.rstrip("0").rstrip(".") if exact < 1 else text).replace(".", ",")
    return f"minst {text}" if at_least else text


def _rounded(value, places):
    whole = Decimal(value.numerator) / Decimal(value.denominator)
    return whole.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _of_file(line, column, name, beside):
    """The cell of a file; what is "at least" stands in a column beside it, where there is such a column."""
    value, told = line[name], line.get(f"{name}{beside}") in ("ja", "true")
    if column["kind"] not in ("text", "date") and isinstance(value, str) and value:
        assert "." not in value, f"no Norwegian Excel takes {value} for a number"
        value = float(value.replace(",", "."))
    elif isinstance(value, str) and value.startswith("'"):
        value = value[1:]
    return written(value, column["kind"], told)


class _Tables(HTMLParser):
    """The tables under headings `t-<code>`: the names of rows and the texts by heading, groups of rows one after the other."""

    def __init__(self):
        super().__init__()
        self.tables, self._rows, self._cell, self._head = {}, None, None, None

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "h2":
            self._rows = self.tables.setdefault(said["id"][2:], []) if said.get("id", "").startswith("t-") else None
        elif self._rows is not None and tag == "th" and said.get("scope") == "row":
            self._rows.append([])
        if self._rows and (tag == "td" or said.get("scope") == "row"):
            self._cell, self._head = [], said.get("data-label")

    def handle_data(self, data):
        if self._cell is not None:
            self._cell.append(data)

    def handle_endtag(self, tag):
        if self._cell is not None and tag in ("td", "th"):
            self._rows[-1].append((self._head, "".join(self._cell).strip()))
            self._cell = None
        elif tag == "section":
            self._rows = None

    def close(self):
        super().close()
        self.tables = {code: [(row[0][1], dict(row[1:])) for row in rows] for code, rows in self.tables.items()}
