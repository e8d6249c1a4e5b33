"""How django-allauth behaves here: nobody signs up, and only our own addresses are used."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpResponseRedirect
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators, the import and invitations; never by a visitor."""

    def is_open_for_signup(self, request):
        return False

    def get_reauthentication_methods(self, user):
        """One page for the password and the passkey: whoever lost the second factor goes to an administrator, not around it."""
        names = {"account_reauthenticate": "Пароль", "mfa_reauthenticate_webauthn": "Отпечаток или лицо"}
        return [{"id": name, "description": label, "url": reverse(name)} for name, label in names.items()]

    def respond_user_inactive(self, request, user):
        return HttpResponseRedirect(reverse("login"))


class SecondFactorAdapter(DefaultMFAAdapter):
    """The same, for the second factor."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Код не подошёл. Возьмите в приложении новый и проверьте часы на телефоне.",
    }

    def get_public_key_credential_rp_entity(self):
        return {**super().get_public_key_credential_rp_entity(), "name": "Тепло"}
