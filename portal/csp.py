"""Content Security Policy: strict on the site, with inline scripts in the CMS, whose pages cannot work without them."""

from functools import cache

from csp.constants import HEADER, SELF
from csp.utils import build_policy

CMS = "/admin/"
OURS_IN_CMS = "/admin/design/"
ADMIN_INLINE = {"script-src": [SELF, "'unsafe-inline'"], "style-src": [SELF, "'unsafe-inline'"]}


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
