"""Many people at the last places: the database says who gets them, and everybody is told."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from contests.factories import CampaignFactory, ShiftFactory
from contests.models import Enrolment, Shift
from tests.contests.joining import form_team, participant, press, said

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 25


@pytest.fixture
def shift(site):
    return ShiftFactory(campaign=CampaignFactory(), capacity=10, number=0)


def at_once(requests):
    def one(request):
        try:
            return request()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, requests))


def test_a_hundred_people_take_the_last_ten_places(shift):
    people = [participant() for _ in range(100)]
    answers = [said(answer) for answer in at_once([lambda p=person: press(p, shift) for person in people])]
    assert sum("Вы записаны" in answer for answer in answers) == 10
    assert sum("Мест в этой смене больше нет" in answer and "Сообщить" in answer for answer in answers) == 90
    assert Shift.objects.get(pk=shift.pk).taken == Enrolment.objects.count() == 10


def test_one_person_presses_twenty_times_at_once(shift):
    person = participant()
    at_once([lambda: press(person, shift)] * 20)
    assert Shift.objects.get(pk=shift.pk).taken == Enrolment.objects.count() == 1


def test_one_person_takes_two_shifts_of_one_hour_at_once(shift):
    other = ShiftFactory(campaign=shift.campaign, number=0)
    for _ in range(5):
        person = participant()
        at_once([lambda p=person, s=each: press(p, s) for each in (shift, other)])
        assert Enrolment.objects.filter(employee=person.employee).count() == 1


def test_teams_and_leavers_at_once_leave_true_counts(shift):
    teams = [participant() for _ in range(8)]
    at_once([lambda c=client: form_team(c, shift, 3) for client in teams])
    assert Shift.objects.get(pk=shift.pk).taken == 9
    at_once([lambda c=client: press(c, shift, "leave") for client in teams * 2])
    assert Shift.objects.get(pk=shift.pk).taken == Enrolment.objects.count() == 0
