"""The environment, read once and typed; a wrong value is one clear line (contract.md lists the names)."""

from __future__ import annotations

import ipaddress
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

import environ

from portal.env import services
from portal.env.services import Ldap, Max, Oidc, Telegram
from portal.env.values import WrongEnvironmentError, choice_of_scheme, flag

ROLES_WITH_SECOND_FACTOR = "hr,press,admin"
HOST_NAME = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?", re.ASCII)


@dataclass(frozen=True)
class Environment:
    """Every setting that comes from outside."""

    host: str
    port: int
    data_dir: Path
    local: bool
    demo: bool
    secret_key: str = field(repr=False)
    allowed_hosts: tuple[str, ...]
    base_url: str
    database: dict = field(repr=False)
    cache_url: str = field(repr=False)
    media_storage: dict = field(repr=False)
    email: dict = field(repr=False)
    trusted_proxies: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]
    mfa_required_for: frozenset[str]
    telegram: Telegram
    max: Max
    oidc: Oidc | None
    ldap: Ldap | None
    sendfile: bool
    peertube_hosts: tuple[str, ...]

    @property
    def https(self) -> bool:
        return self.base_url.startswith("https://")


def read(root: Path, environment: Mapping[str, str] = os.environ) -> Environment:
    """The environment with `root/.env` beneath it."""
    values = {**_dotenv(root / ".env"), **environment}
    data_dir = Path(values.get("DATA_DIR") or "var")
    data_dir = data_dir if data_dir.is_absolute() else root / data_dir
    base_url = values.get("BASE_URL", "").rstrip("/")
    local = not values.get("DATABASE_URL") and not base_url
    host = values.get("HOST") or "127.0.0.1"
    port = _port(values.get("PORT") or "8000")
    demo = flag("DEMO", values.get("DEMO") or _default_demo(values))
    return Environment(
        host=host,
        port=port,
        data_dir=data_dir,
        local=local,
        demo=demo,
        secret_key=_secret_key(values, data_dir, local),
        allowed_hosts=_allowed_hosts(values, host, local),
        base_url=_base_url(base_url, port, local),
        database=_database(values.get("DATABASE_URL", ""), data_dir),
        cache_url=choice_of_scheme("CACHE_URL", values.get("CACHE_URL", ""), ("redis", "rediss")),
        media_storage=_media_storage(values.get("MEDIA_STORAGE_URL", ""), data_dir),
        email=_email(values.get("EMAIL_URL") or "consolemail://"),
        trusted_proxies=_networks(values.get("TRUSTED_PROXIES", "")),
        mfa_required_for=_roles(values, demo),
        telegram=services.telegram(values),
        max=services.max_messenger(values, root),
        oidc=services.oidc(values),
        ldap=services.ldap(values),
        sendfile=flag("X_ACCEL_REDIRECT", values.get("X_ACCEL_REDIRECT") or "0"),
        peertube_hosts=_peertube_hosts(values.get("PEERTUBE_HOSTS", "")),
    )


def _dotenv(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip().removeprefix("export "): value.strip().strip("'\"") for name, value in pairs}


def _port(value: str) -> int:
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise WrongEnvironmentError(f"PORT must be a number from 1 to 65535, not {value!r}")
    return int(value)


def _secret_key(values: Mapping[str, str], data_dir: Path, local: bool) -> str:
    key = values.get("SECRET_KEY", "")
    if key and len(key) < 40:
        raise WrongEnvironmentError("SECRET_KEY is shorter than 40 characters")
    if key:
        return key
    if not local:
        raise WrongEnvironmentError("SECRET_KEY is required when DATABASE_URL or BASE_URL is set")
    return kept_secret(data_dir / "keys" / "secret_key")


def kept_secret(path: Path) -> str:
    """The secret in the file, made on first use; readable by the service account only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    return path.read_text(encoding="ascii").strip()


def _allowed_hosts(values: Mapping[str, str], host: str, local: bool) -> tuple[str, ...]:
    hosts = tuple(name.strip() for name in values.get("ALLOWED_HOSTS", "").split(",") if name.strip())
    if hosts:
        return hosts
    if not local:
        raise WrongEnvironmentError("ALLOWED_HOSTS is required when DATABASE_URL or BASE_URL is set")
    return ("localhost", "127.0.0.1", "[::1]", host)


def _base_url(value: str, port: int, local: bool) -> str:
    if not value and local:
        return f"http://127.0.0.1:{port}"
    if not value:
        raise WrongEnvironmentError(
            "BASE_URL is required when DATABASE_URL is set, for example https://teplo.example.org"
        )
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise WrongEnvironmentError(f"BASE_URL must look like https://teplo.example.org, not {value!r}")
    return value


def _database(url: str, data_dir: Path) -> dict:
    if not url:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(data_dir / "teplo.sqlite3")}
    scheme = urlsplit(url).scheme
    if scheme not in {"postgres", "postgresql", "sqlite"}:
        raise WrongEnvironmentError(f"DATABASE_URL must begin with postgres:// or sqlite://, not {scheme!r}")
    return environ.Env.db_url_config(url)


def _media_storage(url: str, data_dir: Path) -> dict:
    if not choice_of_scheme("MEDIA_STORAGE_URL", url, ("s3",)):
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(data_dir / "media")},
        }
    parts = urlsplit(url)
    bucket = parts.path.strip("/")
    if not (parts.username and parts.password and parts.hostname and bucket):
        raise WrongEnvironmentError("MEDIA_STORAGE_URL must look like s3://key:secret@endpoint/bucket")
    endpoint = parts.hostname + (f":{parts.port}" if parts.port else "")
    options = {"bucket_name": bucket, "endpoint_url": f"https://{endpoint}", "default_acl": "private"}
    keys = {"access_key": unquote(parts.username), "secret_key": unquote(parts.password)}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {**options, **keys}}


def _email(url: str) -> dict:
    if urlsplit(url).scheme not in {"consolemail", "smtp", "smtp+tls", "smtp+ssl", "smtps", "dummymail", "filemail"}:
        raise WrongEnvironmentError("EMAIL_URL must begin with smtp://, smtp+tls://, smtp+ssl:// or consolemail://")
    return environ.Env.email_url_config(url)


def _peertube_hosts(value: str) -> tuple[str, ...]:
    hosts = tuple(name.strip().lower() for name in value.split(",") if name.strip())
    wrong = next((host for host in hosts if not HOST_NAME.fullmatch(host)), None)
    if wrong:
        raise WrongEnvironmentError(f"PEERTUBE_HOSTS: {wrong!r} is no host name such as video.example.org")
    return hosts


def _networks(value: str) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    try:
        return tuple(ipaddress.ip_network(part.strip()) for part in value.split(",") if part.strip())
    except ValueError as error:
        raise WrongEnvironmentError(f"TRUSTED_PROXIES: {error}") from error


def _default_demo(values: Mapping[str, str]) -> str:
    """`make run` sets DEMO_BY_DEFAULT; a database of one's own is never filled with a demo unasked."""
    return "1" if values.get("DEMO_BY_DEFAULT") == "1" and not values.get("DATABASE_URL") else "0"


def _roles(values: Mapping[str, str], demo: bool) -> frozenset[str]:
    default = "" if demo else ROLES_WITH_SECOND_FACTOR
    names = frozenset(name.strip() for name in values.get("MFA_REQUIRED_FOR", default).split(",") if name.strip())
    unknown = names - {"employee", "hr", "press", "jury", "admin"}
    if unknown:
        raise WrongEnvironmentError(f"MFA_REQUIRED_FOR names no such group: {', '.join(sorted(unknown))}")
    return names
