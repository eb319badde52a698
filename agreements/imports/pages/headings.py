"""`/import/<id>/overskrifter/`: what the columns are that nobody knows, said once and remembered for the next file like it."""

from operator import itemgetter

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from agreements.imports.applying import running, tables
from agreements.imports.fields import FIELDS, names_schemes
from agreements.imports.headings.recognition import JOINED
from agreements.imports.pages.access import held_or_404, import_or_404
from agreements.models import Import

LEFT_OUT = "-"
OPEN = (Import.State.HEADINGS, Import.State.PLANNED)


def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A choice for each column; what is known already is shown and can be changed only by changing the file."""
    found = import_or_404(pk)
    if found.state not in OPEN:
        return redirect("import-detail", pk=pk)
    stored = found.about.get("tables", [])
    sheets = [_sheet({**table, "several": len(stored) > 1, "place": place}, request) for place, table in enumerate(stored)]
    problems = _problems(sheets) if request.method == "POST" else []
    if request.method == "POST" and not problems:
        said = {sheet["key"]: {column["id"]: column["code"] for column in sheet["unknown"]} for sheet in sheets if sheet["used"]}
        with transaction.atomic():
            found = held_or_404(pk)
            if found.state not in OPEN:
                return redirect("import-detail", pk=pk)
            tables.remember(found, said, [sheet["key"] for sheet in sheets if not sheet["used"]], by=request.user)
            found.state, found.attempts = Import.State.WAITING, 0
            found.save()
        running.advance(found)
        return redirect("import-detail", pk=pk)
    context = {
        "section": "import",
        "import": found,
        "sheets": sheets,
        "problems": problems,
        "fields": list({field.title: field for field in FIELDS.values() if field.taken}.values()),  # a title means one thing here
        "left_out": LEFT_OUT,
        "step": 2,
    }
    return render(request, "agreements/imports/headings.html", context, status=400 if problems else 200)


def _sheet(table: dict, request: HttpRequest) -> dict:
    """A table with what is chosen for each column: by the form that is sent, else before."""
    unknown = []
    for column, heading, examples in table["unknown"]:
        name = f"{table['key']}/{column}"
        code = _sent(request.POST.get(name)) if request.method == "POST" else table["chosen"].get(str(column))
        unknown.append({
            "id": str(column), "name": name, "anchor": f"k-{table['place']}-{column}", "heading": heading, "examples": examples,
            "code": code,
        })  # fmt: skip
    used = table["used"] if request.method != "POST" else not table["several"] or table["key"] in request.POST.getlist("sheet")
    known = [(FIELDS[code].title if code in FIELDS else code) for _column, code in table["columns"]]
    return {**table, "used": used, "unknown": unknown, "known": known, "codes": {code for _column, code in table["columns"]}}


def _sent(value: str | None) -> str | None:
    """The field that is chosen, "" for a column that is left out, None where nothing is chosen."""
    return "" if value == LEFT_OUT else value if value in FIELDS else None


def _problems(sheets: list[dict]) -> list[tuple[str, str]]:
    """What must be chosen yet, each with the field it is about."""
    if not any(sheet["used"] for sheet in sheets):
        return [("innhold", _("Kryss av for minst ett ark."))]
    problems = []
    for sheet in filter(itemgetter("used"), sheets):
        where = {"sheet": sheet["sheet"]}
        codes = [column["code"] for column in sheet["unknown"] if column["code"]]
        for column in sheet["unknown"]:
            anchor = column["anchor"]
            if column["code"] is None:
                problems.append((anchor, _("Si hva kolonnen «%(heading)s» er, eller at den ikke skal leses.") % column))
            elif column["code"] not in JOINED and [*sheet["codes"], *codes].count(column["code"]) > 1:
                title = FIELDS[column["code"]].title
                message = _("«%(title)s» er valgt for flere kolonner i arket %(sheet)s. Velg den ene.")
                problems.append((anchor, message % {"title": title, **where}))
        if not names_schemes({*sheet["codes"], *codes}):
            first = sheet["unknown"][0] if sheet["unknown"] else None
            problems.append(
                (
                    first["anchor"] if first else "innhold",
                    _("Ingen kolonne i arket %(sheet)s er navnet på samarbeidet. Velg hvilken det er.") % where,
                )
            )
    return problems
