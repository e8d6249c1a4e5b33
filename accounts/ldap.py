"""Signing in with the password of the company's directory (LDAP), through the portal's own form and its brake."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django_auth_ldap.backend import LDAPBackend

from accounts import audit, directory, joining
from accounts.models import User


class DirectoryBackend(LDAPBackend):
    """Who proved the password there is a working employee by the personnel number, or nobody."""

    def get_or_build_user(self, username, ldap_user):
        """The account, kept already; the library is told that there is nothing new to fill in."""
        numbers = ldap_user.attrs.get(settings.ENV.ldap.number_attribute) or [""]
        person = directory.person(str(numbers[0]))
        account = joining.account_of(person) if person else None
        if account is None or not account.is_active:
            audit.record("directory-sign-in-refused", account=numbers[0])
            raise ldap_user.AuthenticationFailed("not a working employee with an open account")
        if account.pk is None:
            with transaction.atomic():
                joining.keep(account)
        return account, False

    def get_user(self, user_id):
        """At each request: a closed account has no user."""
        return User.objects.filter(pk=user_id, is_active=True).first()
