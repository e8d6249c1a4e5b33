"""Where finished sheets wait for their maker: beside the media, never in it (no address gives them, no backup takes them)."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from people.models import InvitationSheet

KEPT_FOR = timedelta(hours=1)


def path_of(sheet: InvitationSheet) -> Path:
    return settings.DATA_DIR / "sheets" / f"{sheet.batch}.{sheet.kind}"


def keep(sheet: InvitationSheet, kind: str, content: bytes) -> None:
    """Writes the file for the service account only, and says that it is ready."""
    sheet.kind, sheet.state, sheet.ready_at = kind, InvitationSheet.State.READY, timezone.now()
    path = path_of(sheet)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    sheet.save(update_fields=["kind", "state", "ready_at"])


def burn_old() -> None:
    """Deletes the files whose hour is over."""
    ready = InvitationSheet.objects.filter(state=InvitationSheet.State.READY, ready_at__lt=timezone.now() - KEPT_FOR)
    for sheet in ready:
        path_of(sheet).unlink(missing_ok=True)
        sheet.state = InvitationSheet.State.GONE
        sheet.save(update_fields=["state"])
