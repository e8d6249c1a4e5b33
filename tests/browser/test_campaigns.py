"""A campaign in a real browser: from a place on a shift to thanks; axe and the HTML validator are content in each phase."""

from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.factories import UserFactory
from accounts.roles import Role
from contests.campaigns.phases import Phase
from contests.factories import CampaignFactory, ShiftFactory
from contests.models import Contribution, Enrolment, Shift
from people.factories import EmployeeFactory, unit
from portal.factories import PictureFactory
from tests.browser.looking import faults, invalid
from tests.contests.joining import participant

pytestmark = pytest.mark.browser
LONG = "Христорождественский-Нижневыйский"


@pytest.fixture
def phases(site):
    """A campaign in each phase, with places free and taken, a team, faces, and what two units have brought."""
    person = EmployeeFactory(surname=LONG, name="Константин", user=UserFactory(), shown=True)
    made = {phase: a_campaign(phase, person) for phase in Phase}
    return made | {"person": person, "hr": UserFactory(role=Role.HR)}


def a_campaign(phase: Phase, person):
    campaign = CampaignFactory(
        phase=phase,
        slug=f"in-{phase.name.lower()}",
        cover=PictureFactory(size=(1200, 800)),
        organiser=person,
        goal=20,
        unit="тонн макулатуры",
        takes_teams=True,
    )
    full = ShiftFactory(campaign=campaign, number=1, title="Съешьжеещёэтихмягкихфранцузскихбулок", capacity=1, taken=1)
    Enrolment.objects.create(shift=full, employee=EmployeeFactory(shown=True))
    ShiftFactory(campaign=campaign, number=2, capacity=6)
    for name, value in (("Сети", "7.5"), ("Ремонтно-механический цех Краснооктябрьского района", "5")):
        EmployeeFactory(post__units=(name,))
        Contribution.objects.create(campaign=campaign, subdivision=unit(name), amount=Decimal(value))
    return campaign


@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_and_nothing_sticks_out(window, phases, width, theme, tmp_path):
    page = window(width, phases["person"].user, color_scheme=theme, bypass_csp=True)
    signup = phases[Phase.SIGNUP]
    team = reverse("contests:team", args=[signup.slug, signup.shifts.last().pk])
    addresses = [*(phases[phase].url for phase in Phase), team, f"{signup.url}people/", f"{signup.url}brought/"]
    assert faults(page, addresses) == {}
    client = participant()
    assert invalid(client, [*(phases[phase].url for phase in Phase), team], tmp_path) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_desk_in_the_cms_does_not_stick_out(window, phases, width):
    page = window(width, phases["hr"])
    campaign = phases[Phase.SIGNUP]
    one = [reverse(name, args=[campaign.pk]) for name in ("campaign_desk", "campaign_shift_add", "campaign_brought")]
    sticking = []
    for address in ["/admin/campaigns/", *one]:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            sticking.append(address)
    assert (sticking, page.errors) == ([], [])


def test_a_place_is_taken_given_back_waited_for_and_taken_by_a_team(window, phases):
    page = window(360, phases["person"].user)
    campaign = phases[Phase.SIGNUP]
    page.goto(campaign.url)
    page.get_by_role("button", name="Участвую").first.click()
    page.get_by_text("Вы записаны").first.wait_for()
    page.get_by_role("button", name="Отменить запись").click()
    page.get_by_text("снова свободно").wait_for()
    assert Enrolment.objects.filter(employee=phases["person"]).count() == 0

    page.get_by_role("button", name="Сообщить, если место освободится").click()
    page.get_by_text("Скажем, когда освободится").wait_for()

    page.get_by_role("link", name="Командой").last.click()
    page.get_by_label("Название команды").fill("Сварные")
    page.get_by_label("Сколько вас").fill("4")
    page.get_by_role("button", name="Записать команду").click()
    page.get_by_text("команда «Сварные»").first.wait_for()
    assert Shift.objects.get(campaign=campaign, capacity=6).taken == 4
    assert page.errors == []


def test_hr_adds_a_shift_enters_what_was_brought_and_thanks(window, phases):
    campaign = phases[Phase.OVER]
    page = window(1280, phases["hr"])
    page.goto(reverse("campaign_brought", args=[campaign.pk]))
    page.locator("[name=subdivision]").select_option(label="Сети")
    page.locator("[name=amount]").fill("3.25")
    page.get_by_role("button", name="Внести").click()
    page.get_by_text("3,25").first.wait_for()
    page.goto(reverse("campaign_desk", args=[campaign.pk]))
    page.get_by_role("button", name="Сказать спасибо").click()
    page.get_by_text("Сказано").first.wait_for()
    reader = window(360, phases["person"].user)
    reader.goto(campaign.url)
    reader.get_by_text("15,75").first.wait_for()
    assert page.errors == reader.errors == []
