"""The photo day: who is left, one after another, many files by their names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.factories import EmployeeFactory, unit
from people.models import Employee, PortraitProposal
from people.portraits.crop import MOVES, Box, around_face, upper_middle
from people.portraits.photoday import match_names
from portal.factories import PictureFactory
from portal.images import Picture
from tests.counting import cold_queries
from tests.people.portraits import FACE, employee, flat, opened, sent, upload
from tests.reading import read

DAY, MANY, MATCHED = "/admin/photoday/", "/admin/photoday/many/", "/admin/photoday/matched/"
PEOPLE = [
    (1, "00417", "Шаповалова", "Анна"),
    (2, "A-12", "Иванов", "Пётр"),
    (3, "00900", "Иванов", "Олег"),
    (4, "00901", "Семёнова-Тян", "Юлия"),
]


@pytest.fixture
def hr(sign_in):
    return sign_in("hr")


@pytest.mark.django_db
def test_the_list_is_of_those_who_work_there_and_have_no_portrait(hr):
    EmployeeFactory(surname="Безлицая", post__town="Майкоп")
    EmployeeFactory(surname="Снятая", post__town="Майкоп", photo=PictureFactory())
    EmployeeFactory(surname="Дальняя", post__town="Тихорецк")
    EmployeeFactory(surname="Ушедшая", post__town="Майкоп", left_on=date(2020, 1, 1))
    page = read(hr.get(f"{DAY}?town=Майкоп"))
    assert "Безлицая" in page
    assert not [name for name in ("Снятая", "Дальняя", "Ушедшая") if name in page]
    assert "С портретом 1 из 2" in page
    assert "1 человек" in page
    assert 'aria-valuenow="50"' in page


@pytest.mark.django_db
def test_a_subdivision_is_taken_with_all_below_it(hr):
    EmployeeFactory(surname="Глубокая", post__units=("Сети", "Район", "Участок"))
    EmployeeFactory(surname="Другая", post__units=("Управление",))
    page = read(hr.get(f"{DAY}?unit={unit('Сети').slug}"))
    assert "Глубокая" in page
    assert "Другая" not in page


@pytest.mark.django_db
def test_hr_takes_one_picture_after_another(hr):
    first, second = EmployeeFactory(surname="Агеев"), EmployeeFactory(surname="Белов")
    answer = hr.post(f"{DAY}{first.pk}/?town=Тихорецк", {"photo": upload()})
    assert answer.url.startswith(f"{DAY}{second.pk}/?town=")
    photo = Employee.objects.get(pk=first.pk).photo
    assert photo.width == photo.height
    assert "Агеев" in read(hr.get(answer.url))
    assert "Портреты есть у всех" in read(hr.post(f"{DAY}{second.pk}/", {"photo": upload()}, follow=True))


@pytest.mark.django_db
def test_a_picture_without_a_face_is_saved_and_it_is_said(hr):
    person = EmployeeFactory()
    page = read(hr.post(f"{DAY}{person.pk}/", {"photo": upload(flat())}, follow=True))
    assert "Лица на снимке не нашлось" in page
    assert Employee.objects.get(pk=person.pk).photo is not None


@pytest.mark.django_db
def test_a_bad_file_is_refused_at_the_field(hr):
    person = EmployeeFactory()
    answer = hr.post(f"{DAY}{person.pk}/", {"photo": upload(b"<svg/>", "a.jpg")})
    assert answer.status_code == 422
    assert "Это не снимок" in read(answer)


@pytest.mark.django_db
def test_hrs_own_picture_closes_what_was_waiting(hr, sign_in):
    person = employee()
    proposal = sent(sign_in(person.user))
    hr.post(f"{DAY}{person.pk}/", {"photo": upload()})
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"
    assert Picture.objects.count() == 1


@pytest.mark.django_db
def test_many_files_are_shown_before_they_are_saved(hr):
    by_number = EmployeeFactory(number="00417", surname="Шаповалова")
    by_name = EmployeeFactory(surname="Кравец", name="Анна")
    names = ["00417.jpg", "kravets_anna.jpg", "IMG_0001.jpg"]
    photos = [upload(FACE, name) for name in names]
    page = read(hr.post(MANY, {"photos": photos}, follow=True))
    assert "Узнали по имени файла: 2" in page
    assert "IMG_0001.jpg" in page
    assert not Employee.objects.exclude(photo=None).exists()
    first, second = PortraitProposal.objects.order_by("pk")
    page = read(hr.post(MATCHED, {"seen": [first.pk, second.pk], "portrait": [first.pk]}, follow=True))
    assert "Портретов сохранено: 1" in page
    assert Employee.objects.get(pk=by_number.pk).photo is not None
    assert Employee.objects.get(pk=by_name.pk).photo is None
    assert Picture.objects.count() == 1


@pytest.mark.django_db
def test_a_bomb_among_many_spoils_nothing(hr):
    EmployeeFactory(number="00417")
    EmployeeFactory(number="00418")
    photos = [upload(b"<svg/>", "00417.jpg"), upload(FACE, "00418.jpg")]
    page = read(hr.post(MANY, {"photos": photos}, follow=True))
    assert "00417.jpg — Это не снимок" in page.replace("<b>", "").replace("</b>", "")
    assert "Узнали по имени файла: 1" in page


@pytest.mark.django_db
def test_more_files_than_a_request_can_stand_are_refused(hr):
    answer = hr.post(MANY, {"photos": [upload(b"x", f"{n}.jpg") for n in range(21)]})
    assert answer.status_code == 422
    assert "не больше 20" in read(answer)


@pytest.mark.django_db
def test_what_another_has_matched_is_not_mine_to_save(hr, sign_in):
    person = EmployeeFactory(number="00417")
    hr.post(MANY, {"photos": [upload(FACE, "00417.jpg")]})
    other = sign_in("hr")
    pk = PortraitProposal.objects.get().pk
    other.post(MATCHED, {"seen": [pk], "portrait": [pk]})
    assert Employee.objects.get(pk=person.pk).photo is None


@pytest.mark.django_db
def test_the_list_takes_the_same_queries_for_few_and_many(hr):
    EmployeeFactory.create_batch(2)
    hr.get(DAY)
    few = len(cold_queries(hr, DAY))
    EmployeeFactory.create_batch(20)
    assert len(cold_queries(hr, DAY)) == few


@pytest.mark.parametrize(
    ("filename", "pk"),
    [
        ("00417.jpg", 1),
        ("IMG 00417 цех.JPG", 1),
        ("a-12.jpg", 2),
        ("Шаповалова.jpg", 1),
        ("шаповалова_анна.heic", 1),
        ("Shapovalova.jpg", 1),
        ("Иванов.jpg", None),
        ("Иванов Петр.jpg", 2),
        ("Иванов.Олег.png", 3),
        ("Семенова-Тян Юлия.jpg", 4),
        ("C:\\фото\\Семёнова-Тян.jpg", 4),
        ("DSC_0001.jpg", None),
        ("417.jpg", None),
        ("", None),
    ],
)
def test_a_file_is_somebodys_by_number_or_surname(filename, pk):
    assert match_names([filename], PEOPLE)[0].employee_pk == pk


def test_two_files_of_one_person_are_left_to_hr():
    matches = match_names(["00417.jpg", "Шаповалова.jpg", "Иванов Олег.jpg"], PEOPLE)
    assert [match.employee_pk for match in matches] == [None, None, 3]
    assert "несколько файлов" in matches[0].why_not


@given(st.lists(st.text(max_size=40), max_size=5))
def test_any_file_name_is_answered(filenames):
    assert len(match_names(filenames, PEOPLE)) == len(filenames)


edges = st.integers(200, 6000)


@given(
    edges,
    edges,
    st.integers(-500, 7000),
    st.integers(-500, 7000),
    st.integers(1, 3000),
    st.lists(st.sampled_from(MOVES)),
)
def test_a_square_never_leaves_the_picture(width, height, x, y, side, moves):
    boxes = [around_face(Box(x, y, side), width, height), upper_middle(width, height)]
    box = Box(x, y, side)
    for move in moves:
        box = box.moved(move).fitted(width, height)
        boxes.append(box)
    for box in boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.side <= width
        assert box.y + box.side <= height
        assert box.side >= 200


@pytest.mark.django_db
def test_the_saved_portrait_holds_only_the_square(hr):
    person = EmployeeFactory()
    hr.post(f"{DAY}{person.pk}/", {"photo": upload()})
    photo = opened(Employee.objects.get(pk=person.pk).photo)
    assert photo.size < (512, 512)
