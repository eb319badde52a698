"""Dette bør avklares: for staff alone, most severe first, each rule in an agreement one line."""

from datetime import date

import pytest

from agreements import findings
from agreements.models import Agreement, Finding
from agreements.reports.asked import ask
from agreements.reports.to_clear_up import REPORT
from municipalities.directory import Directory
from registry.models import Role
from tests.agreements.statistics.world import make_world
from tests.makers import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(kept):
    return kept(make_judged)


def make_judged():
    world = make_world()
    findings.recheck(list(Agreement.objects.values_list("pk", flat=True)), date(2026, 6, 1))
    return world


def sheets(place):
    """The sheets of a place by code."""
    return {sheet.code: sheet for sheet in REPORT.sheets(ask(Directory.load(date(2026, 6, 1)), REPORT.places, place))}


def test_the_findings_of_a_municipality_are_those_of_its_agreements_the_most_severe_first(world):
    lines = list(sheets("5614")["punkter"].records())
    own = {"Revisjon", "Kjøp av IKT", "Grunnavtale", "Felles lønn"}
    expected = Finding.objects.filter(agreement__name__in=own)
    assert {finding.pk for line in lines for finding in line.group.findings} == {finding.pk for finding in expected}
    ranks = [Finding.Severity.values.index(line.first.severity) for line in lines]
    assert lines and ranks == sorted(ranks)
    assert len({(line.agreement.pk, line.first.code, line.first.severity) for line in lines}) == len(lines)
    revision = next(line for line in lines if line.agreement.name == "Revisjon")
    assert revision.municipalities == ("Alta", "Bardu", "Dyrøy", "Loppa", "Senja")


def test_of_a_county_each_municipality_is_counted_with_its_agreements(world):
    tallies = {tally.entry.municipality.name: tally for tally in sheets("56")["kommuner"].records()}
    assert set(tallies) == {"Alta", "Loppa"}
    own = Finding.objects.filter(agreement__name__in=["Revisjon", "Kjøp av IKT", "Grunnavtale", "Felles lønn"])
    assert tallies["Loppa"].points.total() == own.count()
    assert tallies["Loppa"].agreements == own.values("agreement").distinct().count()


def test_what_is_accepted_is_cleared_up(world):
    before = len(list(sheets("5614")["punkter"].records()))
    for finding in Finding.objects.filter(agreement__name="Revisjon"):
        findings.accept(finding, by=None, reason="Avklart med kommunen")
    assert not any(line.agreement.name == "Revisjon" for line in sheets("5614")["punkter"].records())
    assert len(list(sheets("5614")["punkter"].records())) < before


@pytest.mark.parametrize(("role", "status"), [(None, 404), (Role.MUNICIPALITY, 404), (Role.READER, 200), (Role.CASE_OFFICER, 200)])
def test_others_than_staff_do_not_know_that_it_exists(client, world, role, status):
    if role:
        client.force_login(
            make_user(role, **({"municipality": world.municipalities["Loppa"]} if role == Role.MUNICIPALITY else {}))
        )
    for address in ("/rapporter/avklares/5614/", "/rapporter/avklares/5614.xlsx", "/rapporter/avklares.xlsx"):
        assert client.get(address).status_code == status
    listed = client.get("/rapporter/").content.decode()
    assert ("/rapporter/avklares/" in listed) == (status == 200)
    assert client.get("/api/v1/reports/avklares/5614/").status_code == 404
