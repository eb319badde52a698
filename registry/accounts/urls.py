"""Logging in and out, and passwords: those of allauth's pages that we want. There is no sign-up and no own e-mail page."""

from allauth.account import views
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app_codes
from django.urls import path, re_path

from registry.accounts import login, single_sign_on

ONE = {"provider_id": single_sign_on.PROVIDER}
urlpatterns = [
    path("etter-innlogging/", login.after_login, name="after-login"),
    path("login/", views.login, name="account_login"),
    path("login/code/", views.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", views.confirm_login_code, name="account_confirm_login_code"),
    path("login/oidc/", single_sign_on.start, ONE, name="openid_connect_login"),
    path("login/oidc/svar/", single_sign_on.answer, ONE, name="openid_connect_callback"),
    path("login/totrinn/", second_step.authenticate, name="mfa_authenticate"),
    path("totrinn/", second_step.index, name="mfa_index"),
    path("totrinn/pa/", app_codes.activate_totp, name="mfa_activate_totp"),
    path("totrinn/av/", app_codes.deactivate_totp, name="mfa_deactivate_totp"),
    path("totrinn/koder/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("totrinn/koder/nye/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
