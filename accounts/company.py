"""The company's own sign-in (OpenID Connect): who comes from there is known by the personnel number, and by nothing else.

No link is kept: each time the number decides, so whoever has left is refused the same day. An e-mail joins nobody.
"""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException

from accounts import audit, directory, joining

PROVIDER = "company"
STRANGER = "Компания вас узнала, но среди сотрудников портала вас нет. Обратитесь в отдел кадров."
UNREACHABLE = "Вход компании сейчас не отвечает. Войдите паролем или попробуйте позже."
FAILED = "Войти через компанию не получилось. Попробуйте ещё раз или войдите паролем."


class CompanyAdapter(DefaultSocialAccountAdapter):
    """Takes over from django-allauth as soon as it knows what the company says of the person."""

    def pre_social_login(self, request, sociallogin):
        raise ImmediateHttpResponse(_let_in(request, personnel_number(sociallogin.account.extra_data)))

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        audit.record("company-sign-in-failed", reason=type(exception).__name__ if exception else error)
        raise ImmediateHttpResponse(_back(request, FAILED))


def personnel_number(said: dict) -> str:
    """The claim from the signed token, or from userinfo if that speaks of the same person."""
    token, userinfo = said.get("id_token", {}), said.get("userinfo") or {}
    claim = settings.ENV.oidc.number_claim
    same = token.get("sub") == userinfo.get("sub")
    return str(token.get(claim) or (userinfo.get(claim) if same else "") or "")


def _let_in(request: HttpRequest, number: str) -> HttpResponse:
    person = directory.person(number)
    account = joining.account_of(person) if person else None
    if account is None or not account.is_active:
        audit.record("company-sign-in-refused", account=number)
        return _back(request, STRANGER)
    if account.pk is None:
        with transaction.atomic():
            joining.keep(account)
    record_authentication(request, account, "socialaccount", provider=PROVIDER)
    return perform_login(request, Login(user=account, redirect_url="/", email_verification="none"))


def _back(request: HttpRequest, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect("login")


@login_not_required
@require_safe
@never_cache
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Leads to the company's page."""
    try:
        return views.login(request, provider_id)
    except RequestException:
        return _back(request, UNREACHABLE)


@login_not_required
@require_safe
@never_cache
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the company's page leads back to."""
    try:
        return views.callback(request, provider_id)
    except RequestException:
        return _back(request, UNREACHABLE)
