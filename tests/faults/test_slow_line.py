"""A work begun in time over a slow line, through a real server: the deadline passes while the body is under way."""

import re
import socket
import time

import pytest
import requests
from django.test.client import encode_multipart
from django.utils import timezone

from contests.factories import ContestFactory
from contests.models import ContestPage, Work
from tests.contests.entering import edit, entrant
from tests.faults.serving import served

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
BOUNDARY = "line"


def slow_post(base: str, path: str, cookies: dict, body: bytes, meanwhile) -> int:
    """The status of a POST whose body comes after `meanwhile`."""
    host, port = base.removeprefix("http://").split(":")
    head = [
        f"POST {path} HTTP/1.1",
        f"Host: {host}:{port}",
        f"Cookie: {'; '.join(f'{name}={value}' for name, value in cookies.items())}",
        f"Referer: {base}{path}",
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}",
        f"Content-Length: {len(body)}",
        "Connection: close",
    ]
    with socket.create_connection((host, int(port))) as line:
        line.sendall("\r\n".join([*head, "", ""]).encode() + body[:1])
        time.sleep(1)
        meanwhile()
        time.sleep(1)
        line.sendall(body[1:])
        return int(line.makefile("rb").readline().split()[1])


def test_a_work_begun_in_time_is_in_and_one_begun_after_is_not(site, sign_in):
    person, contest = entrant(), ContestFactory(fields=[], works_each=2)
    works = [Work.objects.create(contest=contest, author=person, filed_by=person) for _ in range(2)]
    cookies = {"sessionid": sign_in(person.user).cookies["sessionid"].value}
    with served() as (_, base):
        page = requests.get(base + edit(works[0]), cookies=cookies, timeout=20)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[1]
        cookies["csrftoken"] = page.cookies["csrftoken"]
        form = {"csrfmiddlewaretoken": token, "version": 1, "title": "Береги руки", "send": "1"}
        body = encode_multipart(BOUNDARY, form)

        def close():
            ContestPage.objects.filter(pk=contest.pk).update(review_from=timezone.now())

        assert slow_post(base, edit(works[0]), cookies, body, close) == 302
        assert slow_post(base, edit(works[1]), cookies, body, lambda: None) == 422
    assert list(Work.objects.order_by("pk").values_list("state", flat=True)) == ["submitted", "draft"]
