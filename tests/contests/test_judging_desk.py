"""The jury on HR's desk: progress, warnings, reminders; and choosing nominations for a member in the page's editor."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from contests.factories import ContestFactory, WorkFactory
from contests.judging import reminding
from contests.models import ContestPage, JuryMember, Nomination
from contests.stages import Stage
from engagement.models import Notice
from people.factories import EmployeeFactory
from tests.contests.jury import abstain, judge, person, text
from tests.contests.test_editing import posted
from tests.counting import cold_queries

pytestmark = pytest.mark.django_db
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def member():
    return person(surname="Первова")


@pytest.fixture
def contest(member):
    return ContestFactory(stage=Stage.JURY, nominations=("Плакат", "Снимок"), jury=[member.employee])


def desk(client, contest) -> str:
    return text(client, reverse("contests_jury", args=[contest.pk]))


def remind(client, contest, **data):
    return (
        client.post(reverse("contests_jury_remind", args=[contest.pk]), data, follow=True)
        .content.decode()
        .replace("\u00a0", " ")
    )


def told(member) -> list[str]:
    return list(
        Notice.objects.filter(employee=member.employee, text__contains="осталось").values_list("text", flat=True)
    )


def choose(seat, *nominations):
    through = JuryMember.nominations.through
    through.objects.bulk_create(through(jurymember=seat, nomination=nomination) for nomination in nominations)


def test_progress_is_by_member_and_nomination(sign_in, member, contest):
    poster, photo = contest.nominations.all()
    works = WorkFactory.create_batch(3, contest=contest, nomination=poster)
    WorkFactory(contest=contest, nomination=photo, author=member.employee)
    judge(member, works[0])
    abstain(member, works[1])
    page = desk(sign_in("hr"), contest)
    assert "2 из 3" in page
    assert "0 из 0" in page
    assert "мы вместе работаем" in page


def test_a_nomination_nobody_can_judge_is_named(sign_in, contest):
    choose(JuryMember.objects.get(), contest.nominations.get(title="Плакат"))
    page = desk(sign_in("hr"), contest)
    assert "Номинацию «Снимок» судить некому." in page
    assert "Номинацию «Плакат»" not in page


def test_members_who_cannot_judge_are_named(sign_in):
    gone = person(left_on="2020-01-01").employee
    contest = ContestFactory(stage=Stage.JURY, jury=[EmployeeFactory(), gone])
    page = desk(sign_in("hr"), contest)
    assert "Нет учётной записи" in page
    assert "Больше не работает" in page


def test_hr_reminds_once_a_day(sign_in, member, contest):
    WorkFactory(contest=contest)
    hr = sign_in("hr")
    assert "Напомнили: 1 человек." in remind(hr, contest)
    assert "сегодня уже напоминали" in remind(hr, contest, member=JuryMember.objects.get().pk)
    assert told(member)[0].startswith(f"«{contest.title}»: вам осталось оценить 1 работу.")
    with time_machine.travel(contest.results_from - DAY):
        remind(sign_in("hr"), contest)
    assert len(told(member)) == 2


def test_who_is_done_is_not_reminded(sign_in, member, contest):
    judge(member, WorkFactory(contest=contest))
    assert "Никому не отправлено" in remind(sign_in("hr"), contest)
    assert told(member) == []


def test_nobody_is_reminded_when_judging_is_closed(sign_in, member, contest):
    WorkFactory(contest=contest)
    with time_machine.travel(contest.results_from, tick=False):
        assert "пока жюри судит" in remind(sign_in("hr"), contest)
    assert told(member) == []


@pytest.mark.parametrize("role", ["employee", "press", "jury", "admin"])
def test_only_hr_sees_the_desk_of_the_jury(sign_in, contest, role):
    client = sign_in(role)
    assert client.get(reverse("contests_jury", args=[contest.pk])).status_code in (302, 403)
    assert client.post(reverse("contests_jury_remind", args=[contest.pk])).status_code in (302, 403)


def test_the_clock_reminds_three_days_and_one_before_the_close_once_each(member, contest):
    WorkFactory(contest=contest)
    for before, times in ((3 * DAY + SECOND, 0), (3 * DAY, 1), (2 * DAY, 1), (DAY, 2), (SECOND, 2), (0 * DAY, 2)):
        with time_machine.travel(contest.results_from - before, tick=False):
            reminding.remind_due()
            reminding.remind_due()
            assert len(told(member)) == times


def test_a_short_stage_has_no_reminder_at_its_beginning(member, contest):
    WorkFactory(contest=contest)
    ContestPage.objects.filter(pk=contest.pk).update(jury_from=contest.results_from - 2 * DAY)
    with time_machine.travel(contest.results_from - 2 * DAY, tick=False):
        reminding.remind_due()
    assert told(member) == []


def test_a_reminder_comes_as_a_letter_too(sign_in, member, contest, django_capture_on_commit_callbacks):
    WorkFactory(contest=contest)
    member.employee.user.email = "first@example.org"
    member.employee.user.save()
    remind(sign_in("hr"), contest)
    assert Notice.objects.get(employee=member.employee, text__contains="осталось").letter_due
    assert mail.outbox == []


def test_the_desk_costs_the_same_for_any_jury(sign_in, contest):
    def cost() -> int:
        return len(cold_queries(sign_in("hr"), reverse("contests_jury", args=[contest.pk])))

    WorkFactory(contest=contest)
    one = cost()
    for place in range(5):
        JuryMember.objects.create(contest=contest, employee=person().employee, sort_order=place)
    WorkFactory.create_batch(10, contest=contest)
    assert cost() == one


def save(client, contest, nominations, action="publish"):
    data = posted(contest) | {"jury-0-nominations": [nomination.pk for nomination in nominations]}
    del data["action-publish"]
    address = reverse("wagtailadmin_pages:edit", args=[contest.pk])
    return client.post(address, data | ({"action-publish": "1"} if action == "publish" else {}))


def chosen() -> list[str]:
    return sorted(JuryMember.objects.get().nominations.values_list("title", flat=True))


def test_nominations_of_a_member_are_chosen_in_the_editor(sign_in, contest):
    photo, press = contest.nominations.get(title="Снимок"), sign_in("press")
    assert save(press, contest, [photo]).status_code == 302
    assert chosen() == ["Снимок"]
    assert save(press, contest, []).status_code == 302
    assert chosen() == []


def test_a_draft_changes_nothing_until_it_is_published(sign_in, contest):
    photo, press = contest.nominations.get(title="Снимок"), sign_in("press")
    save(press, contest, [photo], "draft")
    assert chosen() == []
    ContestPage.objects.get().get_latest_revision().publish()
    assert chosen() == ["Снимок"]


def test_nominations_of_another_contest_are_neither_offered_nor_taken(sign_in, contest):
    other = ContestFactory(nominations=("Чужая номинация",)).nominations.get()
    press = sign_in("press")
    assert "Чужая номинация" not in press.get(reverse("wagtailadmin_pages:edit", args=[contest.pk])).content.decode()
    assert save(press, contest, [other]).status_code == 200
    assert chosen() == []


def test_a_nomination_somebody_was_chosen_for_is_not_removed(contest):
    photo = contest.nominations.get(title="Снимок")
    choose(JuryMember.objects.get(), photo)
    assert "отметили у члена жюри" in Nomination.objects.get(pk=photo.pk).why_kept()


def test_the_most_of_a_criterion_does_not_fall_below_what_was_given(sign_in, member, contest):
    judge(member, WorkFactory(contest=contest), 7)
    data = posted(contest) | {"criteria-0-most": "5"}
    answer = sign_in("press").post(reverse("wagtailadmin_pages:edit", args=[contest.pk]), data)
    assert "По этому критерию уже стоит балл 7" in answer.content.decode()
