"""HR's register: paper with its scan, withdrawal on request, filters, export; nobody else sees it."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from people.consents import deciding
from people.factories import EmployeeFactory
from people.models import Consent, ConsentText, PersonalDataAccess, Purpose
from portal.factories import PictureFactory, image_bytes
from tests.reading import read

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
REGISTER, PAPER = "/admin/consents/", "/admin/consents/paper/"


def paper(person, **changed):
    told = {"employee": person.pk, "purposes": ["photo", "magazine"], "signed_on": "12.03.2026"}
    return {**told, "scan": SimpleUploadedFile("согласие.pdf", PDF), **changed}


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_paper_with_several_purposes_is_entered_at_once_with_date_and_scan(sign_in):
    person, hr = EmployeeFactory(), sign_in("hr")
    assert hr.get(f"{PAPER}?employee={person.pk}").status_code == 200
    assert hr.post(PAPER, paper(person)).status_code == 302
    photo, magazine = Consent.objects.order_by("-purpose")
    assert (photo.purpose, magazine.purpose) == ("photo", "magazine")
    assert photo.signed_on == date(2026, 3, 12)
    assert photo.scan.name == magazine.scan.name
    assert (photo.text.number, photo.source, photo.given_by.groups.get().name) == (1, "paper", "Кадры")


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("purposes", [], "Отметьте хотя бы одну цель"),
        ("signed_on", "01.01.2999", "ещё не наступила"),
        ("scan", SimpleUploadedFile("a.exe", b"MZ"), "Нужен скан в PDF, JPG или PNG"),
        ("scan", SimpleUploadedFile("a.pdf", b"PK\x03\x04"), "не соответствует его имени"),
        ("scan", SimpleUploadedFile("a.jpg", b"<svg/>"), "Это не снимок"),
    ],
)
def test_a_wrong_paper_is_refused_at_its_field(sign_in, field, value, error):
    answer = sign_in("hr").post(PAPER, paper(EmployeeFactory(), **{field: value}))
    assert answer.status_code == 422
    assert error in read(answer)
    assert not Consent.objects.exists()


def test_a_photographed_paper_loses_what_the_phone_has_written_into_it(sign_in):
    file = SimpleUploadedFile("photo.JPG", image_bytes() + b"hidden tail")
    sign_in("hr").post(PAPER, paper(EmployeeFactory(), scan=file))
    assert b"hidden tail" not in Consent.objects.first().scan.read()


def test_the_scan_is_for_hr_alone_and_at_no_other_address(sign_in, client):
    sign_in("hr").post(PAPER, paper(EmployeeFactory()))
    consent = Consent.objects.first()
    address = reverse("consent_scan", args=[consent.pk])
    answer = sign_in("hr").get(address)
    assert body(answer) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    for role in ("employee", "press", "jury", "admin"):
        assert sign_in(role).get(address).status_code in (302, 403)
    for asking in (client, sign_in("hr")):
        assert asking.get(f"/media/{consent.scan.name}").status_code == 404


def test_hr_withdraws_after_one_question(sign_in):
    person, hr = EmployeeFactory(shown=True), sign_in("hr")
    address = reverse("consent_withdraw", args=[Consent.objects.get().pk])
    assert person.surname in read(hr.get(address))
    assert person.agrees_to(Purpose.PHOTO)
    for _ in range(2):
        assert hr.post(address).status_code == 302
    assert not person.agrees_to(Purpose.PHOTO)
    assert Consent.objects.get().withdrawn_by.groups.get().name == "Кадры"


@pytest.mark.parametrize("address", [REGISTER, PAPER, "/admin/personal-data-access/", "/admin/erasures/"])
@pytest.mark.parametrize("role", ["employee", "press", "jury"])
def test_the_register_is_closed_for_others(sign_in, role, address):
    assert sign_in(role).get(address).status_code in (302, 403)


def test_rows_are_neither_edited_nor_deleted(sign_in):
    EmployeeFactory(shown=True)
    consent, hr = Consent.objects.get(), sign_in("hr")
    for action in ("edit", "delete"):
        assert hr.post(f"{REGISTER}{action}/{consent.pk}/", {"purpose": "film"}).status_code in (302, 403, 404)
    assert Consent.objects.get().purpose == "photo"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("purpose=birthday", {"Берёзова"}),
        ("state=withdrawn", {"Арутюнян"}),
        ("state=given", {"Берёзова", "Волков"}),
        ("source=portal", {"Арутюнян"}),
        ("town=Майкоп", {"Волков"}),
        ("q=БЕРЕЗ", {"Берёзова"}),
    ],
)
def test_the_register_is_filtered(sign_in, query, found):
    withdrawn = EmployeeFactory(surname="Арутюнян")
    deciding.give(withdrawn, Purpose.PHOTO, None)
    deciding.withdraw(withdrawn, Purpose.PHOTO, None)
    EmployeeFactory(surname="Берёзова", consents=[Purpose.BIRTHDAY])
    EmployeeFactory(surname="Волков", consents=[Purpose.FILM], post__town="Майкоп")
    page = read(sign_in("hr").get(f"{REGISTER}?{query}"))
    assert {name for name in ("Арутюнян", "Берёзова", "Волков") if f"{name} Виктор" in page} == found


def test_a_unit_is_meant_with_everything_below_it_and_dates_bound_the_list(sign_in):
    person = EmployeeFactory(surname="Лебедь", consents=[Purpose.FILM], post__units=("Управление", "Бухгалтерия"))
    unit = person.post.subdivision.get_parent()
    hr, tomorrow = sign_in("hr"), timezone.localdate() + timedelta(days=1)
    assert "Лебедь Виктор" in read(hr.get(f"{REGISTER}?subdivision={unit.pk}"))
    assert "Лебедь Виктор" not in read(hr.get(f"{REGISTER}?given_at_from={tomorrow:%Y-%m-%d}"))


def test_the_list_takes_the_same_queries_for_few_and_many(sign_in, django_assert_max_num_queries):
    hr = sign_in("hr")
    EmployeeFactory.create_batch(2, consents=[Purpose.FILM])
    hr.get(REGISTER)
    EmployeeFactory.create_batch(30, consents=[Purpose.FILM])
    with django_assert_max_num_queries(32):
        hr.get(REGISTER)


@pytest.mark.parametrize("name", ["=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_of_an_export_is_a_formula_and_exports_are_written_down(sign_in, name):
    EmployeeFactory(surname=name, consents=[Purpose.FILM])
    hr = sign_in("hr")
    text = body(hr.get(f"{REGISTER}?export=csv")).decode("utf-8-sig")
    row = list(csv.reader(StringIO(text)))[1]
    assert row[0].startswith("'")
    sheet = load_workbook(BytesIO(body(hr.get(f"{REGISTER}?export=xlsx")))).active
    assert all(cell.data_type != "f" for line in sheet for cell in line)
    assert list(PersonalDataAccess.objects.values_list("what", "people")) == [("Реестр согласий", 1)] * 2
    assert "Реестр согласий" in read(hr.get("/admin/personal-data-access/"))


def test_the_employees_form_shows_consents_and_cannot_edit_them(sign_in):
    person = EmployeeFactory(shown=True)
    page = read(sign_in("hr").get(f"/admin/snippets/people/employee/edit/{person.pk}/"))
    assert "Портрет в справочнике" in page
    assert 'name="consents-' not in page
    assert reverse("consent_withdraw", args=[Consent.objects.get().pk]) in page


def test_a_new_wording_is_added_and_an_old_one_cannot_be_changed(sign_in):
    hr, base = sign_in("hr"), "/admin/snippets/people/consenttext/"
    hr.post(f"{base}add/", {"purpose": "film", "text": "Новые слова"})
    newest = ConsentText.objects.filter(purpose="film").first()
    assert (newest.number, newest.text) == (2, "Новые слова")
    hr.post(f"{base}edit/{newest.pk}/", {"purpose": "film", "text": "Тихо поправлено"})
    assert ConsentText.objects.get(pk=newest.pk).text == "Новые слова"


def test_who_is_in_a_picture_is_noted_by_the_press_once(sign_in):
    person, picture, press = EmployeeFactory(), PictureFactory(), sign_in("press")
    address = "/admin/snippets/people/depicted/add/"
    assert press.post(address, {"picture": picture.pk, "employee": person.pk}).status_code == 302
    assert "уже отмечен" in read(press.post(address, {"picture": picture.pk, "employee": person.pk}))
