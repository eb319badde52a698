"""The tables of the ground: who may do what, one readable change a save, accounts, letters."""

import pytest
from django.test import Client

from agreements.models import Agreement, ErrorReport
from registry import outbox
from registry.models import Change, Letter, Role, User
from tests.makers import make_agreement, make_municipality, make_organisation, make_user
from tests.typed_form import errors_of, send

pytestmark = pytest.mark.django_db
TABLES = [
    *("agreements/agreement", "agreements/errorreport", "agreements/servicearea", "municipalities/municipality"),
    *("municipalities/region", "municipalities/organisation", "municipalities/contact"),
    *("registry/change", "registry/letter", "registry/user"),
]
FOR_EDITORS = {"agreements/errorreport", "registry/letter"}
NEVER_ADDED = {"agreements/errorreport", "municipalities/municipality", "registry/change", "registry/letter"}


def logged_in(role):
    client = Client()
    client.force_login(make_user(role, municipality=make_municipality() if role == Role.MUNICIPALITY else None))
    return client


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("table", TABLES)
def test_each_role_sees_and_adds_what_it_may(role, table):
    client = logged_in(role)
    sees = role != Role.MUNICIPALITY
    sees = sees and (table != "registry/user" or role == Role.ADMINISTRATOR) and (table not in FOR_EDITORS or role != Role.READER)
    adds = sees and role != Role.READER and table not in NEVER_ADDED
    no = 404 if role == Role.MUNICIPALITY else 403
    assert client.get(f"/admin/{table}/").status_code == (200 if sees else no)
    assert client.get(f"/admin/{table}/add/").status_code == (200 if adds else no)
    assert client.post(f"/admin/{table}/add/", {}).status_code == (200 if adds else no)


def test_a_reader_sees_an_agreement_and_can_change_nothing():
    agreement = make_agreement(parties=[(make_municipality("Bardu"), "vertskommune")], start="vår 2019")
    reader, address = logged_in(Role.READER), f"/admin/agreements/agreement/{agreement.pk}/change/"
    content = reader.get(address).content.decode()
    assert "vår 2019" in content and "Bardu" in content and 'name="_save"' not in content
    assert reader.post(address, {"name": "x"}).status_code == 403
    for act in ("avslutt", "trekk-tilbake", "publiser"):
        assert reader.get(f"/admin/agreements/agreement/{agreement.pk}/{act}/").status_code == 403
    reader.post("/admin/agreements/agreement/", {"action": "delete_selected", "_selected_action": agreement.pk, "post": "yes"})
    assert Agreement.objects.get().revision == 1


def test_what_is_not_there_is_a_404():
    client = logged_in(Role.ADMINISTRATOR)
    for path in ("9999/change/", "tull/change/", "9999/history/", "9999/avslutt/", "tull/history/"):
        assert client.get(f"/admin/agreements/agreement/{path}").status_code == 404


@pytest.mark.parametrize("query", ["q=%00", "stage__exact=%00", "q=" + "a" * 2000])
def test_a_parameter_that_no_database_holds_is_answered_with_400(query):
    assert logged_in(Role.READER).get(f"/admin/agreements/agreement/?{query}").status_code == 400


@pytest.mark.parametrize("query", ["county=99", "sector=tull", "p=999", "o=99", "service_areas__id__exact=abc", "tullball=1"])
def test_a_strange_filter_never_crashes(query):
    assert logged_in(Role.READER).get(f"/admin/agreements/agreement/?{query}").status_code in (200, 302)


def test_a_save_writes_one_change_with_before_and_after_and_an_untouched_one_none():
    client, organisation = logged_in(Role.CASE_OFFICER), make_organisation("Museum")
    address = f"/admin/municipalities/organisation/{organisation.pk}/"
    send(client, f"{address}change/", seat="Alta")
    send(client, f"{address}change/")
    change = Change.objects.get()
    assert (change.record_name, change.before["seat"], change.after["seat"]) == ("Museum", "", "Alta")
    history = client.get(f"{address}history/").content.decode()
    assert "Kontorsted" in history and "<ins>Alta</ins>" in history


def test_history_shows_parties_in_words():
    client, bardu = logged_in(Role.CASE_OFFICER), make_municipality("Bardu", "5520")
    agreement = make_agreement(parties=[(bardu, "vertskommune", "2012")], start="2012")
    typed = {"participations-0-end": "31.12.2025", "participations-0-role": "samarbeidskommune"}
    send(client, f"/admin/agreements/agreement/{agreement.pk}/change/", **typed)
    content = client.get(f"/admin/agreements/agreement/{agreement.pk}/history/").content.decode()
    assert "Til og med" in content and "<ins>31.12.2025</ins>" in content
    assert "<del>vertskommune</del>" in content and "<ins>samarbeidskommune</ins>" in content
    assert "valid_to" not in content and "search_text" not in content


def test_a_municipality_saved_with_its_rows_writes_one_change():
    client, municipality = logged_in(Role.CASE_OFFICER), make_municipality("Bardu")
    typed = {"mapping_statuses-TOTAL_FORMS": "1", "mapping_statuses-0-level": "partial", "mapping_statuses-0-date": "01.02.2026"}
    typed["mapping_statuses-0-source"] = "Kartlegging"
    send(client, f"/admin/municipalities/municipality/{municipality.pk}/change/", note="Sjekket", **typed)
    assert municipality.mapping_statuses.get().level == "partial"
    change = Change.objects.get()
    assert (change.after["note"], len(change.after["mapping_statuses"])) == ("Sjekket", 1)


def test_two_organisations_with_one_number_are_refused_in_words():
    make_organisation("Museum", org_number="996878996")
    answer = send(
        logged_in(Role.CASE_OFFICER), "/admin/municipalities/organisation/add/", name="Annet", kind="iks", org_number="996878996"
    )
    assert any("dette organisasjonsnummeret" in error for error in errors_of(answer))


def test_an_administrator_makes_an_account_and_its_password_is_nowhere_in_the_trail():
    client = logged_in(Role.ADMINISTRATOR)
    send(client, "/admin/registry/user/add/", username="ola", role="leser", new_password="et langt ord til ola")
    user = User.objects.get(username="ola")
    assert user.check_password("et langt ord til ola")
    send(client, f"/admin/registry/user/{user.pk}/change/", new_password="enda et langt ord")
    user.refresh_from_db()
    assert user.check_password("enda et langt ord")
    changes = Change.objects.filter(record="registry.user").order_by("pk")
    assert [change.reason for change in changes] == ["", "Nytt passord"]
    assert not any("password" in change.after for change in changes)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"role": "leser", "new_password": "kort"}, "12 tegn"),
        ({"role": "leser"}, "Ellers kan brukeren ikke logge inn"),
        ({"role": "kommune", "new_password": "et langt ord"}, "Velg kommunen"),
        ({"role": "leser", "username": "a b", "new_password": "et langt ord"}, "brukernavn"),
    ],
)
def test_an_account_that_cannot_be_is_refused_in_words(typed, message):
    answer = send(logged_in(Role.ADMINISTRATOR), "/admin/registry/user/add/", **{"username": "ola", **typed})
    assert any(message in error for error in errors_of(answer)), errors_of(answer)


def test_changes_of_accounts_are_for_administrators_alone():
    administrator = logged_in(Role.ADMINISTRATOR)
    send(administrator, "/admin/registry/user/add/", username="ola", role="leser", new_password="et langt ord til ola")
    assert "ola" in administrator.get("/admin/registry/change/").content.decode()
    officer = logged_in(Role.CASE_OFFICER)
    number = Change.objects.get().pk
    assert ">ola<" not in officer.get("/admin/registry/change/").content.decode()
    assert officer.get(f"/admin/registry/change/{number}/change/").status_code == 404


def test_a_reader_learns_no_address_from_the_trail_and_the_trail_keeps_none():
    letter = outbox.queue("ola@privat.no", "Svar", "x")
    report = ErrorReport.objects.create(page="/samarbeid/1/", message="Ola Nordmann er syk", email="ola@privat.no")
    officer, reader = logged_in(Role.CASE_OFFICER), logged_in(Role.READER)
    Letter.objects.update(state=Letter.State.REFUSED)
    officer.post("/admin/registry/letter/", {"action": "send_again", "_selected_action": [letter.pk]})
    send(officer, f"/admin/agreements/errorreport/{report.pk}/change/", answer="")
    assert set(Change.objects.values_list("record", flat=True)) == {"registry.letter", "agreements.errorreport"}
    assert "privat.no" not in str(Change.objects.values()) and "syk" not in str(Change.objects.values())
    assert "Sendt på nytt" in officer.get("/admin/registry/change/").content.decode()
    assert "Sendt på nytt" not in reader.get("/admin/registry/change/").content.decode()
    for change in Change.objects.all():
        assert reader.get(f"/admin/registry/change/{change.pk}/change/").status_code == 404


def test_a_refused_letter_is_sent_again_and_a_sent_one_is_left_alone():
    client = logged_in(Role.CASE_OFFICER)
    letters = [outbox.queue("a@b.no", f"Brev {state}", "x") for state in ("refused", "sent", "uncertain")]
    for letter, state in zip(letters, ("refused", "sent", "uncertain"), strict=True):
        Letter.objects.filter(pk=letter.pk).update(state=state)
    chosen = {"action": "send_again", "_selected_action": [letter.pk for letter in letters]}
    page = client.post("/admin/registry/letter/", chosen, follow=True)
    assert "2 brev er lagt i kø" in page.content.decode()
    assert [Letter.objects.get(pk=letter.pk).state for letter in letters] == ["queued", "sent", "queued"]


@pytest.mark.django_db
def test_a_municipality_that_comes_to_the_admin_is_shown_the_way_to_its_own_page(client):
    client.force_login(make_user("kommune", municipality=make_municipality("Dyrøy", "5528")))
    answer = client.get("/admin/")
    assert answer.status_code == 404
    assert "Til siden for Dyrøy" in answer.content.decode()


@pytest.mark.django_db
def test_letters_that_did_not_arrive_are_named_on_the_front_page(client):
    client.force_login(make_user())
    assert "kom kanskje ikke fram" not in client.get("/admin/").content.decode()
    Letter.objects.create(to="a@b.no", subject="x", body="y", state=Letter.State.REFUSED)
    assert "1 brev kom kanskje ikke fram" in client.get("/admin/").content.decode()
