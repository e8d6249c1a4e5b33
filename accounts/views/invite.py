"""Behind a code on paper: the first password, or a new one. One answer for every code that opens nothing."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from accounts import audit, invitations, throttle
from accounts.forms import InvitedPasswordForm, InviteForm
from accounts.logins import find
from accounts.models import User
from accounts.roles import Role
from accounts.sessions import end_sessions
from accounts.views.guessing import too_many
from portal.transactions import own_transactions

OPENS_NOTHING = (
    "Этот код ничего не открывает: им уже воспользовались, вышел срок или в нём опечатка. Новый дадут в отделе кадров."
)


@method_decorator(never_cache, name="dispatch")
class CodeView(FormView):
    """The code typed by hand."""

    form_class = InviteForm
    template_name = "accounts/invite.html"

    def form_valid(self, form):
        tries = throttle.of_invitation(self.request)
        if seconds := tries.begin():
            return too_many(self, seconds)
        if invitations.find(form.cleaned_data["code"]) is None:
            form.add_error("code", OPENS_NOTHING)
            return self.form_invalid(form)
        tries.succeeded()
        return redirect("invited", "".join(filter(str.isalnum, form.cleaned_data["code"])).upper())


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class InvitedView(FormView):
    """Behind the code: opening it uses nothing up, the password does."""

    form_class = InvitedPasswordForm
    template_name = "accounts/invited.html"

    def dispatch(self, request: HttpRequest, code: str):
        if request.user.is_authenticated:
            return redirect(resolve_url("/"))
        tries = throttle.of_invitation(request)
        if seconds := tries.begin():
            return self._closed(429, {"Retry-After": str(seconds)})
        self.invitation = invitations.find(code)
        if self.invitation is None:
            return self._closed(404)
        tries.succeeded()
        return super().dispatch(request, code)

    def get_form_kwargs(self):
        login = self.invitation.login
        return {**super().get_form_kwargs(), "user": find(login) or User(username=login)}

    def post(self, request, *args, **kwargs):
        """A password, or «без пароля»: then a passkey is made on the next page."""
        if "passkey" in request.POST:
            return self._let_in(self.get_form_kwargs()["user"], None, reverse("mfa_add_webauthn"))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        return self._let_in(form.user, form.cleaned_data["new_password1"], resolve_url("/"))

    def _let_in(self, user: User, password: str | None, onward: str) -> HttpResponse:
        with transaction.atomic():
            if not invitations.use(self.invitation):
                return self._closed(404)
            _opened(user, password)
        record_authentication(self.request, user, "password", reauthenticated=True)
        return perform_login(self.request, Login(user=user, redirect_url=onward, email_verification="none"))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, login=self.invitation.login, opens=True)

    def _closed(self, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
        context = {"opens": False, "refusal": OPENS_NOTHING}
        return self.response_class(self.request, [self.template_name], context, status=status, headers=headers)


def _opened(user: User, password: str | None) -> None:
    """The account, made if it is the first time; other sessions of an old one end, its second factor stays."""
    is_new = user.pk is None
    user.set_password(password)
    user.must_change_password = False
    user.save()
    if is_new:
        user.groups.add(Role.EMPLOYEE.group())
    end_sessions(user)
    audit.record("invitation-used", account=user.get_username(), new=is_new)


code = login_not_required(CodeView.as_view())
invited = login_not_required(own_transactions(InvitedView.as_view()))
