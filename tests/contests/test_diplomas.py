"""Diplomas: given to all at once with the right names, numbered, confirmed by a page for whoever has the code."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone
from pypdf import PdfReader

from accounts.factories import UserFactory
from contests.diplomas.defaults import TEMPLATES
from contests.factories import ContestFactory, WorkFactory
from contests.models import Award, Diploma, DiplomaTemplate, NameForm, Outcome, PaperRun, Work
from contests.papers import runs, tasks
from contests.stages import Stage
from engagement.models import Notice
from people.factories import EmployeeFactory
from portal.factories import PictureFactory
from tests.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def contest():
    """Known results: Мария Лебедь has won, Илья Нога has not."""
    contest = ContestFactory(title="Плакат", slug="poster", stage=Stage.RESULTS, nominations=("Безопасность",))
    winner = EmployeeFactory(surname="Лебедь", name="Мария", patronymic="Ильинична", sex="f")
    work = WorkFactory(contest=contest, number=1, title="Береги руки", author=winner)
    Award.objects.create(nomination=work.nomination, work=work, place=1)
    other = EmployeeFactory(surname="Нога", name="Илья", patronymic="Кузьмич", sex="m")
    WorkFactory(contest=contest, number=2, title="Дважды", author=other)
    Outcome.objects.create(contest=contest)
    return contest


def template(kind):
    return DiplomaTemplate.objects.get(kind=kind)


def address(contest, kind="award"):
    return f"/admin/contests/{contest.pk}/diplomas/by/{template(kind).pk}/"


def give(client, contest, kind="award", **instead):
    """Posts the list as it was proposed, but for what `instead` says."""
    form = client.get(address(contest, kind)).context["form"]
    data = {recipient.key: name for recipient, name in form.waiting_for}
    return client.post(
        address(contest, kind), {key: instead.get("name", name) for key, name in data.items()}, follow=True
    )


def family(contest, **fields):
    agreed = contest.entries_from
    return WorkFactory(contest=contest, kind=Work.Kind.FAMILY, child_name="Соня", parent_agreed_at=agreed, **fields)


def test_the_names_are_shown_as_they_will_be_printed(contest, sign_in):
    page = read(sign_in("hr").get(address(contest, "entrant")))
    assert 'value="Ноге Илье Кузьмичу"' in page
    assert "Лебедь" not in page


def test_a_correction_is_remembered_for_the_next_time(contest, sign_in):
    hr = sign_in("hr")
    give(hr, contest, "entrant", name="Нога Илье Кузьмичу")
    Diploma.objects.all().delete()
    assert 'value="Нога Илье Кузьмичу"' in read(hr.get(address(contest, "entrant")))


def test_what_the_rules_say_anyway_is_not_kept(contest, sign_in):
    give(sign_in("hr"), contest, "entrant")
    assert not NameForm.objects.exists()


def test_what_hr_adds_to_a_childs_name_is_not_remembered(contest, sign_in):
    Work.objects.filter(number=2).delete()
    family(contest, number=3)
    give(sign_in("hr"), contest, "entrant", name="Соне Ивановой")
    assert Diploma.objects.get().printed_name == "Соне Ивановой"
    assert not NameForm.objects.exists()


def test_the_page_behind_the_code_says_a_childs_first_name_alone(contest, sign_in, client):
    Work.objects.filter(number=2).delete()
    family(contest, number=3)
    give(sign_in("hr"), contest, "entrant", name="Соне Ивановой")
    page = read(client.get(Diploma.objects.get().get_absolute_url()))
    assert "Соне" in page
    assert "Ивановой" not in page


def test_numbers_run_through_the_year_and_the_person_is_told(contest, sign_in):
    hr = sign_in("hr")
    give(hr, contest), give(hr, contest, "entrant")
    numbers = [diploma.number for diploma in Diploma.objects.numbered()]
    assert [number[4:] for number in numbers] == ["-0001", "-0002"]
    assert Notice.objects.filter(text__contains="для вас", url="/contests/diplomas/").count() == 2


def test_a_second_press_gives_no_second_diploma(contest, sign_in):
    hr = sign_in("hr")
    form = hr.get(address(contest)).context["form"]
    data = {recipient.key: name for recipient, name in form.waiting_for}
    hr.post(address(contest), data), hr.post(address(contest), data)
    assert Diploma.objects.count() == 1


def test_the_database_refuses_a_number_twice(contest, sign_in):
    give(sign_in("hr"), contest)
    again = Diploma.objects.get()
    again.pk, again.code, again.award, again.work = None, "other", None, None
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_everybody_of_a_team_gets_one_and_so_does_the_jury(sign_in):
    contest = ContestFactory(slug="team", stage=Stage.RESULTS, jury=[EmployeeFactory()])
    work = WorkFactory(contest=contest, kind=Work.Kind.TEAM, team=EmployeeFactory.create_batch(2))
    Award.objects.create(nomination=work.nomination, work=work, place=1)
    Outcome.objects.create(contest=contest)
    hr = sign_in("hr")
    give(hr, contest), give(hr, contest, "jury")
    assert Diploma.objects.exclude(award=None).count() == 3
    assert Diploma.objects.filter(award=None, work=None).count() == 1


def test_one_letter_of_thanks_however_many_works(contest, sign_in):
    WorkFactory(contest=contest, number=3, author=Work.objects.get(number=2).author)
    hr = sign_in("hr")
    give(hr, contest, "entrant")
    assert Diploma.objects.count() == 1
    assert "больше некому" in read(hr.get(address(contest, "entrant")))


def test_not_before_results_are_known(contest, sign_in):
    Outcome.objects.all().delete()
    assert "после того, как итоги объявлены" in read(sign_in("hr").get(address(contest), follow=True))


@pytest.mark.parametrize("role", ["employee", "press", "jury"])
def test_only_hr_gives_them(contest, sign_in, role):
    sign_in(role).post(address(contest), {"x": "y"})
    assert not Diploma.objects.exists()


def test_an_empty_name_gets_no_paper_and_none_at_all_is_an_error(contest, sign_in):
    answer = give(sign_in("hr"), contest, name="  ")
    assert "Не осталось ни одного имени" in read(answer)
    assert not Diploma.objects.exists()


def test_a_stranger_with_the_code_reads_what_the_paper_says(contest, sign_in, client):
    give(sign_in("hr"), contest)
    diploma = Diploma.objects.get()
    answer = client.get(diploma.get_absolute_url())
    page = read(answer)
    assert "Лебедь Мария Ильинична" in page and "1-е место" in page and diploma.number in page
    assert "Подлинный" in page
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert diploma.employee.number not in page


def test_an_unknown_code_is_404(client):
    assert client.get("/contests/diplomas/nothing-of-the-kind/").status_code == 404


def test_a_revoked_one_says_so_and_lets_the_results_be_taken_back(contest, sign_in, client):
    hr = sign_in("hr")
    give(hr, contest)
    diploma = Diploma.objects.get()
    hr.post(f"/admin/contests/{contest.pk}/results/back/")
    assert Award.objects.exists()
    hr.post(f"/admin/contests/{contest.pk}/diplomas/{diploma.pk}/revoke/")
    assert "Отозван" in read(client.get(diploma.get_absolute_url()))
    hr.post(f"/admin/contests/{contest.pk}/results/back/")
    assert not Award.objects.exists()


def test_the_owner_takes_the_pdf_others_do_not(contest, sign_in, client):
    give(sign_in("hr"), contest)
    diploma = Diploma.objects.get()
    diploma.employee.user = UserFactory()
    diploma.employee.save()
    file = f"{diploma.get_absolute_url()}diploma.pdf"
    answer = sign_in(diploma.employee.user).get(file)
    words = PdfReader(BytesIO(answer.content)).pages[0].extract_text().split()
    assert "Лебедь Мария Ильинична" in " ".join(words)
    assert sign_in().get(file).status_code == 404
    assert client.get(file).status_code == 302


def test_ones_own_are_listed(contest, sign_in):
    hr = sign_in("hr")
    give(hr, contest)
    diploma = Diploma.objects.get()
    diploma.employee.user = UserFactory()
    diploma.employee.save()
    assert diploma.number in read(sign_in(diploma.employee.user).get("/contests/diplomas/"))
    assert diploma.number not in read(sign_in().get("/contests/diplomas/"))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("награждается {имя} {премия}", "нельзя вставить: {премия}"),
        ("награждается", "один раз"),
        ("{имя} и {имя}", "один раз"),
        ("{имя} {", "фигурная скобка"),
    ],
)
def test_a_template_with_a_wrong_field_is_refused_in_its_form(sign_in, text, wrong):
    data = {"title": "Новый", "kind": "award", "heading": "Диплом", "text": text, "case": "nomn"}
    answer = sign_in("hr").post("/admin/snippets/contests/diplomatemplate/add/", data)
    assert wrong in read(answer)
    assert DiplomaTemplate.objects.count() == len(TEMPLATES)


def test_a_place_cannot_be_said_to_the_jury(sign_in):
    data = {"title": "Новый", "kind": "jury", "heading": "Спасибо", "text": "{имя} {место}", "case": "nomn"}
    answer = sign_in("hr").post("/admin/snippets/contests/diplomatemplate/add/", data)
    assert "нельзя вставить: {место}" in read(answer)


def test_the_words_of_a_work_open_no_field(contest, sign_in, client):
    Work.objects.filter(number=1).update(title="{имя} <b>")
    give(sign_in("hr"), contest)
    page = client.get(Diploma.objects.get().get_absolute_url()).content.decode()
    assert "(имя) &lt;b&gt;" in page


def test_the_batch_is_one_pdf_for_hr(contest, sign_in):
    DiplomaTemplate.objects.update(background=PictureFactory())
    hr = sign_in("hr")
    give(hr, contest), give(hr, contest, "entrant")
    run = PaperRun.objects.get(state=PaperRun.State.WAITING)
    tasks.make.func(run.pk)
    file = f"/admin/contests/{contest.pk}/papers/{run.pk}/file/"
    made = PdfReader(BytesIO(b"".join(hr.get(file).streaming_content)))
    assert len(made.pages) == 2
    assert sign_in("press").get(file).status_code in (302, 403)


def test_one_is_made_at_a_time_and_a_dead_workers_begins_anew(contest):
    run = runs.ask(contest, PaperRun.Kind.PROTOCOL)
    assert runs.ask(contest, PaperRun.Kind.PROTOCOL) is None
    PaperRun.objects.update(state=PaperRun.State.MAKING, owner="dead")
    tasks.make.func(run.pk)
    assert PaperRun.objects.get().state == PaperRun.State.READY


def test_papers_go_after_a_week(contest):
    tasks.make.func(runs.ask(contest, PaperRun.Kind.PROTOCOL).pk)
    run = PaperRun.objects.get()
    stored = run.file
    with time_machine.travel(timezone.now() + runs.KEPT + timedelta(minutes=1)):
        runs.settle()
    assert not PaperRun.objects.exists()
    assert not stored.storage.exists(stored.name)


def test_the_list_of_names_costs_the_same_however_long_it_is(contest, sign_in, django_assert_max_num_queries):
    hr = sign_in("hr")
    hr.get(address(contest, "entrant"))
    for number in range(3, 30):
        WorkFactory(contest=contest, number=number)
    with django_assert_max_num_queries(45):
        hr.get(address(contest, "entrant"))


def test_giving_costs_the_same_however_many_there_are(contest, sign_in, django_assert_max_num_queries):
    for number in range(3, 30):
        WorkFactory(contest=contest, number=number)
    hr = sign_in("hr")
    form = hr.get(address(contest, "entrant")).context["form"]
    data = {recipient.key: name for recipient, name in form.waiting_for}
    with django_assert_max_num_queries(70):
        hr.post(address(contest, "entrant"), data)
    assert Diploma.objects.count() == 28


def test_the_profile_leads_to_the_page_of_the_diploma(contest, sign_in):
    give(sign_in("hr"), contest)
    diploma = Diploma.objects.get()
    assert diploma.get_absolute_url() in read(sign_in().get(diploma.employee.get_absolute_url()))
