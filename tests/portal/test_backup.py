"""A backup holds database and media of a running portal; a restored portal is the portal of that moment."""

import gzip
import io
import json
import subprocess
import sys
import tarfile
import threading
from dataclasses import dataclass

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from accounts.factories import UserFactory
from accounts.letters import send_reset_letter
from accounts.models import User
from news.factories import NewsFactory
from news.models import NewsPage
from people.factories import EmployeeFactory
from people.models import Employee
from portal.backups import databases
from portal.factories import PictureFactory
from syndication.models import Channel, Delivery, State
from tests.processes import ROOT, environment
from tests.reading import read

pytestmark = pytest.mark.usefixtures("site")
on_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="how PostgreSQL's client programs are called"
)


@dataclass
class Done:
    returncode: int
    stderr: str


def manage(*arguments) -> Done:
    """The command, with the exit status it would end with."""
    told = io.StringIO()
    try:
        call_command(*map(str, arguments), stderr=told)
    except CommandError as error:
        return Done(error.returncode, str(error))
    return Done(0, told.getvalue())


@pytest.fixture
def portal():
    """What must come back: an account, a person, news with a picture."""
    UserFactory(username="press")
    picture = PictureFactory()
    EmployeeFactory(surname="Христорождественский")
    return NewsFactory(title="До беды", cover=picture)


@pytest.fixture
def backup(portal, tmp_path):
    file = tmp_path / "teplo.tar.gz"
    done = manage("backup", file)
    assert done.returncode == 0, done.stderr
    return file


def members(file) -> dict[str, bytes]:
    with tarfile.open(file) as archive:
        return {member.name: archive.extractfile(member).read() for member in archive}


def written(file, contents, *strange: tarfile.TarInfo):
    """An archive of these members, as somebody else would make it."""
    with tarfile.open(file, "w:gz") as archive:
        for about in strange:
            archive.addfile(about)
        for name, content in contents.items():
            about = tarfile.TarInfo(name)
            about.size = len(content)
            archive.addfile(about, io.BytesIO(content))
    return file


def assert_refused(file, said: str = "") -> None:
    """In one line, and the news that came after it stay."""
    NewsPage.objects.update(title="После")
    done = manage("restore", file, "--force")
    assert (done.returncode, said in done.stderr, "\n" in done.stderr) == (1, True, False), done.stderr
    assert NewsPage.objects.get().title == "После"


def test_what_was_lost_since_the_backup_comes_back(backup, portal, sign_in):
    name = portal.cover.file.name
    content = default_storage.open(name).read()
    default_storage.delete(name)
    NewsPage.objects.get().delete()
    Employee.objects.all().delete()
    done = manage("restore", backup, "--force")
    assert done.returncode == 0, done.stderr
    assert NewsPage.objects.get().title == "До беды"
    assert Employee.objects.get().surname == "Христорождественский"
    assert default_storage.open(name).read() == content
    assert "До беды" in read(sign_in().get("/news/"))


def test_a_file_that_was_spoilt_since_is_made_good(backup, portal):
    name = portal.cover.file.name
    content = default_storage.open(name).read()
    default_storage.delete(name)
    default_storage.save(name, ContentFile(b"x" * len(content)))
    manage("restore", backup, "--force")
    assert default_storage.open(name).read() == content


def test_what_came_after_the_backup_is_gone(backup):
    NewsFactory(title="После")
    manage("restore", backup, "--force")
    assert [news.title for news in NewsPage.objects.all()] == ["До беды"]


def test_sessions_do_not_come_back(portal, tmp_path, sign_in):
    client = sign_in()
    manage("backup", tmp_path / "b")
    assert client.get("/").status_code == 200
    manage("restore", tmp_path / "b", "--force")
    assert client.get("/").status_code == 302


def test_a_page_kept_before_is_not_shown_after(backup, sign_in):
    NewsPage.objects.update(title="После")
    assert "После" in read(sign_in().get("/news/"))
    manage("restore", backup, "--force")
    assert "До беды" in read(sign_in().get("/news/"))


def test_a_restored_portal_sends_nothing_a_second_time(portal, tmp_path):
    channel = Channel.objects.get()
    news = {"channel": channel, "wish": {"title": "x"}}
    Delivery.objects.all().delete()
    for page_id, state in enumerate([State.WAITING, State.SENDING, State.HELD], start=1000):
        Delivery.objects.create(page_id=page_id, state=state, **news)
    Delivery.objects.create(page_id=2000, state=State.WAITING, receipt={"id": 1}, **news)
    send_reset_letter.enqueue("press")
    manage("backup", tmp_path / "b")
    manage("restore", tmp_path / "b", "--force")
    states = list(Delivery.objects.order_by("page_id").values_list("state", flat=True))
    assert states == [State.IN_DOUBT, State.IN_DOUBT, State.HELD, State.WAITING]
    assert "из резервной копии" in Channel.objects.get().paused_because
    assert not DBTaskResult.objects.filter(task_path=send_reset_letter.module_path).exists()


def test_a_portal_in_use_is_not_overwritten_without_force(backup):
    NewsPage.objects.update(title="После")
    done = manage("restore", backup)
    assert (done.returncode, "--force" in done.stderr) == (1, True)
    assert NewsPage.objects.get().title == "После"


def test_employees_without_accounts_are_a_portal_in_use_too(backup):
    User.objects.all().delete()
    assert manage("restore", backup).returncode == 1
    Employee.objects.all().delete()
    assert manage("restore", backup).returncode == 0
    assert User.objects.filter(username="press").exists()


@pytest.fixture
def empty_database(tmp_path):
    """The name of a database in which there is nothing yet."""
    if connection.vendor == "sqlite":
        yield str(tmp_path / "empty.sqlite3")
        return
    name = f"{connection.settings_dict['NAME']}_empty"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
        yield name
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_a_new_machine_becomes_the_portal(backup, portal, empty_database, tmp_path):
    new = environment(LIVE_DATABASE=empty_database, LIVE_MEDIA=str(tmp_path / "new"), DATA_DIR=str(tmp_path / "data"))
    ask = "from news.models import NewsPage as N; n = N.objects.get(); print(n.title, len(n.cover.file.read()))"
    for command in (["restore", str(backup)], ["shell", "--verbosity=0", "--command", ask]):
        done = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=new, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["До", "беды", str(len(portal.cover.file.read()))]
    assert list((tmp_path / "data").glob("restore-*")) == []


def test_an_older_backup_gets_the_tables_and_sections_that_came_since(portal, tmp_path):
    call_command("migrate", "syndication", "zero", verbosity=0)
    try:
        manage("backup", tmp_path / "old")
    finally:
        call_command("migrate", verbosity=0)
    done = manage("restore", tmp_path / "old", "--force")
    assert done.returncode == 0, done.stderr
    assert Channel.objects.exists()


def test_a_backup_under_writes_holds_whole_transactions(portal, tmp_path):
    over = threading.Event()
    acknowledged = []

    def write():
        try:
            number = 0
            while not over.is_set():
                with transaction.atomic():
                    UserFactory(username=f"left-{number}")
                    UserFactory(username=f"right-{number}")
                acknowledged.append(number)
                number += 1
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(acknowledged) < 5:
            over.wait(0.01)
        before = len(acknowledged)
        done = manage("backup", tmp_path / "b")
        after = len(acknowledged)
    finally:
        over.set()
        writer.join()
    assert done.returncode == 0, done.stderr
    assert after > before, "nothing was written meanwhile"
    manage("restore", tmp_path / "b", "--force")
    left, right = (
        sorted(
            int(name.split("-")[1])
            for name in User.objects.filter(username__startswith=side).values_list("username", flat=True)
        )
        for side in ("left-", "right-")
    )
    assert left == right == list(range(len(left)))
    assert len(left) >= before


def test_a_portal_without_files_has_a_backup(tmp_path):
    done = manage("backup", tmp_path / "b")
    assert (done.returncode, "файлов: 0" in done.stderr) == (0, True), done.stderr


def test_a_file_deleted_meanwhile_is_named(portal, tmp_path, monkeypatch):
    name = default_storage.save("documents/gone.pdf", ContentFile(b"x"))
    whole = databases.dump

    def dump_and_lose_a_link(target):
        whole(target)
        path = tmp_path / "media" / name
        path.unlink()
        path.symlink_to("/nowhere")  # listed, and not there any more when it is opened

    monkeypatch.setattr(databases, "dump", dump_and_lose_a_link)
    done = manage("backup", tmp_path / "b")
    assert (done.returncode, name in done.stderr) == (0, True), done.stderr
    assert manage("restore", tmp_path / "b", "--check").returncode == 0


def test_only_its_owner_may_read_a_backup(backup):
    assert backup.stat().st_mode & 0o077 == 0
    assert [path.name for path in backup.parent.glob("teplo*")] == [backup.name]


def test_a_damaged_backup_is_refused_and_nothing_changes(backup):
    whole = backup.read_bytes()
    size = len(whole)
    # Of packed zeros one bit may change and nothing of the content; of sixty-four bytes none may.
    for at in (20, size // 2, size - 3000, size - 6):
        damaged = bytes(byte ^ 0x55 for byte in whole[at : at + 64])
        backup.write_bytes(whole[:at] + damaged + whole[at + 64 :])
        assert_refused(backup)
    for left in (0, 5, size // 2, size - 3000, size - 6):
        backup.write_bytes(whole[:left])
        assert_refused(backup)


def test_what_is_not_whole_inside_is_refused(backup, tmp_path):
    inside = members(backup)
    picture = next(name for name in inside if name.startswith("media/"))
    assert_refused(written(tmp_path / "a", inside | {picture: b"x"}), "файлы не те")
    assert_refused(written(tmp_path / "b", inside | {"media/more": b"x"}), "файлы не те")
    assert_refused(written(tmp_path / "c", inside | {"database": b"x"}), "база не та")
    for missing, said in ((picture, "файлы не те"), ("files.json", "файлы не те"), ("database", "база не та")):
        rest = {name: content for name, content in inside.items() if name != missing}
        assert_refused(written(tmp_path / "d", rest), said)


def test_a_strange_member_is_refused(backup, tmp_path):
    inside = members(backup)
    for name in ("media/../../evil", "../evil", "/etc/evil", "evil", "media//etc/evil", "media/..\\evil"):
        assert_refused(written(tmp_path / "strange", inside | {name: b"x"}), "лишнее")
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
        about = tarfile.TarInfo("media/link")
        about.type, about.linkname = kind, "/etc/passwd"
        assert_refused(written(tmp_path / "strange", inside, about), "лишнее")


def test_a_backup_of_another_portal_is_refused(backup, tmp_path):
    inside = members(backup)
    about = json.loads(inside["manifest.json"])
    for change, said in [
        ({"vendor": "oracle"}, "oracle"),
        ({"migrations": [["portal", "9999_from_the_future"]]}, "новее"),
        ({"migrations": [["portal", 1, 2]]}, "не читается"),
        ({"format": 2}, "другого вида"),
        ({"database_sha256": "0"}, "база не та"),
    ]:
        changed = json.dumps(about | change).encode()
        assert_refused(written(tmp_path / "other", inside | {"manifest.json": changed}), said)
    for broken in (b"[]", b"{}", b"\xff"):
        assert_refused(written(tmp_path / "other", inside | {"manifest.json": broken}), "не читается")


def test_a_database_that_is_none_is_refused(backup, tmp_path):
    inside = members(backup)
    about = json.loads(inside["manifest.json"]) | {
        "database_sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    }
    inside |= {"manifest.json": json.dumps(about).encode(), "database": b"x"}
    assert_refused(written(tmp_path / "none", inside), "База в архиве повреждена")


def test_a_database_that_others_hold_stays_as_it_was(backup, portal, monkeypatch):
    monkeypatch.setattr(databases, "PATIENCE", 1)
    name = portal.cover.file.name
    default_storage.delete(name)
    held, over = threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic():
                NewsPage.objects.update(title="После")
                held.set()
                over.wait(60)
        finally:
            connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(10)
    try:
        done = manage("restore", backup, "--force")
    finally:
        over.set()
        holder.join()
    assert (done.returncode, "не изменён" in done.stderr) == (1, True), done.stderr
    assert NewsPage.objects.get().title == "После"
    assert not default_storage.exists(name)


def test_a_check_changes_nothing(backup):
    NewsPage.objects.update(title="После")
    done = manage("restore", backup, "--check")
    assert (done.returncode, "цела" in done.stderr) == (0, True), done.stderr
    assert NewsPage.objects.get().title == "После"
    backup.write_bytes(backup.read_bytes()[:-20])
    assert manage("restore", backup, "--check").returncode == 1


def test_a_backup_can_be_piped_into_an_encrypting_program(portal):
    command = [sys.executable, "manage.py", "backup", "-"]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, check=True)
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(done.stdout))) as archive:
        assert archive.getnames()[:2] == ["manifest.json", "database"]


def test_wrong_usage():
    for arguments in (
        ["restore"],
        ["backup", "tests"],
    ):
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, check=False)
        assert done.returncode == 2


def test_a_place_that_cannot_be_written_is_said_in_one_line_and_in_the_cms(sign_in, tmp_path):
    done = manage("backup", "/nowhere/teplo.tar.gz")
    assert (done.returncode, "/nowhere" in done.stderr, "\n" in done.stderr) == (1, True, False)
    assert "Резервная копия не сделана" in read(sign_in("admin").get("/admin/"))
    manage("backup", tmp_path / "b")
    assert "Резервная копия не сделана" not in read(sign_in("admin").get("/admin/"))


@on_postgresql
def test_missing_client_programs_are_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    done = manage("backup", tmp_path / "b")
    assert (done.returncode, "postgresql-client" in done.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


@on_postgresql
def test_the_password_is_neither_on_the_command_line_nor_in_the_output(tmp_path, monkeypatch):
    program = tmp_path / "pg_dump"
    program.write_text(
        f'#!/bin/sh\necho "$@" > {tmp_path}/arguments\necho "$PGPASSWORD" > {tmp_path}/password\nexit 1\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "marker-of-the-password")
    done = manage("backup", tmp_path / "b")
    assert (done.returncode, "marker" in done.stderr) == (1, False)
    assert "marker" not in (tmp_path / "arguments").read_text()
    assert "marker" in (tmp_path / "password").read_text()
