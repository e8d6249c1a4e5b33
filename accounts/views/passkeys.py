"""Passkeys: a finger or a face instead of the password. django-allauth's ceremony behind our addresses and templates."""

from __future__ import annotations

from allauth.account.models import Login
from allauth.mfa.webauthn.internal import flows
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    ListWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib.auth.decorators import login_not_required
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache

from accounts.forms import PasskeyForm
from accounts.views.second_factor import asking_again
from accounts.views.sign_in import local_next


class ListView(ListWebAuthnView):
    template_name = "accounts/passkeys.html"


class AddView(AddWebAuthnView):
    form_class = PasskeyForm
    template_name = "accounts/passkey_new.html"

    def get_success_url(self):
        """The spare codes are of the second factor alone; who signs in with a passkey needs none."""
        return reverse_lazy("mfa_list_webauthn")


class RemoveView(RemoveWebAuthnView):
    template_name = "accounts/passkey_remove.html"


class SignInView(LoginWebAuthnView):
    """Signed by the device that holds the key: nothing here can be guessed, so nothing is throttled."""

    def form_valid(self, form):
        authenticator = form.cleaned_data["credential"]
        entered = Login(user=authenticator.user, redirect_url=local_next(self.request), email_verification="none")
        return flows.perform_passwordless_login(self.request, authenticator, entered)


class ConfirmView(ReauthenticateWebAuthnView):
    template_name = "accounts/passkey_confirm.html"


overview = never_cache(ListView.as_view())
add = asking_again(AddView.as_view())
remove = asking_again(RemoveView.as_view())
sign_in = login_not_required(never_cache(SignInView.as_view()))
confirm = never_cache(ConfirmView.as_view())
