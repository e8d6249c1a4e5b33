"""Passkeys: signing in by a fingerprint, a face or the telephone's PIN. django-allauth's ceremonies behind our addresses.

Each has two steps: the browser asks for options (a POST answered in JSON) and posts the credential it has made of them.
"""

from __future__ import annotations

from allauth.account.internal.decorators import login_stage_required
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, SignupWebAuthnForm
from allauth.mfa.webauthn.internal import auth, flows
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    ListWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from accounts import joining
from accounts.views.invited import claimed, enter, let_in, passkey_is_enough, turned_away
from accounts.views.me import device
from accounts.views.second_factor import asking_again

WRONG = "Ключ не подошёл. Попробуйте ещё раз или войдите паролем."


class NamedByDevice:
    """A new key is called by the device it was made on: «Chrome, Android»."""

    def get_initial(self):
        return {"name": device(self.request.headers.get("User-Agent", ""))}


class LoginView(LoginWebAuthnView):
    http_method_names = ["post"]

    def form_invalid(self, form):
        messages.error(self.request, WRONG)
        return redirect("login")


@method_decorator(
    [never_cache, login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")], name="dispatch"
)
class CodeView(FormView):
    """The key instead of a code, after the password."""

    form_class = AuthenticateWebAuthnForm
    http_method_names = ["post"]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request._login_stage.login.user}

    def form_valid(self, form):
        form.save()
        return self.request._login_stage.exit()

    def form_invalid(self, form):
        messages.error(self.request, WRONG)
        return redirect("mfa_authenticate")


class ConfirmView(ReauthenticateWebAuthnView):
    http_method_names = ["post"]

    def form_invalid(self, form):
        messages.error(self.request, WRONG)
        return redirect("account_reauthenticate")


class AddView(NamedByDevice, AddWebAuthnView):
    template_name = "accounts/passkey_add.html"

    def get_context_data(self, **kwargs):
        return FormView.get_context_data(self, **kwargs)  # the options are asked for when the button is pressed

    def form_invalid(self, form):
        messages.error(self.request, WRONG)
        return redirect("mfa_add_webauthn")

    def get_success_url(self):
        return reverse("mfa_view_recovery_codes" if self.did_generate_recovery_codes else "mfa_list_webauthn")


class InvitedView(NamedByDevice, FormView):
    """Uses an invitation up with a key in place of a password."""

    form_class = SignupWebAuthnForm
    http_method_names = ["post"]

    def dispatch(self, request, *args, **kwargs):
        self.invitation, self.person = claimed(request)
        self.account = joining.account_of(self.person) if self.person else None
        if self.account is None or self.account.pk is None or not passkey_is_enough(self.account):
            return turned_away(request)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.account}

    def form_valid(self, form):
        self.account.set_unusable_password()
        if not let_in(self.invitation, self.account):
            return turned_away(self.request)
        name, credential = form.initial["name"], form.cleaned_data["credential"]
        authenticator = flows.signup_authenticator(self.request, self.account, name, credential)
        flows.post_authentication(self.request, authenticator, reauthenticated=True, passwordless=True)
        return enter(self.request, self.account)

    def form_invalid(self, form):
        messages.error(self.request, WRONG)
        return redirect("invited")


@require_POST
@never_cache
def login_options(request: HttpRequest) -> JsonResponse:
    return JsonResponse(auth.begin_authentication())


@require_POST
@never_cache
def code_options(request: HttpRequest) -> JsonResponse:
    return JsonResponse(auth.begin_authentication(request._login_stage.login.user))


@require_POST
@never_cache
def confirm_options(request: HttpRequest) -> JsonResponse:
    return JsonResponse(auth.begin_authentication(request.user))


@require_POST
@never_cache
def add_options(request: HttpRequest) -> JsonResponse:
    return JsonResponse(auth.begin_registration(request.user, passwordless=True))


@require_POST
@never_cache
def invited_options(request: HttpRequest) -> HttpResponse:
    """A key belongs to an account, so the account is made now; nobody can enter it before the key or a password is there."""
    _invitation, person = claimed(request)
    if person is None or not passkey_is_enough(account := joining.account_of(person)):
        return HttpResponseBadRequest()
    if account.pk is None:
        joining.keep(account)
    return JsonResponse(auth.begin_registration(account, passwordless=True))


staged = login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")
login = login_not_required(LoginView.as_view())
login_options = login_not_required(login_options)
code = login_not_required(CodeView.as_view())
code_options = login_not_required(staged(code_options))
invited = login_not_required(InvitedView.as_view())
invited_options = login_not_required(invited_options)
confirm = never_cache(ConfirmView.as_view())
listed = never_cache(ListWebAuthnView.as_view(template_name="accounts/passkeys.html"))
add = asking_again(AddView.as_view())
remove = asking_again(
    RemoveWebAuthnView.as_view(
        template_name="accounts/passkey_remove.html", success_url=reverse_lazy("mfa_list_webauthn")
    )
)
