"""Signing in and out, one place for site and CMS."""

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from accounts import standing, throttle
from accounts.forms import CodeForm, SignInForm
from accounts.views.guessing import Braked, too_many
from portal.transactions import own_transactions

WRONG = "Такой пары логина и пароля нет. Проверьте раскладку клавиатуры и Caps Lock."


def local_next(request: HttpRequest) -> str:
    """Where to go after signing in: a page of this portal, whatever `next` says."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return resolve_url("/")


@method_decorator([never_cache, sensitive_post_parameters("password")], name="dispatch")
class SignInView(FormView):
    """The password is hashed outside any transaction: SQLite has one writer, and a hash takes a quarter of a second."""

    form_class = SignInForm
    template_name = "accounts/login.html"

    def get(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return HttpResponseRedirect(local_next(request))
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        login, password = form.cleaned_data["login"], form.cleaned_data["password"]
        tries = throttle.of_password(login, self.request)
        if seconds := tries.begin():
            return too_many(self, seconds, login=login)
        user = authenticate(self.request, username=login, password=password)
        if user is None:
            form.add_error(None, WRONG)
            return self.form_invalid(form)
        tries.succeeded()
        # The e-mail is what an administrator has entered: signing in does not wait for its confirmation.
        entered = Login(user=user, redirect_url=local_next(self.request), email_verification="none")
        # A password typed just now counts for «подтвердите, что это вы» too.
        record_authentication(self.request, user, "password", reauthenticated=True)
        return perform_login(self.request, entered)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, next=local_next(self.request), company=settings.ENV.oidc)


@method_decorator(
    [never_cache, login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")], name="dispatch"
)
class CodeView(Braked, FormView):
    """The second factor; until it is right there is no signed-in session."""

    form_class = CodeForm
    template_name = "accounts/code.html"

    def guesser(self):
        return self.request._login_stage.login.user

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.guesser()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, has_passkey=standing.has_passkey(self.guesser()))

    def form_valid(self, form):
        form.save()
        return self.request._login_stage.exit()


@login_not_required
@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """A GET asks, a POST ends the session on the server."""
    if not request.user.is_authenticated:
        return redirect("login")
    if request.method != "POST":
        return render(request, "accounts/logout.html")
    logout(request)
    return cleared(redirect("login"))


def cleared(response: HttpResponse) -> HttpResponse:
    """Tells the browser to forget what it kept, so that «Назад» shows nothing."""
    response["Clear-Site-Data"] = '"cache"'
    return response


sign_in = login_not_required(own_transactions(SignInView.as_view()))
code = login_not_required(CodeView.as_view())
