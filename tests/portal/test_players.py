"""Which addresses are videos that may be framed: an allow-list, whatever is typed (S52, S54)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.players import RUTUBE_HOSTS, VK_HOSTS, frame_origins, video_at

OURS = ("video.example.org",)
KEY = "0123456789abcdef0123456789abcdef"
FRAME = re.compile(
    r"https://rutube\.ru/play/embed/[0-9a-f]{32}/(\?p=[\w-]+)?"
    r"|https://vkvideo\.ru/video_ext\.php\?oid=-?\d+&id=\d+(&hash=[0-9a-f]+)?&hd=2"
    r"|https://video\.example\.org/videos/embed/[0-9A-Za-z-]+\?p2p=0&peertubeLink=0&warningTitle=0",
    re.ASCII,
)
hosts = st.sampled_from(sorted({*RUTUBE_HOSTS, *VK_HOSTS, *OURS}))


@pytest.mark.parametrize(
    ("typed", "frame"),
    [
        (f"https://rutube.ru/video/{KEY}/", f"https://rutube.ru/play/embed/{KEY}/"),
        (f"http://www.rutube.ru/video/{KEY}/?r=plwd&t=5", f"https://rutube.ru/play/embed/{KEY}/"),
        (f"https://rutube.ru/shorts/{KEY}/", f"https://rutube.ru/play/embed/{KEY}/"),
        (f"https://rutube.ru/video/private/{KEY}/?p=aB-3_x", f"https://rutube.ru/play/embed/{KEY}/?p=aB-3_x"),
        (
            "https://vkvideo.ru/video-22822305_456241864",
            "https://vkvideo.ru/video_ext.php?oid=-22822305&id=456241864&hd=2",
        ),
        ("https://vk.com/video?z=video-1_2%2Fpl_cat", "https://vkvideo.ru/video_ext.php?oid=-1&id=2&hd=2"),
        ("https://vkvideo.ru/playlist/-5_1/video-5_77", "https://vkvideo.ru/video_ext.php?oid=-5&id=77&hd=2"),
        (
            '<iframe src="https://vkvideo.ru/video_ext.php?oid=-1&amp;id=2&amp;hash=ab12&amp;hd=4" width="853"></iframe>',
            "https://vkvideo.ru/video_ext.php?oid=-1&id=2&hash=ab12&hd=2",
        ),
        (
            "https://video.example.org/w/9ba1NqYkqXSpfLFg8y1bxj?start=5s",
            "https://video.example.org/videos/embed/9ba1NqYkqXSpfLFg8y1bxj?p2p=0&peertubeLink=0&warningTitle=0",
        ),
    ],
)
def test_what_editors_copy_is_understood(typed, frame):
    assert video_at(typed, OURS).frame == frame
    assert video_at(video_at(typed, OURS).frame, OURS).frame == frame


@pytest.mark.parametrize(
    "typed",
    [
        "http://127.0.0.1/video/1",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[broken",
        "http://0x7f.1/",
        "file:///etc/passwd",
        "gopher://rutube.ru/1",
        "javascript:alert(1)//rutube.ru/video/" + KEY,
        f"https://rutube.ru.evil.example/video/{KEY}/",
        f"https://evil.example/rutube.ru/video/{KEY}/",
        f"https://rutube.ru@evil.example/video/{KEY}/",
        f"https://user@rutube.ru/video/{KEY}/",
        f"https://rutube.ru:8080/video/{KEY}/",
        f"https://rutube.ru\\@evil.example/video/{KEY}/",
        f"https://rutube.ru/video/{KEY}/../../x",
        f'https://rutube.ru/video/{KEY}"><script>',
        f"https://rutubе.ru/video/{KEY}/",  # a Cyrillic letter
        f"data:text/html,https://rutube.ru/video/{KEY}/",
        "https://rutube.ru/",
        "https://vk.com/away.php?to=http://127.0.0.1",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://dzen.ru/video/watch/65f0c0ffee",
        "",
    ],
)
def test_everything_else_is_refused(typed):
    assert video_at(typed, OURS) is None


@given(st.text() | st.from_regex(r"(https?:)?//[^\s/]{1,30}/(video|w|play/embed)/\S{0,60}", fullmatch=True))
def test_whatever_is_typed_no_other_frame_comes_of_it(typed):
    video = video_at(typed, OURS)
    assert video is None or FRAME.fullmatch(video.frame)


@given(hosts, st.text(max_size=80), st.text(max_size=40))
def test_no_path_of_an_allowed_site_leads_elsewhere(host, path, query):
    video = video_at(f"https://{host}/{path}?{query}", OURS)
    assert video is None or FRAME.fullmatch(video.frame)


@given(st.integers(min_value=-(10**18), max_value=10**18), st.integers(min_value=0, max_value=10**18))
def test_each_video_of_vk_is_found_by_its_two_numbers(owner, number):
    frame = video_at(f"https://vk.com/video{owner}_{number}").frame
    assert frame == f"https://vkvideo.ru/video_ext.php?oid={owner}&id={number}&hd=2"


def test_a_peertube_is_ours_only_when_the_installation_says_so():
    assert video_at("https://video.example.org/w/9ba1NqYkqXSpfLFg8y1bxj") is None
    assert frame_origins(OURS)[-1] == "https://video.example.org"
