"""The entry form in a browser: it saves by itself, files go one by one, a colleague is chosen by name."""

import pytest

from contests.factories import ContestFactory
from contests.models import Work
from people.models import Employee
from tests.contests.entering import photo, question
from tests.portal.test_uploads import SVG

pytestmark = pytest.mark.browser


def chosen(name: str, content: bytes) -> dict:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def test_the_form_saves_by_itself_and_takes_files_one_by_one(visit, company):
    author = Employee.objects.get(user=company["press"])
    contest = ContestFactory(takes_teams=True, fields=[question("photos", most=3)])
    work = Work.objects.create(contest=contest, author=author, filed_by=author, kind="team")
    page = visit(360)
    page.goto(f"/contests/works/{work.pk}/edit/")
    page.get_by_label("Название работы").fill("Береги руки")
    page.get_by_text("Сохранено в").wait_for()
    files = [chosen("a.jpg", photo().read()), chosen("b.jpg", SVG), chosen("c.jpg", photo().read())]
    page.locator("send-files input").set_input_files(files)
    page.locator(".stored li").nth(1).wait_for()
    page.get_by_text("«b.jpg»: Это не снимок").wait_for()
    page.locator("[name=who]").press_sequentially("серебр")
    page.locator("colleague-picker .suggestions a").first.click()
    page.get_by_role("button", name="Отправить работу").click()
    page.get_by_role("heading", name="Мои работы").wait_for()
    work.refresh_from_db()
    assert (work.state, work.title, work.pictures.count(), work.members.count()) == ("submitted", "Береги руки", 2, 1)


def test_a_file_chosen_before_its_script_has_come_is_sent_when_it_comes(visit, company):
    author = Employee.objects.get(user=company["press"])
    work = Work.objects.create(
        contest=ContestFactory(fields=[question("photos")]), author=author, filed_by=author, kind="employee"
    )
    page, scripts = visit(360), []
    page.route("**/send-files.js", lambda route: scripts.append(route))
    page.goto(f"/contests/works/{work.pk}/edit/", wait_until="commit")
    page.locator("send-files input").set_input_files([chosen("a.jpg", photo().read())])
    while not scripts:
        page.wait_for_timeout(50)
    assert not work.pictures.exists()
    scripts[0].continue_()
    page.locator(".stored li").wait_for()
    assert work.pictures.count() == 1
