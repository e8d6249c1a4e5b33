"""A whole contest, as its people live it: HR makes it, works come, are checked, voted for, judged, and printed on diplomas."""

import re
import subprocess

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.factories import UserFactory
from accounts.roles import Role
from contests.factories import moments
from contests.models import Award, Ballot, ContestIndexPage, ContestPage, DiplomaTemplate, PaperRun, Review
from contests.papers import tasks
from contests.stages import Stage
from contests.voting.closing import close_due
from people.factories import EmployeeFactory
from portal import pagecache
from tests.browser.test_publishing import choose_person, new_page, publish
from tests.contests.entering import begun, photo, post
from tests.contests.jury import judge, signed_in

pytestmark = pytest.mark.browser
POINTS = {1: 10, 2: 9, 3: 7, 4: 4, 5: 2}


class People:
    """Those whom this contest needs, each with an account."""

    def __init__(self):
        self.hr = somebody("Гладкобородова", "Оксана", role=Role.HR)
        self.anna = somebody("Лебедь", "Мария", patronymic="Ильинична", sex="f")
        self.father = somebody("Хачемизов", "Рустам", patronymic="Асланович", sex="m")
        self.correspondent = somebody("Кущова", "Вера", sex="f")
        self.on_paper = EmployeeFactory(surname="Нога", name="Илья", patronymic="Кузьмич", sex="m")
        self.captain = somebody("Бжассо", "Аслан", sex="m")
        self.late = somebody("Козёл", "Пётр", patronymic="Иванович", sex="m")
        self.judges = somebody("Кривошлыкова", "Нина", sex="f"), somebody("Непомнящий", "Егор", sex="m")


def somebody(surname: str, name: str, role: Role = Role.EMPLOYEE, **fields):
    return EmployeeFactory(surname=surname, name=name, user=UserFactory(role=role), shown=True, **fields)


def test_a_whole_contest(window, site, tmp_path):
    people = People()
    desk = window(1280, people.hr.user)
    contest = made_in_the_editor(desk, people)
    turn(contest, Stage.ENTRIES)
    anna, father = window(360, people.anna.user), window(360, people.father.user)
    enters(anna, contest, "Я", "Береги руки")
    enters_with_a_child(father, contest, "Папина каска")
    enter_the_others(contest, people)
    check_the_works(desk, contest, anna)
    turn(contest, Stage.VOTING)
    vote(anna, father, contest)
    turn(contest, Stage.JURY)
    close_due()
    judged_by_hand(window(360, people.judges[0].user), contest)
    judged_by_the_other(people.judges[1], contest)
    turn(contest, Stage.RESULTS)
    made_known(desk, contest)
    podium_seen(father, contest)
    diplomas_printed(desk, contest, people, tmp_path)
    assert anna.errors == []


def turn(contest: ContestPage, stage: Stage) -> None:
    """Time passes: it is the middle of this stage."""
    ContestPage.objects.filter(pk=contest.pk).update(**moments(stage))
    pagecache.bump("pages")


def made_in_the_editor(page: Page, people: People) -> ContestPage:
    page.context.set_default_timeout(15_000)
    new_page(page, "contests/contestpage", ContestIndexPage.objects.get().pk)
    page.locator("#id_title").fill("Плакат, который бережёт")
    page.locator("#id_lead").fill("Нарисуйте так, чтобы поняли за три секунды.")
    page.locator("[data-contentpath=rules] [role=textbox]").click()
    page.keyboard.type("Один плакат — одна мысль.")
    page.locator("#id_nominations-0-title").fill("Плакат")
    page.locator("#id_fields-ADD").click()
    page.locator("#id_fields-0-label").fill("Плакат")
    page.get_by_role("tab", name="Этапы и жюри").click()
    for name, moment in moments(Stage.SOON).items():
        page.locator(f"#id_{name}").fill(f"{timezone.localtime(moment):%d.%m.%Y %H:%M}")
        page.keyboard.press("Escape")
    page.locator("#id_takes_teams").check()
    page.locator("#id_takes_families").check()
    page.locator("#id_criteria-ADD").click()
    page.locator("#id_criteria-0-title").fill("Понятно за три секунды")
    for number, member in enumerate(people.judges):
        page.locator("#id_jury-ADD").click()
        choose_person(page, page.locator(f"#inline_child_jury-{number}"), member.surname)
    publish(page)
    return ContestPage.objects.get(title="Плакат, который бережёт", live=True)


def enters(page: Page, contest: ContestPage, who: str, title: str) -> None:
    page.goto(contest.url)
    page.get_by_role("link", name="Прислать работу").click()
    page.get_by_label(who, exact=True).check()
    page.get_by_role("button", name="Начать").click()
    page.get_by_label("Название работы").fill(title)
    page.locator("send-files input").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo().read()}
    )
    page.locator(".stored li").wait_for()
    send(page)


def enters_with_a_child(page: Page, contest: ContestPage, title: str) -> None:
    page.goto(f"/contests/{contest.slug}/enter/")
    page.get_by_label("Мой ребёнок или внук").check()
    page.get_by_role("button", name="Начать").click()
    page.get_by_label("Название работы").fill(title)
    page.get_by_label("Имя ребёнка").fill("Соня")
    page.get_by_label("ребёнок", exact=True).check()
    page.get_by_label("7–10 лет").check()
    page.locator("send-files input").set_input_files(
        {"name": "b.jpg", "mimeType": "image/jpeg", "buffer": photo().read()}
    )
    page.locator(".stored li").wait_for()
    send(page)
    expect(page.get_by_text("Без согласия родителя работу ребёнка отправить нельзя.")).to_be_visible()
    page.get_by_label("законный представитель").check()
    send(page)


def send(page: Page) -> None:
    page.get_by_role("button", name="Отправить").click()
    page.wait_for_load_state()


def enter_the_others(contest: ContestPage, people: People) -> None:
    """On paper, a team, and one more: through the same door, without a browser."""
    correspondent, captain, late = map(signed_in, (people.correspondent, people.captain, people.late))
    on_paper = begun(correspondent, contest, "paper", colleague=people.on_paper.slug)
    team = begun(captain, contest, "team")
    alone = begun(late, contest)
    file = f"file-{contest.fields.get().key}"
    post(correspondent, on_paper, title="Бирка говорит", **{file: photo()})
    post(captain, team, title="Дважды", member=[people.late.slug], **{file: photo()})
    post(late, alone, title="Только на минутку", **{file: photo()})
    assert sorted(contest.works.values_list("state", "number")) == [("submitted", number) for number in range(1, 6)]


def check_the_works(desk: Page, contest: ContestPage, author: Page) -> None:
    """One is accepted, one sent back and mended, the others accepted at once."""
    desk.goto(f"/admin/contests/{contest.pk}/works/")
    desk.get_by_role("button", name="Принять № 2").click()
    expect(desk.get_by_text("Работа № 2 принята")).to_be_visible()
    give_back(desk, 1, "Пальцев не видно: поднимите руку.")
    author.goto("/contests/mine/")
    expect(author.get_by_text("Пальцев не видно")).to_be_visible()
    author.get_by_role("link", name="Поправить").click()
    author.get_by_label("Название работы").fill("Береги пальцы")
    send(author)
    expect(author.get_by_text("На проверке")).to_be_visible()
    desk.goto(f"/admin/contests/{contest.pk}/works/")
    expect(desk.get_by_text("Береги пальцы")).to_be_visible()
    for box in desk.get_by_label("Отметить").all():
        box.check()
    desk.get_by_role("button", name="Принять отмеченные").click()
    expect(desk.get_by_text("Принято: 4 работы")).to_be_visible()


def give_back(desk: Page, number: int, reason: str) -> None:
    work = desk.locator(".work-queue > li", has=desk.get_by_role("heading", name=f"№ {number} "))
    work.locator("summary", has_text="Вернуть или отклонить").click()
    work.get_by_label("Что поправить").fill(reason)
    work.get_by_role("button", name="Вернуть на доработку").click()
    expect(desk.get_by_text(f"Работа № {number} возвращена")).to_be_visible()


def vote(anna: Page, father: Page, contest: ContestPage) -> None:
    """A vote is given, moved, taken back; each time the button says what it did."""
    anna.goto(contest.url)
    expect(anna.locator("#work-1").get_by_text("Ваша работа")).to_be_visible()
    gives(anna, 3)
    gives(anna, 2)
    expect(button(anna, 3)).to_have_attribute("aria-pressed", "false")
    father.goto(contest.url)
    gives(father, 3)
    button(father, 3).click()
    expect(father.get_by_text("Голос за работу № 3 снова у вас")).to_be_visible()
    assert Ballot.objects.count() == 1
    gives(father, 1)
    anna.reload()
    expect(button(anna, 2)).to_have_attribute("aria-pressed", "true")
    assert sorted(Ballot.objects.values_list("work__number", flat=True)) == [1, 2]


def gives(page: Page, number: int) -> None:
    button(page, number).click()
    expect(page.get_by_text(f"Голос отдан работе № {number}.")).to_be_visible()
    expect(button(page, number)).to_have_attribute("aria-pressed", "true")
    expect(button(page, number)).to_have_text(re.compile("Ваш голос"))


def button(page: Page, number: int):
    return page.get_by_role("button", name=f"Голос за работу № {number}")


def judged_by_hand(page: Page, contest: ContestPage) -> None:
    """Radios as large as a thumb; one work is left to the others."""
    page.goto(f"/contests/{contest.slug}/jury/")
    page.get_by_role("link", name="Начать").click()
    box = page.locator(".scale label").first.bounding_box()
    assert min(box["width"], box["height"]) >= 40
    for _ in POINTS:
        number = int(re.search(r"№ (\d+)", page.locator("main .kicker").inner_text().replace("\xa0", " "))[1])
        if number == 5:
            page.get_by_text("Не сужу: знаю автора").click()
            page.get_by_label("Почему").fill("мы вместе работаем")
            page.get_by_role("button", name="Не сужу эту работу").click()
        else:
            page.locator(".scale label", has=page.locator(f"input[value='{POINTS[number]}']")).click()
            page.get_by_role("button", name="Сдать и дальше").click()
        said = "вы её не судите" if number == 5 else "оценка сдана"
        expect(page.get_by_text(f"Работа № {number}: {said}")).to_be_visible()
    expect(page.get_by_text("Всё оценено. Спасибо!")).to_be_visible()


def judged_by_the_other(member, contest: ContestPage) -> None:
    client = signed_in(member)
    for work in contest.works.all():
        judge(client, work, POINTS[work.number])
    assert Review.objects.filter(handed_in_at__isnull=False).count() == 10


def made_known(desk: Page, contest: ContestPage) -> None:
    desk.goto(f"/admin/contests/{contest.pk}/results/")
    desk.get_by_role("button", name="Объявить итоги").click()
    expect(desk.get_by_text("Итоги объявлены").first).to_be_visible()
    places = Award.objects.order_by("place").values_list("place", "work__number")
    assert list(places) == [(1, 1), (2, 2), (3, 3)]


def podium_seen(page: Page, contest: ContestPage) -> None:
    page.goto(contest.url)
    podium = page.locator(".podium")
    expect(podium.locator("> li")).to_have_count(3)
    expect(podium.get_by_role("link", name="Лебедь")).to_be_visible()
    expect(podium.get_by_text("Соня, 7–10 лет")).to_be_visible()
    expect(podium.get_by_text("Хачемизов")).to_have_count(0)
    page.goto("/contests/winners/")
    expect(page.get_by_text("Береги пальцы")).to_be_visible()


def diplomas_printed(desk: Page, contest: ContestPage, people: People, folder) -> None:
    """Two batches by HR's clicks, one name corrected on the way; the sheets become pictures, their words are read."""
    for kind in ("award", "entrant"):
        desk.goto(f"/admin/contests/{contest.pk}/diplomas/")
        desk.get_by_role("link", name=DiplomaTemplate.objects.get(kind=kind).title).click()
        if kind == "entrant":
            desk.locator("input[value='Козёлу Петру Ивановичу']").fill("Козлу Петру Ивановичу")
        desk.get_by_role("button", name="Выдать").click()
        expect(desk.get_by_text("Людям сказано, PDF готовится")).to_be_visible()
    run = PaperRun.objects.get(contest=contest, kind="diplomas")
    tasks.make.func(run.pk)
    desk.goto(f"/admin/contests/{contest.pk}/diplomas/")
    answer = desk.request.get(desk.get_by_role("link", name="Дипломы").last.get_attribute("href"))
    file = folder / "diplomas.pdf"
    file.write_bytes(answer.body())
    subprocess.run(["pdftoppm", "-r", "50", "-png", file, folder / "sheet"], check=True)
    said = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
    assert len(list(folder.glob("sheet*.png"))) == contest.diplomas.count() >= 5
    said = " ".join(said.split())
    assert "Лебедь Мария Ильинична" in said
    assert "Соня 2-е место" in said
    assert "Спасибо Козлу Петру Ивановичу" in said
