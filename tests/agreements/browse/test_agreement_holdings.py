"""What a page shows of what an agreement holds, to whom, and the block of a grunnavtale."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from agreements import actions
from agreements.models import Candidate, Decision, Document
from municipalities.models import Succession
from registry.changes import Actor
from registry.models import Role
from tests.makers import hold, hold_everything, make_agreement, make_municipality, make_region, make_user

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


def page(client, agreement):
    response = client.get(agreement.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def full():
    dyroy = make_municipality("Dyrøy", "5528")
    agreement = make_agreement(
        "Plankontoret", parties=[(dyroy, "vertskommune")], authority="administrative", notice_months=12,
        fixed_term_until=date(2030, 12, 31), evaluation_date=date(2027, 6, 1), settlement_stated=True, settlement="Halvårlig",
        loan_allowed=True, loan_ceiling=5_000_000, archive_responsible="Dyrøy kommune", governor_informed=date(1999, 9, 9),
        note="Bare internt",
    )  # fmt: skip
    return hold_everything(agreement, make_user())


def test_the_page_tells_all_that_is_public(client, full):
    text = page(client, full)
    for words in (
        "Vedtak i saker som ikke er prinsipielle", "12 måneder", "31.12.2030", "01.06.2027", "Ja: Halvårlig", "5\u00a0000\u00a0000",
        "Dyrøy kommune", "PS 1/20", "https://kommune.no/avtale", "Ny oppgave", "ordførerne", "33,3 % likt",
        "66,7 % folketall 1. januar", "1\u00a0000\u00a0000 kroner per år", "31.12.2026", "3,5", "4\u00a0000\u00a0000",
        "Årsmeldingen", "ansvar 1/2", "per 31.12.2024", "Kilde: Selskapsavtalen", "etter folketall",
    ):  # fmt: skip
        assert words in text, words


def test_the_page_keeps_to_itself_what_is_not(client, full):
    text = page(client, full)
    for words in ("Tilbakeholdt vedlegg", "hemmelig", "Felles plankontor", "09.09.1999", "Bare internt"):
        assert words not in text, words
    assert "Felles IKT" in text, "laid before a council"
    client.force_login(make_user(Role.READER))
    text = page(client, full)
    assert "Tilbakeholdt vedlegg" in text and "Felles plankontor" in text


@pytest.mark.parametrize(("name", "sees"), [("Dyrøy", True), ("Bardu", False)])
def test_a_municipality_sees_the_candidates_of_its_own_and_no_withheld_document(client, full, name, sees):
    own = full.participations.get().municipality if name == "Dyrøy" else make_municipality(name)
    client.force_login(make_user(Role.MUNICIPALITY, municipality=own))
    text = page(client, full)
    assert ("Felles plankontor" in text) == sees
    assert "Tilbakeholdt vedlegg" not in text


@pytest.fixture
def block():
    """Four municipalities and three tjenesteavtaler, and a fifth in one of them only."""
    names = ("Målselv", "Bardu", "Sørreisa", "Dyrøy", "Senja")
    malselv, bardu, sorreisa, dyroy, senja = (make_municipality(name) for name in names)
    own = [(malselv, "part"), (bardu, "part"), (sorreisa, "part"), (dyroy, "part")]
    basic = make_agreement("Grunnavtalen", own, legal_form="annet-avtalebasert", agreement_type="grunnavtale")
    plan = make_agreement("Plan", [(malselv, "vertskommune"), (bardu,), (senja,)], parent=basic)
    ikt = make_agreement("IKT", [(dyroy, "vertskommune"), (malselv,)], parent=basic)
    make_agreement("Hemmelig", [(dyroy,)], parent=basic, stage="study")
    hold(plan, Decision(municipality=bardu, outcome="not_adopted", date=date(2020, 1, 1)))
    hold(plan, Decision(municipality=bardu, outcome="adopted", date=date(2021, 2, 3)))
    hold(ikt, Decision(municipality=dyroy, outcome="adopted", date=date(2022, 1, 1)))
    hold(ikt, Decision(municipality=dyroy, outcome="in_process"))
    hold(basic, Candidate(name="Landbruk", stage="proposed"))
    return basic


def test_a_grunnavtale_is_a_table_of_tjenesteavtale_by_municipality_with_each_councils_last_word(client, block):
    response = client.get(block.get_absolute_url())
    matrix = response.context["matrix"]
    assert [one.name for one in matrix.municipalities] == ["Bardu", "Dyrøy", "Målselv", "Sørreisa", "Senja"]
    said = {
        line.agreement.name: [cell.decisions[0].outcome if cell.decisions else "med" if cell.party else "" for cell in line.cells]
        for line in matrix.lines
    }
    assert said == {"IKT": ["", "in_process", "med", "", ""], "Plan": ["adopted", "", "med", "", "med"]}
    text = response.content.decode().split('id="blokk"')[1].split("</section>")[0]
    assert "03.02.2021" in text and "ikke i grunnavtalen" in text and "Landbruk" in text and "med, vedtak ikke registrert" in text
    assert text.count('scope="col"') == 6 and text.count('scope="row"') == 2
    client.force_login(make_user())
    lines = client.get(block.get_absolute_url()).context["matrix"].lines
    assert [line.agreement.name for line in lines] == [
        "Hemmelig",
        "IKT",
        "Plan",
    ]


def test_what_the_councils_before_a_merger_decided_stands_under_the_one_that_carries_them_on(client, block):
    day = date(2020, 1, 1)
    lenvik, berg, senja = (*(make_municipality(name, dissolved=day) for name in ("Lenvik", "Berg")), make_municipality("Nye Senja"))
    for old in (lenvik, berg):
        Succession.objects.create(predecessor=old, successor=senja, date=day, kind="merge")
    parties = [(lenvik, "part", "2015", "31.12.2019"), (berg, "part", "2015", "31.12.2019"), (senja, "part", "01.01.2020")]
    agreement = make_agreement("Brann", parties, parent=block)
    hold(agreement, Decision(municipality=lenvik, outcome="adopted", date=date(2015, 5, 6)))
    hold(agreement, Decision(municipality=berg, outcome="not_adopted"))

    def cell(on=""):
        response = client.get(f"{block.get_absolute_url()}{on}")
        matrix = response.context["matrix"]
        line = next(line for line in matrix.lines if line.agreement == agreement)
        cells = {
            cell.municipality.name: [f"{row.outcome} {row.municipality.name}" for row in cell.decisions] for cell in line.cells
        }
        return cells, response.content.decode()

    cells, text = cell()
    assert cells["Nye Senja"] == ["not_adopted Berg", "adopted Lenvik"] and "Lenvik" not in cells
    assert "<strong>Vedtatt</strong> i Lenvik" in text and "<strong>Ikke vedtatt</strong> i Berg" in text
    cells, text = cell("?on=2016-01-01")
    assert cells["Lenvik"] == ["adopted Lenvik"] and "Nye Senja" not in cells and "</strong> i " not in text
    hold(agreement, Decision(municipality=senja, outcome="adopted", date=date(2021, 1, 1)))
    assert cell()[0]["Nye Senja"] == ["adopted Nye Senja"], "its own last word"


def test_how_a_candidate_has_come_so_far_is_told_and_what_lay_before_the_council_only_to_those_named(client, block):
    candidate = block.candidates.get()
    for stage in ("study", "proposed"):
        candidate.stage = stage
        hold(block, candidate)
    day = timezone.localdate().strftime("%d.%m.%Y")

    def told():
        text = page(client, block).split("Landbruk", 1)[1].split("</li>")[0]
        return re.findall(rf"([a-zø ]+) <span class=\"num\">{day}", text)

    assert told() == [" vedtaksfase", " vedtaksfase"]
    client.force_login(make_user(Role.MUNICIPALITY, municipality=block.participations.first().municipality))
    assert told() == [" vedtaksfase", " utredning", " vedtaksfase"]
    client.force_login(make_user(Role.MUNICIPALITY, municipality=make_municipality("Alta")))
    assert len(told()) == 2


def test_a_tjenesteavtale_keeps_its_history_from_when_it_was_a_candidate(client, block):
    candidate = hold(block, Candidate(name="Brann", stage="study"))
    candidate.stage = "proposed"
    hold(block, candidate)
    agreement = actions.start_service_agreement(candidate, form="vertskommune", by=Actor.importer("test"))
    told = "Ført som kandidatområde i grunnavtalen: {}."
    text = page(client, agreement)
    assert told.format("vedtaksfase") in text and told.format("utredning") not in text
    client.force_login(make_user())
    assert told.format("utredning") in page(client, agreement)


def test_queries_do_not_grow_with_what_it_holds(client, full, block, django_assert_max_num_queries):
    for number in range(3):
        child = make_agreement(f"Under {number}", [(make_municipality(f"M{number}"),)], parent=full)
        hold_everything(child)
    day = date(2020, 1, 1)
    lenvik, senja = make_municipality("Lenvik", dissolved=day), make_municipality("Senja", founded=day)
    Succession.objects.create(predecessor=lenvik, successor=senja, date=day, kind="merge")
    hold(child, Decision(municipality=lenvik, outcome="adopted"))
    before = actions.stored_snapshot(full)
    Decision.objects.filter(agreement=full).update(municipality=senja, version=None)
    Document.objects.filter(agreement=full).update(title="Nytt navn")
    full.region = make_region()
    actions.changed(full, by=Actor.importer("test"), before=before)
    for user in (None, make_user(Role.READER)):
        if user:
            client.force_login(user)
        for agreement in (full, block):
            with django_assert_max_num_queries(MOST_QUERIES):
                page(client, agreement)


class TestFile:
    """`/dokumenter/<id>/`."""

    @pytest.fixture
    def document(self, full):
        file = SimpleUploadedFile("a.pdf", b"%PDF-1.7 innhold")
        return hold(full, Document(kind="avtale", title='Avtale "Dyrøy"/Bardu', file=file))

    def test_it_is_withheld_until_it_is_checked(self, client, document):
        assert client.get(document.file_address).status_code == 404
        client.force_login(make_user(Role.READER))
        assert client.get(document.file_address).status_code == 200
        client.logout()
        Document.objects.filter(pk=document.pk).update(checked_at=timezone.now())
        answer = client.get(document.file_address)
        assert b"".join(answer.streaming_content) == b"%PDF-1.7 innhold"
        assert answer["Content-Type"] == "application/pdf"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"].startswith("attachment;") and "Avtale%20_Dyr" in answer["Content-Disposition"]

    def test_what_has_no_file_or_is_no_longer_shown_is_not_found(self, client, document):
        Document.objects.update(checked_at=timezone.now())
        linked = Document.objects.filter(file="").first()
        assert client.get(f"/dokumenter/{linked.pk}/").status_code == 404
        agreement = document.agreement
        agreement.publication, agreement.withdrawn_reason = "withdrawn", "Feil"
        agreement.save()
        assert client.get(document.file_address).status_code == 404
        document.file.storage.delete(document.file.name)
        client.force_login(make_user())
        assert client.get(document.file_address).status_code == 404
