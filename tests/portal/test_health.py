import pytest

from portal.worker import beat


def test_the_process_says_it_is_alive_without_a_database(client):
    assert client.get("/healthz/").content == b"ok"


@pytest.mark.django_db
def test_readiness_names_the_part_that_does_not_answer(client):
    answer = client.get("/readyz/")
    assert answer.status_code == 503
    assert answer.json() == {
        "ready": False,
        "database": "ok",
        "cache": "ok",
        "storage": "ok",
        "worker": "does not answer",
    }


@pytest.mark.django_db
def test_the_portal_is_ready_when_a_worker_has_been_heard_of(client):
    beat("w-1", "jobs")
    assert client.get("/readyz/").json()["ready"] is True


@pytest.mark.django_db
def test_a_wrong_host_is_refused(client):
    assert client.get("/healthz/", headers={"host": "evil.example"}).status_code == 400
