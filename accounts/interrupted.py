"""A long form that met an ended session: the text goes back to the person, to be sent again after signing in."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from portal.transactions import SAFE_METHODS

SESSION_IS_OVER = "Сеанс закончился. Войдите в новой вкладке и повторите: текст на странице не пропал."
STALE_FORM = "Форма устарела. Обновите страницу и повторите."
# Below these addresses forms are long enough to be carried: the CMS, and what apps have said.
_carried = ["/admin/"]


def carry_forms_of(prefix: str) -> None:
    """What is posted below this address goes back to the person; call it in `AppConfig.ready`."""
    _carried.append(prefix)


def answer(request: HttpRequest) -> HttpResponse | None:
    """For a signed-out POST of a long form: the page that carries what was posted. Others get the usual redirect."""
    if request.method in SAFE_METHODS or not _is_carried(request):
        return None
    if not _is_page(request):
        return JsonResponse({"error": SESSION_IS_OVER}, status=401, json_dumps_params={"ensure_ascii": False})
    return _carry(request, 401)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """`CSRF_FAILURE_VIEW`. Signing in again changes the token; a form of our own may be sent again."""
    if not _is_page(request):
        return JsonResponse({"error": STALE_FORM}, status=403, json_dumps_params={"ensure_ascii": False})
    if _is_carried(request) and _from_our_own_page(request):
        return _carry(request, 403)
    return render(request, "accounts/stale_form.html", status=403)


def _carry(request: HttpRequest, status: int) -> HttpResponse:
    context = {"fields": _posted(request), "files": [file.name for file in request.FILES.values()]}
    response = render(request, "accounts/interrupted.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _is_carried(request: HttpRequest) -> bool:
    return request.path.startswith(tuple(_carried))


def _posted(request: HttpRequest) -> list[tuple[str, str]]:
    """Everything posted except the old token and passwords."""
    kept = [name for name in request.POST if name != "csrfmiddlewaretoken" and "password" not in name]
    return [(name, value) for name in kept for value in request.POST.getlist(name)]


def _from_our_own_page(request: HttpRequest) -> bool:
    """Without this a foreign page could have its own form carried into ours and sent on by the person's own click."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _is_page(request: HttpRequest) -> bool:
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return False
    return request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
