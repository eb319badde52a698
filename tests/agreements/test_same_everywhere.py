"""The same selection as page, JSON, CSV and Excel: the same rows in the same order with the same figures, and as strict."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO, StringIO
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from agreements.columns import files
from agreements.filters.municipalities import ORDERINGS as MUNICIPALITY_ORDERINGS
from agreements.filters.ordering import ORDERINGS
from agreements.legal_forms.catalogue import BY_CODE
from agreements.models import Sector, Status
from municipalities.models import Organisation, Region
from registry.csv_table import FOR_PEOPLE, FOR_PROGRAMS

ANY = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}


@dataclass(frozen=True)
class Listed:
    """One list: where it is, and how the facts that are compared are read out of page, record and file."""

    page: str
    api: str
    resource: files.Resource
    columns: tuple[str, ...]
    in_json: Callable[[dict], tuple]
    on_page: Callable[[dict], list[tuple]] = lambda context: []
    newest_first: bool = False  # on the page, while the API is followed from the oldest on


LISTS = {
    "agreements": Listed(
        "/samarbeid/",
        "/api/v1/agreements/",
        files.AGREEMENTS,
        ("id", "status", "participants_number"),
        lambda record: (record["id"], record["status"], len(record["participants"])),
        # without a day JSON and files have every party with its period, and the page those of today
        lambda context: [
            (row.agreement.pk, str(row.status), len(row.parties if context["on"] else row.agreement.parties))
            for row in context["rows"]
        ],
    ),
    "municipalities": Listed(
        "/kommuner/",
        "/api/v1/municipalities/",
        files.MUNICIPALITIES,
        ("number", "agreements", "hosted", "unclear"),
        lambda record: (record["number"], record["agreements"], record["hosted"], record["unclear"]),
        lambda context: [(row.number, row.tally.agreements, row.tally.hosted, row.tally.unclear) for row in context["page"]],
    ),
    "regions": Listed(
        "/regioner/",
        "/api/v1/regions/",
        files.REGIONS,
        ("slug", "members_number", "population"),
        lambda record: (record["slug"], len(record["members"]), record["population"]),
        lambda context: [(row.region.slug, len(row.members.members), row.members.population) for row in context["page"]],
    ),
    "changes": Listed(
        "/endringer/",
        "/api/v1/changes/",
        files.CHANGES,
        ("agreement_id", "text"),
        lambda record: (record["agreement"]["id"], record["text"]),
        lambda context: [(change.agreement_id, change.what) for entry in context["entries"] for change in entry],
        newest_first=True,
    ),
    "organisations": Listed(
        "", "/api/v1/organisations/", files.ORGANISATIONS, ("id", "name"), lambda record: (record["id"], record["name"])
    ),
    "service-areas": Listed(
        "", "/api/v1/service-areas/", files.SERVICE_AREAS, ("code", "label"), lambda record: (record["code"], record["label"])
    ),
    "legal-forms": Listed(
        "", "/api/v1/legal-forms/", files.LEGAL_FORMS, ("code", "label"), lambda record: (record["code"], record["label"])
    ),
}
WITH_PAGE = [name for name, listed in LISTS.items() if listed.page]
DAYS = ["2019-06-01", "31.12.2025", "2030-01-01", "1964-01-01", "1900-01-01", "2020-01-01"]
WORDS = ["barnevern", "barnevern Dyrøy", "lenvik", "Kárášjohka", "museum 5601", "%", "_", "finnesikke", "IKS", "Ø"]
NUMBERS = ["5528", "1931", "5601", "2020", "1850", "1806", "5503"]


def every(listed, query, follow=None):
    """Every record of the API, page by page."""
    address, found = f"{listed.api}?{urlencode(query, doseq=True)}", []
    while address:
        data = follow.get(address).json()
        found += data["results"]
        assert data["count"] >= len(found)
        address = data["next"]
    assert data["count"] == len(found)
    return [tuple(map(as_text, listed.in_json(record))) for record in found]


def as_text(value):
    return "" if value is None else str(value)


def in_csv(client, address, listed, query, dialect):
    answer = client.get(f"{address}?{urlencode({**query, 'format': 'csv'}, doseq=True)}")
    text = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")
    return [tuple(line[code] for code in listed.columns) for line in csv.DictReader(StringIO(text), delimiter=dialect.separator)]


def in_excel(client, address, listed, query):
    """The facts of the first sheet; what has words for its codes is turned back into the codes."""
    answer = client.get(f"{address}?{urlencode({**query, 'format': 'xlsx'}, doseq=True)}")
    head, *rows = load_workbook(BytesIO(b"".join(answer.streaming_content))).worksheets[0].iter_rows(values_only=True)
    columns = {column.code: column for column in listed.resource.columns}
    codes = {code: {str(label): key for key, label in columns[code].labels.items()} for code in listed.columns}
    places = {code: head.index(columns[code].head.heading) for code in listed.columns}
    return [tuple(as_text(codes[code].get(row[places[code]], row[places[code]])) for code in listed.columns) for row in rows]


def assert_same_everywhere(client, name, query):
    """All of them, where there are any: page, JSON, CSV and Excel of the page, CSV and Excel of the API."""
    listed = LISTS[name]
    told = every(listed, query, client)
    assert in_csv(client, listed.api, listed, query, FOR_PROGRAMS) == told, query
    assert in_excel(client, listed.api, listed, query) == told, query
    if not listed.page:
        return
    answer = client.get(f"{listed.page}?{urlencode({**query, 'page_size': 1000}, doseq=True)}")
    context, shown = answer.context, told[::-1] if listed.newest_first else told
    assert [tuple(map(as_text, facts)) for facts in listed.on_page(context)] == shown, query
    assert context["page"].paginator.count == len(told)
    assert in_csv(client, listed.page, listed, query, FOR_PEOPLE) == shown, query
    assert in_excel(client, listed.page, listed, query) == shown, query


SELECTIONS = {
    "agreements": [
        {},
        {"q": "barnevern Dyrøy"},
        {"municipality": "1931", "on": "2019-06-01"},
        {"on": "31.12.2025", "county": "56", "ordering": "-parties"},
        {"legal_form": ["iks", "vertskommune"], "ordering": "-valid_from"},
        {"status": "uavklart", "sector": "helse"},
        {"region": "altaregionen", "counts": "ja"},
        {"host": "5503"},
        {"service_area": "barnevern", "on": "2030-01-01"},
        {"changed_since": "2020-01-01", "ordering": "status"},
        {"on": "1900-01-01"},
    ],
    "municipalities": [
        {},
        {"on": "2019-06-01", "ordering": "-population"},
        {"county": "56", "ordering": "mapping"},
        {"q": "lenvik"},
        {"region": "altaregionen", "ordering": "-number"},
        {"on": "1964-01-01"},
    ],
    "regions": [{}, {"on": "2019-06-01"}, {"kind": "regionråd"}, {"q": "senja"}, {"county": "18"}, {"on": "1900-01-01"}],
    "changes": [{}, {"municipality": "5528"}, {"changed_since": "2020-01-01T12:00"}, {"changed_since": "2099-01-01"}],
    "organisations": [{}, {"q": "renovasjon"}, {"kind": "iks"}, {"q": "finnesikke"}],
    "service-areas": [{}, {"sector": "helse"}],
    "legal-forms": [{}],
}


@pytest.mark.parametrize(("name", "query"), [(name, query) for name, found in SELECTIONS.items() for query in found])
def test_a_selection_is_the_same_everywhere(client, real_register, name, query):
    assert_same_everywhere(client, name, query)


def maybe(**values):
    """Some of these parameters, each with one of its values, an empty one too."""
    return st.fixed_dictionaries({}, optional={name: st.sampled_from(["", *known]) for name, known in values.items()})


def several(known):
    return st.lists(st.sampled_from(list(known)), max_size=3, unique=True)


REGIONS = ["altaregionen", "midt-troms"]
COMBINED = {
    "agreements": st.builds(
        lambda one, many: {**one, **many},
        maybe(
            q=WORDS, municipality=NUMBERS, host=NUMBERS, county=["55", "56", "18", "19"], region=REGIONS, counts=["ja", "nei"],
            on=DAYS, changed_since=["2020-01-01", "2099-01-01T00:00Z"], ordering=ORDERINGS,
        ),
        st.fixed_dictionaries(
            {},
            optional={
                "legal_form": several(BY_CODE),
                "sector": several(Sector.values),
                "status": several(Status.values),
                "service_area": several(["barnevern", "legevakt", "renovasjon"]),
            },
        ),
    ),
    "municipalities": maybe(
        q=WORDS, county=["55", "56", "54", "18"], region=REGIONS, on=DAYS, ordering=MUNICIPALITY_ORDERINGS
    ),
    "regions": maybe(q=WORDS, county=["55", "56", "54", "18"], kind=Region.Kind.values, on=DAYS),
    "changes": maybe(municipality=NUMBERS, changed_since=["2020-01-01", "2099-01-01T00:00Z"]),
    "organisations": maybe(q=WORDS, kind=Organisation.Kind.values),
    "service-areas": maybe(sector=Sector.values),
}  # fmt: skip


@pytest.mark.parametrize("name", COMBINED)
def test_any_combination_is_the_same_everywhere(client, real_register, name):
    @settings(max_examples=20, **ANY)
    @given(COMBINED[name])
    def compare(query):
        assert_same_everywhere(client, name, query)

    compare()


WRONG = {
    "agreements": {
        "municipality": "9999", "host": "x", "county": "99", "region": "ingen", "legal_form": "tull", "service_area": "tull",
        "sector": "tull", "status": "i kraft", "counts": "kanskje", "on": "31.02.2020", "changed_since": "2020-13-01",
        "ordering": "rank", "q": "\x00", "tullball": "1",
    },
    "municipalities": {"county": "99", "region": "ingen", "on": "2020", "ordering": "agreements", "q": "\x07", "tullball": "1"},
    "regions": {"county": "99", "kind": "tull", "on": "i går", "q": "x" * 501, "tullball": "1"},
    "changes": {"municipality": "9999", "changed_since": "31.02", "q": "alta", "tullball": "1"},
    "organisations": {"kind": "tull", "on": "2020-01-01", "q": "\x00", "tullball": "1"},
    "service-areas": {"sector": "tull", "q": "barn", "tullball": "1"},
    "legal-forms": {"q": "iks", "tullball": "1"},
}  # fmt: skip


@pytest.mark.parametrize(("name", "parameter"), [(name, parameter) for name, wrong in WRONG.items() for parameter in wrong])
def test_what_cannot_be_read_is_refused_everywhere_by_name(client, real_register, name, parameter):
    listed, value = LISTS[name], WRONG[name][parameter]
    for kind in ("", "json", "csv", "xlsx"):
        answer = client.get(listed.api, {parameter: value, "format": kind})
        assert answer.status_code == 400, kind
        assert [error["parameter"] for error in answer.json()["errors"]] == [parameter], kind
        if not listed.page:
            continue
        answer = client.get(listed.page, {parameter: value, "format": kind}, follow=True)
        assert answer.status_code == 400, kind
        if kind != "json":
            assert [problem.name for problem in answer.context["problems"]] == [parameter], kind


@pytest.mark.parametrize("name", WITH_PAGE)
@pytest.mark.parametrize("query", [{"page_size": "1001"}, {"page_size": "abc"}, {"page_size": "0"}])
def test_a_page_is_as_large_in_the_api_as_on_the_page(client, real_register, name, query):
    listed = LISTS[name]
    assert client.get(listed.page, query).status_code == client.get(listed.api, query).status_code == 400


def followed(client, path, query):
    """The answer at the end of the redirects."""
    answer = client.get(path, query)
    while "Location" in answer:
        answer = client.get(answer["Location"])
    return answer


@pytest.mark.parametrize("query", [{}, {"on": "2019-06-01", "utm_source": "x"}, {"on": "31.02"}])
@pytest.mark.parametrize(
    ("page", "api"),
    [
        *[(LISTS[name].page, LISTS[name].api) for name in WITH_PAGE[:3]],
        ("/samarbeid/{}/", "/api/v1/agreements/{}/"),
        ("/kommuner/5528/", "/api/v1/municipalities/5528/"),
        ("/regioner/midt-troms/", "/api/v1/regions/midt-troms/"),
        ("/statistikk/", "/api/v1/statistics/"),
        ("/statistikk/verter/", "/api/v1/statistics/verter/"),
    ],
)
def test_a_page_with_format_json_is_the_answer_of_the_api(client, real_register, page, api, query):
    pk = client.get(LISTS["agreements"].api).json()["results"][0]["id"]
    found, wanted = (followed(client, path.format(pk), {**query, "format": "json"}) for path in (page, api))
    assert (found.status_code, found.json()) == (wanted.status_code, wanted.json())
    assert wanted.status_code == (400 if query.get("on") == "31.02" else 200)
