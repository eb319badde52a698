"""A case officer at work, and the places the tests speak of."""

import pytest
from django.test import Client

from tests.makers import make_area, make_municipality, make_user


@pytest.fixture
def officer():
    client = Client()
    client.force_login(make_user())
    return client


@pytest.fixture
def places():
    make_area()
    names = [("Salangen", "5522"), ("Dyrøy", "5528"), ("Bardu", "5520"), ("Balsfjord", "5532")]
    return {name: make_municipality(name, number) for name, number in names} | {
        "Kåfjord": make_municipality("Kåfjord", "5540", name_se="Gáivuotna", official_name="Gáivuotna - Kåfjord - Kaivuono")
    }
