"""`/frister/`: for staff all, for a municipality its own, the same on page and in files."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from agreements.models import Agreement, Grant, Publication, Stage
from registry.models import Role
from registry.parameters import today
from tests.makers import hold, make_agreement, make_municipality, make_user
from tests.test_pages import assert_whole

pytestmark = pytest.mark.django_db
PAGE = "/frister/"
SOON = today() + timedelta(days=30)


@pytest.fixture
def dyroy():
    return make_municipality("Dyrøy", "5528")


@pytest.fixture
def officer(client):
    client.force_login(make_user())
    return client


def page(client, **query):
    answer = client.get(PAGE, query)
    assert answer.status_code == 200, answer.content.decode()
    assert_whole(answer)
    return answer.content.decode()


def names(client, **query):
    answer = client.get(PAGE, query)
    return [getattr(row, "agreement", row).name for row in answer.context["page"]]


def of_municipality(client, municipality):
    client.force_login(make_user(Role.MUNICIPALITY, municipality=municipality))
    return client


def test_a_reader_who_is_not_logged_in_is_asked_to(client):
    answer = client.get(PAGE)
    assert (answer.status_code, answer.url) == (302, "/konto/login/?next=/frister/")


def test_staff_see_every_date_soonest_first_and_who_follows_it(officer):
    make_agreement("Senere", revision_date=SOON + timedelta(days=1), responsible=make_user(name="Kari Nordmann"))
    make_agreement("Forbi", evaluation_date=today() - timedelta(days=1), publication=Publication.DRAFT)
    make_agreement("Snart", evaluation_date=SOON)
    text = page(officer)
    assert names(officer) == ["Forbi", "Snart", "Senere"]
    assert text.count("status-ageing") == 1 and "Kari Nordmann" in text and "Utkast" in text
    assert officer.get(PAGE)["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_a_municipality_sees_its_own_and_never_who_follows_it(client, dyroy):
    other = make_municipality("Lavangen", "5520")
    officer = make_user(name="Kari Nordmann")
    early = {"revision_date": SOON, "responsible": officer}
    make_agreement("Egen", parties=[(dyroy,), (other,)], **early)
    make_agreement("Andres", parties=[(other,)], **early)
    make_agreement("Eget utkast", parties=[(dyroy,)], publication=Publication.DRAFT, **early)
    make_agreement("Egen utredning", parties=[(dyroy,)], stage=Stage.STUDY, **early)
    make_agreement("Andres utredning", parties=[(other,)], stage=Stage.STUDY, **early)
    make_agreement("Utmeldt", parties=[(dyroy, "samarbeidskommune", "2010", "2015"), (other,)], **early)
    make_agreement("Andres uten dato", parties=[(other,)])
    make_agreement("Egen uten dato", parties=[(dyroy,)])
    visitor = of_municipality(client, dyroy)
    text = page(visitor)
    assert names(visitor) == names(visitor, municipality="5528") == ["Egen", "Egen utredning"]
    assert names(visitor, kind="ingen") == ["Egen uten dato"]
    assert "Kari" not in text and "Saksbehandler" not in text and "Andres" not in text
    assert [row["agreement"] for row in as_csv(visitor)] == ["Egen", "Egen utredning"]
    assert "Kari" not in str(as_csv(visitor))


@pytest.mark.parametrize("query", [{}, {"format": "xlsx"}, {"kind": "ingen"}, {"kind": "ingen", "format": "csv"}])
def test_the_deadlines_of_another_municipality_are_not_found(client, dyroy, query):
    make_municipality("Lavangen", "5520")
    assert of_municipality(client, dyroy).get(PAGE, {"municipality": "5520", **query}).status_code == 404


def test_it_is_narrowed_by_municipality_kind_and_period(officer, dyroy):
    make_agreement("Med", parties=[(dyroy,)], revision_date=SOON, evaluation_date=SOON + timedelta(days=9))
    make_agreement("Uten", revision_date=SOON)
    assert names(officer, municipality="5528") == ["Med", "Med"]
    assert names(officer, kind="revisjon") == ["Med", "Uten"]
    assert names(officer, municipality="5528", kind="evaluering") == ["Med"]
    assert names(officer, **{"from": (SOON + timedelta(days=1)).isoformat()}) == ["Med"]
    assert names(officer, until=SOON.strftime("%d.%m.%Y")) == ["Med", "Uten"]
    assert "Ingen frister passer" in page(officer, kind="tilskudd")


@pytest.mark.parametrize(
    ("query", "name", "message"),
    [
        ({"municipality": "9999"}, "municipality", "9999"),
        ({"kind": "tull"}, "kind", "oppsigelse"),
        ({"from": "31.02.2026"}, "from", "31.02.2026"),
        ({"from": "2026"}, "from", "Skriv en dag"),
        ({"from": "2026-02-01", "until": "2026-01-01"}, "until", "før første dag, 01.02.2026"),
        ({"kind": "ingen", "until": "2026-01-01"}, "until", "Ta bort perioden"),
        ({"on": "2026-01-01"}, "on", "kjenner ikke"),
        ({"format": "xlsx", "page": "2"}, "page", "hele utvalget"),
    ],
)
def test_what_it_cannot_read_is_refused_by_name_and_value(officer, query, name, message):
    answer = officer.get(PAGE, query)
    text = answer.content.decode()
    assert answer.status_code == 400 and f"{name}" in text and message in text


def test_what_has_no_date_is_named_beside_and_listed_in_full(officer):
    for number in range(12):
        make_agreement(f"Uten {number:02}")
    text = page(officer)
    assert "12 samarbeid uten frist" in text and "Uten 09" in text and "Uten 10" not in text
    assert len(names(officer, kind="ingen")) == 12
    assert [row["kind"] for row in as_csv(officer, kind="ingen")] == ["ingen"] * 12


def test_an_empty_register_has_a_page(officer, dyroy):
    assert "Ingen frister er registrert." in page(officer)
    assert "Alle samarbeid har en frist." in page(officer, kind="ingen")
    assert "Ingen frister er registrert." in page(of_municipality(officer, dyroy))


def test_it_is_paged(officer):
    for number in range(3):
        make_agreement(f"A{number}", revision_date=SOON + timedelta(days=number))
    assert names(officer, page_size="2", page="2") == ["A2"]
    assert officer.get(PAGE, {"page_size": "2", "page": "3"}).status_code == 404


def as_csv(client, **query):
    answer = client.get(PAGE, {**query, "format": "csv"})
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def test_excel_has_the_rows_of_the_page_no_day_that_is_not_known_and_says_that_it_is_internal(officer):
    agreement = make_agreement("Vakten", evaluation_date=date(2090, 5, 4))
    hold(agreement, Grant(giver="Fylket", valid_to=date(2090, 1, 1), valid_to_precision="year"))
    answer = officer.get(PAGE, {"format": "xlsx"})
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    head, *rows = book.worksheets[0].iter_rows(values_only=True)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["Dato"], row["Dato med ord"], row["Frist"], row["Gjelder"]) for row in told] == [
        (None, "i løpet av 2089", "tilskuddet tar slutt", "Fylket"),
        (told[1]["Dato"], "04.05.2090", "skal evalueres", None),
    ]
    assert told[1]["Dato"].date() == date(2090, 5, 4)
    about = str(list(book["Les meg"].iter_rows(values_only=True)))
    assert "Ikke offentlig" in about and "NLOD" not in about and "bare det som er publisert" not in about


def test_queries_do_not_grow_with_rows(officer, dyroy, django_assert_max_num_queries):
    for number in range(30):
        agreement = make_agreement(f"A{number}", [(dyroy,)], revision_date=SOON, responsible=make_user())
        hold(agreement, Grant(giver="Fylket", valid_to=SOON, valid_to_precision="day"))
        make_agreement(f"B{number}", [(dyroy,)], responsible=make_user())
    assert Agreement.objects.count() == 60
    for query in ({}, {"kind": "ingen"}, {"municipality": "5528"}):
        with django_assert_max_num_queries(8):
            page(officer, **query)


def test_the_menu_leads_there_for_those_who_may_go(client, dyroy):
    assert PAGE not in client.get("/").content.decode()
    assert f'href="{PAGE}"' in of_municipality(client, dyroy).get("/").content.decode()


def test_a_case_officer_may_ask_for_her_own_and_for_those_nobody_follows(client, dyroy):
    kari = make_user(name="Kari Nordmann")
    make_agreement("Karis", revision_date=SOON, responsible=kari)
    hold(make_agreement("Karis tilskudd", responsible=kari), Grant(giver="Staten", valid_to=SOON, valid_to_precision="day"))
    make_agreement("Olas", revision_date=SOON, responsible=make_user(name="Ola"))
    make_agreement("Ingens", revision_date=SOON)
    make_agreement("Karis uten frist", responsible=kari)
    client.force_login(kari)
    assert names(client, responsible="meg") == ["Karis tilskudd", "Karis"]
    assert "2 frister, Kari Nordmann" in page(client, responsible="meg")
    assert names(client, responsible="ingen") == ["Ingens"]
    assert names(client, responsible="meg", kind="ingen") == ["Karis uten frist"]
    file = b"".join(client.get(PAGE, {"responsible": "meg", "format": "csv"}).streaming_content).decode("utf-8-sig")
    assert "Karis tilskudd" in file and "Olas" not in file and "Ingens" not in file
    assert client.get(PAGE, {"responsible": "ola"}).status_code == 400


def test_who_follows_a_deadline_up_is_no_question_for_a_municipality(client, dyroy):
    answer = of_municipality(client, dyroy).get(PAGE, {"responsible": "meg"})
    assert answer.status_code == 400 and 'id="responsible"' not in page(client)
