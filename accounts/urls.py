"""Addresses of sign-in and of one's own account. The names with `account_` and `mfa_` are django-allauth's."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.generic import RedirectView

from accounts import company
from accounts.views import cms_account, invited, me, passkeys, reset, second_factor, sign_in

urlpatterns = [
    path("login/", sign_in.sign_in, name="account_login"),
    path("login/", sign_in.sign_in, name="login"),
    path("login/code/", sign_in.code, name="mfa_authenticate"),
    path("login/code/passkey/", passkeys.code, name="passkey_code"),
    path("login/code/passkey/options/", passkeys.code_options, name="passkey_code_options"),
    path("login/passkey/", passkeys.login, name="mfa_login_webauthn"),
    path("login/passkey/options/", passkeys.login_options, name="passkey_login_options"),
    path("login/invite/", invited.invitation, name="invitation"),
    path("login/invite/password/", invited.invited, name="invited"),
    path("login/invite/passkey/", passkeys.invited, name="passkey_invited"),
    path("login/invite/passkey/options/", passkeys.invited_options, name="passkey_invited_options"),
    path("login/invite/<str:code>/", invited.scanned, name="invitation_scanned"),
    path("login/sso/<str:provider_id>/", company.begin, name="openid_connect_login"),
    path("login/sso/<str:provider_id>/callback/", company.callback, name="openid_connect_callback"),
    path("login/reset/", reset.reset, name="password_reset"),
    path("login/reset/call/", reset.call_asked, name="call_asked"),
    path("login/reset/sent/", reset.reset_sent, name="password_reset_sent"),
    path("login/reset/<uidb64>/<token>/", reset.new_password, name="password_reset_confirm"),
    path("logout/", sign_in.sign_out, name="logout"),
    path("me/", me.me, name="me"),
    path("me/password/", me.password, name="password_change"),
    path("me/confirm/", second_factor.confirm, name="account_reauthenticate"),
    path("me/confirm/passkey/", passkeys.confirm, name="mfa_reauthenticate_webauthn"),
    path("me/confirm/passkey/options/", passkeys.confirm_options, name="passkey_confirm_options"),
    path("me/passkeys/", passkeys.listed, name="mfa_list_webauthn"),
    path("me/passkeys/add/", passkeys.add, name="mfa_add_webauthn"),
    path("me/passkeys/add/options/", passkeys.add_options, name="passkey_add_options"),
    path("me/passkeys/<int:pk>/remove/", passkeys.remove, name="mfa_remove_webauthn"),
    path("me/second-factor/", second_factor.overview, name="mfa_index"),
    path("me/second-factor/on/", second_factor.enrol, name="mfa_activate_totp"),
    path("me/second-factor/off/", second_factor.remove, name="mfa_deactivate_totp"),
    path("me/second-factor/codes/", second_factor.codes, name="mfa_view_recovery_codes"),
    path("me/second-factor/codes/new/", second_factor.new_codes, name="mfa_generate_recovery_codes"),
    path("me/sessions/", me.sessions, name="sessions"),
    path("me/sessions/end/", me.end_all, name="end_sessions"),
    # The CMS has no door of its own.
    path("admin/login/", login_not_required(RedirectView.as_view(pattern_name="login", query_string=True))),
    path("admin/account/", cms_account.account),
    path("admin/logout/", sign_in.sign_out),
]
