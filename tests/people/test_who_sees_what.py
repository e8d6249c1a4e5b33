"""Who sees which field of whom: pages, search, suggestions, card, table, print and JSON alike (security.md, S65).

Each field holds a word that stands nowhere else; every surface is asked by every kind of person for all of them.
"""

import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from openpyxl import load_workbook

from accounts.factories import UserFactory
from accounts.roles import Role
from people.factories import EmployeeFactory
from people.importing.applying import dismiss_leavers
from people.models import Employee, Purpose
from portal.factories import PictureFactory
from tests.reading import read

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
BORN = TODAY.replace(year=1972)  # which has every day
YEAR = re.compile(r"(?<![\w/-])1972")  # not in the numbers of pictures, pages and people, which tests run up to
MOBILE, PHONE, MAIL = "+7 (918) 555-66-77", "44-33", "skrytny@example.org"
ROLES = ["employee", "hr", "press", "jury", "head", "leaver", "public"]
# What may be seen, by whom: everything else may be seen by nobody on the site.
SEEN_BY = {
    "phone": {"employee", "hr", "press", "jury", "head"},
    "mobile": {"employee", "hr", "press", "jury", "head"},
    "mail": {"employee", "hr", "press", "jury", "head"},
    "birthday without consent": set(),
    "birth year": set(),
    "portrait without consent": set(),
    "number": {"hr", "press"},
}


@pytest.fixture(autouse=True)
def _the_same_day():
    """Of a run that begins before midnight."""
    with time_machine.travel(timezone.now().replace(year=TODAY.year, month=TODAY.month, day=TODAY.day, hour=9)):
        yield


@pytest.fixture
def person():
    """Somebody with everything filled in and no consent given; the number is a word of its own."""
    return EmployeeFactory(
        surname="Скрытный",
        number="733155",
        birth_date=BORN,
        phone=PHONE,
        mobile=MOBILE,
        email=MAIL,
        photo=PictureFactory(title="Портрет"),
        post="Слесарь-хранитель",
        hired_on="2011-05-05",
    )


@pytest.fixture
def asking(client, sign_in, person):
    def _asking(role):
        if role == "public":
            return client
        if role == "head":
            user = UserFactory(role=Role.EMPLOYEE)
            Employee.objects.filter(pk=person.pk).update(manager=EmployeeFactory(user=user))
            return sign_in(user)
        if role == "leaver":
            user = UserFactory(role=Role.EMPLOYEE, is_active=True)
            EmployeeFactory(user=user, left_on=TODAY - timedelta(days=3))
            answering = sign_in(user)
            user.is_active = False
            user.save()
            return answering
        return sign_in(role)

    return _asking


def surfaces(person: Employee) -> list[str]:
    unit = person.posts.get().subdivision.slug
    return [
        person.get_absolute_url(), f"/people/{person.slug}/card.vcf", "/people/", "/people/?q=Скрытный", "/people/?q=55566 77",
        f"/people/units/{unit}/", "/people/units/", "/people/today/", "/people/book/", "/people/book.xlsx",
        "/admin/employee_chooser/results/?q=Скрытный", f"/admin/employee_chooser/chosen/{person.pk}/", "/admin/invitations/requests/",
        "/search/?q=Скрытный", "/search/?q=733155", "/search/suggest/?q=скрыт", "/people/quiz/card/", "/", "/me/",
    ]  # fmt: skip


def told(client, address: str) -> str:
    answer = client.get(address)
    if answer.status_code != 200:
        return ""
    if address.endswith(".xlsx"):
        sheet = load_workbook(io.BytesIO(answer.content)).active
        return " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    return read(answer)


def fields_in(text: str, person: Employee) -> set[str]:
    day = f"{BORN.day} {['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'][BORN.month - 1]}"
    found = {
        "phone": PHONE in text,
        "mobile": "555-66-77" in text,
        "mail": MAIL in text,
        "birth year": YEAR.search(text) is not None,
        "birthday without consent": f"День рождения</dt><dd>{day}" in text
        or ("Скрытный" in text and 'why">День рождения' in text),
        "portrait without consent": f"/renditions/{person.photo_id}/" in text or person.photo.file.name in text,
        "number": person.number in text,
    }
    return {name for name, there in found.items() if there}


@pytest.mark.parametrize("role", ROLES)
def test_no_surface_tells_anybody_more_than_the_matrix(person, asking, role):
    client = asking(role)
    allowed = {field for field, roles in SEEN_BY.items() if role in roles}
    for address in surfaces(person):
        typed = {"number"} if person.number in address else set()  # what one has typed is said back
        found = fields_in(told(client, address), person) - typed
        assert found <= allowed, f"{address} tells {role} {found - allowed}"


@pytest.mark.parametrize("role", ["employee", "hr", "press", "jury", "head"])
def test_what_may_be_seen_is_seen_on_the_profile(person, asking, role):
    assert {"phone", "mobile", "mail"} <= fields_in(told(asking(role), person.get_absolute_url()), person)


def test_with_consent_colleagues_see_day_and_portrait_and_still_no_year(sign_in):
    person = EmployeeFactory(surname="Открытый", birth_date=BORN, shown=True, consents=[Purpose.BIRTHDAY])
    reader = sign_in("employee")
    for address in (person.get_absolute_url(), "/people/today/", "/", "/people/?q=Открытый", "/search/?q=Открытый"):
        text = told(reader, address)
        assert not YEAR.search(text), address
    assert "День рождения" in told(reader, "/people/today/")
    assert f"/renditions/{person.photo_id}/" in told(reader, "/people/") or person.photo.file.name in told(
        reader, "/people/"
    )


def test_a_leaver_signs_in_no_more_the_same_day(sign_in, person):
    user = UserFactory(role=Role.EMPLOYEE)
    leaver = EmployeeFactory(user=user)
    client = sign_in(user)
    assert client.get("/people/").status_code == 200
    Employee.objects.filter(pk=leaver.pk).update(left_on=TODAY - timedelta(days=1))
    dismiss_leavers()
    assert client.get("/people/").status_code == 302


@pytest.mark.parametrize("address", ["/people/units/", "/people/today/", "/people/?q=Скрытный", "/search/?q=Скрытный"])
def test_leavers_are_in_no_list(person, sign_in, address):
    Employee.objects.filter(pk=person.pk).update(left_on=TODAY - timedelta(days=1))
    reader = sign_in("employee")
    assert 'href="/people/' + person.slug not in told(reader, address)
    page = told(reader, person.get_absolute_url())
    assert "Больше не работает" in page and not fields_in(page, person)
