"""Who asks, and counting what they try; and the header that leads programs to the API."""

from datetime import timedelta
from ipaddress import IPv6Address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from registry.models import Attempt

NETWORK = 64  # bits of an IPv6 address that tell whose it is; the rest the owner chooses anew as often as they like
LONGEST_WINDOW = timedelta(days=1)  # no attempt of any kind counts for longer


def address_of(request: HttpRequest) -> str:
    """The client's address: the one that connected, or behind our own proxy the last one that the proxy added to the header.

    What stands before it in the header is written by the client and can be anything. Of an IPv6 address only the network counts.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY and (forwarded := request.META.get("HTTP_X_FORWARDED_FOR")):
        address = forwarded.rsplit(",", 1)[-1].strip()
    try:
        found = IPv6Address(address.partition("%")[0])
    except ValueError:
        return address
    return str(found.ipv4_mapped or IPv6Address(int(found) >> 128 - NETWORK << 128 - NETWORK))


def too_many(kind: str, address: str, *, limit: int, window: timedelta) -> bool:
    """Whether the address has used up its attempts of the kind within the window."""
    return Attempt.objects.filter(kind=kind, digest=_digest(address), at__gt=timezone.now() - window).count() >= limit


def count_attempt(kind: str, address: str, *, window: timedelta) -> None:
    """Count one attempt, and forget those of the kind that no longer count."""
    Attempt.objects.filter(kind=kind, at__lte=timezone.now() - window).delete()
    Attempt.objects.create(kind=kind, digest=_digest(address))


def forget_old_attempts() -> None:
    """Delete what no longer counts, also where nobody has tried again since."""
    Attempt.objects.filter(at__lte=timezone.now() - LONGEST_WINDOW).delete()


def _digest(address: str) -> str:
    return salted_hmac("registry.attempt", address, algorithm="sha256").hexdigest()


def link_to_description(get_response):
    """The middleware that tells programs on every answer where the API is described (RFC 8631)."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        schema, docs = reverse("api-schema"), reverse("api-docs")
        response.headers.setdefault("Link", f'<{schema}>; rel="service-desc", <{docs}>; rel="service-doc"')
        return response

    return respond
