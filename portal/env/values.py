"""Values of the environment: read, checked, and refused in one clear line."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

LOCAL = {"localhost", "127.0.0.1", "::1"}


class WrongEnvironmentError(Exception):
    """A variable is missing or cannot be read; the text is one line for the administrator, without the value of a secret."""


def flag(name: str, value: str) -> bool:
    """A switch: 0 or 1."""
    if value not in {"0", "1"}:
        raise WrongEnvironmentError(f"{name} must be 0 or 1, not {value!r}")
    return value == "1"


def choice_of_scheme(name: str, url: str, schemes: tuple[str, ...]) -> str:
    """The address, which may be empty."""
    if url and urlsplit(url).scheme not in schemes:
        raise WrongEnvironmentError(f"{name} must begin with {' or '.join(f'{scheme}://' for scheme in schemes)}")
    return url


def https_or_local(name: str, url: str) -> str:
    """The address of a server to which secrets are sent."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOCAL):
        raise WrongEnvironmentError(f"{name} must begin with https://")
    return url


def all_of(values: Mapping[str, str], names: tuple[str, ...], because: str) -> list[str]:
    """These variables, which `because` needs together."""
    missing = [name for name in names if not values.get(name)]
    if missing:
        raise WrongEnvironmentError(f"{', '.join(missing)} must be set when {because} is")
    return [values[name] for name in names]
