"""The files for download: what the list shows, which names are served, and the description for catalogues."""

from datetime import date

import pytest
from django.conf import settings
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS

from agreements.browse.downloads import dump_folder
from agreements.management.dumping import write_dump
from tests.makers import make_agreement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "MEDIA_ROOT", str(tmp_path))
    return dump_folder()


def test_the_list_shows_each_file_with_date_and_size_newest_first(client, folder):
    for day in (date(2026, 1, 31), date(2026, 2, 1)):
        write_dump(folder, day)
    (folder / "register-2026-13-01.zip").write_text("no day")
    text = client.get("/nedlasting/").content.decode()
    assert text.index("register-2026-02-01.zip") < text.index("register-2026-01-31.zip")
    assert "01.02.2026" in text and "KB" in text and "2026-13" not in text


def test_a_file_is_served_by_its_date(client, folder):
    path = write_dump(folder, date(2026, 1, 31))
    answer = client.get("/nedlasting/register-2026-01-31.zip")
    assert b"".join(answer.streaming_content) == path.read_bytes()
    assert answer["Content-Type"] == "application/zip"
    assert "register-2026-01-31.zip" in answer["Content-Disposition"]


@pytest.mark.parametrize("name", ["2026-01-30", "2026-02-31", "..", "%2e%2e%2f2026-01-31", "2026-01-31%00", "x"])
def test_any_other_name_is_not_there(client, folder, name):
    write_dump(folder, date(2026, 1, 31))
    assert client.get(f"/nedlasting/register-{name}.zip").status_code == 404


@pytest.mark.parametrize("filled", [True, False])
def test_the_description_is_turtle_with_publisher_licence_and_files(client, folder, filled):
    if filled:
        make_agreement(start="2012")
        write_dump(folder, date(2026, 1, 31))
    answer = client.get("/nedlasting/katalog.ttl")
    assert answer["Content-Type"].startswith("text/turtle")
    graph = Graph().parse(data=answer.content, format="turtle")
    (dataset,) = graph.subjects(predicate=None, object=DCAT.Dataset)
    (publisher,) = graph.objects(dataset, DCTERMS.publisher)
    assert str(graph.value(publisher, DCTERMS.identifier)) == "967311014"
    files = list(graph.objects(dataset, DCAT.distribution))
    assert len(files) == (4 if filled else 3)
    licence = URIRef("http://publications.europa.eu/resource/authority/licence/NLOD_2_0")
    assert {graph.value(file, DCTERMS.license) for file in files} == {licence}
    assert all(graph.value(file, DCAT.mediaType) for file in files)
    assert all(list(graph.objects(dataset, wanted)) for wanted in (DCAT.contactPoint, DCAT.theme, DCTERMS.title, DCTERMS.language))
    assert bool(list(graph.objects(dataset, DCTERMS.temporal))) == filled
