"""How django-allauth behaves here: nobody signs up, and only our own addresses are used."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpResponseRedirect
from django.urls import reverse

from accounts.standing import second_factor_demanded


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators, the import and invitations; never by a visitor."""

    def is_open_for_signup(self, request):
        return False

    def get_reauthentication_methods(self, user):
        """The password, or the passkey of who has none; whoever lost both goes to HR, not around them."""
        name = "account_reauthenticate" if user.has_usable_password() else "mfa_reauthenticate_webauthn"
        return [{"id": "reauthenticate", "description": "Подтвердите, что это вы", "url": reverse(name)}]

    def respond_user_inactive(self, request, user):
        return HttpResponseRedirect(reverse("login"))


class SecondFactorAdapter(DefaultMFAAdapter):
    """The same, for the second factor."""

    def is_mfa_enabled(self, user, types=None) -> bool:
        """A passkey is a way in of its own. It is asked beside the password only of those who must have a second factor:
        a fitter who signs in with his thumb on the telephone still signs in with the password at a desk.
        """
        if not super().is_mfa_enabled(user, types):
            return False
        return super().is_mfa_enabled(user, [Authenticator.Type.TOTP]) or second_factor_demanded(user)

    def generate_authenticator_name(self, user, type) -> str:
        return "Телефон"

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Код не подошёл. Возьмите в приложении новый и проверьте часы на телефоне.",
    }
