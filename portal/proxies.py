"""Whose word about the client's address, protocol and the beginning of the request counts (`TRUSTED_PROXIES`)."""

import ipaddress

from django.conf import settings

from portal import arrival


class TrustedProxyMiddleware:
    """Takes `X-Forwarded-For`, `-Proto` and `X-Request-Start` from trusted proxies, and drops them from anybody else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        forwarded = request.META.pop("HTTP_X_FORWARDED_FOR", "")
        protocol = request.META.pop("HTTP_X_FORWARDED_PROTO", "")
        trusted = is_trusted(request.META.get("REMOTE_ADDR", ""))
        arrival.note(request, trusted)
        if trusted:
            request.META["REMOTE_ADDR"] = client_address(forwarded, request.META["REMOTE_ADDR"])
            if protocol == "https":
                request.META["wsgi.url_scheme"] = "https"
        return self.get_response(request)


def client_address(forwarded: str, peer: str) -> str:
    """The last address in the chain that is not a trusted proxy's own: everything left of it may be forged."""
    for address in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
        if not is_address(address):
            return peer
        if not is_trusted(address):
            return address
        peer = address
    return peer


def is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def is_trusted(text: str) -> bool:
    """Whether the address belongs to `TRUSTED_PROXIES`. A Unix socket has no address and belongs to the machine itself."""
    if not is_address(text):
        return False
    return any(ipaddress.ip_address(text) in network for network in settings.ENV.trusted_proxies)
