"""Logging in with a password or an e-mailed code: who may try, how often, and where one goes afterwards."""

import logging
import smtplib
from datetime import date, timedelta
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from registry.security import address_of, count_attempt, too_many

logger = logging.getLogger(__name__)
LOGIN_LIMIT, LOGIN_WINDOW = 10, timedelta(minutes=15)  # for one account from one address
OFFICE_LIMIT = 50  # for all accounts from one address: many work behind the same one, and none of them shuts out the others


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

    def get_reset_password_from_key_url(self, key):
        """At the register's own address: whoever asks for the letter names a host too, and must not decide where it leads."""
        return settings.SITE_URL + urlsplit(super().get_reset_password_from_key_url(key)).path

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
