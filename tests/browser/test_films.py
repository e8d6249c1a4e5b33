"""A film from an editor's disk to a colleague's screen, in Chromium."""

import gzip
import re

import pytest
from django.conf import settings
from django.urls import reverse

from films.captions.cues import Cue
from films.factories import FilmFactory, VideoFactory, cast_row, make_film, stored_video
from films.models import FilmPage, Track, Video
from films.models.tracks import keep
from films.pipeline.tasks import make_films

pytestmark = pytest.mark.browser

SRT = "1\n00:00:00,000 --> 00:00:19,000\nДоброе утро!\n\n2\n00:00:21,000 --> 00:00:40,000\nКотёл пошёл\n"
VIDEO = "document.querySelector('video')"
CAPTION = f"{VIDEO}.textTracks[0].activeCues?.[0]?.text"
FIRST_FRAME_AT_MOST = 400_000
# From the click to the picture, and what had arrived by then.
WATCH_FRAME = """() => {
  const video = document.querySelector("video");
  video.muted = true;
  window.firstFrame = new Promise((done) => {
    document.querySelector("button.play").addEventListener("click", () => {
      const begun = performance.now();
      video.requestVideoFrameCallback(() => {
        const now = performance.now();
        const arrived = performance.getEntriesByType("resource").filter((entry) => entry.responseEnd <= now);
        done([now - begun, arrived.map((entry) => [entry.name, entry.encodedBodySize])]);
      });
    }, { capture: true });
  });
}"""
WATCH_SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
KEYS = [
    ("Digit5", f"Math.abs({VIDEO}.currentTime - 15) < 2"),
    ("ArrowLeft", f"{VIDEO}.currentTime < 8"),
    ("ArrowRight", f"{VIDEO}.currentTime > 14"),
    ("KeyC", f"{VIDEO}.textTracks[0].mode === 'showing'"),
    ("ArrowDown", f"{VIDEO}.volume < 0.95"),
    ("KeyM", f"!{VIDEO}.muted"),
    ("KeyM", f"{VIDEO}.muted"),
    ("Space", f"{VIDEO}.paused"),
    ("KeyK", f"!{VIDEO}.paused"),
]


@pytest.fixture
def small_pieces(monkeypatch):
    monkeypatch.setattr("films.uploading.CHUNK", 64 * 1024)


def test_an_upload_broken_off_and_resumed_becomes_a_film_that_plays(visit, company, tmp_path, small_pieces):
    source = make_film(tmp_path / "Её смена.mp4", 40, "640x360", "sine", "-b:v", "300k")
    page = visit()
    page.goto(reverse("films_videos"))
    offsets = []

    def breaks(route):
        offsets.append(route.request.headers["upload-offset"])
        if len(offsets) == 3:
            route.abort()
        else:
            route.continue_()

    page.route("**/films/uploads/*/", breaks)
    page.set_input_files("#film-file", source)
    page.wait_for_url("**/films/videos/*/", timeout=30_000)
    assert offsets[2] == offsets[3], "the piece that was lost is sent again"
    assert Video.objects.get().size == source.stat().st_size
    make_films.call()
    page.get_by_role("button", name="Выбрать кадр 1").wait_for()

    page.get_by_role("link", name="Русский").click()
    page.set_input_files(
        "#captions-file", files=[{"name": "a.srt", "mimeType": "text/plain", "buffer": SRT.encode("cp1251")}]
    )
    page.get_by_role("button", name="Загрузить файл").click()
    page.get_by_text("Субтитры сохранены: 2 титра.").wait_for()

    film = FilmFactory(video=Video.objects.get(), cast=[cast_row("Соня", "Снежинка", 21)])
    page.goto(film.url)
    page.evaluate("() => { document.querySelector('video').muted = true }")
    page.get_by_role("button", name="Смотреть, 40 секунд").click()
    page.wait_for_function("() => document.querySelector('video').currentTime > 1")
    assert page.evaluate("() => document.querySelector('video').currentSrc").startswith("blob:")

    page.keyboard.press("c")
    page.wait_for_function(f"() => {CAPTION} === 'Доброе утро!'")
    assert page.locator("select[name=captions]").input_value() == "ru"

    page.get_by_role("link", name="Соня: к сцене 0:21").click()
    page.wait_for_function("() => document.querySelector('video').currentTime > 21.5")
    page.wait_for_function(f"() => {CAPTION} === 'Котёл пошёл'")
    page.keyboard.press("k")
    page.wait_for_function("() => localStorage.length > 0")

    page.reload()
    page.evaluate("() => { document.querySelector('video').muted = true }")
    page.get_by_role("button", name="Продолжить с 0:2").click()
    page.wait_for_function("() => document.querySelector('video').currentTime > 21")
    page.wait_for_function(f"() => {CAPTION} === 'Котёл пошёл'")
    assert page.errors == ["Failed to load resource: net::ERR_FAILED"], "the broken line, and nothing else"


def test_after_a_reload_the_same_file_goes_on_where_it_was(visit, company, tmp_path, small_pieces):
    source = make_film(tmp_path / "a.mp4", 30, "640x360", "sine", "-b:v", "300k")
    page = visit()
    page.goto(reverse("films_videos"))
    offsets = []

    def waits(route):
        offsets.append(int(route.request.headers["upload-offset"]))
        if len(offsets) < 3:
            route.continue_()

    page.route("**/films/uploads/*/", waits)
    page.set_input_files("#film-file", source)
    while len(offsets) < 3:
        page.wait_for_timeout(50)
    page.unroute("**/films/uploads/*/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(reverse("films_videos"))
    page.route(
        "**/films/uploads/*/",
        lambda route: (offsets.append(int(route.request.headers["upload-offset"])), route.continue_()),
    )
    page.set_input_files("#film-file", source)
    page.wait_for_url("**/films/videos/*/", timeout=30_000)
    assert offsets[3] >= offsets[2] > 0


def test_without_javascript_the_file_plays(visit, company, tmp_path):
    content = make_film(tmp_path / "a.mp4", 3, "320x240").read_bytes()
    film = FilmFactory(video=VideoFactory(content=content), audience="public")
    page = visit(360, java_script_enabled=False)
    page.goto(film.url)
    assert page.locator("video source").get_attribute("src") == film.video.file_url
    assert page.locator(".player .bar").is_hidden()


@pytest.fixture
def made(site, tmp_path):
    """`made(30, "1280x720")` is the page of such a film, after the worker's turn."""

    def _made(*told):
        stored_video(make_film(tmp_path / "a.mp4", *told).read_bytes())
        make_films.call()
        return FilmFactory(video=Video.objects.get(), cast=[cast_row("Соня")])

    return _made


def sent(name: str, size: int) -> int:
    """As a server of ours sends it: scripts are packed by collectstatic, which the tests' server does without."""
    if "/static/" not in name:
        return size
    return len(gzip.compress((settings.BASE_DIR / name[name.index("static/") :]).read_bytes()))


def test_the_first_frame_comes_within_a_second_and_400_kilobytes(visit, company, made):
    """Of noise, which hardly packs: the heaviest film a viewer may meet."""
    film = made(12, "1280x720", "anoisesrc=amplitude=0.5", "-vf", "noise=alls=60:allf=t")
    page = visit(360)
    page.goto(film.url)
    page.evaluate(WATCH_FRAME)
    page.get_by_role("button", name="Смотреть").click()
    waited, arrived = page.evaluate("() => window.firstFrame")
    needed = {name: sent(name, size) for name, size in arrived if re.search("hls|film-|/media/", name)}
    assert any(name.endswith("360.m4s") for name in needed)
    assert sum(needed.values()) <= FIRST_FRAME_AT_MOST, needed
    assert waited < 1000


def test_the_keys_of_the_player_under_any_layout(visit, company, made):
    film = made(30, "1280x720")
    keep(film.video, [Cue(0, 30_000, "Доброе утро!")])
    page = visit()
    page.goto(film.url)
    page.evaluate("() => { document.querySelector('video').muted = true }")
    page.get_by_role("button", name="Смотреть").click()
    page.wait_for_function(f"() => {VIDEO}.currentTime > 0.2")
    for key, holds in KEYS:
        page.evaluate(
            f"() => {VIDEO}.dispatchEvent(new KeyboardEvent('keydown', {{ code: '{key}', key: 'ы', bubbles: true }}))"
        )
        page.wait_for_function(f"() => {holds}")
    page.locator("select[name=speed]").select_option("1.5")
    assert page.evaluate(f"() => {VIDEO}.playbackRate") == 1.5
    assert page.locator("select[name=quality] option").all_inner_texts() == ["Качество: авто", "360p", "720p"]
    assert page.get_by_role("button", name="В окошке").is_visible()
    page.reload()
    assert page.evaluate(f"() => {VIDEO}.textTracks[0].mode") == "showing", "what was chosen is kept"
    assert page.errors == []


def test_the_line_of_the_film_shows_the_frames_and_leads_to_them(visit, company, made):
    film = made(12, "640x360")
    page = visit()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(film.url, wait_until="networkidle")
    line, frame = page.get_by_label("Место в фильме"), page.locator(".frames output")
    assert frame.is_hidden()
    assert not any("sprite" in url for url in asked)
    with page.expect_response("**/sprite.jpg") as sheet:
        line.hover(position={"x": line.bounding_box()["width"] / 2, "y": 10})
    assert sheet.value.ok
    assert frame.inner_text() in ("0:05", "0:06")
    assert page.evaluate(f"() => {VIDEO}.paused"), "looking ahead starts nothing"
    page.evaluate(f"() => {{ {VIDEO}.muted = true }}")
    line.fill("8")
    page.wait_for_function(f"() => {VIDEO}.currentTime > 8.2")
    page.wait_for_function("() => document.querySelector('.frames input').ariaValueText === '0:08'")
    page.evaluate(f"() => {VIDEO}.pause()")
    line.press("ArrowLeft")
    assert frame.inner_text() in ("0:07", "0:08"), "by keyboard too"
    page.wait_for_function(f"() => {VIDEO}.currentTime < 8.1")
    assert page.evaluate(f"() => {VIDEO}.paused"), "a film that stands goes on standing"
    page.get_by_role("heading", level=1).click()
    assert frame.is_hidden()
    assert page.errors == []


def test_the_poster_moves_nothing(visit, company, made):
    film = made(3, "640x360")
    page = visit(360)
    page.add_init_script(WATCH_SHIFTS)
    page.goto(film.url, wait_until="networkidle")
    page.get_by_role("button", name="Смотреть").click()
    page.wait_for_function(f"() => {VIDEO}.currentTime > 0.2")
    assert page.evaluate("() => window.shifts") < 0.05


def test_captions_are_edited_beside_the_player_by_keyboard(visit, company, tmp_path):
    video = VideoFactory(content=make_film(tmp_path / "a.mp4", 10, "320x240").read_bytes())
    Video.objects.update(facts=video.facts | {"seconds": 10})
    page = visit()
    page.goto(reverse("films_captions", args=[video.pk, "ru"]))
    page.wait_for_function(f"() => {VIDEO}.readyState > 0")
    first = page.locator(".cue").first
    first.locator("[name=text]").fill("Доброе утро, котельная!")
    page.evaluate(f"() => {{ {VIDEO}.currentTime = 2 }}")
    page.keyboard.press("Alt+s")
    page.evaluate(f"() => {{ {VIDEO}.currentTime = 6 }}")
    page.keyboard.press("Alt+e")
    assert first.locator("[name=start]").input_value() == "00:02.000"
    assert "6 зн./с" in first.locator(".note").inner_text()
    first.get_by_role("button", name="Разделить").click()
    assert page.locator(".cue [name=text]").nth(0).input_value() == "Доброе утро,"
    assert page.locator(".cue [name=text]").nth(1).input_value() == "котельная!"
    page.keyboard.press("Control+Enter")
    page.keyboard.type("Лишнее")
    page.locator(".cue").nth(2).get_by_role("button", name="Убрать").click()
    page.get_by_role("button", name="Сохранить").click()
    page.get_by_text("Субтитры сохранены: 2 титра.").wait_for()
    assert [cue.text for cue in Track.objects.get().cues] == ["Доброе утро,", "котельная!"]
    assert page.errors == []


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_window(visit, company, width):
    FilmFactory(cast=[cast_row("Соня"), cast_row(company["hero"], crew=True)])
    page = visit(width)
    for address in ("/films/", FilmPage.objects.get().url):
        page.goto(address)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
