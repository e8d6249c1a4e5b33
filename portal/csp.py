"""Content Security Policy: strict on the site, with inline scripts in the CMS, whose pages cannot work without them."""

from collections.abc import Iterable
from functools import cache

from csp.constants import HEADER, NONE, SELF
from csp.utils import build_policy

CMS = "/admin/"
OURS_IN_CMS = "/admin/design/"
ADMIN_INLINE = {"script-src": [SELF, "'unsafe-inline'"], "style-src": [SELF, "'unsafe-inline'"]}


def directives(frames: Iterable[str]) -> dict[str, list[str]]:
    """Of the site: nothing from elsewhere but players of videos, whose origins these are, in frames; no inline script."""
    return {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF, *frames],
        "media-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }


class ContentSecurityPolicyMiddleware:
    """Writes the header that django-csp builds, built once: no answer of ours has a nonce (Wagtail 8 knows none)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        in_cms = request.path.startswith(CMS) and not request.path.startswith(OURS_IN_CMS)
        response.headers.setdefault(HEADER, _policy(in_cms))
        return response


@cache
def _policy(in_cms: bool) -> str:
    return build_policy(replace=ADMIN_INLINE if in_cms else None)
