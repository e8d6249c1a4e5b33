"""S42: a worker killed in the middle of a load leaves all of it or nothing, and the page says which."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from people.importing import runs, tasks
from people.models import Employee, ImportRun, Post, Subdivision
from portal.worker import DEAD_AFTER, WorkerBeat, reap_tasks
from tests.people.importing.loads import HEADING, START, row
from tests.processes import wait_until, worker
from tests.reading import read

pytestmark = pytest.mark.usefixtures("site")
State = ImportRun.State
PEOPLE = 3_000


def start(people: int) -> ImportRun:
    """A load that HR has just told to apply."""
    rows = (row(str(100_000 + index), unit=f"Филиал / Участок {index % 50}") for index in range(people))
    run = ImportRun(original_name="staff.csv")
    run.file.save("staff.csv", ContentFile("\n".join([HEADING, *rows]).encode()))
    columns = ("number", "full_name", "sex", "birth_date", "subdivision", "position", "town", "phone", "left_on")
    run.columns = {name: index for index, name in enumerate(columns)}
    run.save()
    runs.ask_for(run, State.APPLYING)
    tasks.apply_run.enqueue(run.pk)
    return run


def reborn(run: ImportRun) -> ImportRun:
    """The run after others have noticed that its worker is dead."""
    WorkerBeat.objects.update(beat=timezone.now() - 2 * DEAD_AFTER)
    reap_tasks()
    with worker():
        wait_until(lambda: not ImportRun.objects.get(pk=run.pk).is_working)
    return ImportRun.objects.get(pk=run.pk)


def test_a_load_that_nobody_kills_is_applied():
    run = start(20)
    with worker():
        wait_until(lambda: not ImportRun.objects.get(pk=run.pk).is_working)
    assert Employee.objects.count() == 20


@pytest.mark.parametrize("delay", [0.0, 0.4, 0.8, 1.2, 1.8])
def test_a_killed_worker_leaves_all_or_nothing_and_the_page_says_which(sign_in, delay):
    import time

    run = start(PEOPLE)
    with worker() as process:
        wait_until(lambda: ImportRun.objects.get(pk=run.pk).owner)
        time.sleep(delay)
        process.kill()
    run = reborn(run)
    page = read(sign_in("hr").get(f"{START}{run.pk}/"))
    people = Employee.objects.count()
    if people:
        assert (people, run.state, Post.objects.count()) == (PEOPLE, State.APPLIED, PEOPLE)
        assert "Загрузка применена" in page
    else:
        assert run.state == State.FAILED
        assert not Subdivision.objects.exists()
        assert "Прервана, ничего не записано" in page


def test_an_interrupted_load_may_be_checked_and_applied_again(sign_in):
    run = start(PEOPLE)
    with worker() as process:
        wait_until(lambda: ImportRun.objects.get(pk=run.pk).owner)
        process.kill()
    run = reborn(run)
    assert run.state == State.FAILED
    client = sign_in("hr")
    client.post(f"{START}{run.pk}/check/")
    with worker():
        wait_until(lambda: ImportRun.objects.get(pk=run.pk).state == State.READY, 60)
        client.post(f"{START}{run.pk}/apply/", {"leavers": "0"})
        wait_until(lambda: ImportRun.objects.get(pk=run.pk).state == State.APPLIED, 60)
    assert Employee.objects.count() == PEOPLE


def test_a_lease_that_ran_out_is_said_on_the_page_also_without_a_worker(sign_in):
    past = timezone.now() - timezone.timedelta(seconds=1)
    applying = ImportRun.objects.create(original_name="1.csv", state=State.APPLYING, owner="dead", lease_until=past)
    client = sign_in("hr")
    assert "Прервана, ничего не записано" in read(client.get(f"{START}{applying.pk}/"))
    undoing = ImportRun.objects.create(
        original_name="2.csv",
        state=State.UNDOING,
        owner="dead",
        lease_until=past,
        report={"new": 1, "changed": 0, "left": 0, "unchanged": 0},
    )
    assert "Отмена прервана: ничего не изменено" in read(client.get(f"{START}{undoing.pk}/"))


def test_whoever_was_given_up_writes_nothing_more():
    run = start(5)
    with runs.taken_up(run.pk, State.APPLYING) as held:
        records = tasks.records_of(tasks._rows(held), held.columns)
        ImportRun.objects.update(lease_until=timezone.now() - timezone.timedelta(seconds=1))
        runs.settle_expired()
        tasks.write(held, records)
    assert not Employee.objects.exists()
    assert ImportRun.objects.get().state == State.FAILED
