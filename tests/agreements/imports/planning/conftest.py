"""A few municipalities and a scheme of theirs."""

import pytest

from tests.makers import make_agreement, make_area, make_municipality


@pytest.fixture
def municipalities():
    """Four municipalities by name."""
    return {name: make_municipality(name) for name in ("Dyrøy", "Salangen", "Ibestad", "Lavangen")}


@pytest.fixture
def stored(municipalities):
    """A scheme of the register."""
    parties = [(municipalities["Salangen"], "vertskommune"), (municipalities["Dyrøy"],), (municipalities["Ibestad"],)]
    return make_agreement("Astafjord barnevern", parties, [make_area()], legal_basis="koml. § 20-2")
