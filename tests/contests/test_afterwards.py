"""When a contest is over: archive and table for HR, names of children forgotten, the same contest next year."""

import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from contests.afterwards import copying, families
from contests.afterwards.packing import safe
from contests.factories import ContestFactory, WorkFactory
from contests.models import (
    Award,
    ContestPage,
    Diploma,
    EntryField,
    JuryMember,
    Outcome,
    PaperRun,
    StageMoment,
    Work,
    WorkFile,
)
from contests.papers import runs, tasks
from contests.stages import Stage
from engagement.models import Notice
from people.consents import dossier, erasure
from people.factories import EmployeeFactory
from people.models import PersonalDataAccess
from portal.factories import PictureFactory
from tests.reading import read

pytestmark = pytest.mark.django_db
TICKED = JuryMember.nominations.through


@pytest.fixture
def contest():
    fields = [EntryField(kind="photos", label="Снимки"), EntryField(kind="text", label="Рассказ", key="story")]
    return ContestFactory(title="Плакат 2026", slug="poster", stage=Stage.RESULTS, fields=fields, takes_families=True)


def family(contest, **fields):
    agreed = contest.entries_from
    child = {"child_name": "Соня", "child_age": "7-10", "relation": "child", "parent_agreed_at": agreed}
    return WorkFactory(contest=contest, kind=Work.Kind.FAMILY, **child | fields)


def archive(contest):
    run = runs.ask(contest, PaperRun.Kind.WORKS)
    tasks.make.func(run.pk)
    run.refresh_from_db()
    return zipfile.ZipFile(run.file.open("rb"))


def table(client, contest):
    answer = client.get(f"/admin/contests/{contest.pk}/after/works.xlsx")
    return list(load_workbook(BytesIO(answer.content)).active.iter_rows())


def diploma(work, **fields):
    names = {"printed_name": "Соне", "public_name": "Соне"}
    said = {"year": 2026, "running": 1, "heading": "Диплом", "text": "{имя}", "employee": work.author, "work": work}
    return Diploma.objects.create(contest=work.contest, **names | said | fields)


def test_the_archive_holds_pictures_files_and_words(contest):
    work = WorkFactory(
        contest=contest, number=12, title="../Береги: руки", answers={"story": "О руках"}, pictures=[PictureFactory()]
    )
    WorkFile.objects.create(work=work, field="doc", file=ContentFile(b"%PDF", "a.pdf"), name="../../план.pdf", size=4)
    packed = archive(contest)
    names = packed.namelist()
    assert "Плакат/№12 _Береги_ руки/Текст.txt" in names or any("№12" in name for name in names)
    assert not [name for name in names if ".." in name or name.startswith("/")]
    assert any(name.endswith("1 план.pdf") for name in names)
    assert any("/Снимок 1." in name for name in names)
    text = packed.read(next(name for name in names if name.endswith("Текст.txt"))).decode()
    assert "Рассказ\nО руках" in text


def test_drafts_and_withdrawn_works_stay_with_their_authors(contest):
    WorkFactory(contest=contest, number=1)
    WorkFactory(contest=contest, number=2, title="Отозвана", state="withdrawn")
    WorkFactory(contest=contest, number=None, title="Черновик", state="draft")
    assert not [name for name in archive(contest).namelist() if "Отозвана" in name or "Черновик" in name]


@given(st.text(max_size=100))
def test_a_name_of_a_file_is_never_a_path(text):
    name = safe(text)
    assert name
    assert not set(name) & set('/\\:*?"<>|')
    assert name.strip(" .") == name


@pytest.mark.parametrize("text", ["con", "CON.txt", "nul", "..", "", " . "])
def test_a_name_of_a_file_is_possible_on_windows(text):
    assert safe(text) not in {"con", "CON.txt", "nul", "..", "", "."}


def test_the_table_is_strings_whatever_was_typed(contest, sign_in):
    WorkFactory(contest=contest, number=1, title="=cmd|'/c calc'!A1")
    cells = [cell for row in table(sign_in("hr"), contest) for cell in row]
    assert "=cmd|'/c calc'!A1" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert PersonalDataAccess.objects.get().people == 1


def test_votes_and_marks_are_told_only_with_the_results(contest, sign_in):
    WorkFactory(contest=contest, number=1)
    hr = sign_in("hr")
    assert "Голосов" not in [cell.value for cell in table(hr, contest)[0]]
    Outcome.objects.create(contest=contest, count={"nominations": []})
    assert "Голосов" in [cell.value for cell in table(hr, contest)[0]]


def test_the_table_costs_the_same_however_many_works(contest, sign_in, django_assert_max_num_queries):
    hr = sign_in("hr")
    for number in range(1, 20):
        WorkFactory(contest=contest, number=number, team=[EmployeeFactory()])
    with django_assert_max_num_queries(25):
        table(hr, contest)


@pytest.mark.parametrize("role", ["employee", "press", "jury"])
def test_only_hr_takes_anything_out(contest, sign_in, role):
    WorkFactory(contest=contest, number=1)
    client = sign_in(role)
    for address in ("after/", "after/works.xlsx"):
        assert client.get(f"/admin/contests/{contest.pk}/{address}").status_code in (302, 403)
    client.post(f"/admin/contests/{contest.pk}/papers/works/")
    assert not PaperRun.objects.exists()


@pytest.mark.parametrize(
    ("results", "months", "day"),
    [
        (date(2026, 3, 12), 12, date(2027, 3, 12)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2024, 2, 29), 60, date(2029, 2, 28)),
    ],
)
def test_the_day_is_counted_by_the_calendar(results, months, day):
    moment = timezone.make_aware(timezone.datetime(results.year, results.month, results.day, 0, 30))
    assert families.due_on(ContestPage(results_from=moment, forget_families_after=months)) == day


def test_names_of_children_go_when_their_time_has_come(contest, sign_in):
    work = family(contest, number=1)
    given_one = diploma(work)
    file = WorkFile.objects.create(work=work, field="doc", file="contest-files/1.pdf", name="Соня Иванова.pdf", size=4)
    families.forget_due()
    work.refresh_from_db()
    assert work.child_name == "Соня"
    with time_machine.travel(timezone.now() + timedelta(days=370)):
        families.forget_due()
        families.forget_due()
    work.refresh_from_db(), given_one.refresh_from_db(), file.refresh_from_db()
    assert (work.child_name, work.relation, work.child_age) == ("", "", "7-10")
    assert work.parent_agreed_at
    assert file.name == "работа.pdf"
    assert (given_one.printed_name, given_one.public_name) == ("", "")
    assert "имя удалено" in read(sign_in().get(given_one.get_absolute_url()))


def test_hr_sees_when_they_go_and_that_they_have_gone(contest, sign_in):
    family(contest, number=1)
    hr, address = sign_in("hr"), f"/admin/contests/{contest.pk}/after/"
    assert f"Будут удалены {families.due_on(contest):%d.%m.%Y}" in read(hr.get(address))
    families.forget(contest)
    assert "Удалены" in read(hr.get(address))


def test_files_with_names_go_too(contest):
    family(contest, number=1)
    archive(contest)
    families.forget(contest)
    assert not PaperRun.objects.exists()


def test_a_contest_is_repeated_as_a_draft_with_nothing_of_what_happened(contest, sign_in):
    chair, gone = EmployeeFactory(), EmployeeFactory(left_on=date(2020, 1, 1))
    for employee in (chair, gone):
        seat = JuryMember.objects.create(contest=contest, employee=employee)
        TICKED.objects.create(jurymember=seat, nomination=contest.nominations.get())
    work = WorkFactory(contest=contest, number=1)
    Award.objects.create(nomination=work.nomination, work=work, place=1)
    Outcome.objects.create(contest=contest)
    said, told = StageMoment.objects.count(), Notice.objects.count()
    answer = sign_in("hr").post(f"/admin/contests/{contest.pk}/after/repeat/")
    made = ContestPage.objects.get(title="Плакат 2027")
    assert answer.url == f"/admin/pages/{made.pk}/edit/"
    assert (made.live, made.works.count(), made.get_children().count()) == (False, 0, 0)
    assert [row.key for row in made.fields.all()] == [row.key for row in contest.fields.all()]
    assert made.jury.get().employee == chair
    assert TICKED.objects.get(jurymember__contest=made).nomination == made.nominations.get()
    assert (StageMoment.objects.count(), Notice.objects.count()) == (said, told)
    opened = made.get_latest_revision_as_object()
    assert [row.employee for row in opened.jury.all()] == [chair]


def test_the_copy_keeps_hours_and_moves_days_by_a_year(contest):
    made = copying.copy(contest, None)
    for stage, moment in contest.moments.items():
        before, after = timezone.localtime(moment), timezone.localtime(made.moments[stage])
        assert (after.year, after.month, after.hour) == (before.year + 1, before.month, before.hour)


def test_a_copy_of_the_copy_has_a_title_and_an_address_of_its_own(contest):
    first, second = copying.copy(contest, None), copying.copy(contest, None)
    assert first.slug != second.slug


def test_the_copy_can_be_published_at_once(contest):
    made = copying.copy(contest, None)
    made.get_latest_revision().publish()
    made.refresh_from_db()
    assert made.live


def test_a_person_is_erased_from_contests(contest):
    person = EmployeeFactory(surname="Кушхова", name="Заира", patronymic="", sex="f")
    work = WorkFactory(contest=contest, number=1, author=person)
    child = family(contest, number=2, author=person)
    WorkFactory(contest=contest, number=None, author=person, state="draft", pictures=[PictureFactory()])
    on_paper = diploma(work, printed_name="Кушхова Заира", public_name="Кушхова Заира")
    erasure.erase(person, None, "по заявлению")
    child.refresh_from_db(), on_paper.refresh_from_db()
    assert child.child_name == ""
    assert on_paper.printed_name == on_paper.public_name == "Бывший сотрудник"
    assert not Work.objects.filter(state="draft").exists()
    assert str(Work.objects.get(pk=work.pk).author).strip() == "Бывший сотрудник"


def test_the_dossier_tells_what_contests_know(contest):
    person = EmployeeFactory()
    diploma(WorkFactory(contest=contest, number=1, author=person, title="Береги руки"))
    text = zipfile.ZipFile(dossier.archive(person)).read("person.json").decode()
    assert "Береги руки" in text
    assert "2026-0001" in text
