"""Videos of other sites: which addresses may stand in a story, and the frame that shows them. Pure; nobody is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlsplit

RUTUBE_HOSTS = frozenset({"rutube.ru", "www.rutube.ru", "m.rutube.ru"})
VK_HOSTS = frozenset(
    {"vkvideo.ru", "www.vkvideo.ru", "m.vkvideo.ru", "vk.com", "www.vk.com", "m.vk.com", "vk.ru", "m.vk.ru"}
)
# What is put into a frame, and so into the policy's frame-src.
FRAMES = ("https://rutube.ru", "https://vkvideo.ru")

_IN_FRAME = re.compile(r"""<iframe\b[^>]*?\bsrc\s*=\s*["']([^"']+)["']""", re.IGNORECASE)
_RUTUBE = re.compile(r"/(?:video(/private)?|shorts|play/embed|video/embed)/([0-9a-f]{32})/?", re.ASCII)
_RUTUBE_KEY = re.compile(r"[\w-]{1,64}", re.ASCII)
_VK = re.compile(r"(?:video|clip)(-?[0-9]{1,20})_([0-9]{1,20})")
_VK_PATH = re.compile(rf"(?:/[\w.@/-]*)?/{_VK.pattern}/?", re.ASCII)
_VK_HASH = re.compile(r"[0-9a-f]{1,40}", re.ASCII)
_PEERTUBE = re.compile(r"/(?:w|videos/watch|videos/embed)/([0-9A-Za-z-]{16,36})/?", re.ASCII)


@dataclass(frozen=True)
class Video:
    """Where the video is to be seen: `page` at its own site, `frame` inside a story. Both are composed here, never passed on."""

    site: str
    page: str
    frame: str


def video_at(typed: str, peertube_hosts: Iterable[str] = ()) -> Video | None:
    """The video of an address, or of a site's code for embedding; None for everything that is not on the list."""
    framed = _IN_FRAME.search(typed)
    parts = _split((framed[1].replace("&amp;", "&") if framed else typed).strip())
    read = _reader(parts.netloc.lower(), frozenset(peertube_hosts)) if parts else None
    return read(parts) if read else None


def frame_origins(peertube_hosts: Iterable[str]) -> list[str]:
    """The origins whose players may be framed."""
    return [*FRAMES, *(f"https://{host}" for host in peertube_hosts)]


def _split(address: str) -> SplitResult | None:
    address = f"https:{address}" if address.startswith("//") else address
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} else None


def _reader(host: str, peertube_hosts: frozenset[str]) -> Callable[[SplitResult], Video | None] | None:
    """`host` is all that stands before the path: a user name or a port in it makes it a foreign one."""
    if host in RUTUBE_HOSTS:
        return _rutube
    if host in VK_HOSTS:
        return _vk
    return _peertube if host in peertube_hosts else None


def _rutube(parts: SplitResult) -> Video | None:
    found = _RUTUBE.fullmatch(parts.path)
    if not found:
        return None
    key = _parameter(parts, "p", _RUTUBE_KEY)
    ending = f"?p={key}" if key else ""
    folder = "video/private" if found[1] or key else "video"
    return Video(
        "RuTube",
        f"https://rutube.ru/{folder}/{found[2]}/{ending}",
        f"https://rutube.ru/play/embed/{found[2]}/{ending}",
    )


def _vk(parts: SplitResult) -> Video | None:
    owner, number = _vk_numbers(parts)
    if not number:
        return None
    key = _parameter(parts, "hash", _VK_HASH)
    ending = f"&hash={key}" if key else ""
    return Video(
        "VK Видео",
        f"https://vkvideo.ru/video{owner}_{number}",
        f"https://vkvideo.ru/video_ext.php?oid={owner}&id={number}{ending}&hd=2",
    )


def _vk_numbers(parts: SplitResult) -> tuple[str, str]:
    if parts.path == "/video_ext.php":
        return _parameter(parts, "oid", re.compile(r"-?[0-9]{1,20}")), _parameter(
            parts, "id", re.compile(r"[0-9]{1,20}")
        )
    found = _VK_PATH.fullmatch(parts.path) or _VK.match(_parameter(parts, "z", re.compile(r".+")))
    return (found[1], found[2]) if found else ("", "")


def _peertube(parts: SplitResult) -> Video | None:
    found = _PEERTUBE.fullmatch(parts.path)
    if not found:
        return None
    host = parts.netloc.lower()
    # Without p2p viewers' addresses are not told to one another.
    frame = f"https://{host}/videos/embed/{found[1]}?p2p=0&peertubeLink=0&warningTitle=0"
    return Video(host, f"https://{host}/w/{found[1]}", frame)


def _parameter(parts: SplitResult, name: str, pattern: re.Pattern) -> str:
    """The first value of this name, if it looks as it must; else nothing."""
    value = parse_qs(parts.query).get(name, [""])[0]
    return value if pattern.fullmatch(value) else ""
