"""The door for whoever holds an invitation: the code, then a password of one's own, and one is in."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from accounts import audit, directory, invitations, joining, standing, throttle
from accounts.directory import Person
from accounts.forms import InvitationForm, NewPasswordForm
from accounts.invitations import Invitation
from accounts.models import User
from accounts.sessions import end_sessions
from accounts.views.guessing import too_many
from portal.transactions import own_transactions

CLAIMED = "invitation"
WRONG = "Код не подошёл. Сверьте его с листком. Если всё верно, попросите в отделе кадров новый."


def guest(invitation: Invitation | None) -> Person | None:
    """Whom the invitation lets in now: a person who works here and whom its giver may let in."""
    person = directory.person(invitation.login) if invitation else None
    return person if person and joining.may_let_in(invitation.made_by, person) else None


def claimed(request: HttpRequest) -> tuple[Invitation | None, Person | None]:
    """What this browser has shown the code of, if it still stands."""
    found = Invitation.objects.standing().filter(pk=request.session.get(CLAIMED)).select_related("made_by").first()
    return found, guest(found)


@method_decorator([never_cache, sensitive_post_parameters("code")], name="dispatch")
class InvitationView(FormView):
    """The code, typed or brought by a QR. A wrong, a spent and an expired one answer the same."""

    form_class = InvitationForm
    template_name = "accounts/invitation.html"

    def form_valid(self, form):
        code = form.cleaned_data["code"]
        tries = throttle.of_invitation(code, self.request)
        if seconds := tries.begin():
            return too_many(self, seconds)
        found = invitations.standing_by(code)
        if guest(found) is None:
            form.add_error("code", WRONG)
            return self.form_invalid(form)
        tries.succeeded()
        self.request.session[CLAIMED] = found.pk
        return redirect("invited")


@require_safe
@login_not_required
@never_cache
def scanned(request: HttpRequest, code: str) -> HttpResponse:
    """Where the QR leads: only shows, and asks the database nothing, so there is nothing to guess at."""
    response = render(
        request, "accounts/invitation.html", {"form": InvitationForm(initial={"code": code}), "scanned": True}
    )
    # The address holds the code: no other page is told of it. (`no-referrer` would take away the Origin that CSRF checks.)
    response["Referrer-Policy"] = "strict-origin"
    return response


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class FirstPasswordView(FormView):
    """Uses the invitation up. The password is hashed outside the transaction, as at sign-in."""

    form_class = NewPasswordForm
    template_name = "accounts/invited.html"

    def dispatch(self, request, *args, **kwargs):
        self.invitation, self.person = claimed(request)
        if self.person is None:
            return turned_away(request)
        self.account = joining.account_of(self.person)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.account}

    def form_valid(self, form):
        form.save(commit=False)
        if not let_in(self.invitation, self.account):
            return turned_away(self.request)
        record_authentication(self.request, self.account, "password", reauthenticated=True)
        return enter(self.request, self.account)

    def get_context_data(self, **kwargs):
        may_passkey = passkey_is_enough(self.account)
        return super().get_context_data(**kwargs, person=self.person, account=self.account, may_passkey=may_passkey)


def passkey_is_enough(account: User) -> bool:
    """A new passkey would stand in for a second factor that must not be passed by: then it takes the password and that factor."""
    return account.pk is None or not _factor_stays(account)


def _factor_stays(account: User) -> bool:
    return standing.second_factor_demanded(account) and standing.has_second_factor(account)


def let_in(invitation: Invitation, account: User) -> bool:
    """Spends the invitation and saves the account as it stands now, in one transaction; False: somebody was quicker.

    Whoever lost the telephone lost the key in it too: only groups that must have a second factor keep theirs.
    """
    with transaction.atomic():
        if not invitations.use(invitation):
            return False
        joining.keep(account)
        if not _factor_stays(account):
            standing.remove_factors(account)
        end_sessions(account)
        audit.record("invitation-used", account=account.get_username())
    return True


def enter(request: HttpRequest, account: User) -> HttpResponse:
    """Signs in; an account with a second factor is asked for it first."""
    request.session.pop(CLAIMED, None)
    return perform_login(request, Login(user=account, redirect_url="/", email_verification="none"))


def turned_away(request: HttpRequest) -> HttpResponse:
    messages.error(request, WRONG)
    return redirect("invitation")


invitation = login_not_required(own_transactions(InvitationView.as_view()))
invited = login_not_required(own_transactions(FirstPasswordView.as_view()))
