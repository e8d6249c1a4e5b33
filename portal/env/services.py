"""Services outside that an installation may use: messengers to post to, the company's own sign-in."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from portal.env.values import LOCAL, WrongEnvironmentError, all_of, choice_of_scheme, https_or_local


@dataclass(frozen=True)
class Telegram:
    """How to reach the Bot API. Tokens by bot name; the name of `TELEGRAM_BOT_TOKEN` is ""."""

    tokens: Mapping[str, str] = field(repr=False)
    chat_id: str
    witness_token: str = field(repr=False)
    staging_chat_id: str
    api_url: str
    proxy: str = field(repr=False)


@dataclass(frozen=True)
class Max:
    """How to reach the API of MAX. Tokens by bot name; the name of `MAX_BOT_TOKEN` is ""."""

    tokens: Mapping[str, str] = field(repr=False)
    chat_id: str
    api_url: str
    proxy: str = field(repr=False)
    ca_file: str


@dataclass(frozen=True)
class Oidc:
    """The company's OpenID Connect server, and the claim that holds the personnel number."""

    server_url: str
    client_id: str
    client_secret: str = field(repr=False)
    number_claim: str
    name: str


@dataclass(frozen=True)
class Ldap:
    """The company's directory. `search_filter` has `%(user)s` for what was typed; `start_tls`: the address itself is not encrypted."""

    url: str
    bind_dn: str
    bind_password: str = field(repr=False)
    search_base: str
    search_filter: str
    number_attribute: str
    start_tls: bool


def telegram(values: Mapping[str, str]) -> Telegram:
    """The bots of Telegram."""
    api_url = (values.get("TELEGRAM_API_URL") or "https://api.telegram.org").rstrip("/")
    return Telegram(
        tokens=_tokens(values, "TELEGRAM_BOT_TOKEN"),
        chat_id=values.get("TELEGRAM_CHAT_ID", ""),
        witness_token=values.get("TELEGRAM_WITNESS_TOKEN", ""),
        staging_chat_id=values.get("TELEGRAM_STAGING_CHAT_ID", ""),
        api_url=choice_of_scheme("TELEGRAM_API_URL", api_url, ("http", "https")),
        proxy=_proxy(values, "TELEGRAM_PROXY"),
    )


def max_messenger(values: Mapping[str, str], root: Path) -> Max:
    """The bots of MAX."""
    api_url = (values.get("MAX_API_URL") or "https://platform-api2.max.ru").rstrip("/")
    ca_file = values.get("MAX_CA_FILE", "")
    return Max(
        tokens=_tokens(values, "MAX_BOT_TOKEN"),
        chat_id=values.get("MAX_CHAT_ID", ""),
        api_url=https_or_local("MAX_API_URL", api_url),
        proxy=_proxy(values, "MAX_PROXY"),
        ca_file=_certificates("MAX_CA_FILE", root / ca_file) if ca_file else "",
    )


def oidc(values: Mapping[str, str]) -> Oidc | None:
    """None: nobody signs in by OpenID Connect."""
    url = values.get("OIDC_SERVER_URL", "").rstrip("/")
    if not url:
        return None
    https_or_local("OIDC_SERVER_URL", url)
    needed = ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NUMBER_CLAIM")
    client_id, secret, claim = all_of(values, needed, "OIDC_SERVER_URL")
    return Oidc(url, client_id, secret, claim, values.get("OIDC_NAME") or "Войти через компанию")


def ldap(values: Mapping[str, str]) -> Ldap | None:
    """None: nobody signs in by the directory."""
    url = choice_of_scheme("LDAP_URL", values.get("LDAP_URL", ""), ("ldap", "ldaps", "ldapi"))
    if not url:
        return None
    if find_spec("django_auth_ldap") is None:
        raise WrongEnvironmentError("LDAP_URL is set, but requirements-ldap.txt is not installed (docs/operations.md)")
    needed = ("LDAP_BIND_DN", "LDAP_BIND_PASSWORD", "LDAP_USER_SEARCH", "LDAP_NUMBER_ATTRIBUTE")
    bind_dn, password, search, attribute = all_of(values, needed, "LDAP_URL")
    base, _, chosen = search.partition("?")
    search_filter = chosen or f"({attribute}=%(user)s)"
    if "%(user)s" not in search_filter:
        raise WrongEnvironmentError("LDAP_USER_SEARCH must look like ou=people,dc=example,dc=org?(uid=%(user)s)")
    parts = urlsplit(url)
    start_tls = parts.scheme == "ldap" and parts.hostname not in LOCAL
    return Ldap(url, bind_dn, password, base, search_filter, attribute, start_tls)


def _tokens(values: Mapping[str, str], name: str) -> dict[str, str]:
    """The main bot's token under "", those of `<name>_<BOT>` under BOT."""
    named = {key.removeprefix(f"{name}_"): value for key, value in values.items() if key.startswith(f"{name}_")}
    return {bot: token for bot, token in {"": values.get(name, ""), **named}.items() if token}


def _proxy(values: Mapping[str, str], name: str) -> str:
    return choice_of_scheme(name, values.get(name, ""), ("http", "https", "socks5", "socks5h"))


def _certificates(name: str, path: Path) -> str:
    """The path as such, when there are certificates in the file: what is wrong with it is said at the start, not at a post."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=path)
    except (OSError, ssl.SSLError) as error:
        raise WrongEnvironmentError(f"{name}: no certificates (PEM) can be read from {path}") from error
    return str(path)
