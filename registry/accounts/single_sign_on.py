"""Single sign-on through one OpenID Connect provider: whom it lets in, and what is said to those it does not.

The provider vouches for an e-mail address, and that opens the one account an administrator has given the address. No account
is made and none is tied to the provider: nothing it tells outlives the session, and to change the address closes the way.
"""

import logging
from functools import wraps

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from requests import RequestException

from registry.models import User
from registry.parameters import check_names

logger = logging.getLogger(__name__)
PROVIDER, PROTOCOL = "oidc", "openid_connect"  # the one provider there is, in addresses; the protocol, as allauth calls it
FOREIGN = (RequestException, LookupError, TypeError, ValueError, AttributeError, ImproperlyConfigured)  # what bad answers lead to

NO_SENSE = gettext_lazy("Vi fikk ikke svar vi kan bruke, fra påloggingstjenesten. Prøv igjen om litt.")


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Decides who comes in, and answers in our own words when nobody does."""

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[SocialApp]:
        """The provider of the settings, if there is one. allauth would ask the database for more of them on every page."""
        if not settings.OIDC_SERVER_URL or provider not in {None, PROTOCOL, PROVIDER}:
            return []
        told = {
            "server_url": settings.OIDC_SERVER_URL,
            "scope": ["openid", "email"],
            "oauth_pkce_enabled": True,
            "verified_email": settings.OIDC_TRUSTED_DOMAINS,  # those of which it need not say that an address is verified
        }
        client = {"client_id": settings.OIDC_CLIENT_ID, "secret": settings.OIDC_CLIENT_SECRET}
        return [SocialApp(provider=PROTOCOL, provider_id=PROVIDER, name=settings.OIDC_NAME, **client, settings=told)]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Point the login at the account of its address. Raises ImmediateHttpResponse, with why, where there is none."""
        sociallogin.state["process"] = AuthProcess.LOGIN  # allauth would also connect accounts, or only redirect, when asked to
        said = sociallogin.account.extra_data
        if said.get("userinfo", said["id_token"])["sub"] != said["id_token"]["sub"]:
            raise ValueError("the user information is about somebody else than the ID token")
        account, why = _account_of(sociallogin)
        if account is None:
            raise ImmediateHttpResponse(_refuse(request, why, sociallogin.state))
        sociallogin.user = account

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        """Tell what happened: given up, too late or in another window, or something only an administrator can mend."""
        state = (extra_context or {}).get("state") or {}
        if error == AuthError.CANCELLED:
            why = _("Innloggingen ble avbrutt. Du kan prøve igjen når du vil.")
        elif exception is None and not state:
            why = _("Innloggingen tok for lang tid, eller ble begynt i et annet vindu. Prøv igjen.")
        else:
            logger.warning("Single sign-on failed: %s", exception or request.GET.get("error", "no code")[:100])
            why = NO_SENSE
        raise ImmediateHttpResponse(_refuse(request, why, state))


def _account_of(sociallogin: SocialLogin) -> tuple[User | None, str]:
    """The one account with an address the provider has verified, or why there is none. allauth tells whose account is closed."""
    addresses = [address.email for address in sociallogin.email_addresses if address.verified in (True, "true")]
    if not addresses:
        return None, _("Påloggingstjenesten bekrefter ikke e-postadressen din, og da vet vi ikke hvilken bruker som er din.")
    found = list(User.objects.filter(email__iexact=addresses[0]))
    users = [user for user in found if user.is_active] or found
    if len(users) == 1:
        return users[0], ""
    if users:
        return None, _(
            "Flere brukere har adressen %s, og vi vet ikke hvem av dem du er. Be en administrator rette det."
        ) % addresses[0]
    return None, _("Ingen bruker i registeret har adressen %s. Be en administrator føre den på brukeren din.") % addresses[0]


def _refuse(request: HttpRequest, why: str, state: dict) -> HttpResponse:
    """Back to the login page with why, and the other ways in; the address of the answer, with its code, is left behind."""
    messages.error(request, why)
    query = {"next": state["next"]} if state.get("next") else None
    return redirect(reverse("account_login", query=query))


def _in_words(view):
    """What a provider answers is foreign: whatever cannot be read of it is logged, and told as one failure."""

    @wraps(view)
    def guarded(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except FOREIGN:
            logger.exception("Single sign-on: the provider cannot be reached, or its answer not be read")
            return _refuse(request, NO_SENSE, {})

    return guarded


@never_cache
@require_GET  # a link, since form-action of the CSP would stop a form from being led to another site
def start(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Off to the provider, and back to `next` in the end. What allauth would take of scopes from the address is refused."""
    check_names(request.GET, {"next"})
    return _in_words(views.login)(request, provider_id)


@never_cache
@require_GET
def answer(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the provider with a code, or with why not."""
    return _in_words(views.callback)(request, provider_id)
