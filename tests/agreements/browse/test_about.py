"""The pages about the register itself."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/om/", ["Statsforvalteren i Troms og Finnmark", "NLOD", 'id="tall"', 'id="tilgjengelighet"', "WCAG 2.1"]),
        ("/om/ord/", ["Vertskommune", "Uavklart", "Delvis kartlagt", "/samarbeidsformer/"]),
        ("/om/personvern/", ["sessionid", "csrftoken", "én time", "Datatilsynet"]),
    ],
)
def test_each_page_says_what_it_must(client, address, words):
    response = client.get(address)
    text = response.content.decode()
    assert response.status_code == 200
    assert text.count("<h1") == 1
    assert [word for word in words if word not in text] == []
    assert client.get(address, {"tullball": "1"}).status_code == 400
