"""What version of the code and templates serves: bodies made by another version are not used."""

import hashlib
from pathlib import Path

from django.conf import settings

SUFFIXES = {".py", ".html", ".css", ".js", ".json"}


def _fingerprint(root: Path) -> str:
    """A digest of names, sizes and times of the sources; a few milliseconds, once a process."""
    apps = [root / app for app in ("portal", *settings.ROOMS)]
    files = sorted(path for app in [*apps, root / "static"] for path in app.rglob("*") if path.suffix in SUFFIXES)
    state = [(str(path.relative_to(root)), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return hashlib.blake2b(repr(state).encode(), digest_size=8).hexdigest()


RELEASE = _fingerprint(settings.BASE_DIR)
