"""`/healthz`: the process is alive. `/readyz`: what it stands on answers; names what does not."""

import uuid
from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from portal import worker


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    parts = {name: _answers(check) for name, check in CHECKS.items()}
    ready = all(answer == "ok" for answer in parts.values())
    return JsonResponse({"ready": ready, **parts}, status=200 if ready else 503)


def _answers(check: Callable[[], bool]) -> str:
    try:
        return "ok" if check() else "does not answer"
    except (
        Exception
    ) as error:  # the boundary: any failure of a part is the answer itself, by its class and nothing more
        return type(error).__name__


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _cache() -> bool:
    token = uuid.uuid4().hex
    caches["shared"].set("readyz", token, 10)
    return caches["shared"].get("readyz") is not None


def _storage() -> bool:
    name = default_storage.save("health/probe", ContentFile(b"ok"))
    with default_storage.open(name) as file:
        content = file.read()
    default_storage.delete(name)
    return content == b"ok"


CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "cache": _cache,
    "storage": _storage,
    "worker": worker.is_alive,
}
