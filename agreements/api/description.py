"""The description of the API in OpenAPI 3.1, made from the shapes and parameters; and the same as a page to read."""

from collections.abc import Iterable
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view

from agreements.api import (
    detail_shapes,
    known_parameters,
    list_shapes,
    lists,
    report_shapes,
    reports,
    shapes,
    single,
    statistics,
    statistics_shapes,
)
from agreements.api.answers import ApiView, answer
from agreements.columns import files
from agreements.models import Agreement, ServiceArea
from agreements.reports import matrix
from agreements.statistics.question import divisions
from agreements.statistics.tables.catalogue import PAGES
from municipalities.directory import Directory
from municipalities.models import County, MunicipalityNumber, Region
from registry.csv_table import MEDIA_TYPE
from registry.excel.writing import MEDIA_TYPE as EXCEL
from registry.parameters import check_names, today

ERRORS = {
    304: OpenApiResponse(description=_("Uendret siden den utgaven du har (If-None-Match eller If-Modified-Since).")),
    400: OpenApiResponse(shapes.Problems, description=_("En parameter er ukjent eller kan ikke leses.")),
    404: OpenApiResponse(shapes.Problems, description=_("Det finnes ikke, eller siden er etter den siste.")),
    405: OpenApiResponse(shapes.Problems, description=_("Bare GET, HEAD og OPTIONS.")),
    406: OpenApiResponse(shapes.Problems, description=_("Svaret er JSON, og Accept godtar det ikke.")),
    413: OpenApiResponse(shapes.Problems, description=_("Adressen har flere parametere enn registeret kan lese.")),
}
COUNTED = ("/api/v1/statistics/", "/api/v1/reports/")  # these refuse a county or region that is not there on the day
TEXT, BINARY = {"type": "string"}, {"type": "string", "format": "binary"}
VALUES = {  # parameter → where its values stand
    "municipality": lambda: MunicipalityNumber.objects.values_list("number", flat=True),
    "host": lambda: MunicipalityNumber.objects.values_list("number", flat=True),
    "region": lambda: Region.objects.values_list("slug", flat=True),
    "division": divisions,
    "compare": lambda: MunicipalityNumber.objects.on(today()).values_list("number", flat=True),
    "service_area": lambda: ServiceArea.objects.values_list("code", flat=True),
}


def covered() -> list[str]:
    """The numbers of the counties that the register has today."""
    return [county.number for county in Directory.load(today()).covered]


PATH = {
    "pk": lambda: Agreement.objects.published().order_by("pk").values_list("pk", flat=True)[:1],
    "number": lambda: MunicipalityNumber.objects.on(today()).order_by("number").values_list("number", flat=True)[:1],
    "code": lambda: list(PAGES)[1:2],
    "report": lambda: [matrix.CODE],
    "place": lambda: covered()[:1],
    "slug": lambda: Region.objects.order_by("slug").values_list("slug", flat=True)[:1],
}


def _list(view, shape, parameters: list, resource, summary, **more) -> None:
    envelope = list_shapes.list_of(shape, **more)
    pages = [] if view is single.Changes else known_parameters.paging()
    answers = {
        (200, "application/json"): OpenApiResponse(envelope, description=_("Én side.")),
        (200, MEDIA_TYPE.split(";")[0]): OpenApiResponse(TEXT, description=_("Hele utvalget, format=csv.")),
        (200, EXCEL): OpenApiResponse(BINARY, description=_("Hele utvalget, format=xlsx.")),
    }
    _describe(view, answers, [*parameters, *pages, *known_parameters.file_of(resource)], summary)


def _one(view, shape, summary, name: str, said, kind: type = str, **answers) -> None:
    where = OpenApiParameter(name, kind, OpenApiParameter.PATH, description=said)
    more = {int(code.removeprefix("http_")): answer for code, answer in answers.items()}
    found = OpenApiResponse(shape, description=_("Funnet."))
    _describe(view, {200: found, **more}, [where, known_parameters.ON, known_parameters.JSON], summary)


def _describe(view, answers: dict, parameters: list, summary) -> None:
    name = view.__name__
    told = extend_schema(
        operation_id=name, responses={**answers, **ERRORS}, parameters=parameters, summary=str(summary), tags=["v1"], auth=[]
    )
    extend_schema_view(get=told)(view)


def describe_all() -> None:
    """Lay the description on every view, before the generator reads them."""
    known = known_parameters
    _list(lists.Agreements, shapes.ListedAgreement, known.AGREEMENTS, files.AGREEMENTS, _("Samarbeid"))
    _list(lists.Municipalities, list_shapes.Municipality, known.MUNICIPALITIES, files.MUNICIPALITIES, _("Kommuner"))
    _list(lists.Regions, list_shapes.Region, known.REGIONS, files.REGIONS, _("Regioner"))
    _list(lists.Organisations, list_shapes.Organisation, known.ORGANISATIONS, files.ORGANISATIONS, _("Organisasjoner"))
    _list(lists.ServiceAreas, list_shapes.ServiceArea, known.SERVICE_AREAS, files.SERVICE_AREAS, _("Samarbeidsområder"))
    _list(lists.LegalForms, list_shapes.LegalForm, [], files.LEGAL_FORMS, _("Samarbeidsformer"))
    resume = shapes.a_text(_("Adressen å komme tilbake til for det som skrives senere."))
    _list(single.Changes, shapes.Change, known.CHANGES, files.CHANGES, _("Endringer, eldste først"), resume=resume)
    moved = OpenApiResponse(shapes.Address, description=_("Det finnes et annet sted, se Location."))
    gone = OpenApiResponse(shapes.Problems, description=_("Trukket tilbake, med grunnen."))
    several = OpenApiResponse(list_shapes.Choices, description=_("Nummeret kan bety flere."))
    number = _("Samarbeidets nummer.")
    for view, summary in (
        (single.AgreementDetail, _("Ett samarbeid")),
        (single.AgreementPermanent, _("Fast adresse")),
    ):
        _one(view, detail_shapes.AgreementDetail, summary, "pk", number, int, http_301=moved, http_410=gone)
    number = _("Kommunenummer, nå eller før.")
    shape = list_shapes.Municipality
    _one(single.MunicipalityDetail, shape, _("Én kommune"), "number", number, http_300=several, http_302=moved)
    _one(single.RegionDetail, list_shapes.Region, _("Én region"), "slug", _("Regionens navn i adressen."))
    _describe_statistics()
    _describe_reports()


def _describe_statistics() -> None:
    known, found = known_parameters, {200: statistics_shapes.StatisticsPage}
    code = OpenApiParameter("code", {"type": "string", "enum": list(PAGES)}, OpenApiParameter.PATH, description=_("Siden."))
    _describe(statistics.Statistics, found, [*known.STATISTICS, known.JSON], _("Statistikk: oversikt"))
    _describe(statistics.Network, found, [*known.NETWORK, known.JSON], _("Statistikk: hvem samarbeider med hvem"))
    _describe(statistics.StatisticsPage, found, [code, *known.STATISTICS, known.JSON], _("Statistikk: én side"))


def _describe_reports() -> None:
    known, found = known_parameters, {200: report_shapes.ReportAnswer}
    moved = {302: OpenApiResponse(shapes.Address, description=_("Det finnes et annet sted, se Location."))}
    code = OpenApiParameter(
        "report", {"type": "string", "enum": list(reports.PUBLIC)}, OpenApiParameter.PATH, description=_("Rapporten.")
    )
    said = _("Kommunenummer, fylkesnummer eller regionens navn i adressen, etter hva rapporten kan lages for.")
    place = OpenApiParameter("place", str, OpenApiParameter.PATH, description=said)
    _describe(reports.Reports, {200: report_shapes.ReportList}, [known.JSON], _("Rapporter"))
    _describe(reports.RegisterReport, found, [code, *known.REPORTS, known.JSON], _("Én rapport for hele registeret"))
    _describe(reports.PlaceReport, {**found, **moved}, [code, place, *known.REPORTS, known.JSON], _("Én rapport for et sted"))


def schema() -> dict:
    """The whole description, with the values that the register has today."""
    found = _generated()
    values = {name: sorted(set(read())) for name, read in VALUES.items()}
    counties = list(County.objects.filter(numbers__isnull=False).distinct().order_by("number").values_list("number", flat=True))
    values["county"] = counties
    today_only = {**values, "county": covered(), "region": sorted(Region.objects.on(today()).values_list("slug", flat=True))}
    operations = {
        path: _with_values(methods, today_only if path.startswith(COUNTED) else values) for path, methods in found["paths"].items()
    }
    return {**found, "paths": operations}


@lru_cache(maxsize=1)
def _generated() -> dict:
    return SchemaGenerator(api_version="1").get_schema(request=None, public=True)


def _with_values(methods: dict, values: dict[str, list]) -> dict:
    parameters = [_with_value(parameter, values) for parameter in methods["get"]["parameters"]]
    return {"get": {**methods["get"], "parameters": parameters}}


def _with_value(parameter: dict, values: dict[str, list]) -> dict:
    """The parameter with its values, where they stand in the register, and an example that is one of them."""
    known = values.get(parameter["name"])
    if parameter["in"] == "path":
        known = list(PATH[parameter["name"]]())
        return {**parameter, "example": known[0]} if known else parameter
    if not known:
        return parameter
    shape, several = parameter["schema"], parameter["schema"]["type"] == "array"
    shape = {**shape, "items": {**shape["items"], "enum": known}} if several else {**shape, "enum": known}
    shown = next(iter(parameter["examples"].values()))["value"]
    shown = shown if (shown[0] if several else shown) in known else [known[0]] if several else known[0]
    return {**parameter, "schema": shape, "examples": {"eksempel": {"value": shown}}}


class Schema(ApiView):
    """The description for programs."""

    schema = None

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """OpenAPI 3.1 as JSON."""
        check_names(request.GET, ())
        return answer(schema())


def show(request: HttpRequest) -> HttpResponse:
    """The description for people, with example calls."""
    check_names(request.GET, ())
    found = schema()
    context = {
        "section": "api",
        "operations": [_operation(path, methods["get"]) for path, methods in found["paths"].items()],
        "shapes": [(name, list(_fields(shape))) for name, shape in found["components"]["schemas"].items()],
    }
    return render(request, "agreements/api/docs.html", context)


def _operation(path: str, told: dict) -> dict:
    parameters = [{**one, "example": _example(one), "values": _values(one)} for one in told["parameters"]]
    address = path
    for one in parameters:
        if one["in"] == "path":
            address = address.replace(f"{{{one['name']}}}", str(one["example"]))
    asked = [one for one in parameters if one["in"] == "query" and one["name"] not in ("cursor", "columns", "on", "page")]
    calls = [address, *(f"{address}?{one['name']}={one['example']}" for one in asked[:2])]
    return {
        "id": told["operationId"].lower(),
        "path": path,
        "summary": told["summary"],
        "parameters": parameters,
        "calls": calls,
    }


def _example(parameter: dict) -> str:
    found = parameter.get("example") or next((one["value"] for one in parameter.get("examples", {}).values()), "")
    return ",".join(found) if isinstance(found, list) else str(found)


def _values(parameter: dict) -> Iterable[str]:
    shape = parameter["schema"]
    return shape.get("enum") or shape.get("items", {}).get("enum", [])


def _fields(shape: dict) -> Iterable[tuple[str, str]]:
    for name, field in shape.get("properties", {}).items():
        yield name, field.get("description", "")
