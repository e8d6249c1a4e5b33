"""Joining a campaign: places, other shifts, teams, and the clock."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from contests.campaigns.phases import Phase
from contests.factories import CampaignFactory, ShiftFactory
from contests.models import Enrolment, Shift
from engagement.models import Notice
from people.factories import EmployeeFactory
from tests.contests.joining import form_team, participant, press, said

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def taken(shift) -> int:
    return Shift.objects.get(pk=shift.pk).taken


def told(person) -> list[str]:
    return list(Notice.objects.filter(employee=person).order_by("pk").values_list("text", flat=True))


def text(client, address) -> str:
    return client.get(address).content.decode().replace("\xa0", " ")


def test_one_press_takes_one_place_and_two_presses_too():
    shift, client = ShiftFactory(), participant()
    for _ in range(2):
        assert "Вы записаны" in said(press(client, shift))
    assert taken(shift) == Enrolment.objects.count() == 1


def test_the_page_says_that_one_has_a_place(sign_in):
    shift, client = ShiftFactory(), participant()
    press(client, shift)
    assert "Вы записаны" in text(client, shift.campaign.url)
    assert "Вы записаны" not in text(sign_in(), shift.campaign.url)
    assert "9 мест" in text(sign_in(), shift.campaign.url)


def test_a_campaign_without_shifts_has_room_for_everybody():
    campaign, client = CampaignFactory(), participant()
    assert "Вы записаны" in said(press(client, campaign.shifts.get()))
    assert "Места хватит всем" in text(client, campaign.url)


def test_whoever_leaves_frees_the_place():
    shift, client = ShiftFactory(capacity=1), participant()
    press(client, shift)
    assert "снова свободно" in said(press(client, shift, "leave"))
    press(client, shift, "leave")
    assert taken(shift) == 0
    assert "Вы записаны" in said(press(participant(), shift))


def test_the_full_shift_names_the_others():
    campaign = CampaignFactory()
    full, free = (ShiftFactory(campaign=campaign, number=number, capacity=1) for number in (0, 2))
    press(participant(), full)
    answer = said(press(participant(), full))
    assert "Мест в этой смене больше нет" in answer
    assert str(free).replace("\xa0", " ") in answer
    assert "Сообщить, если место освободится" in answer


def test_the_database_refuses_to_overbook():
    shift = ShiftFactory(capacity=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Shift.objects.filter(pk=shift.pk).update(taken=2)


def test_nobody_is_in_two_places_at_once():
    campaign, client = CampaignFactory(), participant()
    first, next_one = (ShiftFactory(campaign=campaign, number=number) for number in (0, 1))
    at_once = ShiftFactory(campaign=campaign, begins=first.begins + timedelta(hours=1), ends=next_one.ends)
    press(client, first)
    assert "в это время уже в другой смене" in said(press(client, at_once))
    assert "Вы записаны" in said(press(client, next_one))
    assert taken(at_once) == 0


@pytest.mark.parametrize(("seconds", "opens"), [(-1, False), (0, True)])
def test_signing_up_opens_to_the_second(seconds, opens):
    shift = ShiftFactory(campaign=CampaignFactory(phase=Phase.SOON))
    with time_machine.travel(shift.campaign.signup_from + SECOND * seconds, tick=False):
        assert ("Вы записаны" in said(press(participant(), shift))) == opens


@pytest.mark.parametrize(("seconds", "open_still"), [(-1, True), (0, False)])
def test_signing_up_closes_to_the_second(seconds, open_still):
    shift = ShiftFactory()
    with time_machine.travel(shift.campaign.signup_until + SECOND * seconds, tick=False):
        assert ("Вы записаны" in said(press(participant(), shift))) == open_still


def test_a_shift_that_has_begun_is_neither_joined_nor_left():
    campaign = CampaignFactory(phase=Phase.RUNS, signup_until=timezone.now() + timedelta(hours=1))
    shift, client = ShiftFactory(campaign=campaign, number=0), participant()
    assert "уже началась" in said(press(client, shift))
    Enrolment.objects.create(shift=shift, employee=client.employee)
    assert "уже началась" in said(press(client, shift, "leave"))


def test_whoever_has_left_the_company_takes_no_place():
    shift = ShiftFactory()
    client = participant(left_on=timezone.localdate() - timedelta(days=1))
    assert press(client, shift).status_code in (302, 403)
    assert taken(shift) == 0


def test_an_account_without_an_employee_is_told_why(sign_in):
    assert "ни с кем из них не связана" in said(press(sign_in("admin"), ShiftFactory()))


def test_only_the_towns_it_is_for():
    here, away = (participant(post__town=town) for town in ("Майкоп", "Тихорецк"))
    shift = ShiftFactory(campaign=CampaignFactory(towns="Майкоп"))
    assert "для городов: Майкоп" in said(press(away, shift))
    assert "Вы записаны" in said(press(here, shift))


def test_a_draft_takes_nobody():
    shift = ShiftFactory(campaign=CampaignFactory(draft=True))
    assert press(participant(), shift).status_code == 404


def test_a_team_takes_its_places_at_once():
    shift, captain, mate = ShiftFactory(), participant(), EmployeeFactory()
    form_team(captain, shift, 5, [mate])
    assert taken(shift) == 5
    assert sorted(Enrolment.objects.values_list("seats", flat=True)) == [1, 4]
    assert "«Сварные»" in told(mate)[0]


def test_a_team_gets_all_of_its_places_or_none():
    shift = ShiftFactory(capacity=4)
    answer = form_team(participant(), shift, 5, [EmployeeFactory()])
    assert "осталось 4 места, а вас 5 человек" in answer.content.decode().replace("\xa0", " ")
    assert taken(shift) == Enrolment.objects.count() == 0


def test_a_team_with_somebody_elsewhere_gets_none():
    campaign, mate = CampaignFactory(), participant(surname="Лебедь")
    shift = ShiftFactory(campaign=campaign, number=0)
    other = ShiftFactory(campaign=campaign, number=0)
    press(mate, other)
    answer = form_team(participant(), shift, 3, [mate.employee]).content.decode().replace("\xa0", " ")
    assert "Лебедь в это время уже в другой смене" in answer
    assert taken(shift) == 0


def test_the_captain_takes_the_team_away_and_a_colleague_only_himself():
    shift, captain = ShiftFactory(), participant()
    one, other = participant(), EmployeeFactory()
    form_team(captain, shift, 5, [one.employee, other])
    press(one, shift, "leave")
    assert taken(shift) == 4
    press(captain, shift, "leave")
    assert taken(shift) == Enrolment.objects.count() == 0
    assert "больше не записана" in told(other)[-1]


def test_colleagues_of_a_team_are_found_by_name():
    shift, mate = ShiftFactory(), EmployeeFactory(surname="Шовгенов")
    page = form_team(participant(), shift, 2, typed="шовгенов", find="1").content.decode()
    assert f'value="{mate.slug}"' in page
    assert Enrolment.objects.count() == 0
