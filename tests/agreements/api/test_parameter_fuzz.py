"""Every parameter of the API with what nobody ought to send: never 500, always an answer that the description has."""

import json
from urllib.parse import quote, quote_from_bytes, unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

EXAMPLES = 40
ROWS_HELD_TO_THE_SHAPE = 2
BYTES = [
    "",
    "%00",
    "%20",
    "%0A",
    "%1B%5B2J",
    "%FF%FE",  # no UTF-8
    "%ED%A0%80",  # half a surrogate pair
    "%C0%80",  # NUL in two bytes
    "%F4%90%80%80",  # beyond Unicode
    "%",
    "%zz",
    "%E2%80%AE",  # turns the reading direction
    "%EF%BC%95%EF%BC%95%EF%BC%92%EF%BC%98",  # 5528 in full width
    "%D9%A1",  # an Arabic digit
    "+",
    "'%3B--",
    "%25",
    "_",
    "%5C",
    "%3Cscript%3E",
    "a" * 501,
    "%C3%A6" * 600,
]
NUMBERS = ["0", "-1", "1", "2", "1.5", "1e9", "NaN", "9" * 9, "9" * 10, "9" * 400, str(2**63 - 1), str(2**63), str(-(2**63)), "0x1"]
DAYS = [
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "1900-02-29",
    "2020-02-30",
    "01.01.0001",
    "31.12.9999",
    "2020",
    "i dag",
]
MOMENTS = [
    "0001-01-01T00:00%2B14:00",
    "9999-12-31T23:59-14:00",
    "2020-01-01T24:00",
    "2020-01-01T12:00:60Z",
    "2020-03-29T02:30",
    "T",
]
PLACES = [
    "fA==",
    "MDAwMS0wMS0wMVQwMDowMDowMCswMDowMHwx",
    "OTk5OS0xMi0zMVQyMzo1OTo1OS0xNDowMHwx",
    "MjAyMC0wMS0wMVQwMDowMDowMHwtMQ==",
]
GOOD = ["5528", "55", "iks", "json", "csv", "xlsx", "barnevern", "name", "-name", "i-kraft", "ja", "altaregionen", "2019-06-01"]
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(lambda text: quote(text, safe=""))
VALUE = (
    st.sampled_from([*BYTES, *NUMBERS, *DAYS, *MOMENTS, *PLACES, *GOOD]) | ANY_TEXT | st.binary(max_size=12).map(quote_from_bytes)
)
ODD_NAMES = ["tullball", "utm_source", "%00", "%FF", "on%00", "q[]", "__proto__", ""]
ANY = {"max_examples": EXAMPLES, "deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}


@pytest.fixture
def described(client, real_register):
    return client.get("/api/v1/schema/").json()


PATHS = [
    *[f"/api/v1/{name}/" for name in ("agreements", "municipalities", "regions", "organisations", "service-areas", "legal-forms")],
    "/api/v1/changes/",
    "/api/v1/agreements/{pk}/",
    "/samarbeid/{pk}.json",
    "/api/v1/municipalities/{number}/",
    "/api/v1/regions/{slug}/",
    "/api/v1/statistics/",
    "/api/v1/statistics/nettverk/",
    "/api/v1/statistics/{code}/",
    "/api/v1/reports/",
    "/api/v1/reports/{report}/",
    "/api/v1/reports/{report}/{place}/",
]


def test_every_described_address_is_tried_here(described):
    assert sorted(described["paths"]) == sorted(PATHS)


def assert_described(described, path, answer, asked):
    """The status is one of those told; a refusal has its shape and names what is wrong, and so has a whole answer."""
    told = described["paths"][path]["get"]["responses"]
    assert str(answer.status_code) in told, asked
    kind = answer["Content-Type"].split(";")[0]
    shapes = told[str(answer.status_code)].get("content", {})
    assert kind in shapes, f"{asked}: {kind}"
    if kind != "application/json":
        assert b"".join(answer.streaming_content), asked
        return
    data = json.loads(answer.getvalue())  # a large one comes piece by piece
    if "results" in data:
        data["results"] = data["results"][:ROWS_HELD_TO_THE_SHAPE]
    errors = list(Draft202012Validator({**shapes[kind]["schema"], "components": described["components"]}).iter_errors(data))
    assert not errors, f"{asked}: {errors[0]}"
    assert all(error["message"] for error in data.get("errors", []))
    json.dumps(data).encode("utf-8")


def record(client, path):
    """An address of this kind that is there."""
    if "{pk}" in path:
        return path.replace("{pk}", str(client.get("/api/v1/agreements/").json()["results"][0]["id"]))
    return (
        path.replace("{number}", "5528")
        .replace("{slug}", "altaregionen")
        .replace("{report}", "deltakermatrise")
        .replace("{place}", "55")
    )


@pytest.mark.parametrize("path", PATHS)
def test_no_value_of_any_parameter_breaks_an_address(client, described, path):
    own = [one["name"] for one in described["paths"][path]["get"]["parameters"] if one["in"] == "query"]
    name, address = st.sampled_from([*own, *ODD_NAMES]), record(client, path)
    one = st.lists(st.tuples(name, VALUE), min_size=1, max_size=1)
    many = st.lists(st.tuples(name, VALUE), min_size=2, max_size=4)
    twice = st.builds(lambda name, first, second: [(name, first), (name, second)], name, VALUE, VALUE)

    @settings(**ANY)
    @given(one | twice | many)
    def call(query):
        asked = f"{address}?{'&'.join(f'{name}={value}' for name, value in query)}"
        assert_described(described, path, client.get(asked), asked)

    call()
    for parameter in own:  # each of them with each of the worst, whatever hypothesis has come upon
        for value in [*BYTES, *NUMBERS[:6], *NUMBERS[-4:], *DAYS, *MOMENTS, *PLACES]:
            asked = f"{address}?{parameter}={value}"
            assert_described(described, path, client.get(asked), asked)


@pytest.mark.parametrize("path", [path for path in PATHS if "{" in path])
def test_no_name_in_an_address_breaks_it(client, described, path):
    @settings(**ANY)
    @given(VALUE.filter(lambda value: value not in ("", ".", "..") and "/" not in unquote(value)))
    def call(value):
        asked = path[: path.index("{")] + value + path[path.index("}") + 1 :]
        answer = client.get(asked)
        assert answer.status_code in (200, 300, 302, 404, 400), asked
        assert_described(described, path, answer, asked)

    call()
