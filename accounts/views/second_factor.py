"""The second factor of one's own account: django-allauth's views behind our addresses and templates."""

from collections.abc import Callable
from functools import wraps

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password, suspend_request
from allauth.account.views import BaseReauthenticateView
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from accounts import standing
from accounts.forms import ConfirmForm, EnrolForm
from accounts.views.guessing import Braked


@method_decorator(never_cache, name="dispatch")
class ConfirmView(Braked, BaseReauthenticateView):
    """The password again, if it was last typed more than five minutes ago."""

    form_class = ConfirmForm
    template_name = "accounts/confirm.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, has_passkey=standing.has_passkey(self.request.user))

    def form_valid(self, form):
        reauthenticate_by_password(self.request)
        return super().form_valid(form)


class EnrolView(ActivateTOTPView):
    form_class = EnrolForm
    template_name = "accounts/second_factor_on.html"


def asking_again(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Leads to `ConfirmView` and back. The library's middleware cannot: our write transaction stands in between."""

    @wraps(view)
    def asked(request: HttpRequest, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except ReauthenticationRequired:
            return suspend_request(request, reverse("account_reauthenticate"))

    return never_cache(asked)


confirm = ConfirmView.as_view()
overview = never_cache(IndexView.as_view(template_name="accounts/second_factor.html"))
enrol = asking_again(EnrolView.as_view())
remove = asking_again(DeactivateTOTPView.as_view(template_name="accounts/second_factor_off.html"))
codes = asking_again(ViewRecoveryCodesView.as_view(template_name="accounts/spare_codes.html"))
new_codes = asking_again(GenerateRecoveryCodesView.as_view(template_name="accounts/spare_codes_new.html"))
