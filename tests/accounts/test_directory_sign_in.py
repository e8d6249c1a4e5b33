"""Signing in with the password of a directory: a real slapd on a socket of its own. Skipped where it or the library is missing."""

import shutil
import subprocess
import time
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from accounts.factories import UserFactory
from accounts.models import User
from people.factories import EmployeeFactory
from portal.env.services import Ldap

pytest.importorskip("django_auth_ldap")
if shutil.which("slapd", path="/usr/sbin:/usr/bin") is None:
    pytest.skip("slapd is not installed", allow_module_level=True)
pytestmark = pytest.mark.django_db

BASE = "dc=teplo,dc=example"
PASSWORD = "directory-password"
CONFIG = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
database mdb
suffix "dc=teplo,dc=example"
rootdn "cn=portal,dc=teplo,dc=example"
rootpw marker-bind-password
directory {folder}
"""
TOP = "dn: dc=teplo,dc=example\nobjectClass: dcObject\nobjectClass: organization\no: Teplo\ndc: teplo\n\n"
ENTRY = "dn: uid={uid},{base}\nobjectClass: inetOrgPerson\nuid: {uid}\ncn: x\nsn: x\nemployeeNumber: {number}\nuserPassword: {password}\n\n"


@pytest.fixture(scope="module")
def slapd(tmp_path_factory):
    folder = tmp_path_factory.mktemp("slapd")
    (folder / "data").mkdir()
    config, entries = folder / "slapd.conf", folder / "entries.ldif"
    config.write_text(CONFIG.format(folder=folder / "data"))
    people = {"viktor": "107", "left": "8", "closed": "9", "unknown": "77"}
    entry = [ENTRY.format(uid=uid, base=BASE, number=number, password=PASSWORD) for uid, number in people.items()]
    entries.write_text(TOP + "".join(entry))
    subprocess.run(["/usr/sbin/slapadd", "-f", config, "-l", entries], check=True)
    url = f"ldapi://{quote(str(folder / 'ldapi'), safe='')}"
    server = subprocess.Popen(["/usr/sbin/slapd", "-d", "0", "-f", config, "-h", url])
    deadline = time.monotonic() + 10
    while not (folder / "ldapi").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    yield url
    server.terminate()
    server.wait()


@pytest.fixture
def use_directory(settings):
    """`use_directory(url)` points the portal at that directory."""
    from portal.ldap import settings_for

    def _use(url):
        found = Ldap(url, f"cn=portal,{BASE}", "marker-bind-password", BASE, "(uid=%(user)s)", "employeeNumber", False)
        settings.ENV = replace(settings.ENV, ldap=found)
        for name, value in settings_for(found).items():
            setattr(settings, name, value)
        settings.AUTHENTICATION_BACKENDS = ["accounts.logins.LoginBackend", "accounts.ldap.DirectoryBackend"]

    return _use


@pytest.fixture
def _directory(slapd, use_directory):
    use_directory(slapd)


def enter(client, login, password=PASSWORD):
    return client.post("/login/", {"login": login, "password": password})


@pytest.mark.usefixtures("_directory")
def test_an_employee_comes_in_with_the_directorys_password(client):
    person = EmployeeFactory(number="107")
    assert enter(client, "viktor").headers["Location"] == "/"
    assert client.get("/me/").status_code == 200
    person.refresh_from_db()
    assert person.user.username == "107"
    assert not person.user.has_usable_password()


@pytest.mark.usefixtures("_directory")
def test_the_account_that_is_there_is_joined_and_closing_it_ends_the_session(client):
    user = UserFactory(username="my-login")
    EmployeeFactory(number="107", user=user)
    enter(client, "viktor")
    assert client.get("/me/").context["user"] == user
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/me/").status_code == 302


@pytest.mark.usefixtures("_directory")
def test_everything_wrong_answers_the_same(client):
    EmployeeFactory(number="107")
    EmployeeFactory(number="8", left_on=timezone.localdate() - timedelta(days=1))
    EmployeeFactory(number="9", user=UserFactory(username="9", is_active=False))
    tried = [("viktor", "wrong"), ("nobody", PASSWORD), ("left", PASSWORD), ("closed", PASSWORD), ("unknown", PASSWORD)]
    said = {
        (answer.status_code, str(answer.context["form"].errors)) for answer in (enter(client, *pair) for pair in tried)
    }
    assert len(said) == 1
    assert client.get("/me/").status_code == 302


@pytest.mark.usefixtures("_directory")
def test_a_filter_typed_as_a_login_finds_nobody(client):
    EmployeeFactory(number="107")
    for login in ("*", "vik*", "viktor)(uid=*"):
        assert enter(client, login).status_code == 200


@pytest.mark.usefixtures("_directory")
def test_guessing_is_braked(client):
    statuses = [enter(client, "viktor", "wrong").status_code for _ in range(10)]
    assert statuses[-1] == 429


def test_a_dead_directory_leaves_the_portals_own_passwords_and_writes_no_secret(client, use_directory, caplog):
    caplog.set_level("DEBUG")
    use_directory("ldapi://%2Fnowhere%2Fldapi")
    UserFactory(username="press")
    assert enter(client, "viktor").status_code == 200
    assert enter(client, "press", "teplo-demo").status_code == 302
    assert "marker-bind-password" not in caplog.text
