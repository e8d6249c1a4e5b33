"""The door to the network: limits, no following, no repeating, and no secret on the way out."""

import base64
import logging
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from portal import http, masking
from tests.syndication.telegram_server import TelegramServer

QUICK = http.Timeouts(connect=2, read=0.5, whole=1)
SECRET = "123456:AASecret/with+signs=0123456789"


class Endless(BaseHTTPRequestHandler):
    """Answers for ever: quickly at /much, in drops at /drops."""

    def do_POST(self):
        self.send_response(200)
        self.end_headers()
        try:
            while not self.server.over.wait(0.05 if self.path == "/drops" else 0):
                self.wfile.write(b"." * (1 if self.path == "/drops" else 100_000))
        except ConnectionError:
            self.close_connection = True

    def log_message(self, *_):
        """Silent."""


@pytest.fixture
def endless():
    with ThreadingHTTPServer(("127.0.0.1", 0), Endless) as server:
        server.over = threading.Event()
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.over.set()
        server.shutdown()


@pytest.fixture
def telegram():
    with TelegramServer() as server:
        yield server


def call(base: str, path: str) -> http.Answer:
    with http.client(base, timeouts=QUICK) as client:
        return http.post(client, path, timeouts=QUICK, json={})


@pytest.mark.parametrize("path", ["much", "drops"])
def test_an_answer_without_end_is_cut_off(endless, path):
    with pytest.raises(http.NetworkError) as failed:
        call(endless, path)
    assert failed.value.sent


def test_a_redirect_is_an_answer_and_is_not_followed(telegram):
    telegram.faults.add("redirect", methods=["*"])
    assert call(f"{telegram.url}/bot{telegram.token}", "getMe").status == 302


def test_a_lost_reply_is_not_asked_for_again(telegram):
    telegram.faults.add("reset_after", methods=["*"])
    with pytest.raises(http.NetworkError) as failed:
        call(f"{telegram.url}/bot{telegram.token}", "getMe")
    assert failed.value.sent and telegram.calls["getme"] == 1


def test_the_environment_s_proxy_is_not_used(telegram, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert call(f"{telegram.url}/bot{telegram.token}", "getMe").status == 200


def test_a_request_that_never_left_is_told_apart(telegram):
    with pytest.raises(http.NetworkError) as failed:
        call("http://nowhere.invalid", "getMe")
    assert not failed.value.sent


@pytest.mark.parametrize(
    "form",
    [
        SECRET,
        "AASecret/with+signs=0123456789",
        "123456%3AAASecret%2Fwith%2Bsigns%3D0123456789",
        "AASecret%2Fwith%2Bsigns%3D0123456789",
        base64.b64encode(SECRET.encode()).decode(),
    ],
)
def test_a_secret_is_masked_however_it_is_written(form):
    assert masking.masked(f"before {form} after", [SECRET]).rstrip("=").startswith("before •••")
    assert "Secret" not in masking.masked(form, [SECRET])


def test_a_short_secret_does_not_blank_words():
    assert masking.masked("abc 1", ["1:abc"]) == "abc 1"


def test_a_record_and_its_traceback_lose_the_secret(caplog):
    masking.hide(SECRET)
    logger = logging.getLogger("test.masking")
    logger.addFilter(masking.MaskSecrets())
    try:
        raise ValueError(f"https://api.example.org/bot{SECRET}/getMe")
    except ValueError:
        logger.exception("failed at %s", SECRET)
    assert "ValueError" in caplog.text and "AASecret" not in caplog.text


def test_a_proxy_s_password_is_hidden():
    with http.client("http://x.example.org", timeouts=QUICK, proxy="http://user:proxy-password@127.0.0.1:9"):
        assert masking.without_hidden("proxy-password") == "•••"
