"""The second step of logging in: a code from an app on one's phone, for accounts that have turned it on.

allauth keeps the secret and the recovery codes; ours are the words, the counting of wrong codes, and that nothing about the
second step is changed without a code, so that an open machine is not enough.
"""

import base64
import secrets
from datetime import timedelta

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from cryptography.fernet import Fernet, InvalidToken
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from registry import changes
from registry.changes import Actor
from registry.models import Change, User
from registry.security import count_attempt, too_many

KIND, LIMIT, WINDOW = "second-factor", 10, timedelta(minutes=15)


class TwoFactorAdapter(DefaultMFAAdapter):
    """What allauth says and draws."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Koden stemmer ikke. Skriv den som står i appen nå, eller en reservekode du ikke har brukt."),
    }

    def encrypt(self, text: str) -> str:
        """A secret as it is stored: whoever has a copy of the database alone makes no codes of it."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret. One that the register's key does not open, since the key is another now, opens to nobody's code."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def build_totp_svg(self, url: str) -> str:
        """The square to photograph, as it can stand in a page."""
        return super().build_totp_svg(url).partition("?>")[2]


def _box() -> Fernet:
    key = salted_hmac("registry.second-factor", "", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))


def code_field(label: str) -> forms.CharField:
    """Where a code is typed; phones offer the one they have."""
    return forms.CharField(label=label, max_length=40, widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}))


class CodeForm(BaseAuthenticateForm):
    """Asks for a code, of the app or a recovery code. Ten wrong ones close the door to this account for a quarter of an hour."""

    code = code_field(_("Kode fra appen, eller en reservekode"))

    def clean_code(self) -> str:
        """A code that holds, counted by account: the password is known already to whoever comes here."""
        account = f"account {self.user.pk}"
        if too_many(KIND, account, limit=LIMIT, window=WINDOW):
            raise ValidationError(_("For mange feil koder. Vent et kvarter og prøv igjen."), code="too_many")
        try:
            return super().clean_code()
        except ValidationError:
            count_attempt(KIND, account, window=WINDOW)
            raise


class LogInForm(CodeForm, AuthenticateForm):
    """The second step."""


class TurnOffForm(CodeForm):
    """Turning it off takes a code, too."""

    def __init__(self, *args, authenticator: Authenticator, data=None, **kwargs):
        super().__init__(*args, user=authenticator.user, data=data or None, **kwargs)  # allauth gives {} before anything is sent


class TurnOnForm(ActivateTOTPForm):
    """The first code of the app shows that it has the secret."""

    code = code_field(_("Koden som appen viser"))


@transaction.atomic
def turn_off(users: QuerySet[User], *, by: Actor) -> int:
    """Take the second step away from those who have lost phone and codes, with its trail. How many had one."""
    had = list(users.filter(pk__in=Authenticator.objects.values("user")))
    Authenticator.objects.filter(user__in=had).delete()
    for user in had:
        reason = gettext("Totrinnsinnlogging er slått av")
        changes.record(user, kind=Change.Kind.AMENDED, by=by, before=None, after=None, reason=reason)
    return len(had)
