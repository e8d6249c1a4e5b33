"""What a campaign achieved, what it tells of people, and what its pages cost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contests.campaigns import adding_up
from contests.campaigns.phases import Phase
from contests.campaigns.wording import amount
from contests.factories import CampaignFactory, ShiftFactory
from contests.models import Contribution, Enrolment, Waiting
from people.consents import dossier, erasure
from people.factories import EmployeeFactory, unit
from people.models import Employee, Post
from tests.contests.joining import participant, press
from tests.contests.test_campaigns import taken, text
from tests.counting import cold_queries

STEP = 4


def naive(amounts: dict[str, Decimal]) -> dict[str, Decimal]:
    """Each amount goes to the uppermost unit with one that the path begins with."""
    found: dict[str, Decimal] = {}
    for path, value in amounts.items():
        top = min((other for other in amounts if path.startswith(other)), key=len)
        found[top] = found.get(top, Decimal(0)) + value
    return found


paths = st.lists(st.sampled_from(["0001", "0002", "0003"]), min_size=1, max_size=4).map("".join)
sums = st.decimals(min_value="0.01", max_value=10_000, places=2)


@given(st.dictionaries(paths, sums, min_size=1, max_size=8))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_amounts_are_rolled_up_as_one_would_by_hand(amounts):
    rolled = adding_up.rolled_up(amounts)
    assert rolled == naive(amounts)
    assert sum(rolled.values()) == sum(amounts.values())


@pytest.mark.django_db
def test_heads_are_those_who_work_in_the_unit_and_below():
    for units in (("Сети",), ("Сети", "Котельная"), ("Сети", "Котельная"), ("Управление",)):
        EmployeeFactory(post__units=units)
    EmployeeFactory(post__units=("Сети",), left_on=timezone.localdate() - timedelta(days=1))
    twice = Employee.objects.filter(posts__subdivision__name="Котельная").first()
    Post.objects.create(employee=twice, position="Мастер", subdivision=unit("Сети"))
    network, boilers, office = unit("Сети"), unit("Сети", "Котельная"), unit("Управление")
    assert adding_up.heads([network, boilers, office]) == {network.pk: 3, boilers.pk: 2, office.pk: 1}


@pytest.mark.parametrize(
    ("number", "spoken"),
    [("12.40", "12,4"), ("1204", "1\u00a0204"), ("0.0343", "0,034"), ("3", "3"), ("0.5", "0,5")],
)
def test_amounts_are_written_as_people_do(number, spoken):
    assert amount(Decimal(number)) == spoken


@pytest.mark.django_db
def test_the_goal_fills_and_each_unit_has_its_part_per_head(sign_in):
    campaign = CampaignFactory(phase=Phase.OVER, goal=20, unit="тонн макулатуры")
    EmployeeFactory.create_batch(2, post__units=("Сети",))
    for value in ("7.5", "5"):
        Contribution.objects.create(campaign=campaign, subdivision=unit("Сети"), amount=Decimal(value))
    page = text(sign_in(), campaign.url)
    assert "12,5" in page
    assert "62 % цели: 20 тонн макулатуры" in page
    assert "6,25 на человека" in page


@pytest.mark.django_db
def test_a_head_enters_for_his_units_alone():
    campaign = CampaignFactory()
    head = participant(post__units=("Сети",), post__is_head=True)
    address = reverse("contests:brought", args=[campaign.slug])
    below, other = unit("Сети", "Котельная"), unit("Управление")
    assert head.post(address, {"subdivision": other.pk, "amount": "5"}).status_code == 422
    assert head.post(address, {"subdivision": below.pk, "amount": "5"}).status_code == 302
    assert Contribution.objects.get().by == head.employee.user
    assert participant().get(address).status_code == 403


@pytest.mark.django_db
def test_hr_takes_a_wrong_number_away(sign_in):
    row = Contribution.objects.create(campaign=CampaignFactory(), subdivision=unit("Сети"), amount=500)
    sign_in("hr").post(reverse("campaign_drop", args=[row.campaign_id, row.pk]))
    assert not Contribution.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["0", "-3", "много"])
def test_a_result_is_more_than_nothing(sign_in, value):
    campaign = CampaignFactory()
    data = {"subdivision": unit("Сети").pk, "amount": value}
    assert sign_in("hr").post(reverse("campaign_brought", args=[campaign.pk]), data).status_code == 422


def came(campaign, **values) -> Employee:
    person = EmployeeFactory(**values)
    Enrolment.objects.create(shift=ShiftFactory(campaign=campaign, number=0, taken=1), employee=person)
    return person


@pytest.mark.django_db
@pytest.mark.parametrize("shown", [True, False])
def test_a_profile_tells_of_a_campaign_that_is_no_private_matter(sign_in, shown):
    person = came(CampaignFactory(phase=Phase.OVER, title="Чистый берег", shows_people=shown))
    assert ("Чистый берег" in text(sign_in(), person.get_absolute_url())) == shown


@pytest.mark.django_db
def test_faces_of_a_private_matter_and_for_strangers_are_not_shown(client, sign_in):
    private = CampaignFactory(shows_people=False)
    public = CampaignFactory(audience="public")
    came(private, surname="Лебедь")
    came(public, surname="Лебедь")
    assert "Лебедь" in text(sign_in(), public.url)
    assert "Лебедь" not in text(sign_in(), private.url)
    assert "Лебедь" not in text(client, public.url)


@pytest.mark.django_db
def test_an_erased_person_has_no_place_and_waits_for_none():
    shift, person = ShiftFactory(), participant()
    press(person, shift)
    Waiting.objects.create(shift=shift, employee=person.employee)
    assert "Чистый берег" in str(dossier._sources["Акции"](person.employee))
    erasure.erase(person.employee, None, "заявление")
    assert taken(shift) == Enrolment.objects.count() == Waiting.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("phase", "said"),
    [
        (Phase.SOON, "до начала записи"),
        (Phase.SIGNUP, "чтобы записаться"),
        (Phase.CLOSED, "Запись закрыта"),
        (Phase.RUNS, "Акция идёт"),
        (Phase.OVER, "Акция закончилась"),
    ],
)
def test_each_phase_says_what_it_is(sign_in, phase, said):
    assert said in text(sign_in(), CampaignFactory(phase=phase).url)


@pytest.mark.django_db
def test_the_section_and_the_front_page_show_campaigns(sign_in):
    CampaignFactory(title="Чистый берег")
    CampaignFactory(title="Прошлый берег", phase=Phase.OVER)
    section = text(sign_in(), "/contests/")
    assert section.index("Чистый берег") < section.index("Прошлый берег")
    assert "Участвую" in text(sign_in(), "/")


@pytest.mark.django_db
@pytest.mark.parametrize("phase", [Phase.SIGNUP, Phase.OVER])
def test_a_page_costs_as_much_with_many_shifts_people_and_results(sign_in, phase):
    def filled(size: int):
        campaign = CampaignFactory(phase=phase)
        for number in range(size):
            shift = ShiftFactory(campaign=campaign, number=number % 12)
            Enrolment.objects.create(shift=shift, employee=EmployeeFactory(shown=True))
            Contribution.objects.create(campaign=campaign, subdivision=unit(f"Цех {number}"), amount=1)
        return campaign

    few = len(cold_queries(sign_in(), filled(5).url))
    assert len(cold_queries(sign_in(), filled(60).url)) == few <= 30


@pytest.mark.django_db
def test_the_names_cost_as_much_at_sixty_people(sign_in):
    def filled(size: int):
        shift = ShiftFactory(number=0, capacity=None)
        people = EmployeeFactory.create_batch(size, shown=True)
        Enrolment.objects.bulk_create(Enrolment(shift=shift, employee=person) for person in people)
        return reverse("contests:participants", args=[shift.campaign.slug])

    few = len(cold_queries(sign_in("hr"), filled(5)))
    assert len(cold_queries(sign_in("hr"), filled(60))) == few <= 30
