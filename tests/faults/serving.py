"""What trials of the whole portal share: a real server on the tests' database, and an editor who works in its CMS."""

import socket
import subprocess
import sys
from contextlib import contextmanager

import requests
from django.db import connection

from accounts.factories import UserFactory
from news.models import NewsIndexPage, Rubric
from tests.processes import ROOT, environment, wait_until


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=2).ok
    except requests.RequestException:
        return False


class Editor:
    """Publishes news through the CMS and remembers what was acknowledged."""

    def __init__(self, base: str):
        self.base, self.acknowledged, self.lost_replies = base, [], 0
        self.form = f"{base}/admin/pages/add/news/newspage/{NewsIndexPage.objects.get().pk}/"
        self.session = requests.Session()
        self._sign_in()

    def _sign_in(self) -> None:
        page = self.session.get(f"{self.base}/login/")
        assert page.ok
        self._post(f"{self.base}/login/", {"login": "press", "password": "teplo-demo"})

    def _post(self, url: str, data: dict) -> requests.Response:
        token = self.session.cookies["csrftoken"]
        headers = {"Referer": url}
        return self.session.post(
            url, data={**data, "csrfmiddlewaretoken": token}, headers=headers, allow_redirects=False, timeout=20
        )

    def publish(self, number: int) -> None:
        data = {
            "title": f"Новость {number}",
            "slug": f"n-{number}",
            "lead": "Коротко",
            "body-count": "0",
            "rubric": Rubric.objects.first().pk,
            "tags": "",
            "audience": "employees",
            "action-publish": "1",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
        }
        try:
            answer = self._post(self.form, data)
        except requests.RequestException:
            self.lost_replies += 1
            return
        if answer.status_code == 302:
            self.acknowledged.append(f"n-{number}")


@contextmanager
def served(**more: str):
    """The process of a gunicorn with two workers, and its address; ended at the end."""
    UserFactory(username="press", is_superuser=True)
    connection.close()
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "-b", f"127.0.0.1:{port}", "-w", "2", "--threads", "4"]
    process = subprocess.Popen(
        [*command, "-k", "gthread", "--log-level", "critical"], cwd=ROOT, env=environment(BASE_URL=base, **more)
    )
    try:
        wait_until(lambda: answers(f"{base}/healthz"), 60)
        yield process, base
    finally:
        process.terminate()
        process.wait(30)
