"""The gates on the person, right behind authentication: what they decide stands in the session and costs no query."""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts import audit, interrupted, standing
from portal import masking

NO_GATES = ("/healthz", "/readyz", "/static/")
CMS = "/admin/"
ALWAYS_OPEN = ("/login/", "/logout/")


class PersonGatesMiddleware:
    """Idle limit, forced change of password, missing second factor. (A closed account has no user.)

    Sets `request.may_edit` for whoever is signed in: pages show editors the way into the CMS.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(NO_GATES):
            return self.get_response(request)
        with audit.on_behalf_of(request):
            response = _led_elsewhere(request) or self.get_response(request)
            if response.status_code == HTTPStatus.FORBIDDEN:
                audit.record("refused", method=request.method, path=masking.without_hidden(request.path))
            return response

    def process_view(self, request, view, args, kwargs):
        """Behind the CSRF check, so that what it answers to has come from our own page."""
        if getattr(view, "login_required", True) and not request.user.is_authenticated:
            return interrupted.answer(request)
        if request.path.startswith(CMS) and request.user.is_authenticated and not request.may_edit:
            raise PermissionDenied  # Wagtail would lead to signing in, and signing in back to the CMS
        return None


def _led_elsewhere(request: HttpRequest) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return None
    standing.keep(request.session, request.user)
    request.may_edit = standing.may_edit(request.session)
    if request.path.startswith(ALWAYS_OPEN):
        return None
    if request.user.must_change_password:
        return _led_to("password_change", request, "/me/password/")
    if standing.must_enrol(request.session):
        return _led_to("mfa_activate_totp", request, "/me/")
    return None


def _led_to(name: str, request: HttpRequest, open_path: str) -> HttpResponse | None:
    return None if request.path.startswith(open_path) else HttpResponseRedirect(reverse(name))
