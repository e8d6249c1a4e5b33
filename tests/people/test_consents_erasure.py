"""Everything about one person as a file, and nothing about one person any more."""

import json
import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.urls import reverse

from accounts.factories import UserFactory
from accounts.models import Session, User
from accounts.roles import Role
from magazine.factories import ArticleFactory
from people.consents import dossier, erasure
from people.factories import EmployeeFactory
from people.models import Consent, Employee, Erasure, PersonalDataAccess, Purpose
from portal.backups import hooks
from portal.images import Picture
from tests.people.test_consents_register import PAPER, paper
from tests.reading import read

pytestmark = pytest.mark.django_db
SECRETS = ["Заповедная", "Августина", "Феоктистовна", "4815162342", "zapovednaya@example.org", "1979-05-17"]


@pytest.fixture(autouse=True)
def _list_in_tmp(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def person(sign_in):
    user = UserFactory(
        username="4815162342", first_name="Августина", last_name="Заповедная", email=SECRETS[4], role=Role.EMPLOYEE
    )
    employee = EmployeeFactory(
        number="4815162342",
        surname="Заповедная",
        name="Августина",
        patronymic="Феоктистовна",
        email=SECRETS[4],
        birth_date=date(1979, 5, 17),
        slug="zapovednaya",
        user=user,
        shown=True,
    )
    sign_in("hr").post(PAPER, paper(employee, purposes=["magazine"]))
    return employee


def erase(client, person, **typed):
    told = {"typed": "Заповедная", "ground": "Заявление № 14", **typed}
    return client.post(reverse("person_erase", args=[person.pk]), told)


def whole_database():
    """Every row of every table but those of sessions."""
    for model in apps.get_models(include_auto_created=True):
        if model is not Session:
            yield model._meta.label, str(list(model._base_manager.values()))


def test_everything_about_a_person_is_one_file_and_that_is_written_down(sign_in, person):
    article = ArticleFactory(authors=[person], title="О котельной")
    hr, address = sign_in("hr"), reverse("person_dossier", args=[person.pk])
    assert hr.get(address).status_code == 200
    assert not PersonalDataAccess.objects.exists()
    archive = zipfile.ZipFile(BytesIO(b"".join(hr.post(address).streaming_content)))
    told = archive.read("person.json").decode()
    assert all(secret in told for secret in SECRETS)
    assert "Слесарь" in told
    assert article.title in told
    assert "Как отозвать" in told
    assert {"consents/1.pdf", "portrait.jpg"} <= set(archive.namelist())
    assert PersonalDataAccess.objects.get().employee == person


def test_a_room_adds_what_it_knows(sign_in, person, monkeypatch):
    monkeypatch.setitem(dossier._sources, "Игра", lambda employee: {"ответов": 7})
    archive = zipfile.ZipFile(dossier.archive(person))
    assert json.loads(archive.read("person.json"))["Игра"] == {"ответов": 7}


@pytest.mark.parametrize("role", ["employee", "press", "jury", "admin"])
@pytest.mark.parametrize("name", ["person_dossier", "person_erase"])
def test_others_neither_export_nor_erase(sign_in, person, role, name):
    client = sign_in(role)
    for answer in (client.get(reverse(name, args=[person.pk])), erase(client, person)):
        assert answer.status_code in (302, 403)
    assert Employee.objects.get(pk=person.pk).surname == "Заповедная"


def test_a_wrong_surname_erases_nobody(sign_in, person):
    answer = erase(sign_in("hr"), person, typed="Иванова")
    assert answer.status_code == 422
    assert "Фамилия не совпадает" in read(answer)
    assert not Erasure.objects.exists()


def test_after_erasing_nothing_is_left_in_the_database_the_files_and_the_pages(
    sign_in, person, django_capture_on_commit_callbacks
):
    hr = sign_in("hr")
    hr.post(f"/admin/snippets/people/employee/edit/{person.pk}/", {})
    article = ArticleFactory(authors=[person], title="О котельной")
    picture, scan = person.photo, Consent.objects.get(purpose="magazine").scan.name
    files = [picture.file.name, picture.get_rendition("fill-96x96|format-webp").file.name, scan]
    reader = sign_in("employee")
    assert "Заповедная" in read(reader.get(article.url))
    with django_capture_on_commit_callbacks(execute=True):
        assert erase(hr, person).status_code == 302
    left = {table: secret for table, text in whole_database() for secret in SECRETS if secret in text}
    assert left == {}
    assert [name for name in files if default_storage.exists(name)] == []
    assert not Picture.objects.filter(pk=picture.pk).exists()
    page = read(reader.get(article.url))
    assert "Заповедная" not in page
    assert "Бывший сотрудник" in page
    assert reader.get("/people/zapovednaya/").status_code == 404
    assert article.url not in read(reader.get("/search/?q=Заповедная"))
    user = User.objects.get(username__startswith="gone-")
    assert (user.is_active, user.has_usable_password()) == (False, False)


def test_the_act_says_what_was_done_and_not_of_whom(sign_in, person):
    article = ArticleFactory(authors=[person], title="О котельной")
    hr = sign_in("hr")
    act = read(hr.get(erase(hr, person).url))
    for line in ("портрет", "учётная запись", "Заявление № 14", article.title):
        assert line in act
    assert "Заповедная" not in act
    assert erasure.is_erased("4815162342")


def test_a_portrait_shared_with_somebody_stays_for_that_person(person):
    other = EmployeeFactory(photo=person.photo, consents=[Purpose.PHOTO])
    erasure.erase(person, None, "заявление")
    assert Employee.objects.get(pk=other.pk).photo_id


def test_a_room_adds_what_it_erases(person, monkeypatch):
    monkeypatch.setattr(erasure, "_erasers", [*erasure._erasers, lambda employee: ["игра: ответы"]])
    assert "игра: ответы" in erasure.erase(person, None, "заявление").erased["done"]


def test_after_a_restore_from_a_backup_the_erased_are_erased_again(person, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(person, None, "заявление")
    Erasure.objects.all().delete()
    back = EmployeeFactory(number="4815162342", surname="Заповедная")
    bystander = EmployeeFactory(surname="Волков")
    hooks.restored.send(sender=None)
    assert Employee.objects.get(pk=back.pk).full_name.strip() == "Бывший сотрудник"
    assert Employee.objects.get(pk=bystander.pk).surname == "Волков"
    assert "резервной копии" in Erasure.objects.get().ground


def test_the_list_beside_the_database_names_nobody(person, tmp_path, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(person, None, "заявление")
    text = (tmp_path / "erased.txt").read_text()
    assert "4815162342" not in text
    assert len(text.split()) == 1
