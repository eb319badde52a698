"""A selection as a file: the same rows in the same order as the page, as Excel or CSV.

A file holds the whole selection, so `page` and `page_size` are refused beside `format`. What everyone may see is all that is
in it, whoever asks: files travel. The few that are internal say so in the file.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.columns.agreement import AGREEMENT
from agreements.columns.change import CHANGE
from agreements.columns.column import Column, readers
from agreements.columns.deadline import DEADLINE
from agreements.columns.finding import FINDING
from agreements.columns.legal_form import LEGAL_FORM
from agreements.columns.mapping import levels_by_number, mapped_in_words
from agreements.columns.municipality import MUNICIPALITY
from agreements.columns.organisation import ORGANISATION
from agreements.columns.participation import PARTICIPATION, participation_rows
from agreements.columns.read_me import PUBLISHER, Origin, write_read_me
from agreements.columns.region import REGION
from agreements.columns.review import CONFIRMED_LINE, DECIDED_PROPOSAL, REVIEW
from agreements.columns.service_area import SERVICE_AREA
from municipalities.coverage import Coverage
from municipalities.directory import Directory
from registry import csv_table
from registry.csv_table import FOR_PEOPLE, Dialect, csv_lines
from registry.excel.writing import MEDIA_TYPE as EXCEL
from registry.excel.writing import ExcelFile
from registry.parameters import PAGING, BadParameters, Problem, unknown_value

CSV, XLSX = "csv", "xlsx"


@dataclass(frozen=True)
class Resource:
    """What a file can hold: its name, its columns, and which municipalities a row speaks of (by number).

    `internal`: not for everyone, and so the file says.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    numbers: Callable[[dict], Iterable[str | None]] | None = None
    has_participations: bool = False
    internal: bool = False


AGREEMENTS = Resource(
    "samarbeid",
    gettext_lazy("Samarbeid"),
    AGREEMENT,
    lambda record: {participant["party"].get("number") for participant in record["participants"]},
    has_participations=True,
)
MUNICIPALITIES = Resource("kommuner", gettext_lazy("Kommuner"), MUNICIPALITY)
REGIONS = Resource("regioner", gettext_lazy("Regioner"), REGION, lambda record: [member["number"] for member in record["members"]])
ORGANISATIONS = Resource("organisasjoner", gettext_lazy("Organisasjoner"), ORGANISATION)
SERVICE_AREAS = Resource("samarbeidsomraader", gettext_lazy("Samarbeidsområder"), SERVICE_AREA)
LEGAL_FORMS = Resource("samarbeidsformer", gettext_lazy("Samarbeidsformer"), LEGAL_FORM)
CHANGES = Resource("endringer", gettext_lazy("Endringer"), CHANGE)
DEADLINES = Resource("frister", gettext_lazy("Frister"), DEADLINE, internal=True)
FINDINGS = Resource("avklares", gettext_lazy("Dette bør avklares"), FINDING, internal=True)
REVIEWED = Resource("gjennomgang", gettext_lazy("Årlig gjennomgang"), REVIEW, internal=True)
CONFIRMED = Resource("bekreftelser", gettext_lazy("Bekreftelser"), CONFIRMED_LINE, internal=True)
DECIDED = Resource("endringsforslag", gettext_lazy("Endringsforslag"), DECIDED_PROPOSAL, internal=True)


@dataclass(frozen=True)
class FileChoice:
    """What an address asks for beside its selection: which file ("" for none), with which columns."""

    kind: str
    resource: Resource
    chosen: frozenset[str]
    address: str
    dialect: Dialect = field(default=FOR_PEOPLE)

    @classmethod
    def of(
        cls, request: HttpRequest, resource: Resource, dialect: Dialect = FOR_PEOPLE, others: Iterable[str] = ()
    ) -> "FileChoice":
        """Read `format` and `columns`; `others` are formats that the view answers itself. Raises BadParameters."""
        kind = request.GET.get("format", "")
        if kind not in ("", CSV, XLSX, *others):
            raise unknown_value("format", kind, [CSV, XLSX, *others])
        if kind in (CSV, XLSX) and (paging := [name for name in PAGING if request.GET.get(name)]):
            right = _("En fil har alltid hele utvalget. Ta bort dette valget.")
            raise BadParameters([Problem(name, request.GET[name][:60], right) for name in paging])
        return cls(kind if kind in (CSV, XLSX) else "", resource, _chosen(request, resource), _address(request), dialect)

    @property
    def columns(self) -> list[Column]:
        """The columns of the file in the order they are declared: those chosen, and those that stand in every file."""
        columns = self.resource.columns
        return [column for column in columns if not self.chosen or column.always or column.code in self.chosen]

    @property
    def options(self) -> list[tuple[Column, bool]]:
        """Every column that may be left out, with whether it is in."""
        return [(column, not self.chosen or column.code in self.chosen) for column in self.resource.columns if not column.always]

    @property
    def always(self) -> list[Column]:
        """The columns that stand in every file."""
        return [column for column in self.resource.columns if column.always]

    def response(self, records: Iterable[dict], directory: Directory, on: date | None = None) -> HttpResponseBase:
        """The file of the records, which are those of `on` or, without it, of today."""
        coverage = Coverage.of(directory)
        levels = levels_by_number(directory, coverage)
        if self.resource.numbers:
            records = self._with_mapping(records, levels)
        name = f"{self.resource.name}-{'per-' if on else ''}{directory.day.isoformat()}.{self.kind}"
        if self.kind == CSV:
            read = readers(self.columns, people=False)
            rows = ([one(record) for one in read] for record in records)
            lines = csv_lines([column.code for column in self.columns], rows, self.dialect)
            disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
            return StreamingHttpResponse(lines, content_type=csv_table.MEDIA_TYPE, headers=disposition)
        whole = self._workbook(records, levels, Origin(self.address, directory.day, on, coverage, self.resource.internal))
        return FileResponse(whole, as_attachment=True, filename=name, content_type=EXCEL)

    def _with_mapping(self, records: Iterable[dict], levels: dict[str, str]) -> Iterator[dict]:
        for record in records:
            record["mapping"] = mapped_in_words(self.resource.numbers(record), levels)
            yield record

    def _workbook(self, records: Iterable[dict], levels: dict[str, str], origin: Origin):
        """The table, the participations where there are any, and what one must know to read them."""
        read = readers(self.columns, people=True)
        with ExcelFile(str(self.resource.title), PUBLISHER) as book:
            table = book.sheet(str(self.resource.title), [column.head for column in self.columns])
            sheets, rows_of = [(str(self.resource.title), self.columns)], None
            if self.resource.has_participations:
                title, rows_of = _("Deltakelser"), participation_rows(levels, people=True)
                parties = book.sheet(title, [column.head for column in PARTICIPATION])
                sheets.append((title, PARTICIPATION))
            for record in records:
                table.append([one(record) for one in read])
                if rows_of:
                    parties.extend(rows_of(record))
            write_read_me(book, origin, sheets, table.number)
            return book.finish()


def _chosen(request: HttpRequest, resource: Resource) -> frozenset[str]:
    """The columns chosen: `columns=name,host`, or one value a tick. Raises BadParameters naming the columns there are."""
    given = [code.strip() for text in request.GET.getlist("columns") for code in text.split(",") if code.strip()]
    known = [column.code for column in resource.columns]
    if unknown := [code for code in given if code not in known]:
        right = _("Denne kolonnen finnes ikke. De som finnes, er: %(known)s.") % {"known": ", ".join(known)}
        raise BadParameters([Problem("columns", unknown[0][:60], right)])
    return frozenset(given)


def _address(request: HttpRequest) -> str:
    """The whole address of the selection, without what says that it is a file."""
    without = {"format", "columns", *PAGING}
    query = [(name, value) for name, values in request.GET.lists() for value in values]
    kept = [(name, value) for name, value in query if value and name not in without and not name.startswith("utm_")]
    return f"{settings.SITE_URL}{request.path}" + (f"?{urlencode(kept)}" if kept else "")
