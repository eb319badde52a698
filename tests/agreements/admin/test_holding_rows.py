"""What an agreement holds, typed in its form: words become rows, and what cannot be is said."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agreements.admin.cost_key import read_components, write_components
from agreements.models import Agreement, Document
from agreements.models.holdings import holdings_of
from registry.amounts import HundredthsField, KronerField
from registry.models import Change, Role
from registry.periods import parse_date
from tests.makers import hold_everything, make_agreement, make_user
from tests.typed_form import errors_of, fields_of, send

pytestmark = pytest.mark.django_db


def change_page(agreement):
    return reverse("admin:agreements_agreement_change", args=[agreement.pk])


def typed(name, *rows):
    """The fields of new rows of a table."""
    found = {f"{name}-TOTAL_FORMS": str(len(rows))}
    return found | {f"{name}-{number}-{key}": value for number, row in enumerate(rows) for key, value in row.items()}


def test_everything_is_typed_in_words_and_is_one_change(officer, places):
    agreement = make_agreement(parties=[(places["Dyrøy"],)])
    answer = send(
        officer, change_page(agreement), authority="administrative", loan_allowed="True", loan_ceiling="1,5 mill.",
        fixed_term_until="31.12.2030", exit_stated="False", archive_responsible="Dyrøy kommune",
        **typed("decisions", {"party": "5528", "outcome": "adopted", "date": "03.02.2020", "case_number": "PS 1/20"}),
        **typed("versions", {"name": "1", "adopted": "03.02.2020", "start": "2020-03"}),
        **typed("documents", {"kind": "avtale", "title": "Avtalen", "url": "kommune.no/a", "checked": "on"}),
        **typed("cost_splits", {"kind": "key", "components": "10 % likt\n90 % folketall 1. januar", "start": "2020"}),
        **typed("years", {"year": "2025", "person_years_hundredths": "3,5", "cost": "4 000 000"}),
        **typed("bodies", {"kind": "styre", "seats": "5"}),
        **typed("grants", {"giver": "Statsforvalteren", "amount": "1 mill. kr", "start": "2024", "end": "2026"}),
        **typed("candidates", {"name": "Felles IKT", "stage": "idea"}),
    )  # fmt: skip
    assert answer.status_code == 302, errors_of(answer)
    agreement.refresh_from_db()
    assert (agreement.loan_ceiling, agreement.fixed_term_until, agreement.exit_stated) == (1_500_000, date(2030, 12, 31), False)
    held = holdings_of([agreement.pk])[agreement.pk]
    assert (held.decisions[0].municipality_id, held.decisions[0].outcome) == (places["Dyrøy"].pk, "adopted")
    assert held.versions[0].start_shown == "mars 2020"
    assert [(part.basis, str(part.share)) for part in held.components] == [("equal", "1/10"), ("population", "9/10")]
    assert (held.years[0].person_years_hundredths, held.years[0].cost) == (350, 4_000_000)
    assert (held.grants[0].amount, held.grants[0].last_day) == (1_000_000, date(2026, 12, 31))
    document = held.documents[0]
    assert document.checked and document.checked_by.username in str(document.checked_by)
    assert Change.objects.count() == 2 and len(Change.objects.latest("pk").after["candidates"]) == 1
    diary = officer.get(reverse("admin:agreements_agreement_history", args=[agreement.pk])).content.decode()
    assert "Dyrøy, vedtatt 03.02.2020" in diary


def test_a_form_with_everything_that_is_saved_untouched_changes_nothing(officer, places):
    agreement = hold_everything(make_agreement(parties=[(places["Dyrøy"],)]))
    number = Change.objects.count()
    answer = send(officer, change_page(agreement))
    assert answer.status_code == 302, errors_of(answer)
    assert Change.objects.count() == number


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (typed("cost_splits", {"kind": "key", "components": "10 % likt\n80 % folketall"}), "blir 90 %"),
        (typed("cost_splits", {"kind": "key", "components": "halvparten likt"}), "«halvparten likt» kan ikke leses"),
        (typed("cost_splits", {"kind": "free", "components": "100 % likt"}), "Bare en fordelingsnøkkel har deler"),
        (typed("cost_splits", {"kind": "free"}, {"kind": "actual"}), "gjelder i samme tidsrom"),
        (typed("versions", {"name": "1", "start": "2020"}, {"name": "2", "start": "2021"}), "Versjonen «2» gjelder i samme"),
        (typed("years", {"year": "2025"}, {"year": "2025"}), "Året er ført to ganger"),
        (typed("years", {"year": "2025", "cost": "mye"}), "«mye» er ikke et beløp i hele kroner"),
        (typed("years", {"year": "2025", "person_years_hundredths": "3,555"}), "«3,555» er ikke et tall"),
        (typed("grants", {"giver": "X", "start": "2026", "end": "2024"}), "er før første dag"),
        (typed("decisions", {"party": "Atlantis", "outcome": "adopted"}), "ingen part som heter «Atlantis»"),
        (typed("documents", {"kind": "avtale", "title": "Uten"}), "Skriv en lenke til dokumentet"),
    ],
)
def test_what_cannot_be_is_said_in_words_and_nothing_is_stored(officer, places, rows, message):
    agreement = make_agreement()
    answer = send(officer, change_page(agreement), **rows)
    assert answer.status_code == 200
    assert any(message in error for error in errors_of(answer)), errors_of(answer)
    assert Change.objects.count() == 1


def test_another_link_needs_another_look_and_a_stored_file_stays(officer, places):
    agreement = make_agreement()
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    page = officer.get(change_page(agreement))
    data = fields_of(page) | typed("documents", {"kind": "avtale", "title": "Avtalen"})
    assert officer.post(change_page(agreement), {**data, "documents-0-file": file, "_save": "x"}).status_code == 302
    document = Document.objects.get()
    assert (document.file_kind, document.checked) == ("pdf", False)
    shown = officer.get(change_page(agreement)).content.decode()
    assert f'href="{document.file_address}"' in shown and document.file.name not in shown
    send(officer, change_page(agreement), **{"documents-0-checked": "on"})
    first = Document.objects.get()
    assert first.checked and first.file == document.file
    send(officer, change_page(agreement), **{"documents-0-url": "https://kommune.no/b"})
    assert Document.objects.get().checked_at > first.checked_at


def test_a_copy_takes_no_decisions_documents_or_money_along(officer, places):
    agreement = hold_everything(make_agreement(parties=[(places["Dyrøy"],)]))
    send(officer, change_page(agreement), button="_saveasnew", name="En kopi")
    copy = Agreement.objects.get(name="En kopi")
    assert copy.participations.count() == 1
    held = holdings_of([copy.pk])[copy.pk].tables()
    assert {name for name, rows in held.items() if rows} <= {"ownerships"}


@pytest.mark.parametrize(
    ("text", "kroner"),
    [("1 000 000", 1_000_000), ("1.000.000 kr", 1_000_000), ("1,5 mill. kr", 1_500_000), ("kr 0", 0), ("2 millioner", 2_000_000)],
)
def test_an_amount_is_read_and_written_back(text, kroner):
    field = KronerField(required=False)
    assert field.clean(text) == kroner == field.clean(field.prepare_value(kroner))


@pytest.mark.parametrize(("text", "hundredths"), [("3,5", 350), ("3.25", 325), ("12", 1200), ("0,05", 5), ("100", 10_000)])
def test_person_years_are_read_and_written_back(text, hundredths):
    field = HundredthsField(required=False)
    assert field.clean(text) == hundredths == field.clean(field.prepare_value(hundredths))


@pytest.mark.parametrize(
    ("line", "basis"),
    [
        ("100 % likt", "equal"),
        ("1/3 folketall i målgruppen", "target_population"),
        ("5 % antall saker", "use"),
        ("5 % x", "other"),
    ],
)
def test_a_part_of_a_key_is_read_and_written_back(line, basis):
    (part,) = read_components(line)
    assert (part.basis, write_components([part])) == (basis, line)


def test_a_partys_own_page_holds_what_it_wants_owns_and_pays_as_one_change_of_the_agreement(officer, places):
    agreement = make_agreement(parties=[(places["Dyrøy"], "deltaker")], legal_form="iks")
    party = agreement.participations.get()
    address = reverse("admin:agreements_participation_change", args=[party.pk])
    answer = send(
        officer, address, own_purpose="Trygg beredskap",
        **typed(
            "ownerships",
            {"share": "1/4", "liability": "30 %", "end": "31.12.2019", "seats": "1", "per": "2019", "capital": "50 000"},
            {"share": "1/3", "start": "01.01.2020"},
        ),
        **typed("party_years", {"year": "2025", "payment": "1 200 000", "book_value": "0"}),
    )  # fmt: skip
    assert answer.status_code == 302, errors_of(answer)
    first, second = party.ownerships.order_by("pk")
    assert (first.liability_num, first.liability_den, first.as_of_shown, first.end_shown) == (30, 100, "2019", "31.12.2019")
    assert (second.share_num, second.share_den, party.party_years.get().payment) == (1, 3, 1_200_000)
    change = Change.objects.latest("pk")
    assert (change.record_id, change.record, change.after["participations"][0]["own_purpose"]) == (
        agreement.pk, "agreements.agreement", "Trygg beredskap",
    )  # fmt: skip
    number = Change.objects.count()
    assert send(officer, address).status_code == 302
    assert Change.objects.count() == number, "saved untouched"
    refused = send(officer, address, **{"ownerships-1-start": "01.01.2019"})
    assert any("Dyrøy har to eierandeler i samme tidsrom" in error for error in errors_of(refused))


def test_a_candidate_is_started_from_the_form(officer, places):
    agreement = hold_everything(make_agreement(parties=[(places["Dyrøy"],)]))
    address = reverse("admin:agreements_agreement_start", args=[agreement.pk])
    assert address in officer.get(change_page(agreement)).content.decode()
    candidate = agreement.candidates.get(name="Felles IKT")
    assert officer.post(address, {"candidate": candidate.pk, "form": "vertskommune"}).status_code == 302
    started = Agreement.objects.get(name="Felles IKT")
    assert (started.parent, started.stage) == (agreement, "proposed")
    assert officer.post(address, {"candidate": candidate.pk, "form": "vertskommune"}).status_code == 200


def test_dates_are_typed_as_they_are_known_and_stand_so_again(officer):
    agreement = make_agreement()
    written = {
        "fixed_term_until": "2027",
        "evaluation_date": "2027-03",
        "last_evaluated": "ca. 2022",
        "revision_date": "01.02.2028",
    }
    send(officer, change_page(agreement), **written)
    agreement.refresh_from_db()
    assert agreement.evaluation_date == date(2027, 3, 31)
    shown = {
        "fixed_term_until": "2027",
        "evaluation_date": "mars 2027",
        "last_evaluated": "ca. 2022",
        "revision_date": "01.02.2028",
    }
    assert agreement.dates_shown == shown
    again = fields_of(officer.get(change_page(agreement)))
    assert {name: again[name] for name in written} == {name: [text] for name, text in written.items()}
    send(officer, change_page(agreement))
    assert Change.objects.filter(record_id=agreement.pk).count() == 2, "an untouched form changes nothing"
    history = officer.get(reverse("admin:agreements_agreement_history", args=[agreement.pk])).content.decode()
    assert "<ins>mars 2027</ins>" in history and "31.03.2027" not in history
    assert history.count("Skal evalueres") == 1, "not told where none was set"
    send(officer, change_page(agreement), evaluation_date="")
    agreement.refresh_from_db()
    assert (agreement.evaluation_date, agreement.evaluation_date_precision) == (None, "day")
    refused = send(officer, change_page(agreement), revision_date="en gang til våren")
    assert any("«en gang til våren» er ikke en dato" in error for error in errors_of(refused))


def test_a_reader_sees_dates_no_more_exactly_than_they_are_known(client):
    agreement = make_agreement()
    agreement.set_date("revision_date", parse_date("2027"))
    agreement.save()
    client.force_login(make_user(Role.READER))
    text = client.get(change_page(agreement)).content.decode()
    assert "2027" in text and "31.12.2027" not in text
