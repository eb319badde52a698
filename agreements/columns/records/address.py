"""The public addresses that records carry: whole, and the same whoever asks from where."""

from django.conf import settings
from django.urls import reverse

LICENCE = "https://data.norge.no/nlod/no/2.0"


def public_address(name: str, *args) -> str:
    """The permanent address of a page by its name."""
    return settings.SITE_URL + reverse(name, args=args)


def agreement_address() -> str:
    """The address of any agreement, to be filled with `% id`: reversing once a record would cost more than reading it."""
    return public_address("agreement-detail", 0).removesuffix("0/") + "%d/"
