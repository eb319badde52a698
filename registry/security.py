"""Counting attempts per address, and the account rules that use it; and the header that leads programs to the API."""

import logging
import smtplib
from datetime import date, timedelta
from ipaddress import IPv6Address

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from registry.models import Attempt

logger = logging.getLogger(__name__)
LOGIN_LIMIT, LOGIN_WINDOW = 10, timedelta(minutes=15)  # for one account from one address
OFFICE_LIMIT = 50  # for all accounts from one address: many work behind the same one, and none of them shuts out the others
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


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; failed logins are counted per address."""

    def is_open_for_signup(self, request):
        """Nobody signs up."""
        return False

    def send_mail(self, template_prefix, email, context):
        """Codes and links go at once and are never kept as rows. A failing mail server is no clue to who has an account."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, smtplib.SMTPException):
            logger.exception("The mail server did not take a message about logging in")

    def get_password_change_redirect_url(self, request):
        """Back to where the person works."""
        return resolve_url("after-login")

    def get_client_ip(self, request):
        """One answer to who is asking, for allauth's own limits too."""
        return address_of(request)

    def pre_authenticate(self, request, **credentials):
        """Refuse an address that has failed too often, with this account or in all."""
        super().pre_authenticate(request, **credentials)
        address, one = address_of(request), _one_account(request, credentials)
        if too_many("login", one, limit=LOGIN_LIMIT, window=LOGIN_WINDOW) or too_many(
            "login", address, limit=OFFICE_LIMIT, window=LOGIN_WINDOW
        ):
            raise ValidationError(_("For mange mislykkede forsøk fra din adresse. Vent et kvarter og prøv igjen."), code="too_many")

    def authentication_failed(self, request, **credentials):
        """Count the failure."""
        super().authentication_failed(request, **credentials)
        for counted in (address_of(request), _one_account(request, credentials)):
            count_attempt("login", counted, window=LOGIN_WINDOW)


def _one_account(request: HttpRequest, credentials: dict) -> str:
    login = credentials.get("email") or credentials.get("username") or ""
    return f"{address_of(request)} {login.strip().casefold()}"


@login_required
def after_login(request: HttpRequest) -> HttpResponse:
    """Where a person goes after logging in: staff to the admin, a municipality to its own page."""
    user = request.user
    if user.is_staff:
        return redirect("admin:index")
    numbers = sorted(user.municipality.numbers.all(), key=lambda row: row.valid_from or date.min) if user.municipality else []
    return redirect("municipality-detail", numbers[-1].number) if numbers else redirect("front")


def link_to_description(get_response):
    """The middleware that tells programs on every answer where the API is described (RFC 8631)."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        schema, docs = reverse("api-schema"), reverse("api-docs")
        response.headers.setdefault("Link", f'<{schema}>; rel="service-desc", <{docs}>; rel="service-doc"')
        return response

    return respond
