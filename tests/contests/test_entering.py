"""A work from the first click to the queue of HR: who enters, what is asked, what is kept, how many one may send."""

import pytest
from django.utils import timezone

from contests.entering.consent import WORDS
from contests.entering.quota import MOST_WORKS
from contests.factories import ContestFactory, WorkFactory
from contests.models import Work
from contests.stages import Stage
from engagement.models import Notice
from people.factories import EmployeeFactory
from tests.contests.entering import MINE, begun, edit, enter, entrant, post, question, typed
from tests.reading import read

pytestmark = pytest.mark.django_db
State = Work.State
XSS = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


@pytest.fixture
def person():
    return entrant()


@pytest.fixture
def client(sign_in, person):
    return sign_in(person.user)


def test_a_work_is_begun_sent_and_numbered(client, person):
    contest = ContestFactory(fields=[question("line", required=True)])
    work = begun(client, contest)
    assert (work.state, work.number, work.author) == (State.DRAFT, None, person)
    answer = post(client, work, **{f"answer-{contest.fields.get().key}": "Ответ"})
    assert answer.url == MINE
    work.refresh_from_db()
    assert (work.state, work.number, work.nomination) == (State.SUBMITTED, 1, contest.nominations.get())
    assert work.answers == {contest.fields.get().key: "Ответ"}
    assert "На проверке" in read(client.get(MINE))


def test_the_form_asks_only_what_the_contest_takes(client):
    contest = ContestFactory(takes_families=True, takes_paper=False, fields=[question("choice", choices="Да\nНет")])
    page = read(client.get(enter(contest)))
    assert "Мой ребёнок или внук" in page
    assert "Коллега без телефона" not in page
    assert "Моя команда" not in page
    form = read(client.get(edit(begun(client, contest))))
    assert "Вопрос choice" in form
    assert "Имя ребёнка" not in form
    assert "Номинация" not in form


def test_of_several_nominations_one_is_chosen(client):
    contest = ContestFactory(nominations=("Плакат", "Снимок"), fields=[])
    work = begun(client, contest)
    assert post(client, work).status_code == 422
    assert post(client, work, nomination=contest.nominations.last().pk).status_code == 302
    work.refresh_from_db()
    assert work.nomination == contest.nominations.last()


def test_a_nomination_of_another_contest_is_refused(client):
    work, other = begun(client, ContestFactory(nominations=("А", "Б"), fields=[])), ContestFactory()
    assert post(client, work, nomination=other.nominations.get().pk).status_code == 422


def test_a_draft_may_lack_everything_and_what_is_wrong_is_said_when_it_is_sent(client):
    contest = ContestFactory(fields=[question("text", required=True, label="О чём")])
    work = begun(client, contest)
    assert post(client, work, "save", title="").status_code == 302
    answer = post(client, work, title="Название на месте")
    assert answer.status_code == 422
    assert "Название на месте" in read(answer)
    assert "Не всё заполнено" in read(answer)
    work.refresh_from_db()
    assert (work.state, work.title) == (State.DRAFT, "Название на месте")


def test_a_family_needs_the_parents_word_and_gives_no_surname(client):
    contest = ContestFactory(takes_families=True, fields=[])
    work = begun(client, contest, "family")
    child, before = {"child_name": "Аня", "child_age": "7-10", "relation": "child"}, timezone.now()
    assert "Без согласия родителя" in read(post(client, work, **child))
    assert "без фамилии" in read(post(client, work, **child | {"child_name": "Аня Петрова", "agrees": "on"}))
    assert post(client, work, **child, agrees="on").status_code == 302
    work.refresh_from_db()
    assert work.parent_agreed_at >= before
    assert work.parent_agreed_to == WORDS


def test_a_team_is_chosen_by_name_without_a_script(client):
    colleague = EmployeeFactory(surname="Кривошлыкова", name="Оксана")
    work = begun(client, ContestFactory(takes_teams=True, fields=[]), "team")
    assert "двое и больше" in read(post(client, work))
    found = post(client, work, "save", who="кривошлыкова")
    assert "Оксана Кривошлыкова" in read(found)
    assert post(client, work, member=colleague.slug, team_name="Факел").status_code == 302
    assert [member.employee for member in work.members.all()] == [colleague]


def test_a_correspondent_files_for_a_colleague_without_a_phone(client, person):
    colleague = EmployeeFactory(surname="Бжассо", name="Тимур")
    contest = ContestFactory(fields=[])
    page = client.post(enter(contest), {"entrant": "paper", "who": "бжассо"})
    assert page.status_code == 422
    assert f'value="{colleague.slug}"' in read(page)
    work = begun(client, contest, "paper", colleague=colleague.slug)
    assert post(client, work).status_code == 302
    work.refresh_from_db()
    assert (work.author, work.filed_by, work.on_paper) == (colleague, person, True)
    assert Notice.objects.get().employee == colleague


def test_what_the_contest_does_not_take_is_refused(client):
    contest = ContestFactory(takes_paper=False)
    for kind in ("family", "team", "paper", "anything"):
        assert client.post(enter(contest), {"entrant": kind, "who": "x"}).status_code == 422
    assert not Work.objects.exists()


def test_extra_fields_are_ignored(client, person):
    other = entrant()
    work = begun(client, ContestFactory(fields=[]))
    stolen = {"state": "accepted", "author": other.pk, "filed_by": other.pk, "number": 99, "submitted_at": "2000-01-01"}
    post(client, work, **stolen, judged_by=1, parent_agreed_at="2000-01-01", contest=1, kind="family")
    work.refresh_from_db()
    assert (work.state, work.author, work.filed_by, work.number) == (State.SUBMITTED, person, person, 1)
    assert (work.judged_by, work.parent_agreed_at, work.kind) == (None, None, "employee")


def test_nothing_that_is_typed_becomes_markup(client):
    contest = ContestFactory(takes_teams=True, fields=[question("line"), question("text")])
    work = begun(client, contest, "team")
    answers = {f"answer-{field.key}": XSS for field in contest.fields.all()}
    page = post(client, work, title=XSS, team_name=XSS, who=XSS, **answers).content.decode()
    shown = page + client.get(edit(work)).content.decode() + client.get(MINE).content.decode()
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert "&lt;script&gt;" in shown


def test_the_work_of_somebody_else_does_not_exist(client, sign_in):
    work = WorkFactory(state=State.DRAFT, number=None, submitted_at=None)
    for path in ("edit", "autosave", "withdraw", f"files/{work.contest.fields.get().key}"):
        assert client.post(f"/contests/works/{work.pk}/{path}/", {"title": "Чужое"}).status_code == 404
    assert client.get(edit(work)).status_code == 404
    work.refresh_from_db()
    assert work.title != "Чужое"


def test_an_account_without_an_employee_is_told_so(sign_in):
    assert "ни с кем не связана" in read(sign_in("press").get(enter(ContestFactory())))


def test_a_draft_is_saved_by_itself_and_says_when(client):
    work = begun(client, ContestFactory(takes_families=True, fields=[]), "family")
    said = client.post(f"/contests/works/{work.pk}/autosave/", typed(work, child_name="Аня Петрова"))
    assert said.json()["at"] == timezone.localtime().strftime("%H:%M")
    work.refresh_from_db()
    assert (work.title, work.child_name, work.version) == ("Береги руки", "", said.json()["version"])


def test_of_two_windows_the_older_does_not_overwrite_the_newer(client):
    work = begun(client, ContestFactory(fields=[]))
    older = typed(work, title="Старое окно")
    post(client, work, "save", title="Новое окно")
    assert client.post(f"/contests/works/{work.pk}/autosave/", older).status_code == 409
    answer = client.post(edit(work), older | {"save": "1"})
    assert answer.status_code == 409
    assert "Старое окно" in read(answer)
    work.refresh_from_db()
    assert work.title == "Новое окно"
    again = older | {"version": answer.context["form"]["version"].value(), "save": "1"}
    assert client.post(edit(work), again).status_code == 302


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED])
def test_a_sent_work_that_is_changed_waits_for_hr_again(client, person, state):
    work = WorkFactory(author=person, state=state, contest=ContestFactory(fields=[]), reason="")
    assert client.post(f"/contests/works/{work.pk}/autosave/", typed(work)).status_code == 409
    assert post(client, work, title="").status_code == 422
    work.refresh_from_db()
    assert work.state == state
    post(client, work, title="Лучше прежнего")
    work.refresh_from_db()
    assert (work.state, work.title) == (State.SUBMITTED, "Лучше прежнего")


def test_no_more_works_than_the_contest_takes_from_one(client, person):
    contest = ContestFactory(works_each=1, fields=[])
    first, second = begun(client, contest), begun(client, contest)
    assert post(client, first).status_code == 302
    refused = post(client, second)
    assert refused.status_code == 422
    assert "не больше 1" in read(refused)
    client.post(f"/contests/works/{first.pk}/withdraw/")
    assert post(client, second).status_code == 302
    second.refresh_from_db()
    assert second.number == 2


def test_a_withdrawn_work_is_nobodys_and_a_draft_is_deleted(client, person):
    contest = ContestFactory(stage=Stage.VOTING, fields=[])
    work = WorkFactory(author=person, contest=contest)
    draft = WorkFactory(author=person, contest=contest, state=State.DRAFT, number=None, submitted_at=None)
    for one in (work, draft):
        assert "?" in read(client.get(f"/contests/works/{one.pk}/withdraw/"))
        client.post(f"/contests/works/{one.pk}/withdraw/")
    work.refresh_from_db()
    assert work.state == State.WITHDRAWN
    assert not Work.objects.filter(pk=draft.pk).exists()


def test_nobody_begins_works_without_end(client, person):
    contest = ContestFactory()
    Work.objects.bulk_create(Work(contest=contest, author=person, filed_by=person) for _ in range(MOST_WORKS))
    assert client.post(enter(contest), {"entrant": "employee"}).url == MINE
    assert Work.objects.count() == MOST_WORKS


def test_what_was_typed_outlives_the_session(client):
    work = begun(client, ContestFactory(fields=[]))
    data = typed(work, title="Писал целый час", send="1")
    client.logout()
    answer = client.post(edit(work), data)
    assert answer.status_code == 401
    assert "Писал целый час" in read(answer)
    told = client.post(f"/contests/works/{work.pk}/autosave/", data, headers={"X-Requested-With": "XMLHttpRequest"})
    assert (told.status_code, "Войдите" in told.json()["error"]) == (401, True)
