"""What `django-auth-ldap` is told, from the environment. Imported only where LDAP_URL is set: the library is optional."""

from __future__ import annotations

import ldap
from django_auth_ldap.config import LDAPSearch

from portal.env.services import Ldap

SECONDS = 5


def settings_for(directory: Ldap) -> dict:
    """The names and values of the library's settings. Certificates are checked; a silent server is given up soon."""
    return {
        "AUTH_LDAP_SERVER_URI": directory.url,
        "AUTH_LDAP_BIND_DN": directory.bind_dn,
        "AUTH_LDAP_BIND_PASSWORD": directory.bind_password,
        "AUTH_LDAP_USER_SEARCH": LDAPSearch(directory.search_base, ldap.SCOPE_SUBTREE, directory.search_filter),
        "AUTH_LDAP_START_TLS": directory.start_tls,
        "AUTH_LDAP_ALWAYS_UPDATE_USER": False,
        "AUTH_LDAP_CONNECTION_OPTIONS": {
            ldap.OPT_NETWORK_TIMEOUT: SECONDS,
            ldap.OPT_TIMEOUT: SECONDS,
            ldap.OPT_REFERRALS: 0,
        },
    }
