"""What HR does with shifts, who is told, and who may do what."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from contests.campaigns import jobs
from contests.campaigns.phases import Phase
from contests.factories import CampaignFactory, ShiftFactory
from contests.models import CampaignPage, CampaignThanks, Enrolment, Shift, Waiting
from people.factories import EmployeeFactory
from people.models import PersonalDataAccess
from portal import pagecache
from tests.contests.joining import form_team, participant, press, said
from tests.contests.test_campaigns import taken, told

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def local(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def save(client, shift, **changed):
    data = {"title": shift.title, "where": shift.where, "capacity": shift.capacity or ""}
    data |= {"begins": local(shift.begins), "ends": local(shift.ends), "reason": ""} | changed
    return client.post(reverse("campaign_shift", args=[shift.campaign_id, shift.pk]), data)


def whole_minutes(campaign=None, **values):
    shift = ShiftFactory(campaign=campaign or CampaignFactory(), number=1, **values)
    shift.begins, shift.ends = (moment.replace(second=0, microsecond=0) for moment in (shift.begins, shift.ends))
    shift.save()
    return shift


def test_capacity_is_not_set_under_what_is_taken(sign_in):
    shift = whole_minutes()
    form_team(participant(), shift, 3)
    page = save(sign_in("hr"), shift, capacity=2).content.decode().replace("\xa0", " ")
    assert "Занято уже 3 места" in page
    assert save(sign_in("hr"), shift, capacity=3).status_code == 302
    assert (Shift.objects.get(pk=shift.pk).capacity, taken(shift)) == (3, 3)


def test_the_first_shift_takes_the_place_of_the_whole_one(sign_in):
    campaign = CampaignFactory()
    begins = campaign.starts_at + HOUR
    data = {"title": "Утро", "begins": local(begins), "ends": local(begins + HOUR), "capacity": 5}
    assert sign_in("hr").post(reverse("campaign_shift_add", args=[campaign.pk]), data).status_code == 302
    assert list(campaign.shifts.values_list("title", "whole")) == [("Утро", False)]


def test_a_shift_lies_within_its_campaign(sign_in):
    shift = whole_minutes()
    page = save(sign_in("hr"), shift, ends=local(shift.campaign.ends_at + HOUR)).content.decode()
    assert "внутри акции" in page


def test_who_has_a_place_hears_that_the_shift_moves(sign_in):
    shift, person = whole_minutes(), participant()
    press(person, shift)
    save(sign_in("hr"), shift, ends=local(shift.ends + HOUR), reason="дождь")
    assert "смена теперь" in told(person.employee)[0]
    assert "дождь" in told(person.employee)[0]


def test_a_new_name_alone_is_told_to_nobody(sign_in):
    shift, person = whole_minutes(), participant()
    press(person, shift)
    assert save(sign_in("hr"), shift, title="Сортируем").status_code == 302
    assert told(person.employee) == []


def test_a_shift_does_not_move_onto_another_of_the_same_people(sign_in):
    campaign, person = CampaignFactory(), participant()
    shift, later = whole_minutes(campaign), ShiftFactory(campaign=campaign, number=4)
    press(person, shift)
    press(person, later)
    page = save(sign_in("hr"), shift, ends=local(later.begins + HOUR)).content.decode()
    assert "уже в другой" in page


def test_a_cancelled_shift_is_told_with_the_reason(sign_in):
    shift, person = whole_minutes(capacity=1), participant()
    press(person, shift)
    waits = participant()
    press(waits, shift, "wait")
    address = reverse("campaign_shift_cancel", args=[shift.campaign_id, shift.pk])
    sign_in("hr").post(address, {"reason": "гроза"})
    assert not Shift.objects.filter(pk=shift.pk).exists()
    assert "гроза" in told(person.employee)[-1]
    assert "гроза" in told(waits.employee)[-1]


def test_whoever_waits_first_is_told_first_and_holds_nothing():
    shift, owner = ShiftFactory(capacity=1), participant()
    press(owner, shift)
    first, second = participant(), participant()
    for each in (first, second):
        assert "Скажем, как только" in said(press(each, shift, "wait"))
    press(owner, shift, "leave")
    assert "освободилось место" in told(first.employee)[0]
    assert told(second.employee) == []
    assert "Вы записаны" in said(press(second, shift))


def test_what_was_told_of_a_place_goes_when_it_is_taken_and_is_told_anew():
    shift, owner, waits = ShiftFactory(capacity=1), participant(), participant()
    press(owner, shift)
    press(waits, shift, "wait")
    press(owner, shift, "leave")
    press(owner, shift)
    assert told(waits.employee) == []
    press(owner, shift, "leave")
    assert len(told(waits.employee)) == 1


def test_without_an_answer_the_next_is_told():
    shift, owner, waits, next_one = ShiftFactory(capacity=1), *(participant() for _ in range(3))
    press(owner, shift)
    press(waits, shift, "wait")
    press(next_one, shift, "wait")
    press(owner, shift, "leave")
    with time_machine.travel(timezone.now() + 4 * HOUR, tick=False):
        jobs.tell_the_next()
    assert len(told(next_one.employee)) == 1


def test_more_room_is_told_to_who_waits(sign_in):
    shift, waits = whole_minutes(capacity=1), participant()
    press(participant(), shift)
    press(waits, shift, "wait")
    save(sign_in("hr"), shift, capacity=2)
    assert "освободилось место" in told(waits.employee)[0]
    press(waits, shift)
    assert not Waiting.objects.exists()


def test_a_day_before_people_are_reminded_once():
    shift = ShiftFactory(number=0)
    person, late = participant(), EmployeeFactory()
    press(person, shift)
    Enrolment.objects.create(shift=shift, employee=late, at=shift.begins - HOUR)
    with time_machine.travel(shift.begins - 20 * HOUR, tick=False):
        jobs.remind()
        jobs.remind()
    assert len(told(person.employee)) == 1
    assert told(late) == []


def test_places_of_those_who_have_left_become_free():
    shift, person = ShiftFactory(), participant()
    press(person, shift)
    person.employee.left_on = timezone.localdate() - timedelta(days=1)
    person.employee.save()
    jobs.tell_the_next()
    assert taken(shift) == 0


def test_publishing_the_page_leaves_places_alone(sign_in):
    shift = ShiftFactory()
    press(participant(), shift)
    shift.campaign.save_revision().publish()
    assert taken(shift) == 1


def test_the_whole_shift_moves_with_its_campaign():
    campaign, person = CampaignFactory(), participant()
    press(person, campaign.shifts.get())
    campaign.ends_at += HOUR
    campaign.save_revision().publish()
    assert campaign.shifts.get().ends == campaign.ends_at
    assert "смена теперь" in told(person.employee)[0]


def test_at_each_moment_pages_become_outdated():
    campaign = CampaignFactory()
    with time_machine.travel(campaign.starts_at, tick=False):
        before = pagecache.number_of("pages")
        jobs.arrive()
        assert pagecache.number_of("pages") == before + 1


def test_thanks_are_said_once_to_those_who_came(sign_in):
    shift = ShiftFactory(campaign=CampaignFactory(phase=Phase.OVER), number=0)
    came = EmployeeFactory()
    Enrolment.objects.create(shift=shift, employee=came)
    hr = sign_in("hr")
    for _ in range(2):
        hr.post(reverse("campaign_thank", args=[shift.campaign_id]), {"text": "Спасибо за чистый берег!"})
    assert CampaignThanks.objects.get().people == 1
    assert len(told(came)) == 1


def test_thanks_wait_for_the_end(sign_in):
    campaign = CampaignFactory()
    sign_in("hr").post(reverse("campaign_thank", args=[campaign.pk]), {"text": "Спасибо!"})
    assert not CampaignThanks.objects.exists()


def test_the_table_of_people_holds_no_formula_and_is_written_down(sign_in):
    shift = ShiftFactory()
    form_team(participant(surname="=HYPERLINK(1)"), shift, 2)
    answer = sign_in("hr").post(reverse("contests:participants_table", args=[shift.campaign.slug]))
    cells = list(load_workbook(BytesIO(answer.content)).active.iter_rows(min_row=2))
    surname = next(row[1] for row in cells if row[1].value)
    assert (surname.value, surname.data_type) == ("=HYPERLINK(1)", "s")
    assert PersonalDataAccess.objects.filter(what__contains=shift.campaign.title).exists()


def test_names_are_seen_by_the_organiser_and_hr_alone(sign_in):
    organiser = participant()
    shift = ShiftFactory(campaign=CampaignFactory(organiser=organiser.employee))
    press(participant(surname="Лебедь"), shift)
    address = reverse("contests:participants", args=[shift.campaign.slug])
    for client in (organiser, sign_in("hr")):
        assert "Лебедь" in client.get(address).content.decode()
    for client in (participant(), sign_in("press"), sign_in("admin")):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("role", ["press", "jury", "admin"])
def test_only_hr_runs_the_desk(sign_in, role):
    shift = ShiftFactory()
    args = [shift.campaign_id]
    for name in ("campaign_desk", "campaign_shift_add", "campaign_brought"):
        assert sign_in(role).get(reverse(name, args=args)).status_code in (302, 403)


def test_the_desk_shows_places_and_who_waits(sign_in):
    shift = ShiftFactory(title="Сортируем", capacity=1)
    press(participant(), shift)
    press(participant(), shift, "wait")
    page = sign_in("hr").get(reverse("campaign_desk", args=[shift.campaign_id])).content.decode()
    assert "Сортируем" in page
    assert "<b>1</b> из 1" in page
    assert shift.campaign.title in sign_in("hr").get(reverse("campaigns_desk")).content.decode()


def test_the_page_is_not_published_with_shifts_outside(sign_in):
    campaign = ShiftFactory(number=0).campaign
    campaign.starts_at += 2 * HOUR
    with pytest.raises(Exception, match="Есть смены вне этих дней"):
        CampaignPage.full_clean(campaign)
