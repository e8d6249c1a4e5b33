"""The deadline is kept to the second by the moment when a request began: a slow line harms nobody, and nothing typed is lost."""

import io
from datetime import timedelta

import pytest
from django.test.client import encode_multipart
from django.utils import timezone

from contests.factories import ContestFactory, WorkFactory
from contests.models import ContestPage, Work
from contests.stages import Stage
from tests.contests.entering import begun, edit, enter, entrant, key_of, photo, post, typed
from tests.reading import read

pytestmark = pytest.mark.django_db
State = Work.State
BOUNDARY = "line"


@pytest.fixture
def client(sign_in):
    return sign_in(entrant().user)


def close(contest, ago=timedelta(0)):
    """The deadline passes now."""
    ContestPage.objects.filter(pk=contest.pk).update(review_from=timezone.now() - ago)


class SlowLine(io.BytesIO):
    """A body during which the deadline passes."""

    def __init__(self, body: bytes, contest):
        super().__init__(body)
        self.contest = contest

    def read(self, *size):
        if self.contest:
            close(self.contest)
            self.contest = None
        return super().read(*size)


def slowly(client, path: str, data: dict, contest):
    body = encode_multipart(BOUNDARY, data)
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    line = SlowLine(body, contest)
    return client.generic("POST", path, b"", CONTENT_TYPE=kind, CONTENT_LENGTH=str(len(body)), **{"wsgi.input": line})


def test_a_work_sent_in_time_over_a_slow_line_is_in(client):
    contest = ContestFactory()
    work, key = begun(client, contest), key_of(contest, "photos")
    answer = slowly(client, edit(work), typed(work, **{f"file-{key}": photo()}, send="1"), contest)
    assert answer.status_code == 302, read(answer)
    work.refresh_from_db()
    assert (work.state, work.pictures.count()) == (State.SUBMITTED, 1)
    assert work.submitted_at < ContestPage.objects.get(pk=contest.pk).review_from


def test_one_begun_after_it_is_not_and_nothing_typed_is_lost(client):
    contest = ContestFactory(fields=[])
    work = begun(client, contest)
    close(contest)
    page = post(client, work, title="Писал до последней секунды")
    assert page.status_code == 422
    assert "Приём работ закончился" in read(page)
    assert "Писал до последней секунды" in read(page)
    work.refresh_from_db()
    assert work.state == State.DRAFT
    assert client.post(f"/contests/works/{work.pk}/autosave/", typed(work, title="Осталось")).status_code == 200


@pytest.mark.parametrize(("before", "status"), [(timedelta(0), 422), (timedelta(seconds=1), 302)])
def test_the_deadline_is_kept_to_the_second(client, time_machine, before, status):
    contest, person = ContestFactory(fields=[]), entrant()
    work = WorkFactory(contest=contest, author=person, state=State.DRAFT, number=None, submitted_at=None)
    time_machine.move_to(contest.review_from - before, tick=False)
    client.force_login(person.user)
    assert post(client, work).status_code == status


def test_a_file_begun_after_the_deadline_is_refused(client):
    contest = ContestFactory()
    work, key = begun(client, contest), key_of(contest, "photos")
    close(contest)
    answer = client.post(f"/contests/works/{work.pk}/files/{key}/", {f"file-{key}": photo()})
    assert answer.status_code == 422
    assert "после срока" in read(answer)


def test_a_sent_work_is_not_changed_after_the_deadline_but_may_be_withdrawn(client):
    contest, person = ContestFactory(fields=[]), entrant()
    client.force_login(person.user)
    work = WorkFactory(contest=contest, author=person)
    close(contest)
    assert post(client, work, title="Поздно").status_code == 422
    client.post(f"/contests/works/{work.pk}/withdraw/")
    work.refresh_from_db()
    assert (work.state, work.title == "Поздно") == (State.WITHDRAWN, False)


def test_what_hr_has_sent_back_may_be_mended_while_hr_looks(client):
    person = entrant()
    client.force_login(person.user)
    for stage, status in ((Stage.REVIEW, 302), (Stage.VOTING, 422)):
        contest = ContestFactory(stage=stage, fields=[])
        work = WorkFactory(contest=contest, author=person, state=State.RETURNED, reason="Ярче")
        assert post(client, work).status_code == status


@pytest.mark.parametrize(("stage", "said"), [(Stage.SOON, "ещё не начался"), (Stage.VOTING, "закончился")])
def test_nobody_begins_out_of_time(client, stage, said):
    contest = ContestFactory(stage=stage)
    assert said in read(client.get(enter(contest)))
    assert said in read(client.post(enter(contest), {"entrant": "employee"}))
    assert not Work.objects.exists()


def test_behind_nginx_its_word_counts_and_nobody_elses(client, settings):
    contest = ContestFactory(fields=[])
    work = begun(client, contest)
    close(contest, timedelta(seconds=30))
    before = f"t={(timezone.now() - timedelta(minutes=1)).timestamp():.3f}"
    assert client.post(edit(work), typed(work, send="1"), HTTP_X_REQUEST_START=before).status_code == 422
    import ipaddress
    from dataclasses import replace

    settings.ENV = replace(settings.ENV, trusted_proxies=(ipaddress.ip_network("127.0.0.1/32"),))
    for wrong in ("t=9999999999.000", "t=1000000000.000", "t=now", "rubbish"):
        assert client.post(edit(work), typed(work, send="1"), HTTP_X_REQUEST_START=wrong).status_code == 422
    assert client.post(edit(work), typed(work, send="1"), HTTP_X_REQUEST_START=before).status_code == 302
