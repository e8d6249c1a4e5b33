"""Contests' pages in a real browser, in each stage: axe and the HTML validator are content, nothing sticks out, pages are light."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from accounts.factories import UserFactory
from accounts.roles import Role
from contests.desk.tabs import TABS
from contests.diplomas.issuing import issue
from contests.diplomas.recipients import waiting
from contests.factories import ContestFactory, WorkFactory
from contests.models import CountedBallot, DiplomaTemplate, ResultsPage, Work, WorkFile
from contests.results.making_known import make_known
from contests.stages import Stage
from contests.voting.closing import close_due
from people.factories import EmployeeFactory
from portal.factories import PictureFactory
from tests.browser.looking import faults, invalid, is_light, weigh
from tests.contests.entering import question
from tests.contests.jury import judge, signed_in

pytestmark = pytest.mark.browser
LONG = "Христорождественский-Нижневыйский"
KINDS = ("photos", "text", "choice", "document", "film")


@pytest.fixture
def stages(site):
    """A contest in each stage, with works of every kind. `member` judges in all of them and takes part in one."""
    member = EmployeeFactory(surname=LONG, name="Константин", user=UserFactory(), photo=PictureFactory(), shown=True)
    made = {stage: a_contest(stage, member) for stage in Stage}
    for stage in (Stage.REVIEW, Stage.VOTING, Stage.JURY, Stage.RESULTS):
        the_works(made[stage], member)
    its_own(made[Stage.ENTRIES], member)
    judge(signed_in(member), made[Stage.JURY].works.get(number=1), remark="Руки видно сразу")
    hr = UserFactory(role=Role.HR)
    its_results(made[Stage.RESULTS], hr)
    return made | {"member": member, "hr": hr}


def a_contest(stage: Stage, member):
    fields = [question(kind, required=False, choices="Да\nНет") for kind in KINDS]
    values = {"takes_teams": True, "takes_families": True, "prizes": "<p>Три наушника.</p>", "contact": member}
    kept = {"nominations": ("Плакат", "Рисунок"), "criteria": ("Понятность", "Душа"), "jury": [member]}
    return ContestFactory(
        stage=stage, fields=fields, cover=PictureFactory(), slug=f"in-{stage.value}", **values, **kept
    )


def the_works(contest, member) -> None:
    """One of an employee, a team's, a child's, one in words, one of the member's own, one that waits for HR."""
    people = [EmployeeFactory(shown=True, photo=PictureFactory()) for _ in range(3)]
    made = {"contest": contest}
    WorkFactory(**made, number=1, author=people[0], title="Съешьжеещёэтихмягкихфранцузскихбулок", pictures=plates(2))
    WorkFactory(
        **made, number=2, author=people[1], kind="team", team_name="Ночная смена", team=people, pictures=plates(1)
    )
    child = {"kind": "family", "child_name": "Соня", "child_age": "7-10", "relation": "child"}
    WorkFactory(**made, number=3, author=people[2], pictures=plates(1), parent_agreed_at=timezone.now(), **child)
    text = contest.fields.get(kind="text").key
    words = WorkFactory(**made, number=4, author=people[0], filed_by=people[1], answers={text: "Береги руки. " * 40})
    WorkFile(work=words, field=contest.fields.get(kind="document").key, name="Описание.pdf", size=9).file.save(
        "a.pdf", ContentFile(b"%PDF-1.4\n")
    )
    WorkFactory(**made, number=5, author=member, nomination=contest.nominations.last(), pictures=plates(1))
    WorkFactory(**made, number=6, author=people[1], state="submitted", pictures=plates(1))


def plates(number: int) -> list:
    return [PictureFactory(size=(1200, 900)) for _ in range(number)]


def its_own(contest, member) -> None:
    """A draft of each kind, and one that HR has sent back."""
    for kind in Work.Kind.values:
        WorkFactory(contest=contest, author=member, kind=kind, state="draft", number=None, title="")
    WorkFactory(
        contest=contest, author=member, state="returned", number=9, reason="Пальцев не видно.", pictures=plates(1)
    )


def its_results(contest, hr) -> None:
    close_due()
    for work in contest.works.accepted():
        CountedBallot.objects.bulk_create(
            CountedBallot(nomination=work.nomination, work=work) for _ in range(10 - work.number)
        )
    make_known(contest, hr)
    for template in DiplomaTemplate.objects.all():
        issue(contest, template, waiting(contest, template), hr)


def addresses(stages) -> list[str]:
    """What an employee opens."""
    entries, jury, over = stages[Stage.ENTRIES], stages[Stage.JURY], stages[Stage.RESULTS]
    return [
        "/contests/",
        *(stages[stage].url for stage in Stage),
        f"{stages[Stage.VOTING].url}?nomination={stages[Stage.VOTING].nominations.first().pk}",
        reverse("contests:enter", args=[entries.slug]),
        *(reverse("contests:edit", args=[work.pk]) for work in entries.works.all()),
        reverse("contests:withdraw", args=[entries.works.last().pk]),
        reverse("contests:mine"),
        *(reverse("contests:work", args=[stages[Stage.VOTING].slug, number]) for number in (1, 4)),
        reverse("contests:work", args=[over.slug, 2]),
        reverse("contests:jury", args=[jury.slug]),
        *(reverse("contests:jury_work", args=[jury.slug, number]) for number in (1, 2, 5)),
        ResultsPage.objects.get().url,
        reverse("contests:winners"),
        reverse("contests:diplomas"),
        over.diplomas.first().get_absolute_url(),
    ]


def desk(stages) -> list[str]:
    """What HR opens in the CMS."""
    asked = (Stage.VOTING, Stage.JURY, Stage.RESULTS)
    tabs = [reverse(tab.url_name, args=[stages[stage].pk]) for stage in asked for tab in TABS]
    template = DiplomaTemplate.objects.first()
    return ["/admin/contests/", *tabs, reverse("contests_diploma_names", args=[stages[Stage.RESULTS].pk, template.pk])]


@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_and_nothing_sticks_out(window, stages, width, theme):
    page = window(width, stages["member"].user, color_scheme=theme, bypass_csp=True)
    assert faults(page, addresses(stages)) == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_the_desk_in_the_cms_does_not_stick_out(window, stages, width):
    page = window(width, stages["hr"])
    sticking = []
    for address in desk(stages):
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            sticking.append(address)
    assert (sticking, page.errors) == ([], [])


def test_the_markup_is_valid(stages, tmp_path):
    assert invalid(signed_in(stages["member"]), addresses(stages), tmp_path) == []


def test_a_first_visit_is_light_and_writes_no_error_to_the_console(window, stages):
    page = window(1280, stages["member"].user)
    weighed = {address: weigh(page, address) for address in addresses(stages)}
    assert {address: heavy for address, heavy in weighed.items() if not is_light(heavy)} == {}
    assert page.errors == []
