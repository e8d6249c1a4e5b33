"""Secrets that live in files beside the database, never in it and never in a backup: whoever forgets one forgets it for ever."""

from __future__ import annotations

import secrets
from functools import lru_cache
from pathlib import Path

from django.conf import settings


def secret(name: str) -> bytes:
    """The secret of this name, made by whichever process asks first; the others read its file."""
    return _read_or_made(str(path_of(name)))


def is_kept(name: str) -> bool:
    return path_of(name).exists()


def forget(name: str) -> None:
    """After this nobody can make what was made with it."""
    path_of(name).unlink(missing_ok=True)
    _read_or_made.cache_clear()


def kept(prefix: str) -> list[str]:
    """The names of all secrets that begin so, in order."""
    return sorted(path.name for path in _folder().glob(f"{prefix}*"))


def path_of(name: str) -> Path:
    return _folder() / name


def _folder() -> Path:
    return settings.DATA_DIR / "keys"


@lru_cache(maxsize=16)
def _read_or_made(path: str) -> bytes:
    place = Path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    made = place.with_name(f".{place.name}-{secrets.token_hex(8)}")
    made.write_bytes(secrets.token_bytes(32))
    made.chmod(0o600)
    try:
        place.hardlink_to(made)
    except FileExistsError:
        pass
    finally:
        made.unlink()
    return place.read_bytes()
