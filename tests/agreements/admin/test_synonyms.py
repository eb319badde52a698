"""The page of all search words: found, added, changed, moved and deleted, many at once, each area with a line in the trail."""

import pytest

from agreements.models import ServiceArea
from registry.models import Change, Role
from tests.makers import make_area, make_municipality, make_user
from tests.typed_form import fields_of

pytestmark = pytest.mark.django_db
PAGE = "/admin/agreements/servicearea/sokeord/"


@pytest.fixture
def areas():
    make_area(synonyms="barneverntjeneste\nbarnevernsvakt")
    make_area("brann", "Brannvern", "brann-beredskap", synonyms="feiing")


def rows(page):
    found = fields_of(page)
    numbers = range(int(found["form-TOTAL_FORMS"][0]))
    return {found[f"form-{n}-word"][0]: n for n in numbers if found[f"form-{n}-word"][0]}, len(numbers)


def save(client, page, *typed, address=PAGE):
    """Type (row, field, text) on a page and save it."""
    return client.post(address, {**fields_of(page), **{f"form-{row}-{field}": text for row, field, text in typed}})


def words(code):
    return ServiceArea.objects.get(code=code).synonyms.split("\n")


def test_every_word_is_there_in_order_with_its_area(officer, areas):
    page = officer.get(PAGE)
    assert list(rows(page)[0]) == ["barnevernsvakt", "barneverntjeneste", "feiing"]
    assert fields_of(page)["form-2-area"] == ["Brannvern"]
    assert "3 søkeord" in page.content.decode()
    listed = officer.get("/admin/agreements/servicearea/").content.decode()
    assert PAGE in listed


@pytest.mark.parametrize(("q", "found"), [("feiing", ["feiing"]), ("brann", ["feiing"]), ("Barnevern", 2), ("finnes ikke", [])])
def test_words_are_searched_by_word_and_by_area(officer, areas, q, found):
    shown = list(rows(officer.get(PAGE, {"q": q}))[0])
    assert shown == found or len(shown) == found


def test_many_are_added_changed_moved_and_deleted_in_one_save(officer, areas):
    page = officer.get(PAGE)
    at, total = rows(page)
    new = total - 3
    answer = save(
        officer, page,
        (at["feiing"], "word", "Feiing og tilsyn"), (at["barneverntjeneste"], "word", ""), (at["barnevernsvakt"], "area", "brann"),
        (new, "word", "Omsorg for barn"), (new, "area", "barnevern"), (new + 1, "word", "110"), (new + 1, "area", "Brannvern"),
    )  # fmt: skip
    assert (answer.status_code, answer.url) == (302, PAGE)
    assert words("barnevern") == ["Omsorg for barn"]
    assert words("brann") == ["110", "barnevernsvakt", "Feiing og tilsyn"]
    assert "5 søkeord er endret." in officer.get(PAGE).content.decode()
    changes = Change.objects.filter(record="agreements.servicearea")
    assert {change.record_name for change in changes} == {"Barnevern", "Brannvern"}
    assert {change.kind for change in changes} == {"amended"}
    found = officer.get("/admin/agreements/agreement/", {"q": "omsorg for barn"})
    assert found.status_code == 200 and ServiceArea.objects.get(code="barnevern").search_text.endswith("omsorg for barn")


def test_saving_what_is_untouched_changes_nothing(officer, areas):
    assert save(officer, officer.get(PAGE)).status_code == 302
    assert words("barnevern") == ["barneverntjeneste", "barnevernsvakt"] and not Change.objects.exists()


def test_a_search_is_kept_and_what_it_hides_is_left_alone(officer, areas):
    address = f"{PAGE}?q=feiing"
    page = officer.get(address)
    assert save(officer, page, (0, "word", "feiervesen"), address=address).url == address
    assert words("brann") == ["feiervesen"] and len(words("barnevern")) == 2


@pytest.mark.parametrize(
    ("word", "area", "message"),
    [
        ("ny", "", "Skriv hvilket samarbeidsområde"),
        ("ny", "Barnevrn", "Mente du Barnevern?"),
        ("ny", "barnevern, brann", "Skriv hvilket"),
        ("Barnevern", "barnevern", "er navnet på området selv"),
        ("feiing", "brann", "«feiing» står to ganger for Brannvern"),
        ("FEIING", "brann", "står to ganger"),
        ("x" * 101, "brann", "100"),
        ("a b c d e f", "brann", "høyst 5 ord"),
        ("a\0b", "brann", "ull"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_lost(officer, areas, word, area, message):
    page = officer.get(PAGE)
    answer = save(officer, page, (0, "word", "vakt for barn"), (3, "word", word), (3, "area", area))
    text = answer.content.decode()
    assert answer.status_code == 200 and message in text and "Ingenting er lagret" in text and 'value="vakt for barn"' in text
    assert not Change.objects.exists()


def test_what_somebody_else_has_changed_meanwhile_is_not_overwritten(officer, areas):
    page = officer.get(PAGE)
    ServiceArea.objects.filter(code="brann").update(synonyms="feiervesen")
    answer = save(officer, page, (2, "word", "feiing og tilsyn"))
    assert "Noen andre har endret eller slettet dette ordet" in answer.content.decode()
    assert words("brann") == ["feiervesen"]


def test_one_word_may_lead_to_several_areas(officer, areas):
    save(officer, officer.get(PAGE), (3, "word", "feiing"), (3, "area", "barnevern"))
    assert "feiing" in words("barnevern") and words("brann") == ["feiing"]


def test_a_reader_reads_and_others_do_not(client, areas):
    assert client.get(PAGE).status_code == 302
    client.force_login(make_user(Role.READER))
    page = client.get(PAGE)
    assert "barnevernsvakt" in page.content.decode() and "form-0-word" not in page.content.decode()
    assert client.post(PAGE, {"form-TOTAL_FORMS": "0", "form-INITIAL_FORMS": "0"}).status_code == 403
    client.force_login(make_user(Role.MUNICIPALITY, municipality=make_municipality()))
    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize("data", [{}, {"form-TOTAL_FORMS": "mye"}, {"form-TOTAL_FORMS": "99999", "form-INITIAL_FORMS": "0"}])
def test_any_form_is_answered(officer, areas, data):
    assert officer.post(PAGE, data).status_code == 200


def test_an_address_that_cannot_be_read_is_400(officer, areas):
    assert officer.get(PAGE, {"tull": "1"}).status_code == 400


def test_the_page_takes_few_queries_however_many_words(officer, areas, django_assert_max_num_queries):
    make_area("stor", "Stor", synonyms="\n".join(f"ord {number}" for number in range(400)))
    with django_assert_max_num_queries(5):
        page = officer.get(PAGE)
    assert rows(page)[1] == 253 and "Side 1 av 2" in page.content.decode()
    assert save(officer, page).status_code == 302
