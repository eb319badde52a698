"""The pages of the forms of cooperation: what the law says with its certainty, and who uses each form."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.browse.legal_form import NAMED_AT_MOST
from agreements.legal_forms.catalogue import CATALOGUE
from agreements.models import Publication
from tests.makers import make_agreement

pytestmark = pytest.mark.django_db
FORMS = pytest.mark.parametrize("form", CATALOGUE, ids=lambda form: form.code)


def read(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_list_has_every_form_in_its_part(client):
    groups = client.get("/samarbeidsformer/").context["groups"]
    assert [len(rows) for _heading, rows in groups] == [8, 5, 2]
    assert {row.form.code for _heading, rows in groups for row in rows} == {form.code for form in CATALOGUE}


@FORMS
def test_a_form_is_explained_with_every_piece_of_its_law(client, form):
    text = read(client, f"/samarbeidsformer/{form.code}/")
    pieces = [piece for piece in vars(form.law).values() if hasattr(piece, "evidence")]
    for piece in (*pieces, *form.law.contents):
        assert piece.text.lower() in text.lower()
        assert piece.paragraph in text
        assert piece.evidence.label in text
    assert all(sentence in text for sentence in form.law.explanation)


def test_what_is_not_read_says_so_beside_its_paragraph(client):
    text = read(client, "/samarbeidsformer/vertskommune/")
    assert "koml. § 20-4 · <strong>ikke kontrollert mot lovteksten</strong>" in text
    assert "IKS-loven § 1 · kontrollert mot kilden" in read(client, "/samarbeidsformer/iks/")


def test_purchase_is_said_to_be_no_form_of_the_act_and_counted(client):
    text = read(client, "/samarbeidsformer/kjop-og-salg/")
    assert "Det er ikke samarbeidsform etter koml. § 17-1, men telles i kartleggingen." in text


def test_a_code_that_is_no_form_is_not_found_and_an_unknown_parameter_refused(client):
    assert client.get("/samarbeidsformer/kommandittselskap/").status_code == 404
    assert client.get("/samarbeidsformer/iks/", {"tullball": 1}).status_code == 400


def test_stated_and_assumed_are_told_apart(client):
    make_agreement("Senja avfall IKS", legal_form="iks")
    make_agreement("Kanskje IKS", legal_form="iks", legal_form_certainty="inferred")
    make_agreement("Ukontrollert IKS", legal_form="iks", legal_form_certainty="unverified")
    make_agreement("Et annet", legal_form="as")
    users = client.get("/samarbeidsformer/iks/").context["users"]
    assert [(number, [one.name for one in found]) for _heading, number, found in users] == [
        (1, ["Senja avfall IKS"]),
        (2, ["Kanskje IKS", "Ukontrollert IKS"]),
    ]
    text = read(client, "/samarbeidsformer/")
    assert '<a href="/samarbeid/?legal_form=iks">3<' in text
    assert "2 av dem antatt eller ubekreftet" in text


def test_the_figure_is_the_number_of_rows_its_link_opens(client, real_register):
    for _heading, rows in client.get("/samarbeidsformer/").context["groups"]:
        for row in rows:
            listed = client.get("/samarbeid/", {"legal_form": row.form.code, "page_size": 1000})
            assert listed.context["page"].paginator.count == row.use.all, row.form.code


def test_drafts_and_the_withdrawn_are_counted_for_nobody_outside(client):
    make_agreement("Utkast", legal_form="iks", publication=Publication.DRAFT)
    assert client.get("/samarbeidsformer/iks/").context["number"] == 0
    assert "Ingen samarbeid er registrert med denne formen." in read(client, "/samarbeidsformer/iks/")


def test_with_on_only_what_holds_that_day_is_named_and_the_links_keep_the_day(client):
    make_agreement("Gammelt IKS", legal_form="iks", start="2001", last_day="2015")
    make_agreement("Nytt IKS", legal_form="iks", start="2018")
    text = read(client, "/samarbeidsformer/iks/", on="2019-06-01")
    assert "Nytt IKS" in text and "Gammelt IKS" not in text
    assert "/samarbeid/?legal_form=iks&on=2019-06-01" in text


def test_an_agreement_leads_to_its_form(client):
    agreement = make_agreement(legal_form="ko")
    assert 'href="/samarbeidsformer/ko/"' in read(client, agreement.get_absolute_url())


def test_many_agreements_cost_no_more_queries_and_the_list_has_the_rest(client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            text = read(client, "/samarbeidsformer/iks/")
        return len(captured), text

    make_agreement("Senja avfall IKS", legal_form="iks")
    few, _text = queries()
    for number in range(NAMED_AT_MOST):
        make_agreement(f"IKS {number}", legal_form="iks")
    many, text = queries()
    assert many == few <= 6
    assert f"Viser de {NAMED_AT_MOST} første. Resten står i listen." in text
    assert f"Vis alle {NAMED_AT_MOST + 1} i listen" in text


def test_the_list_is_a_file_of_the_same_forms_with_the_columns_one_wants(client):
    answer = client.get("/samarbeidsformer/", {"format": "csv", "columns": "statute"})
    head, *rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert head == "code;label;statute"
    assert [row.split(";")[0] for row in rows] == [form.code for form in CATALOGUE]
    assert client.get("/samarbeidsformer/", {"format": "json"}, follow=True).json()["count"] == len(CATALOGUE)
    assert client.get("/samarbeidsformer/", {"format": "pdf"}).status_code == 400
