"""Fifty viewers of one film: through gunicorn alone and through nginx, against nginx that serves the same bytes and asks nobody.

    python -m bench.films [--viewers 50] [--seconds 6] [--rounds 3]

Throughput: every viewer takes segment after segment as fast as it comes. The other pages: every viewer takes a segment each
four seconds, as a player does, while one reader asks for pages. Needs nginx; data lie in a folder of their own (--data DIR).
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import statistics
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from bench.data import manage, production
from bench.serving import ROOT, serving

ALONE, BEHIND, NGINX = 8195, 8196, 8197
FILM = 48 * 1024 * 1024
# Four seconds at 1,400 kbit/s: a segment of 720p.
SEGMENT, EVERY = 700 * 1000, 4
ASKED = 150
CONFIG = """
{user}daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 2;
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{
    listen 127.0.0.1:{port};
    location /plain/ {{ alias {media}/; }}
    location /protected-media/ {{ internal; alias {media}/; }}
    location / {{
      proxy_pass http://127.0.0.1:{behind}; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_set_header Host $host; proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto $scheme;
    }}
  }}
}}
"""


def prepare() -> None:
    """Runs inside the portal: a film and a reader; prints their addresses and the session as JSON."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    from accounts.factories import UserFactory
    from films.factories import FilmFactory, VideoFactory
    from films.models import FilmPage

    film = FilmPage.objects.live().filter(video__isnull=False).first()
    film = film or FilmFactory(video=VideoFactory(content=random.Random(1).randbytes(FILM)))
    user = get_user_model().objects.filter(username="viewer").first() or UserFactory(username="viewer")
    client = Client()
    client.force_login(user)
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    stored = film.video.stored("film.mp4")
    print(json.dumps({"cookie": cookie, "file": film.video.file_url, "stored": stored, "page": film.url}))


@contextmanager
def nginx(media: Path):
    """nginx before the portal, which also serves the stored files to anybody under /plain/."""
    with tempfile.TemporaryDirectory() as folder:
        user = "user root; " if os.geteuid() == 0 else ""
        told = CONFIG.format(user=user, folder=folder, port=NGINX, media=media.resolve(), behind=BEHIND)
        (Path(folder) / "nginx.conf").write_text(told)
        process = subprocess.Popen(["nginx", "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"])
        try:
            time.sleep(1)
            yield
        finally:
            process.terminate()
            process.wait(30)


class Viewers:
    """So many threads, each with a connection of its own, that take segments of one file until they are stopped."""

    def __init__(self, number: int, port: int, path: str, cookie: str, pause: float = 0):
        self.port, self.path, self.cookie, self.pause = port, path, cookie, pause
        self.over, self.received = threading.Event(), [0] * number
        self.threads = [threading.Thread(target=self._watch, args=(n,)) for n in range(number)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self.over.set()
        for thread in self.threads:
            thread.join()

    def _watch(self, number: int) -> None:
        chance, buffer = random.Random(number), bytearray(SEGMENT)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self.over.wait(chance.uniform(0, self.pause))
        while not self.over.is_set():
            start = chance.randrange(FILM - SEGMENT)
            headers = {"Cookie": self.cookie, "Range": f"bytes={start}-{start + SEGMENT - 1}"}
            connection.request("GET", self.path, headers=headers)
            answer = connection.getresponse()
            if answer.status != http.client.PARTIAL_CONTENT:
                raise RuntimeError(f"{self.path} answered {answer.status}")
            while got := answer.readinto(buffer):
                self.received[number] += got
            self.over.wait(self.pause)


def throughput(viewers: int, seconds: float, port: int, path: str, cookie: str) -> float:
    """Megabytes a second to all of them together."""
    with Viewers(viewers, port, path, cookie) as crowd:
        time.sleep(1)
        before, began = sum(crowd.received), time.perf_counter()
        time.sleep(seconds)
        return (sum(crowd.received) - before) / (time.perf_counter() - began) / 1e6


def page_time(port: int, paths: list[str], cookie: str) -> float:
    """The median of milliseconds that one reader waits for a page."""
    connection, waited = http.client.HTTPConnection("127.0.0.1", port, timeout=60), []
    for number in range(ASKED):
        began = time.perf_counter()
        connection.request("GET", paths[number % len(paths)], headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{paths[number % len(paths)]} answered {answer.status}")
        waited.append((time.perf_counter() - began) * 1000)
    return statistics.median(waited)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--viewers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--data", type=Path, default=ROOT / "var" / "bench-films")
    options = parser.parse_args()
    environment = {**production(options.data), "DEMO": "0"}
    manage(environment, "prepare")
    told = manage(environment, "shell", "--verbosity", "0", "-c", "from bench.films import prepare; prepare()")
    film = json.loads(told.splitlines()[-1])
    handed = {**environment, "X_ACCEL_REDIRECT": "1", "TRUSTED_PROXIES": "127.0.0.1"}
    with (
        serving("portal.wsgi", ALONE, environment),
        serving("portal.wsgi", BEHIND, handed),
        nginx(options.data / "media"),
    ):
        _throughputs(options, film)
        _pages(options, film)


def _throughputs(options, film: dict) -> None:
    ways = {
        "nginx, asking nobody": (NGINX, f"/plain/{film['stored']}"),
        "nginx, asking the portal": (NGINX, film["file"]),
        "gunicorn alone": (ALONE, film["file"]),
    }
    rounds = [
        {name: throughput(options.viewers, options.seconds, *way, film["cookie"]) for name, way in ways.items()}
        for _ in range(options.rounds)
    ]
    floor = next(iter(ways))
    for name in ways:
        speed = statistics.median(one[name] for one in rounds)
        ratio = statistics.median(one[name] / one[floor] for one in rounds)
        print(f"{name:26} {speed:7.0f} MB/s  {ratio:5.2f} of nginx")


def _pages(options, film: dict) -> None:
    paths = ["/", "/films/", film["page"], "/people/"]
    for name, port in (("nginx, asking the portal", NGINX), ("gunicorn alone", ALONE)):
        page_time(port, paths, film["cookie"])
        pairs = []
        for _ in range(options.rounds):
            idle = page_time(port, paths, film["cookie"])
            with Viewers(options.viewers, port, film["file"], film["cookie"], EVERY):
                time.sleep(EVERY)
                pairs.append((idle, page_time(port, paths, film["cookie"])))
        idle, busy = (statistics.median(pair[i] for pair in pairs) for i in (0, 1))
        ratio = statistics.median(busy / idle for idle, busy in pairs)
        print(f"pages, {name:26} {idle:5.1f} ms idle, {busy:5.1f} ms with {options.viewers} viewers: {ratio:.2f}")


if __name__ == "__main__":
    main()
